"""The points of one period: which of the figures told for it is shown, and what becomes of the others.

One figure is the point's: the newest that the weightiest reports give. An earlier figure that a later report of another story
replaces is kept as restated; a rounded one backs the point; one that is a thousand times off is a slip, kept as a flagged
point. What reports of one time tell differently stands side by side."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from tui.archive import FactRow
from tui.ledger import periods
from tui.ledger.entries import Point
from tui.ledger.reports import address, age, fact_name, report
from tui.ledger.rounding import digits
from tui.ledger.trend import shape
from tui.ledger.weights import weight_of
from tui.model import Metric

Row = FactRow[Metric]

GUIDANCE = "guidance"
"""The flag of points that a company expects rather than reports; they have a series of their own."""

SLIP = "a thousand times off"
"""The flag of a figure that cannot be right beside the others of its period."""

STRAY = "a thousand times off its other periods"
"""The flag of a figure that cannot be right beside those of the periods around it."""

WRONG = "wrong"
"""The flag of a figure of which the analyst says that it is none."""

_EQUAL = 1e-9
_SLIP_POWERS = (3, 6)
_LEAST_SLIP = 800
_ALL_BUT = 0.02
_NEAR = 1.1
"""Of two figures that round each other, with two digits at least, the larger is less than so many times the other."""

_SLIP_TOLERANCE, _STRAY_TOLERANCE = 0.05, 0.35
_NEIGHBOURS = 2
"""Other periods of one kind that it takes to know what is usual."""

_RESTATED_AFTER_DAYS = 20


class Told(NamedTuple):
    """A figure as one report tells it: ``value`` in the series' unit, of which ``factor`` make one of the text's."""

    row: Row
    value: float
    factor: float = 1.0

    @property
    def digits(self) -> int:
        """How many digits the text gives."""
        return digits(self.row.fact.value)


def points(told: Iterable[Told]) -> list[Point]:
    """All points of a series, in order of time, made of its figures from the oldest report on."""
    by_period: dict[str | None, list[Told]] = defaultdict(list)
    for one in told:
        by_period[periods.usual(one.row.fact.period)].append(one)
    usual = _usual(by_period)
    found = [point for period, figures in by_period.items() for point in _points(figures, usual.get(period))]
    return sorted(found, key=lambda p: (periods.order(p.period), p.flag is None, p.reports[0].published, p.value))


def _usual(by_period: Mapping[str | None, Sequence[Told]]) -> dict[str | None, float]:
    """By period, what figures of the other periods of its kind come to, as a power of ten, where there are enough."""
    powers = {
        period: median(map(math.log10, values))
        for period, told in by_period.items()
        if period and (values := [one.value for one in told if one.value > 0 and one.row.checked != WRONG])
    }
    kinds: dict[str, list[str]] = defaultdict(list)
    for period in powers:
        kinds[shape(period)].append(period)
    return {
        period: median(powers[other] for other in kind if other != period)
        for kind in kinds.values()
        if len(kind) > _NEIGHBOURS
        for period in kind
    }


def _points(told: Sequence[Told], usual: float | None) -> list[Point]:
    """The points of one period. Without a period nothing can be compared."""
    groups = _equal([one for one in told if one.row.checked != WRONG])
    wrong = _equal([one for one in told if one.row.checked == WRONG])
    return [*_sound(groups, usual), *(_point(group, flag=WRONG) for group in wrong)]


def _sound(groups: list[list[Told]], usual: float | None) -> list[Point]:
    """The points of the period's figures, those left out that the analyst calls wrong."""
    if not groups:
        return []
    told = groups[0]
    if told[0].row.fact.period is None or told[0].row.fact.basis:
        return [_point(group) for group in groups]
    strays = [g for g in groups if usual is not None and _is_stray(g[0].value, usual) and not _word(g)]
    groups = [group for group in groups if group not in strays]
    groups, slips = _without_slips(groups)
    return [
        *_restated(_without_rounded(groups)),
        *(_point(slip, flag=SLIP) for slip in slips),
        *(_point(stray, flag=STRAY) for stray in strays),
    ]


def _equal(told: Sequence[Told]) -> list[list[Told]]:
    groups: list[list[Told]] = []
    known: dict[float, list[Told]] = {}
    for one in told:
        home = known.get(one.value)
        if home is None:
            home = next((g for g in groups if math.isclose(g[0].value, one.value, rel_tol=_EQUAL)), None)
        if home is None:
            home = known[one.value] = []
            groups.append(home)
        home.append(one)
    return groups


def _is_stray(value: float, usual: float) -> bool:
    return value > 0 and _is_thousandfold(abs(math.log10(value) - usual), _STRAY_TOLERANCE)


