"""The timeline of cooperation."""

from __future__ import annotations

from collections.abc import Iterable

from tui.archive import Archive, FactRow
from tui.ledger.entries import EventEntry
from tui.ledger.judging import Events
from tui.ledger.query import Query, span
from tui.ledger.reports import fact_name, report
from tui.model import Event


def events(archive: Archive, query: Query) -> tuple[EventEntry, ...]:
    """Events, the newest day first; an undated one stands at its report's day. Those that the analyst calls wrong are
    among them."""
    made = Events(archive)
    rows = archive.events(span(query))
    if not made:
        return newest_first(map(entry, rows))[: query.limit]
    if not (query.words or query.filter):  # an edited date may bring others into the span
        known = {(row.item, row.fact) for row in rows}
        rows = (*rows, *(row for row in made.told if (row.item, row.fact) not in known))
    found = [event for event in map(made.applied, map(entry, rows)) if query.holds(event.day)]
    return newest_first(found)[: query.limit]


def newest_first(found: Iterable[EventEntry]) -> tuple[EventEntry, ...]:
    """The newest day first, of one day the newest report; the same whatever the order that they come in."""
    return tuple(sorted(found, key=order, reverse=True))


def order(event: EventEntry) -> tuple[object, ...]:
    """What events are sorted by, the oldest day first."""
    told = event.report
    known = told.link, told.source, told.title, told.item
    return event.day, told.published, *known, event.kind, told.evidence.start, event.parties


def distinct(events: Iterable[EventEntry]) -> list[EventEntry]:
    """What several reports of a story tell, once: as the report tells it that came first. What the analyst calls wrong is
    none."""
    found: dict[tuple[str | int, str], EventEntry] = {}
    right = (event for event in events if event.checked != "wrong")
    for event in sorted(right, key=lambda e: (e.report.published, e.report.link)):
        found.setdefault(_what(event), event)
    return list(found.values())


def count_distinct(events: Iterable[EventEntry]) -> int:
    """How many these are."""
    return len({_what(event) for event in events if event.checked != "wrong"})


def _what(event: EventEntry) -> tuple[str | int, str]:
    """What the reports of a story have in common that tell the same."""
    return event.story or event.report.item, event.kind


def entry(row: FactRow[Event]) -> EventEntry:
    """An event as its report tells it."""
    event, told = row.fact, report(row)
    day, source = row.day or row.published.date().isoformat(), "text" if event.date else "report"
    name = fact_name(told, event.kind, *event.parties)
    return EventEntry._make(
        (event.date, source, day, event.kind, event.parties, event.countries, told, row.story, name, None)
    )
