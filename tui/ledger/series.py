"""Figures of companies, sites and the sector over time: one series a subject, metric, commodity and unit.

Of the figures told for one period one is the point's: the newest that the weightiest reports give. An earlier figure that a
later report of another story replaces is kept as restated; a rounded one backs the point; one that differs by a factor of
about a thousand is a slip, kept as a flagged point. What reports of one time tell differently stands side by side."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from tui.archive import Archive, FactRow
from tui.archive.saving import BY_COMMODITY
from tui.ledger import periods
from tui.ledger.entries import Point, Series
from tui.ledger.merge import WEIGHTS
from tui.ledger.query import Query, span
from tui.ledger.reports import report
from tui.ledger.settle import settle_some
from tui.model import Metric

Row = FactRow[Metric]

GUIDANCE = "guidance"
"""The flag of points that a company expects rather than reports; they have a series of their own."""

SLIP = "a thousand times off"
"""The flag of a figure that cannot be right beside the others of its period."""

_EQUAL = 1e-9
_SLIP_FACTORS = (3, 6)
_SLIP_TOLERANCE = 0.05
_RESTATED_AFTER_DAYS = 20


def series(archive: Archive, query: Query) -> tuple[Series, ...]:
    """Series with all their points, of which some report of the span gives at least one; the newest report first."""
    settle_some(archive)
    rows = archive.metrics(span(query))
    if query.since or query.until or query.words or query.filter:
        known = {key for key, _ in rows}
        rows = (*rows, *archive.metrics_of(set(map(family, known)), known))
    return newest_first(assembled(rows))[: query.limit]


def assembled(rows: Iterable[tuple[str, Row]]) -> list[Series]:
    """The series that rows of whole families make, each row with its series' key."""
    return [_series(group) for group in _told(rows)]


def newest_first(found: Iterable[Series]) -> tuple[Series, ...]:
    """Those with the newest report first."""
    ordered = sorted(found, key=lambda s: (s.subject, s.metric, s.commodity or "", s.unit, s.points[0].flag or ""))
    ordered.sort(key=lambda s: s.latest, reverse=True)
    return tuple(ordered)


def family(key: str) -> str:
    """What a series' key and those of the same figures of other commodities begin with: they are worked out together."""
    return f"{_parted(key)[0]}|"


def _told(rows: Iterable[tuple[str, Row]]) -> list[list[Row]]:
    """Rows of one series together. What is told without a commodity belongs to the only commodity of which the same is
    told; where there are several, nobody knows."""
    groups: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for key, row in rows:
        before, commodity, after = _parted(key)
        groups[f"{before}|{after}"][commodity].append(row)
    told: list[list[Row]] = []
    for group in groups.values():
        bare = group.pop("", [])
        if len(group) == 1:
            told += [sorted([*one, *bare], key=_age) for one in group.values()]
        else:
            told += [*group.values(), *([bare] if bare else [])]
    return told


def _parted(key: str) -> tuple[str, str, str]:
    """A series' key around its commodity: subject and metric, the commodity, unit and basis."""
    subject, metric, commodity, unit, basis = key.rsplit("|", 4)
    return f"{subject}|{metric}", commodity, f"{unit}|{basis}"


def _age(row: Row) -> tuple[datetime, str]:
    return row.published, row.link


def _series(rows: list[Row]) -> Series:
    first = rows[0].fact
    subjects = Counter(row.fact.subject for row in rows)
    by_period: dict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        by_period[periods.usual(row.fact.period)].append(row)
    points = [point for told in by_period.values() for point in _points(told)]
    points.sort(key=lambda p: (periods.order(p.period), p.flag is None, p.reports[0].published, p.value))
    return Series(
        subject=min(subjects, key=lambda name: (-subjects[name], name)),
        metric=first.metric,
        commodity=_commodity(rows) if first.metric in BY_COMMODITY else None,
        unit=first.unit,
        points=tuple(points),
        latest=max(row.published for row in rows),
    )


def _commodity(rows: Sequence[Row]) -> str | None:
    return next((row.fact.commodity for row in rows if row.fact.commodity), None)


