"""Who works with whom: partner countries and companies by their deals and events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from tui.archive import Archive
from tui.ledger.deals import BINDING, INTENDED, deals, usd
from tui.ledger.entries import DealEntry, EventEntry, PartnerEntry, YearEntry
from tui.ledger.events import count_distinct, events
from tui.ledger.mosttold import most_told
from tui.ledger.names import party_key
from tui.ledger.query import Query
from tui.model import Party

By = Literal["country", "company"]

HOME = "KZ"


@dataclass(slots=True)
class Gathered:
    """What one partner has part in; ``names`` and ``homes`` are all that are told, as reports spell and place it differently."""

    deals: list[DealEntry] = field(default_factory=list)
    events: list[EventEntry] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    homes: list[str] = field(default_factory=list)


def partners(
    archive: Archive, query: Query, *, by: By = "country", today: date | None = None
) -> tuple[PartnerEntry, ...]:
    """Partners of the span's deals and events, those with the most signed money first. What is open is told as of
    ``today``."""
    whole = replace(query, limit=None)
    return partners_of(deals(archive, whole), events(archive, whole), by=by, today=today)[: query.limit]


def partners_of(
    deals: Iterable[DealEntry], events: Iterable[EventEntry], *, by: By = "country", today: date | None = None
) -> tuple[PartnerEntry, ...]:
    """The partners in ``deals`` and ``events``: countries, or foreign companies. A deal of two partners counts for both."""
    news = [deal for deal in deals if not deal.background and deal.checked != "wrong"]
    held = [event for event in events if event.checked != "wrong"]
    gathered = _by_country(news, held) if by == "country" else _by_company(news, held)
    found = [_partner(one, by, today) for one in gathered.values()]
    return tuple(
        sorted(found, key=lambda p: (-p.usd, -p.usd_intended, -p.deals, -p.events, p.country, p.company or ""))
    )


def _by_country(deals: Iterable[DealEntry], events: Iterable[EventEntry]) -> Mapping[str, Gathered]:
    found: dict[str, Gathered] = defaultdict(Gathered)
    for deal in deals:
        for country in dict.fromkeys(deal.countries):
            found[country].deals.append(deal)
    for event in events:
        for country in dict.fromkeys(event.countries):
            found[country].events.append(event)
    for country, one in found.items():
        one.homes.append(country)
    return found


def _by_company(deals: Iterable[DealEntry], events: Iterable[EventEntry]) -> Mapping[str, Gathered]:
    """Companies that a deal places abroad; an event is theirs where it names one of them."""
    found: dict[str, Gathered] = defaultdict(Gathered)
    for deal in deals:
        for key, party in {party_key(p): p for p in deal.parties if p.country not in (None, HOME)}.items():
            found[key].deals.append(deal)
            found[key].names.append(party.name)
            found[key].homes.append(party.country or "")
    known = {party_key(Party(name)): key for key, one in found.items() for name in set(one.names)}
    for event in events:
        for key in {known[name] for name in (party_key(Party(name)) for name in event.parties) if name in known}:
            found[key].events.append(event)
    return found


def _partner(one: Gathered, by: By, today: date | None) -> PartnerEntry:
    days = [*(deal.day for deal in one.deals), *(event.day for event in one.events)]
    told = [*_told(one.deals), *(event.date or event.day for event in one.events)]
    years: dict[str, list[DealEntry]] = defaultdict(list)
    for deal in one.deals:
        years[deal.day[:4]].append(deal)
    return PartnerEntry(
        country=most_told(one.homes),
        deals=len(one.deals),
        usd=usd(one.deals, BINDING),
        usd_intended=usd(one.deals, INTENDED),
        events=count_distinct(one.events),
        last=max(days, default=None),
        company=most_told(one.names) if by == "company" else None,
        first=min(told, default=None),
        years=tuple(
            YearEntry(year, len(told), usd(told, BINDING), usd(told, INTENDED)) for year, told in sorted(years.items())
        ),
        stages=_counted(deal.stage for deal in one.deals),
        commodities=_counted(c for deal in one.deals for c in deal.commodities),
        open=tuple(deal.id for deal in one.deals if today and is_open(deal, today)),
        usd_by_stage=_summed((deal.stage, deal.usd) for deal in one.deals),
        usd_by_commodity=_summed(
            (commodity, deal.usd) for deal in one.deals if deal.stage != "cancelled" for commodity in deal.commodities
        ),
    )


def is_open(deal: DealEntry, today: date) -> bool:
    """Whether a deal is talks or plans of which nothing was heard for a year before ``today``."""
    return deal.stage in INTENDED and deal.day < f"{today.year - 1}-{today.month:02}-{today.day:02}"


def _told(deals: Iterable[DealEntry]) -> Iterable[str]:
    """Dates of the stages, as precise as they are told."""
    for deal in deals:
        yield deal.date or deal.day
        yield from (stage.date for stage in deal.stages if stage.date)


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def _summed(worth: Iterable[tuple[str, float | None]]) -> tuple[tuple[str, float], ...]:
    sums: dict[str, float] = defaultdict(float)
    for key, dollars in worth:
        if dollars is not None:
            sums[key] += dollars
    return tuple(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))
