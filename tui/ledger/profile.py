"""All that the ledger knows of one company, site or country, as its page shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tui.archive import Archive
from tui.ledger.deals import BINDING, deals, usd
from tui.ledger.entries import DealEntry, EventEntry, NewsEntry, Point, Series
from tui.ledger.events import distinct, events, newest_first
from tui.ledger.gazetteer import Gazetteer
from tui.ledger.news import news
from tui.ledger.query import Query
from tui.ledger.series import series
from tui.ledger.subjects import HOME, Subject, asked, canonical, entry_of, of_name, of_party
from tui.reading.lookup.vocabulary import Entry

SIGNED = "signed-deals"
"""The figure that a country's page begins with: the worth of its binding deals by year."""

_NEWS = 60
_TIES = 40
_OWN = ("operator", "region", "parent")
_KIND_OF = {"operator": "company", "region": "place", "parent": "company"}


@dataclass(frozen=True, slots=True)
class Tie:
    """Another subject that the same deals name: how many of them, and the worth of those that are binding, in dollars."""

    subject: Subject
    title: str
    country: str
    deals: int
    usd: float


@dataclass(frozen=True, slots=True)
class Profile:
    """``title`` is the name that people know it by; ``about`` pairs what the vocabularies say (sort, country, operator,
    region, parent, commodities) with it; ``partners`` and ``places`` are who and where its deals name besides."""

    subject: Subject
    title: str
    about: tuple[tuple[str, str], ...]
    series: tuple[Series, ...]
    deals: tuple[DealEntry, ...]
    events: tuple[EventEntry, ...]
    partners: tuple[Tie, ...]
    places: tuple[Tie, ...]
    news: tuple[NewsEntry, ...]


def profile(archive: Archive, subject: Subject, vocabulary: Gazetteer) -> Profile:
    """The page of ``subject``: series with all their points, deals and events with the newest first, the latest news."""
    subject = subject if subject.kind else of_name(subject.name, vocabulary)
    query = Query(filter=asked((subject,), vocabulary))
    entry = None if subject.kind == "country" else entry_of(subject, vocabulary)
    found = deals(archive, query)
    figures = tuple(_signed(subject, found)) if subject.kind == "country" else series(archive, query)
    return Profile(
        subject=subject,
        title=entry.name if entry else subject.name,
        about=tuple(_about(entry, vocabulary)) if entry else (),
        series=_longest_first(figures),
        deals=found,
        events=newest_first(distinct(events(archive, query))) if subject.kind != "place" else (),
        partners=_partners(found, subject, vocabulary),
        places=_places(found, subject, entry, vocabulary),
        news=news(archive, Query(limit=_NEWS, filter=query.filter), everything=True),
    )


def _longest_first(found: Sequence[Series]) -> tuple[Series, ...]:
    """Series with a history before single figures; of like ones the newest report first."""
    return tuple(sorted(found, key=lambda one: -min(len({point.period for point in one.points if point.period}), 3)))


def _signed(subject: Subject, found: Iterable[DealEntry]) -> Iterator[Series]:
    """The worth of a country's binding deals by year; nothing where no amount is known."""
    by_year: dict[str, list[DealEntry]] = defaultdict(list)
    for deal in found:
        if deal.usd is not None and deal.stage in BINDING and not deal.background and deal.checked != "wrong":
            by_year[deal.day[:4]].append(deal)
    points = tuple(
        Point(year, sum(deal.usd or 0.0 for deal in told), "", tuple(deal.reports[0] for deal in told))
        for year, told in sorted(by_year.items())
    )
    if points:
        latest = max(report.published for point in points for report in point.reports)
        yield Series(subject.name, SIGNED, None, "USD", points, latest)


def _about(entry: Entry, vocabulary: Gazetteer) -> Iterator[tuple[str, str]]:
    """What the vocabularies say, ids of other entries as their names."""
    told = entry.properties
    for key in ("sort", "country"):
        if isinstance(told.get(key), str):
            yield key, told[key]
    for key in _OWN:
        if isinstance(told.get(key), str):
            other = entry_of(Subject(_KIND_OF[key], told[key]), vocabulary)
            yield key, other.name if other else told[key]
    if isinstance(told.get("commodities"), list):
        yield "commodities", ",".join(map(str, told["commodities"]))


def _partners(found: Iterable[DealEntry], subject: Subject, vocabulary: Gazetteer) -> tuple[Tie, ...]:
    """The other parties of its deals."""
    own = canonical(subject, vocabulary)
    named: dict[Subject, list[DealEntry]] = defaultdict(list)
    homes: dict[Subject, str] = {}
    for deal in found:
        told = {canonical(of_party(party), vocabulary): party.country or "" for party in deal.parties}
        for other, home in told.items():
            if other != own:
                named[other].append(deal)
                homes[other] = homes.get(other) or home
    return _ranked(Tie(one, one.name, homes[one], len(told), _worth(told)) for one, told in named.items())


def _places(
    found: Iterable[DealEntry], subject: Subject, entry: Entry | None, vocabulary: Gazetteer
) -> tuple[Tie, ...]:
    """The sites of its deals, and those that the vocabularies say it operates."""
    named: dict[str, list[DealEntry]] = defaultdict(list)
    for deal in found:
        for place in deal.places:
            if place not in (subject.name, entry.name if entry else ""):
                named[place].append(deal)
    if subject.kind == "company" and entry is not None:
        for listed in vocabulary.spellings("place").values():
            for site in listed:
                if site.properties.get("operator") == entry.id:
                    named.setdefault(site.name, [])
    return _ranked(Tie(Subject("place", name), name, "", len(told), _worth(told)) for name, told in named.items())


def _ranked(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    return tuple(sorted(ties, key=lambda tie: (-tie.deals, -tie.usd, tie.country == HOME, tie.title))[:_TIES])


def _worth(told: Iterable[DealEntry]) -> float:
    return usd((deal for deal in told if not deal.background), BINDING)
