"""The companies that the ledger knows, by what was last told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tui.archive import Archive
from tui.ledger.deals import BINDING, INTENDED, deals, usd
from tui.ledger.entries import CompanyEntry, DealEntry, EventEntry, Series
from tui.ledger.events import count_distinct, events
from tui.ledger.gazetteer import Gazetteer
from tui.ledger.mosttold import most_told
from tui.ledger.names import party_key
from tui.ledger.partners import Gathered
from tui.ledger.query import Query
from tui.ledger.series import series
from tui.ledger.subjects import Subject, entry_of, of_name
from tui.model import Party


@dataclass(slots=True)
class _Gathered(Gathered):
    """What one company has part in, with its figures."""

    series: list[Series] = field(default_factory=list)


def companies(archive: Archive, query: Query, vocabulary: Gazetteer) -> tuple[CompanyEntry, ...]:
    """Companies with a deal, an event or a figure in the span, the last told of first. Deals in passing count for none."""
    whole = replace(query, limit=None)
    told = deals(archive, whole), series(archive, whole), events(archive, whole)
    return of_facts(*told, vocabulary)[: query.limit]


def of_facts(
    deals: Iterable[DealEntry], series: Iterable[Series], events: Iterable[EventEntry], vocabulary: Gazetteer
) -> tuple[CompanyEntry, ...]:
    """The companies that these facts tell of, the last told of first. Deals in passing count for none."""
    found: dict[str, _Gathered] = defaultdict(_Gathered)
    for deal in deals:
        if not deal.background and deal.checked != "wrong":
            for key, party in {_of_party(party, vocabulary): party for party in deal.parties}.items():
                found[key].deals.append(deal)
                found[key].names.append(party.name)
                found[key].homes += filter(None, [party.country])
    for one in series:
        if of_name(one.subject, vocabulary).kind == "company":
            key = _key(one.subject, vocabulary)
            found[key].series.append(one)
            found[key].names.append(one.subject)
    known = {_key(name, vocabulary): key for key, one in found.items() for name in set(one.names)}
    for event in events:
        for key in {known[name] for name in (_key(name, vocabulary) for name in event.parties) if name in known}:
            found[key].events.append(event)
    entries = [_entry(one, vocabulary) for one in found.values()]
    return tuple(sorted(entries, key=lambda e: (e.last, e.usd, e.deals, e.name), reverse=True))


def _of_party(party: Party, vocabulary: Gazetteer) -> str:
    return party.id or _key(party.name, vocabulary)


def _key(name: str, vocabulary: Gazetteer) -> str:
    entry = entry_of(Subject("company", name), vocabulary)
    return party_key(Party(name, id=entry.id if entry else None))


def _entry(one: _Gathered, vocabulary: Gazetteer) -> CompanyEntry:
    name = most_told(one.names)
    entry = entry_of(Subject("company", name), vocabulary)
    home = entry.properties.get("country") if entry else None
    days = [*(deal.day for deal in one.deals), *(event.day for event in one.events)]
    days += [figure.latest.date().isoformat() for figure in one.series]
    return CompanyEntry(
        name=entry.name if entry else name,
        country=str(home) if home else most_told(one.homes) or None,
        deals=len(one.deals),
        usd=usd(one.deals, BINDING),
        usd_intended=usd(one.deals, INTENDED),
        events=count_distinct(one.events),
        figures=len(one.series),
        last=max(days),
        latest=max(one.series, key=lambda figure: figure.latest, default=None),
    )