def _is_thousandfold(power: float, tolerance: float) -> bool:
    """Whether figures that are a ``power`` of ten apart are told in other thousands."""
    return power > 1 and min([abs(power - thousands) for thousands in _SLIP_POWERS]) < tolerance


def _without_slips(groups: list[list[Told]]) -> tuple[list[list[Told]], list[list[Told]]]:
    """Figures that others, told by weightier or more reports, contradict by a factor of a thousand or a million."""
    values = [group[0].value for group in groups if group[0].value > 0]
    if not values or max(values) < _LEAST_SLIP * min(values):
        return groups, []
    slips = [
        one
        for one in groups
        if any(_is_slip(one[0].value, other[0].value) and _rank(other) > _rank(one) for other in groups)
    ]
    return [group for group in groups if group not in slips], slips


def _is_slip(one: float, other: float) -> bool:
    if one <= 0 or other <= 0:
        return False
    ratio = max(one, other) / min(one, other)
    return ratio > _LEAST_SLIP and _is_thousandfold(math.log10(ratio), _SLIP_TOLERANCE)


def _without_rounded(groups: list[list[Told]]) -> list[list[Told]]:
    """Figures that a more precise one rounds to join it."""
    if not _any_near([group[0].value for group in groups]):
        return groups
    kept: list[list[Told]] = []
    for group in sorted(groups, key=lambda g: (g[0].factor != 1.0, -g[0].digits)):
        home = next((k for k in kept if _rounds_to(k[0], group[0])), None)
        if home is None:
            kept.append(list(group))
        else:
            home.extend(group)
    return kept


def _any_near(values: Iterable[float]) -> bool:
    """Whether any two are near enough for one to round the other."""
    ordered = sorted(map(abs, values))
    return any(after <= before * _NEAR for before, after in pairwise(ordered))


def _is_near(one: float, other: float) -> bool:
    """Whether these two are."""
    low, high = abs(one), abs(other)
    return low <= high * _NEAR and high <= low * _NEAR


def _rounds_to(precise: Told, rounded: Told) -> bool:
    """Whether ``rounded`` is the same with fewer digits, of which at least two are left unless both are all but equal; in
    another unit with as many."""
    if not _is_near(precise.value, rounded.value):
        return False
    kept = rounded.digits
    same_unit = precise.factor == rounded.factor
    if same_unit and kept >= precise.digits:
        return False
    if kept < 2 and not math.isclose(precise.value, rounded.value, rel_tol=_ALL_BUT):
        return False
    value = precise.value / rounded.factor
    return math.isclose(float(f"{value:.{kept - 1}e}"), rounded.row.fact.value, rel_tol=_EQUAL)


def _restated(groups: list[list[Told]]) -> list[Point]:
    """The figure that was first told last, with the one it replaced, which reports of today may name beside it; figures
    first told within days of each other contradict and both stay."""
    by_age = sorted([(min([one.row.published for one in group]), group) for group in groups], key=itemgetter(0))
    if any(one[0] == other[0] for one, other in pairwise(by_age)):
        by_age.sort(key=lambda told: (told[0], _rank(told[1])))
    found: list[Point] = []
    restated: float | None = None
    for (first, group), after in zip(by_age, [*by_age[1:], None], strict=False):
        if after is not None and (after[0] - first).days >= _RESTATED_AFTER_DAYS:
            restated = group[0].value if restated is None else restated
            continue
        found.append(_point(group, restated_from=restated))
        restated = None
    return found


def _rank(group: Sequence[Told]) -> tuple[bool, int, float, float]:
    """How much a figure is believed: the analyst's word, the weight of its reports, its newest report, then its size."""
    weight = sum({one.row.item: weight_of(one.row.kind) for one in group}.values())
    return bool(_word(group)), weight, max(one.row.published for one in group).timestamp(), group[0].value


def _word(group: Iterable[Told]) -> str | None:
    """The analyst's word on a figure."""
    return next((one.row.checked for one in group if one.row.checked), None)


def _point(told: Sequence[Told], *, restated_from: float | None = None, flag: str | None = None) -> Point:
    """The point of figures with one value, the first of which gives it."""
    fact = told[0].row.fact
    heard = sorted([one.row for one in told], key=age)
    reports = {address(row): report(row) for row in reversed(heard)}
    return Point(
        period=periods.usual(fact.period),
        value=told[0].value,
        original=fact.original,
        reports=tuple(reversed(reports.values())),
        restated_from=restated_from,
        flag=flag or fact.basis or None,
        id=fact_name(reports[address(heard[0])], fact.metric, fact.subject, fact.original),
        checked=_word(told),
    )
