"""All that a brief or the desk shows of a span, from one set of queries."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tui.archive import Archive
from tui.config.model import Config
from tui.ledger.bulk import kept
from tui.ledger.deals import deals, totals
from tui.ledger.entries import Overview
from tui.ledger.events import events
from tui.ledger.news import news
from tui.ledger.partners import partners_of
from tui.ledger.query import Query, midnight, span
from tui.ledger.series import series
from tui.ledger.sources import sources


def overview(archive: Archive, config: Config, query: Query, now: datetime, *, stories: int | None = None) -> Overview:
    """The span's deals, series, events, partners and items on the beat, and the sources as they stand at ``now``. The
    query's limit holds for each list; totals and partners are of all deals. With ``stories`` the news are the newest so
    many stories rather than all items."""
    whole = replace(query, limit=None)
    with kept(), archive.at_once(span(whole)):
        all_deals, all_events = deals(archive, whole), events(archive, whole)
        return Overview(
            generated=now,
            since=midnight(query.since) if query.since else None,
            until=midnight(query.until) if query.until else None,
            deals=all_deals[: query.limit],
            series=series(archive, query),
            events=all_events[: query.limit],
            partners=partners_of(all_deals, all_events, today=now.date())[: query.limit],
            news=news(
                archive, query if stories is None else replace(query, limit=stories), stories=stories is not None
            ),
            sources=sources(archive, config, now),
            totals=totals(all_deals),
        )
