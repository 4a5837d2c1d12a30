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
_WIDE = frozenset({"region", "town", "ministry", "exchange", "analyst", "international"})
_YEAR = timedelta(days=365)


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
    """What is told of the companies and sites among ``subjects``; where that is little, also what the beat told within a year of
    the partner countries, then of the commodities among them, until there is ``enough``. What only the items ``known``
    tell is left out."""
    parts = [_together([_of(archive, subjects, kind, vocabulary, None, known) for kind in ("company", "place")])]
    for kind in ("country", "commodity"):
        if sum(map(len, parts)) < enough:
            found = _of(archive, subjects, kind, vocabulary, today - _YEAR, known)
            parts.append(_without(found, _together(parts)))
    return tuple(part for part in parts if part)


def _of(
    archive: Archive,
    subjects: Sequence[Subject],
    kind: str,
    vocabulary: Gazetteer,
    since: date | None,
    known: Container[int],
) -> Related:
    of_kind = (subject for subject in subjects if subject.kind == kind and subject.name != HOME)
    named = [subject for subject in of_kind if not _is_wide(subject, vocabulary)]
    if not named:
        return Related()
    query = Query(since=since, limit=_MOST, filter=asked(named, vocabulary))

    def is_new(items: Iterable[int]) -> bool:
        return any(item not in known for item in items)

    figures = series(archive, query) if since is None else ()
    told = events(archive, query) if kind != "place" else ()
    return Related(
        tuple(dict.fromkeys(canonical(subject, vocabulary) for subject in named)),
        tuple(deal for deal in deals(archive, query) if is_new(report.item for report in deal.reports)),
        tuple(one for one in figures if is_new(report.item for point in one.points for report in point.reports)),
        newest_first(distinct(event for event in told if event.report.item not in known)),
        tuple(entry for entry in news(archive, query, everything=since is None) if entry.id not in known),
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