def _points(rows: Sequence[Row]) -> list[Point]:
    """The points of one period, oldest report first. Without a period nothing can be compared."""
    groups = _equal(rows)
    if rows[0].fact.period is None or rows[0].fact.basis:
        return [_point(group) for group in groups]
    groups, slips = _without_slips(groups)
    groups = _without_rounded(groups)
    return [*_restated(groups), *(_point(slip, flag=SLIP) for slip in slips)]


def _equal(rows: Sequence[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in rows:
        home = next((g for g in groups if math.isclose(g[0].fact.value, row.fact.value, rel_tol=_EQUAL)), None)
        if home is None:
            groups.append([row])
        else:
            home.append(row)
    return groups


def _without_slips(groups: list[list[Row]]) -> tuple[list[list[Row]], list[list[Row]]]:
    """Figures that others, told by weightier or more reports, contradict by a factor of a thousand or a million."""
    slips = [
        one
        for one in groups
        if any(_is_slip(one[0].fact.value, other[0].fact.value) and _rank(other) > _rank(one) for other in groups)
    ]
    return [group for group in groups if group not in slips], slips


def _is_slip(one: float, other: float) -> bool:
    if one <= 0 or other <= 0:
        return False
    factor = abs(math.log10(one / other))
    return any(abs(factor - power) < _SLIP_TOLERANCE for power in _SLIP_FACTORS)


def _without_rounded(groups: list[list[Row]]) -> list[list[Row]]:
    """Figures that a more precise one rounds to join it."""
    kept: list[list[Row]] = []
    for group in sorted(groups, key=lambda g: -_digits(g[0].fact.value)):
        home = next((k for k in kept if _rounds_to(k[0].fact.value, group[0].fact.value)), None)
        if home is None:
            kept.append(list(group))
        else:
            home.extend(group)
    return kept


def _rounds_to(value: float, rounded: float) -> bool:
    """Whether ``rounded`` is ``value`` with fewer digits, of which at least two are left."""
    digits = _digits(rounded)
    return 2 <= digits < _digits(value) and math.isclose(float(f"{value:.{digits - 1}e}"), rounded, rel_tol=_EQUAL)


def _restated(groups: list[list[Row]]) -> list[Point]:
    """The figure that was first told last, with the one it replaced, which reports of today may name beside it; figures
    first told within days of each other contradict and both stay."""
    ordered = sorted(groups, key=lambda g: (min(row.published for row in g), _rank(g), g[0].fact.value))
    points: list[Point] = []
    restated: float | None = None
    for group, after in zip(ordered, [*ordered[1:], None], strict=True):
        if after is not None and _replaces(after, group):
            restated = group[0].fact.value if restated is None else restated
            continue
        points.append(_point(group, restated_from=restated))
        restated = None
    return points


def _replaces(new: list[Row], old: list[Row]) -> bool:
    gap = min(row.published for row in new) - min(row.published for row in old)
    return gap.days >= _RESTATED_AFTER_DAYS


def _rank(group: Sequence[Row]) -> tuple[int, float, float]:
    """How much a figure is believed: the weight of its reports, then its newest report, then its size."""
    weight = sum({row.item: WEIGHTS.get(row.kind, 1) for row in group}.values())
    return weight, max(row.published for row in group).timestamp(), group[0].fact.value


def _digits(value: float) -> int:
    return len(f"{abs(value):.11e}".partition("e")[0].replace(".", "").rstrip("0")) or 1


def _point(rows: Sequence[Row], *, restated_from: float | None = None, flag: str | None = None) -> Point:
    """The point of rows with one value, the first of which gives it."""
    fact = rows[0].fact
    heard = sorted(rows, key=lambda row: (row.published, row.link))
    reports = {row.link or str(row.item): report(row) for row in reversed(heard)}
    return Point(
        period=periods.usual(fact.period),
        value=fact.value,
        original=fact.original,
        reports=tuple(reversed(reports.values())),
        restated_from=restated_from,
        flag=flag or fact.basis or None,
    )
