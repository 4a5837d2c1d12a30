"""The timeline of cooperation, and who is on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tui.archive import Archive, FactRow
from tui.ledger.deals import BINDING, INTENDED, deals
from tui.ledger.entries import DealEntry, EventEntry, PartnerEntry
from tui.ledger.query import Query, span
from tui.ledger.reports import report
from tui.model import Event


def events(archive: Archive, query: Query) -> tuple[EventEntry, ...]:
    """Events, the newest day first; an undated one stands at its report's day."""
    return tuple(_entry(row) for row in archive.events(span(query)))[: query.limit]


def partners(archive: Archive, query: Query) -> tuple[PartnerEntry, ...]:
    """Partner countries of the span's deals and events, those with the most signed money first."""
    whole = Query(query.since, query.until, None, query.words)
    return partners_of(deals(archive, whole), events(archive, whole))[: query.limit]


def partners_of(deals: Iterable[DealEntry], events: Iterable[EventEntry]) -> tuple[PartnerEntry, ...]:
    """The partner countries of ``deals`` and ``events``. A deal of two partners counts for both."""
    deals_of: dict[str, list[DealEntry]] = defaultdict(list)
    events_of: dict[str, list[EventEntry]] = defaultdict(list)
    for deal in deals:
        for country in () if deal.background else deal.countries:
            deals_of[country].append(deal)
    for event in events:
        for country in event.countries:
            events_of[country].append(event)
    found = [_partner(c, deals_of.get(c, []), events_of.get(c, [])) for c in {*deals_of, *events_of}]
    return tuple(sorted(found, key=lambda p: (-p.usd, -p.usd_intended, -p.deals, -p.events, p.country)))


def _partner(country: str, deals: list[DealEntry], events: list[EventEntry]) -> PartnerEntry:
    return PartnerEntry(
        country=country,
        deals=len(deals),
        usd=sum((deal.usd or 0.0 for deal in deals if deal.stage in BINDING), 0.0),
        usd_intended=sum((deal.usd or 0.0 for deal in deals if deal.stage in INTENDED), 0.0),
        events=len(events),
        last=max((*(deal.day for deal in deals), *(event.day for event in events)), default=None),
    )


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
