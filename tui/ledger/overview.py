"""All that a brief or the desk shows of a span, from one set of queries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from tui.archive import Archive
from tui.bulk import kept
from tui.config.model import Config
from tui.ledger.deals import deals, totals
from tui.ledger.entries import NewsEntry, Overview
from tui.ledger.events import events
from tui.ledger.news import news
from tui.ledger.partners import partners_of
from tui.ledger.query import Query, midnight, span
from tui.ledger.series import series
from tui.ledger.sources import sources

PARTS = frozenset(("deals", "series", "events", "partners", "news", "sources"))
"""The lists of an overview."""


def overview(
    archive: Archive,
    config: Config,
    query: Query,
    now: datetime,
    *,
    stories: int | None = None,
    alone: bool = False,
    parts: Collection[str] = PARTS,
) -> Overview:
    """The span's deals, series, events, partners and items on the beat, and the sources as they stand at ``now``. The
    query's limit holds for each list; totals and partners are of all deals. With ``stories`` the news are the newest so
    many stories rather than all items; ``alone`` leaves out what items of a story have together. Lists that are not among
    ``parts`` may be empty, and what is made of them."""
    whole = replace(query, limit=None)
    with kept(), archive.at_once(span(whole)):
        all_deals = deals(archive, whole) if {"deals", "partners"} & set(parts) else ()
        all_events = events(archive, whole) if {"events", "partners"} & set(parts) else ()
        return Overview(
            generated=now,
            since=midnight(query.since) if query.since else None,
            until=midnight(query.until) if query.until else None,
            deals=all_deals[: query.limit],
            series=series(archive, query) if "series" in parts else (),
            events=all_events[: query.limit],
            partners=partners_of(all_deals, all_events, today=now.date())[: query.limit] if "partners" in parts else (),
            news=_news(archive, query, stories, alone) if "news" in parts else (),
            sources=sources(archive, config, now) if "sources" in parts else (),
            totals=totals(all_deals),
        )


def _news(archive: Archive, query: Query, stories: int | None, alone: bool) -> tuple[NewsEntry, ...]:
    if stories is None:
        return news(archive, query, alone=alone)
    return news(archive, replace(query, limit=stories), stories=True)
