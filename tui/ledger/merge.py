"""One deal from all its reports. Contradictions are kept beside the value that is shown, never averaged.

Which value is shown: a company's or an authority's goes before an agency's, and that before what others rewrite, by the kinds
of their feeds; of several companies or agencies the newest is believed, of rewrites what most of them say and then the newest.
Figures within 2 % or that round each other support each other, and of those the most precise is shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from tui.archive import FactRow, StoryRow
from tui.ledger.confidence import confidence
from tui.ledger.currency import Daily, is_day, worth
from tui.ledger.entries import DealEntry, Report, StageEntry
from tui.ledger.names import spoken
from tui.ledger.participants import parties
from tui.ledger.reports import address, age, fact_name, report
from tui.ledger.rounding import digits, rounds
from tui.ledger.stages import furthest, is_history, latest, stages
from tui.ledger.weights import OFFICIAL, REWRITE, weight_of
from tui.model import Deal

V = TypeVar("V", bound=Hashable)
Row = FactRow[Deal]

_CLOSE = 0.02
_STRAY = 6
"""One report of so many that gives a value as the only one may be mistaken, or speak of something else."""


def merge(rows: Sequence[Row], mates: Sequence[StoryRow] = (), daily: Daily | None = None) -> DealEntry:
    """The deal that ``rows`` tell, oldest report first; ``mates`` are further reports of its stories, in which no deal was
    recognised; ``daily`` knows the rates of days. A deal is background when all reports only mention it."""
    news = [row for row in rows if not row.fact.background]
    best = news or list(rows)
    reports = _reports(best, mates)
    told = stages(best, mates)
    last = latest(told)
    money = _money(best)
    differing = _contradictions(news)
    usd, usd_rate = worth(money.fact, last.day, daily if is_day(last.date) else None) if money else (None, None)
    return DealEntry(
        id=best[0].entry or fact_name(reports[0], best[0].fact.kind, best[0].fact.amount),
        kind=_chosen(best, lambda d: d.kind) or best[0].fact.kind,
        parties=parties(best),
        countries=_union(best, lambda d: d.countries),
        amount=money.fact.amount if money else None,
        currency=money.fact.currency if money else None,
        usd=usd,
        usd_rate=usd_rate,
        commodities=_union(best, lambda d: d.commodities),
        places=_places(best),
        jobs=_chosen(best, lambda d: d.jobs),
        stake=_chosen(best, lambda d: d.stake),
        date=last.date,
        date_from="text" if last.date else "report",
        day=last.day,
        stage=furthest(told).stage,
        stages=tuple(StageEntry(t.stage, t.date, t.reports) for t in told),
        reports=reports,
        background=not news,
        contradictions=differing,
        confidence=confidence(
            (row.kind for row in best),
            (row.source for row in best),
            [name for name, _ in differing],
            background=not news,
        ),
    )


def _reports(rows: Sequence[Row], mates: Sequence[StoryRow]) -> tuple[Report, ...]:
    found = {row.item: report(row) for row in reversed(mates)} | {row.item: report(row) for row in reversed(rows)}
    return tuple(sorted(found.values(), key=age))


def _money(rows: Sequence[Row]) -> Row | None:
    """The report whose figure is shown."""
    told = [row for row in rows if row.fact.amount is not None and row.fact.currency is not None]
    if not told:
        return None
    if len(told) == 1:
        return told[0]
    groups = _alike_amounts(told)
    group = max(groups, key=lambda g: (_belief(g), _digits(g[0])))
    return max(
        group, key=lambda row: (_digits(row), row.fact.converted is not None, weight_of(row.kind), row.published)
    )


def _alike_amounts(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows whose figures support each other, grouped from the smallest amount on."""
    groups: list[list[Row]] = []
    for row in sorted(rows, key=lambda r: (r.fact.currency or "", r.fact.amount or 0.0, *age(r))):
        if groups and _supports(groups[-1][0].fact, row.fact):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _supports(less: Deal, more: Deal) -> bool:
    """Whether two sums, of which one is no less than the other, are one and the same: nearly, or when it is rounded."""
    low, high = less.amount or 0.0, more.amount or 0.0
    return less.currency == more.currency and (high <= low * (1 + _CLOSE) or rounds(low, high) or rounds(high, low))


def _digits(row: Row) -> int:
    return digits(row.fact.amount or 0.0)


def _belief(rows: Sequence[Row]) -> tuple[int, float, int, float]:
    """What makes one value go before another, by the reports that give it."""
    best = max(weight_of(row.kind) for row in rows)
    newest = max(row.published for row in rows if weight_of(row.kind) == best).timestamp()
    support = sum({row.item: weight_of(row.kind) for row in rows}.values())
    return best, newest if best > REWRITE else 0.0, support, newest


def _chosen(rows: Sequence[Row], field: Callable[[Deal], V | None]) -> V | None:
    """The value of ``field`` that is believed most."""
    groups: dict[V, list[Row]] = defaultdict(list)
    for row in rows:
        value = field(row.fact)
        if value is not None:
            groups[value].append(row)
    if len(groups) < 2:
        return next(iter(groups), None)
    return max(groups, key=lambda v: (_belief(groups[v]), str(v)))


def _union(rows: Sequence[Row], field: Callable[[Deal], tuple[str, ...]]) -> tuple[str, ...]:
    """All values, those that most reports give first. What but one of very many reports gives is of its surroundings, unless a
    company or an authority says it."""
    told = {field(row.fact) for row in rows}
    if len(told) == 1:
        return tuple(dict.fromkeys(told.pop()))
    counts = Counter(value for row in rows for value in dict.fromkeys(field(row.fact)))
    official = {value for row in rows if weight_of(row.kind) == OFFICIAL for value in field(row.fact)}
    telling = sum(bool(field(row.fact)) for row in rows)
    counts = Counter({v: n for v, n in counts.items() if n * _STRAY > telling or v in official})
    first = {value: n for n, value in enumerate(reversed([v for row in rows for v in field(row.fact)]))}
    return tuple(sorted(counts, key=lambda value: (-counts[value], -first[value], value)))


def _places(rows: Sequence[Row]) -> tuple[str, ...]:
    """All places, each once in whatever letters reports write it, as most do; in Latin letters rather than others."""
    written: dict[str, list[str]] = defaultdict(list)
    for place in _union(rows, lambda d: d.places):
        written[spoken(place)].append(place)
    return tuple(min(names, key=lambda name: not name.isascii()) for names in written.values())


def _contradictions(rows: Sequence[Row]) -> tuple[tuple[str, dict[str, object]], ...]:
    """Fields on which reports of one story differ, with what each report says."""
    found: dict[str, dict[str, object]] = {}
    stories: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        stories[row.story or row.item].append(row)
    for story in stories.values():
        if len(story) == 1:
            continue
        amounts = [row for row in story if row.fact.amount is not None]
        if len({row.fact.currency for row in amounts}) == 1 and len(_alike_amounts(amounts)) > 1:
            found.setdefault("amount", {}).update({address(row): row.fact.amount for row in amounts})
        stakes = {address(row): row.fact.stake for row in story if row.fact.stake is not None}
        if len(set(stakes.values())) > 1:
            found.setdefault("stake", {}).update(stakes)
        dated = [row for row in story if len(row.fact.date or "") == 10 and not is_history(row)]
        dates = {address(row): row.fact.date for row in dated}
        if len(set(dates.values())) > 1:
            found.setdefault("date", {}).update(dates)
    return tuple(found.items())
