"""The stages of a deal: what the reports of each story say of how far it is, put in order of time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from datetime import timedelta
from typing import NamedTuple

from tui.archive import FactRow, StoryRow
from tui.ledger.reports import address, age
from tui.model import STAGES, Deal

Row = FactRow[Deal]

_HISTORY = timedelta(days=45)
"""What a text dates so long before its report is no news of it."""

_SAME_STAGE = 30
"""Days within which a stage is told again."""

_ON_PAPER = frozenset({"memorandum", "signed", "approved"})
"""Stages that others leave out, as they tell what is to be done."""

_STEPS = {stage: step for step, stage in enumerate(STAGES) if stage != "cancelled"}


class Stage(NamedTuple):
    """One stage as one story tells it; ``day`` is when it took place, or when that was first reported, and ``reports`` are
    the addresses of those that tell it."""

    stage: str
    date: str | None
    day: str
    reports: tuple[str, ...]


def stages(rows: Sequence[Row], mates: Sequence[StoryRow]) -> list[Stage]:
    """The stages in order of time. The reports of one story tell one stage; what a text dates long before its report is
    history of its own, unless others of its story tell it as news."""
    units: dict[Hashable, list[Row]] = defaultdict(list)
    news = {(row.story, row.fact.stage) for row in rows if row.story and not is_history(row)}
    for row in rows:
        history = is_history(row) and (row.story, row.fact.stage) not in news
        units[(row.fact.stage, row.day, "history") if history else row.story or row.item].append(row)
    beside: dict[Hashable, list[StoryRow]] = defaultdict(list)
    for mate in mates:
        beside[mate.story].append(mate)
    told = [_unit(unit, beside.get(key, ())) for key, unit in units.items()]
    told.sort(key=lambda t: (t.day, _step(t.stage), t.reports))
    return _joined(told)


def is_history(row: Row) -> bool:
    """Whether a report tells of long ago."""
    if not (row.fact.date and row.day):
        return False
    return row.day < (row.published - _HISTORY).date().isoformat()


def latest(told: Sequence[Stage]) -> Stage:
    """The stage that was reached last."""
    return max(told, key=lambda t: t.day)


def furthest(told: Sequence[Stage]) -> Stage:
    """The stage that holds: the furthest, unless the deal was called off after it."""
    last = latest(told)
    return last if last.stage == "cancelled" else max(told, key=lambda t: _step(t.stage))


def _unit(rows: Sequence[Row], mates: Sequence[StoryRow]) -> Stage:
    stage = _most_say(rows)
    dates = [row.fact.date for row in rows if row.fact.stage == stage and row.fact.date]
    date = min(set(dates), key=lambda d: (-len(d), -dates.count(d), d), default=None)
    heard: list[Row | StoryRow] = sorted([*rows, *mates], key=age)
    days = [row.day for row in rows if row.day and row.fact.date == date]
    day = days[0] if date and days else heard[0].published.date().isoformat()
    return Stage(stage, date, day, tuple(dict.fromkeys(map(address, heard))))


def _most_say(rows: Sequence[Row]) -> str:
    """The furthest stage that more than a third of the reports name, or a quarter what is put on paper: what one says and another
    leaves out holds, what one of three says does not. That a deal is off, half of them must say."""
    told = {row.fact.stage for row in rows}
    if len(told) == 1:
        return told.pop()
    by_report = sorted(rows, key=lambda row: _step(row.fact.stage))
    named = Counter({row.item: row.fact.stage for row in by_report}.values())
    if 2 * named["cancelled"] >= named.total():
        return "cancelled"
    most = max(named.values())
    enough = [stage for stage, count in named.items() if (3 + (stage in _ON_PAPER)) * count > named.total()]
    return max(enough or [stage for stage, count in named.items() if count == most], key=_step)


def _step(stage: str) -> int:
    """How far a stage is; a cancelled deal has gone nowhere."""
    return _STEPS.get(stage, -1)


def _joined(told: Sequence[Stage]) -> list[Stage]:
    """The same stage told again within weeks is one."""
    found: list[Stage] = []
    for one in told:
        last = found[-1] if found else None
        if last and last.stage == one.stage and _days_between(last.day, one.day) <= _SAME_STAGE:
            reports = tuple(dict.fromkeys((*last.reports, *one.reports)))
            found[-1] = Stage(last.stage, last.date or one.date, last.day if last.date else one.day, reports)
        else:
            found.append(one)
    return found


def _days_between(one: str, other: str) -> int:
    """Days between two ISO dates, a month counted as 31."""
    first, second = (
        sum(int(p) * n for p, n in zip(day[:10].split("-"), (372, 31, 1), strict=False)) for day in (one, other)
    )
    return abs(second - first)
