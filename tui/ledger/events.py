"""The timeline of cooperation."""

from __future__ import annotations

from tui.archive import Archive, FactRow
from tui.ledger.entries import EventEntry
from tui.ledger.query import Query, span
from tui.ledger.reports import report
from tui.model import Event


def events(archive: Archive, query: Query) -> tuple[EventEntry, ...]:
    """Events, the newest day first; an undated one stands at its report's day."""
    return tuple(_entry(row) for row in archive.events(span(query)))[: query.limit]


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
    )
