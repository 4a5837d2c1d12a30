"""The timeline of cooperation."""

from __future__ import annotations

from collections.abc import Iterable

from tui.archive import Archive, FactRow
from tui.ledger.entries import EventEntry
from tui.ledger.query import Query, span
from tui.ledger.reports import report
from tui.model import Event


def events(archive: Archive, query: Query) -> tuple[EventEntry, ...]:
    """Events, the newest day first; an undated one stands at its report's day."""
    return tuple(_entry(row) for row in archive.events(span(query)))[: query.limit]


def distinct(events: Iterable[EventEntry]) -> list[EventEntry]:
    """What several reports of a story tell, once: as the report tells it that came first."""
    found: dict[tuple[str | int, str], EventEntry] = {}
    for event in sorted(events, key=lambda e: (e.report.published, e.report.link)):
        found.setdefault((event.story or event.report.item, event.kind), event)
    return list(found.values())


def _entry(row: FactRow[Event]) -> EventEntry:
    event = row.fact
    return EventEntry(
        date=event.date,
        date_from="text" if event.date else "report",
        day=row.day or row.published.date().isoformat(),
        kind=event.kind,
        parties=event.parties,
        countries=event.countries,
        report=report(row),
        story=row.story,
    )
