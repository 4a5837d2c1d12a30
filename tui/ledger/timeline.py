"""The timeline of a pair, such as China and uranium: every stage of their deals and every event, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from tui.archive import Archive
from tui.archive.days import day_of
from tui.ledger.deals import deals
from tui.ledger.entries import DealEntry, EventEntry, StageEntry, TimelineEntry
from tui.ledger.events import distinct, events
from tui.ledger.partners import HOME
from tui.ledger.query import Query
from tui.ledger.reports import address
from tui.text import fold

_STEPS = frozenset(
    {"negotiation", "memorandum", "agreement", "acquisition", "financing", "construction", "exploration"}
)
"""Kinds of events that a deal's stages tell where the report tells the deal."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Whose timeline: a country's code, a part of a company's name, a commodity's id; "" for any."""

    country: str = ""
    company: str = ""
    commodity: str = ""


def timeline(archive: Archive, query: Query, pair: Pair) -> tuple[TimelineEntry, ...]:
    """What happened within the span between all that ``pair`` names, each event once. An event is about a commodity where
    its report is; what a deal's stage tells is no event beside it."""
    if pair.country == HOME:  # everything is between Kazakhstan and others
        pair = replace(pair, country="")
    whole = replace(query, until=None, limit=None)  # a stage since then makes its deal recent
    known = [deal for deal in deals(archive, whole) if _is_of(deal, pair)]
    links = {link for deal in known for stage in deal.stages for link in stage.reports}
    told = [entry for deal in known for entry in _stages(deal)]
    told += [
        _event(event)
        for event in distinct(_events(archive, whole, pair))
        if event.kind not in _STEPS or address(event.report) not in links
    ]
    kept = [entry for entry in told if query.holds(entry.day)]
    kept.sort(key=lambda e: (e.day, e.report.published, e.report.link, e.kind), reverse=True)
    return tuple(kept[: query.limit])


def _is_of(deal: DealEntry, pair: Pair) -> bool:
    if deal.background or deal.checked == "wrong":
        return False
    if pair.commodity and pair.commodity not in deal.commodities:
        return False
    countries = {*deal.countries, *(party.country for party in deal.parties)}
    if pair.country and pair.country not in countries:
        return False
    return _names(pair.company, [party.name for party in deal.parties])


def _events(archive: Archive, query: Query, pair: Pair) -> Iterator[EventEntry]:
    found = [
        event
        for event in events(archive, query)
        if (not pair.country or pair.country in event.countries) and _names(pair.company, event.parties)
    ]
    about = archive.tagged([event.report.item for event in found], "commodity", pair.commodity)
    return (event for event in found if not pair.commodity or event.report.item in about)


def _names(company: str, parties: list[str] | tuple[str, ...]) -> bool:
    return not company or any(fold(company) in fold(party) for party in parties)


def _stages(deal: DealEntry) -> Iterator[TimelineEntry]:
    """An entry a stage; its report is the first that tells it."""
    by_address = {address(report): report for report in deal.reports}
    for stage in deal.stages:
        report = next((by_address[told] for told in stage.reports if told in by_address), deal.reports[0])
        yield TimelineEntry(
            day=_day(stage, report.published),
            date=stage.date,
            date_from="text" if stage.date else "report",
            what="deal",
            kind=deal.kind,
            stage=stage.stage,
            parties=tuple(party.name for party in deal.parties),
            countries=deal.countries,
            commodities=deal.commodities,
            amount=deal.amount,
            currency=deal.currency,
            usd=deal.usd,
            deal=deal.id,
            report=report,
        )


def _day(stage: StageEntry, reported: datetime) -> str:
    """The stage's day; no stage is reached after its report."""
    return min(day_of(stage.date, reported), day_of(None, reported))


def _event(event: EventEntry) -> TimelineEntry:
    return TimelineEntry(
        day=event.day,
        date=event.date,
        date_from=event.date_from,
        what="event",
        kind=event.kind,
        stage=None,
        parties=event.parties,
        countries=event.countries,
        commodities=(),
        amount=None,
        currency=None,
        usd=None,
        deal=None,
        report=event.report,
    )
