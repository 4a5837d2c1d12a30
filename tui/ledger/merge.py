"""One deal from all its reports. Contradictions are kept beside the value that is shown, never averaged.

Which value is shown: a company's or an authority's goes before an agency's, and that before what others rewrite, by the kinds
of their feeds; of several companies or agencies the newest is believed, of rewrites what most of them say and then the newest.
Figures within 2 % support each other, and of those the most precise is shown."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple, TypeVar

from tui.archive import FactRow, StoryRow
from tui.ledger.confidence import confidence
from tui.ledger.currency import Daily, is_day, worth
from tui.ledger.dealmatch import party_key
from tui.ledger.entries import DealEntry, Report, StageEntry
from tui.ledger.mosttold import most_told
from tui.ledger.names import bare, heard, spoken
from tui.ledger.reports import address, fact_name, report, story_report
from tui.ledger.weights import OFFICIAL, REWRITE, weight_of
from tui.model import STAGES, Deal, Party

V = TypeVar("V", bound=Hashable)
Row = FactRow[Deal]

_CLOSE = 0.02
_HISTORY = timedelta(days=45)
_STRAY = 6
"""One report of so many that gives a value as the only one may be mistaken, or speak of something else."""

_SEVERAL = 4
"""Reports that name parties, of which one alone may name somebody who only stands beside the deal."""

_STEPS = {stage: step for step, stage in enumerate(STAGES) if stage != "cancelled"}
_WORD = re.compile(r"\w+")
_SAME_STAGE = timedelta(days=30)


class _Told(NamedTuple):
    """One stage as one story tells it; ``day`` is when it took place, or when that was first reported."""

    stage: str
    date: str | None
    day: str
    links: tuple[str, ...]


def merge(rows: Sequence[Row], mates: Sequence[StoryRow] = (), daily: Daily | None = None) -> DealEntry:
    """The deal that ``rows`` tell, oldest report first; ``mates`` are further reports of its stories, in which no deal was
    recognised; ``daily`` knows the rates of days. A deal is background when all reports only mention it."""
    news = [row for row in rows if not row.fact.background]
    best = news or list(rows)
    reports = _reports(best, mates)
    told = _stages(best, mates)
    last, furthest = _latest(told), _furthest(told)
    money = _money(best)
    differing = _contradictions(news)
    usd, usd_rate = worth(money.fact, last.day, daily if is_day(last.date) else None) if money else (None, None)
    return DealEntry(
        id=best[0].entry or fact_name(reports[0], best[0].fact.kind, best[0].fact.amount),
        kind=_chosen(best, lambda d: d.kind) or best[0].fact.kind,
        parties=_parties(best),
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
        stage=furthest.stage,
        stages=tuple(StageEntry(t.stage, t.date, t.links) for t in told),
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
    found: dict[int, Report] = {}
    for row in rows:
        found.setdefault(row.item, report(row))
    for mate in mates:
        found.setdefault(mate.item, story_report(mate))
    return tuple(sorted(found.values(), key=lambda r: (r.published, r.link)))


def _stages(rows: Sequence[Row], mates: Sequence[StoryRow]) -> list[_Told]:
    """The stages in order of time. The reports of one story tell one stage; what a text dates long before its report is
    history of its own, unless others of its story tell it as news."""
    units: dict[Hashable, list[Row]] = defaultdict(list)
    news = {(row.story, row.fact.stage) for row in rows if row.story and not _is_history(row)}
    for row in rows:
        history = _is_history(row) and (row.story, row.fact.stage) not in news
        units[(row.fact.stage, row.day, "history") if history else row.story or row.item].append(row)
    told = [_unit(unit, [m for m in mates if m.story == key]) for key, unit in units.items()]
    told.sort(key=lambda t: (t.day, _step(t.stage), t.links))
    return _joined(told)


def _unit(rows: Sequence[Row], mates: Sequence[StoryRow]) -> _Told:
    stage = _stage(rows)
    dates = [row.fact.date for row in rows if row.fact.stage == stage and row.fact.date]
    date = min(set(dates), key=lambda d: (-len(d), -dates.count(d), d), default=None)
    heard: list[Row | StoryRow] = [*rows, *mates]
    heard.sort(key=lambda r: (r.published, r.link))
    days = [row.day for row in rows if row.day and row.fact.date == date]
    day = days[0] if date and days else heard[0].published.date().isoformat()
    return _Told(stage, date, day, tuple(dict.fromkeys(map(address, heard))))


def _stage(rows: Sequence[Row]) -> str:
    """The furthest stage that more than a third of the reports name: what one says and another leaves out holds, what one of
    three says does not. That a deal is off, half of them must say."""
    stages = {row.fact.stage for row in rows}
    if len(stages) == 1:
        return stages.pop()
    by_report = sorted(rows, key=lambda row: _step(row.fact.stage))
    named = Counter({row.item: row.fact.stage for row in by_report}.values())
    enough = [stage for stage, count in named.items() if 3 * count > named.total()]
    most = max(named.values())
    if 2 * named["cancelled"] >= named.total():
        return "cancelled"
    return max(enough or [stage for stage, count in named.items() if count == most], key=_step)


def _step(stage: str) -> int:
    """How far a stage is; a cancelled deal has gone nowhere."""
    return _STEPS.get(stage, -1)


def _joined(told: Sequence[_Told]) -> list[_Told]:
    """The same stage told again within weeks is one."""
    found: list[_Told] = []
    for one in told:
        last = found[-1] if found else None
        if last and last.stage == one.stage and _days_between(last.day, one.day) <= _SAME_STAGE.days:
            links = tuple(dict.fromkeys((*last.links, *one.links)))
            found[-1] = _Told(last.stage, last.date or one.date, last.day if last.date else one.day, links)
        else:
            found.append(one)
    return found


def _is_history(row: Row) -> bool:
    told = (row.published - _HISTORY).date().isoformat()
    return bool(row.fact.date and row.day and row.day < told)


def _latest(told: Sequence[_Told]) -> _Told:
    return max(told, key=lambda t: t.day)


def _furthest(told: Sequence[_Told]) -> _Told:
    """The stage that holds: the furthest, unless the deal was called off after it."""
    latest = _latest(told)
    if latest.stage == "cancelled":
        return latest
    return max(told, key=lambda t: _step(t.stage))


def _money(rows: Sequence[Row]) -> Row | None:
    """The report whose figure is shown."""
    told = [row for row in rows if row.fact.amount is not None and row.fact.currency is not None]
    if not told:
        return None
    if len(told) == 1:
        return told[0]
    groups = _alike_amounts(told)
    group = max(groups, key=lambda g: (_belief(g), _precision(g[0])))
    return max(
        group, key=lambda row: (_precision(row), row.fact.converted is not None, weight_of(row.kind), row.published)
    )


def _alike_amounts(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows whose figures support each other, grouped from the smallest amount on."""
    groups: list[list[Row]] = []
    for row in sorted(rows, key=lambda r: (r.fact.currency or "", r.fact.amount or 0.0, r.published, r.link)):
        last = groups[-1][0].fact if groups else None
        amount = row.fact.amount or 0.0
        if last and last.currency == row.fact.currency and amount <= (last.amount or 0.0) * (1 + _CLOSE):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _precision(row: Row) -> int:
    return len(f"{row.fact.amount or 0.0:.11e}".partition("e")[0].replace(".", "").rstrip("0"))


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


