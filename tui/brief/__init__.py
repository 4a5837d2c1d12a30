"""The brief: one page about a span of time, out of the ledger's overview, in each format."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from tui.brief.jsontext import dumps, moment

if TYPE_CHECKING:
    from tui.ledger.entries import Overview

SCHEMA = 1
"""The version of the JSON document's shape."""

PAGES = ("text", "md", "html", "svg")
"""The formats for people."""


def render(
    overview: Overview, form: str, *, limit: int, zone: tzinfo | None = None, width: int = 80, colour: bool = False
) -> str:
    """The brief as one of ``PAGES``: at most ``limit`` rows a section, dates in ``zone`` (UTC); text is ``width`` columns
    wide, with a terminal's colours where asked."""
    from tui.brief.rows import page

    words = page(overview, limit=limit, zone=zone)
    if form == "md":
        from tui.brief.markdown import markdown

        return markdown(words)
    if form == "html":
        from tui.brief.html import html

        return html(words)
    from tui.brief import terminal

    return terminal.svg(words) if form == "svg" else terminal.text(words, width=width, colour=colour)


def json_text(overview: Overview) -> str:
    """The brief as one JSON document, all rows in it."""
    from tui.ledger.shapes import as_json

    return (
        dumps(
            {
                "schema": SCHEMA,
                "generated": moment(overview.generated),
                "since": overview.since.date().isoformat() if overview.since else None,
                "until": overview.until.date().isoformat() if overview.until else None,
                "deals": [as_json(entry) for entry in overview.deals],
                "metrics": [as_json(entry) for entry in overview.series],
                "events": [as_json(entry) for entry in overview.events],
                "partners": [as_json(entry) for entry in overview.partners],
                "items": [as_json(entry) for entry in overview.news],
                "sources": [as_json(entry) for entry in overview.sources],
            },
            indent=2,
        )
        + "\n"
    )


def csv_files(overview: Overview) -> dict[str, str]:
    """The brief as CSV: file name to content, one file a table."""
    from tui.brief.tables import DEALS, EVENTS, METRICS, NEWS, csv_text

    parts = ((DEALS, overview.deals), (METRICS, overview.series), (EVENTS, overview.events), (NEWS, overview.news))
    return {f"{table.name}.csv": csv_text(table, entries) for table, entries in parts}
