"""The brief: one page about a span of time, out of the ledger's overview, in each format."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.brief.wanted import Wanted
    from tui.ledger.entries import Overview

PAGES = ("text", "md", "html", "svg")
"""The formats for people."""

_PARTS = {"deals": {"deals"}, "metrics": {"series"}, "events": {"events", "partners"}, "items": {"news"}}
"""By section, the lists of an overview that data have of it."""


def render(
    overview: Overview,
    form: str,
    wanted: Wanted | None = None,
    *,
    zone: tzinfo | None = None,
    width: int = 80,
    colour: bool = False,
) -> str:
    """The brief as one of ``PAGES``: what is ``wanted`` of it, dates in ``zone`` (UTC); text is ``width`` columns wide, with
    a terminal's colours where asked."""
    from tui.brief.page import page

    words = page(overview, wanted, zone=zone)
    if form == "md":
        from tui.brief.markdown import markdown

        return markdown(words)
    if form == "html":
        from tui.brief.html import html

        return html(words)
    from tui.brief import terminal

    return terminal.svg(words) if form == "svg" else terminal.text(words, width=width, colour=colour)


def parts(form: str, wanted: Wanted) -> set[str]:
    """The lists of an overview that data of a form are written of."""
    told = {part for section in wanted.sections for part in _PARTS.get(section, ())}
    return told - {"partners"} if form == "csv" else told | {"sources"}


def data(overview: Overview, form: str, wanted: Wanted) -> Iterator[str]:
    """The brief as ``json`` or ``jsonl``, piece by piece, all rows in it."""
    from tui.brief.records import json_lines, jsonl_lines

    write = json_lines if form == "json" else jsonl_lines
    return write(overview, wanted.sections)


def csv_files(overview: Overview, wanted: Wanted) -> dict[str, Iterator[str]]:
    """The brief as CSV: file name to lines, one file a table, all rows in it."""
    from tui.brief.columns import csv_lines
    from tui.brief.tables import DEALS, EVENTS, METRICS, NEWS

    parts = ((DEALS, overview.deals), (METRICS, overview.series), (EVENTS, overview.events), (NEWS, overview.news))
    return {f"{table.name}.csv": csv_lines(table, rows) for table, rows in parts if table.name in wanted.sections}
