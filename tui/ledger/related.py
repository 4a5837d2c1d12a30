"""What else is told of those whom a deal or an item names."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tui.archive import Archive
from tui.ledger.deals import deals
from tui.ledger.entries import DealEntry, EventEntry, NewsEntry, Series
from tui.ledger.events import distinct, events, newest_first
from tui.ledger.gazetteer import Gazetteer
from tui.ledger.news import news
from tui.ledger.query import Query
from tui.ledger.series import newest_first as newest_told
from tui.ledger.series import order, series
from tui.ledger.subjects import HOME, Subject, asked, canonical, entry_of

_MOST = 40
"""Deals, and as many figures, events and items, at most."""
_MUCH = 16
"""How much is enough unless more is asked for."""
_BROAD = ("country", "commodity")
"""Kinds of which the beat alone tells."""
_WIDE = frozenset({"region", "town", "ministry", "exchange", "analyst", "international"})
_SPANS = (90, 365, None)
"""Days that are looked back, the next where they do not fill half a page; None is all. Where years tell of thousands of
deals, they are not read to tell the newest."""


@dataclass(frozen=True, slots=True)
class Related:
    """Deals, events and news with the newest first, figures with the newest report first; ``of`` whom all this is."""

    of: tuple[Subject, ...] = ()
    deals: tuple[DealEntry, ...] = ()
    series: tuple[Series, ...] = ()
    events: tuple[EventEntry, ...] = ()
    news: tuple[NewsEntry, ...] = ()

    def __len__(self) -> int:
        """How much is told."""
        return sum(map(len, (self.deals, self.series, self.events, self.news)))


def related(
    archive: Archive,
    subjects: Sequence[Subject],
    vocabulary: Gazetteer,
    today: date,
    known: Container[int] = frozenset(),
    enough: int = _MUCH,
) -> tuple[Related, ...]:
    """What is told of the companies and sites among ``subjects``; where that is little, also what the beat told of the
    partner countries, then of the commodities among them, until there is ``enough``. What only the items ``known`` tell
    is left out."""

    def of(kind: str) -> Related:
        named = [one for one in subjects if one.kind == kind and one.name != HOME and not _is_wide(one, vocabulary)]
        told_of = tuple(dict.fromkeys(canonical(one, vocabulary) for one in named))
        found = Related(told_of)
        for days in _SPANS if named else ():
            if 2 * len(found) < enough:
                since = today - timedelta(days=days) if days else None
                query = Query(since=since, limit=_MOST, filter=asked(named, vocabulary))
                found = replace(_told(archive, query, kind, known), of=told_of)
        return found

    parts = [_together([of("company"), of("place")])]
    for kind in _BROAD:
        if sum(map(len, parts)) < enough:
            parts.append(_without(of(kind), _together(parts)))
    return tuple(part for part in parts if part)


def _told(archive: Archive, query: Query, kind: str, known: Container[int]) -> Related:
    """What ``query`` asks for and not only the items ``known`` tell; figures of companies and sites whenever they were told."""

    def is_new(items: Iterable[int]) -> bool:
        return any(item not in known for item in items)

    wide = kind in _BROAD
    figures = () if wide else series(archive, replace(query, since=None))
    told = events(archive, query) if kind != "place" else ()
    return Related(
        deals=tuple(deal for deal in deals(archive, query) if is_new(report.item for report in deal.reports)),
        series=tuple(one for one in figures if is_new(report.item for point in one.points for report in point.reports)),
        events=newest_first(distinct(event for event in told if event.report.item not in known)),
        news=tuple(entry for entry in news(archive, query, everything=not wide) if entry.id not in known),
    )


def _is_wide(subject: Subject, vocabulary: Gazetteer) -> bool:
    """Whether it is a region, a town or an authority, of which too much is told that has nothing to do with this."""
    entry = entry_of(subject, vocabulary) if subject.kind in ("company", "place") else None
    return entry is not None and (entry.kind in _WIDE or entry.properties.get("sort") in _WIDE)


def _together(parts: Sequence[Related]) -> Related:
    """What several have, each once."""
    deals = {deal.id: deal for part in parts for deal in part.deals}
    items = {entry.id: entry for part in parts for entry in part.news}
    figures = {order(one): one for part in parts for one in part.series}
    return Related(
        tuple(subject for part in parts for subject in part.of),
        tuple(sorted(deals.values(), key=lambda deal: deal.day, reverse=True)),
        newest_told(figures.values()),
        tuple(event for part in parts for event in part.events),
        tuple(sorted(items.values(), key=lambda entry: (entry.published, entry.id), reverse=True)),
    )


def _without(found: Related, told: Related) -> Related:
    """What is new in ``found``."""
    deals, items = ({one.id for one in ones} for ones in (told.deals, told.news))
    return replace(
        found,
        deals=tuple(deal for deal in found.deals if deal.id not in deals),
        events=tuple(event for event in found.events if event not in told.events),
        news=tuple(entry for entry in found.news if entry.id not in items),
    )
