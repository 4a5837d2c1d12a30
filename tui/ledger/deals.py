"""Deals, each from all its reports, and what they are worth together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from functools import cache

from tui.archive import Archive, FactRow, StoryRow
from tui.archive.where import is_of_whole_deal
from tui.ledger.correcting import Corrections
from tui.ledger.entries import DealEntry, Totals
from tui.ledger.merge import merge
from tui.ledger.query import Query, span
from tui.ledger.settled import settle_some
from tui.ledger.sieve import passes
from tui.model import Deal

BINDING = frozenset({"signed", "approved", "underway", "completed"})
"""Stages from which a deal's amount counts; earlier ones are summed apart, cancelled ones not at all."""

INTENDED = frozenset({"talks", "planned", "memorandum"})

_ABOUT = 1 / 3
"""How many of a story's reports name the deal that it is about, at least."""


def deals(archive: Archive, query: Query) -> tuple[DealEntry, ...]:
    """Deals, the newest day first. With ``since`` only recent ones: a deal that is merely named in passing is none."""
    settle_some(archive)
    rows: Sequence[FactRow[Deal]] = archive.deals(span(query), background=query.since is None)
    corrections = Corrections(archive)
    if corrections:
        reports = bool(query.words) or not all(map(is_of_whole_deal, query.filter.tests))
        rows = corrections.rows(archive, rows, reports=reports)
    found = _merged(archive, rows, corrections)
    recent = (deal for deal in found if query.holds(deal.day) and not (query.since and deal.background))
    kept = [deal for deal in recent if passes(deal, query.filter)]
    kept.sort(key=_told)
    kept.sort(key=lambda deal: deal.day, reverse=True)
    return tuple(kept[: query.limit])


def _told(deal: DealEntry) -> tuple[object, ...]:
    """The order of one day's deals: where they were told first, so that it is the same in every archive of these reports."""
    first = deal.reports[0]
    return first.link, first.evidence.start, deal.kind, deal.amount or 0.0, deal.id


def deal(archive: Archive, name: str) -> DealEntry | None:
    """The deal of that id, as it is known now; None where it is no more."""
    corrections = Corrections(archive)
    rows: Sequence[FactRow[Deal]] = archive.deals_of([name])
    if corrections:
        rows = corrections.rows(archive, rows, reports=True)
    found = next((deal for deal in _merged(archive, rows, corrections) if deal.id == name), None)
    # What is not settled yet, and what the analyst split off, has no rows under its name.
    return found or next((deal for deal in deals(archive, Query()) if deal.id == name), None)


def totals(deals: Iterable[DealEntry]) -> Totals:
    """Each deal once: binding ones and intentions apart, background and cancelled ones in neither sum; wrong
    ones are none."""
    news = [deal for deal in deals if not deal.background and deal.checked != "wrong"]
    return Totals(
        deals=len(news),
        usd_signed=usd(news, BINDING),
        usd_intended=usd(news, INTENDED),
        undisclosed=sum(deal.amount is None for deal in news if deal.stage != "cancelled"),
    )


def usd(deals: Iterable[DealEntry], stages: Container[str]) -> float:
    """What those of the deals that are at one of ``stages`` are worth together."""
    return sum((deal.usd or 0.0 for deal in deals if deal.stage in stages), 0.0)


def _merged(archive: Archive, rows: Sequence[FactRow[Deal]], corrections: Corrections) -> list[DealEntry]:
    mates = _mates(archive, rows, corrections)
    daily = cache(archive.rates)
    return [corrections.applied(merge(group, mates.get(group[0].entry or "", ()), daily)) for group in _groups(rows)]


def _groups(rows: Sequence[FactRow[Deal]]) -> list[list[FactRow[Deal]]]:
    """Rows of one deal together; a deal that the ledger has not settled yet stands alone."""
    groups: dict[object, list[FactRow[Deal]]] = defaultdict(list)
    for number, row in enumerate(rows):
        groups[row.entry or number].append(row)
    return list(groups.values())


def _mates(archive: Archive, rows: Sequence[FactRow[Deal]], corrections: Corrections) -> dict[str, list[StoryRow]]:
    """By deal, the reports of its stories in which the reading recognised no deal of its own: what the story is about, all
    its reports tell, unless the analyst split them off. A story is about the deal that most of its reports name, where
    enough do: reports of an accident do not tell the sale that a comment on it speaks of."""
    stories = {row.story for row in rows if row.story and row.entry and not row.fact.background}
    about: dict[str, str] = {}
    naming: dict[str, int] = {}
    for told in sorted(archive.story_deals(stories), key=lambda d: (d.reports, d.further, d.amount, d.entry)):
        about[told.story], naming[told.story] = corrections.root(told.entry), told.reports
    asked = {row.entry for row in rows}
    of_deals = {story for story, entry in about.items() if entry in asked}
    beside: dict[str, list[StoryRow]] = defaultdict(list)
    telling = {
        row.item: row.story for row in rows if row.story in of_deals and corrections.deal_of(row) == about[row.story]
    }
    for mate in archive.story_reports(of_deals, telling.keys() | corrections.split_off()):
        beside[mate.story or ""].append(mate)
    found: dict[str, list[StoryRow]] = defaultdict(list)
    told_by = Counter(telling.values())
    for story, mates in beside.items():
        if naming[story] >= _ABOUT * (told_by[story] + len(mates)):
            found[about[story]] += mates
    return found