def _parties(rows: Sequence[Row]) -> tuple[Party, ...]:
    """The parties of all reports, each once, however its name is written; those that most name come first. What only one of
    several names, and not in the sentence that proves the deal, is of its surroundings."""
    named: dict[str, list[tuple[Row, Party]]] = defaultdict(list)
    for row in rows:
        for party in row.fact.parties:
            named[party_key(party) or party.name].append((row, party))
    several = len({row.item for row in rows if row.fact.parties}) >= _SEVERAL
    groups = {key: [p for _, p in told] for key, told in named.items() if not (several and _is_aside(told))}
    home: dict[str, str] = {}
    for key in sorted(groups):
        names = sorted({bare(party.name) for party in groups[key]})
        first = next((home[name] for name in names if name in home), key)
        home |= dict.fromkeys(names, first)
        if first != key:
            groups[first] += groups.pop(key)
    for key in [key for key, group in groups.items() if not any(party.id for party in group)]:
        short = bare(groups[key][0].name)
        longer = {home[name] for name in home if name.startswith(f"{short} ") and home[name] in groups}
        if " " in short and len(longer) == 1:  # two words at least, which a longer name begins with
            full = groups[longer.pop()]
            full += [replace(party, name=full[0].name) for party in groups.pop(key)]
    ordered = sorted(groups.values(), key=lambda g: (-len(g), g[0].name))
    return tuple(_party(group) for group in ordered)


def _is_aside(named: Sequence[tuple[Row, Party]]) -> bool:
    """Whether one report alone names a party, and not where it proves the deal."""
    return len({row.item for row, _ in named}) == 1 and not any(_is_proved(party, row.fact) for row, party in named)


def _is_proved(party: Party, deal: Deal) -> bool:
    """Whether the sentence that proves a deal names the party, or names it by its role."""
    if party.role not in ("", "partner"):
        return True
    return heard(party.name.partition(" ")[0]) in map(heard, _WORD.findall(deal.evidence.text))


def _party(group: Sequence[Party]) -> Party:
    return Party(
        name=most_told(p.name for p in group),
        role=most_told(p.role for p in group if p.role),
        country=next((p.country for p in group if p.country), None),
        id=next((p.id for p in group if p.id), None),
    )


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
        dated = [row for row in story if len(row.fact.date or "") == 10 and not _is_history(row)]
        dates = {address(row): row.fact.date for row in dated}
        if len(set(dates.values())) > 1:
            found.setdefault("date", {}).update(dates)
    return tuple(found.items())


def _days_between(one: str, other: str) -> int:
    """Days between two ISO dates, a month counted as 31."""
    first, second = (
        sum(int(p) * n for p, n in zip(day[:10].split("-"), (372, 31, 1), strict=False)) for day in (one, other)
    )
    return abs(second - first)
