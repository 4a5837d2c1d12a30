"""Fits the points of clues by which the best of some candidates is chosen: a conditional logit with a ridge, by L-BFGS."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

_STEPS, _MEMORY = 40, 8
_ENOUGH = 1e-4
_TRIFLE = 1e-7

Vector = list[float]


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision as an annotation has it: the clues of each candidate, which of them are right, and what the case weighs."""

    candidates: Sequence[Sequence[str]]
    right: Sequence[bool]
    weight: float = 1.0


def fitted(choices: Sequence[Choice], *, ridge: float, least: int) -> dict[str, float]:
    """Points of each clue that stands in at least ``least`` of the choices."""
    seen = Counter(clue for choice in choices for clue in {c for clues in choice.candidates for c in clues})
    places: dict[str, int] = {}
    cases = []
    for choice in choices:
        if not any(choice.right) or all(choice.right):
            continue
        rows = [[places.setdefault(c, len(places)) for c in clues if seen[c] >= least] for clues in choice.candidates]
        cases.append((rows, choice.right, choice.weight))
    found = _least(cases, [0.0] * len(places), ridge)
    return {clue: found[place] for clue, place in places.items()}


_Case = tuple[list[list[int]], Sequence[bool], float]


def _loss(cases: Sequence[_Case], points: Vector, ridge: float) -> tuple[float, Vector]:
    """How badly the points explain the choices, and the slope of that."""
    slope = [ridge * p for p in points]
    total = ridge * _dot(points, points) / 2
    for rows, right, weight in cases:
        sums = [sum([points[i] for i in row]) for row in rows]
        most = max(sums)
        raised = [exp(s - most) for s in sums]
        everything = sum(raised)
        good = sum(r for r, is_right in zip(raised, right, strict=True) if is_right)
        total -= weight * log(good / everything)
        for row, value, is_right in zip(rows, raised, right, strict=True):
            pull = weight * (value / everything - (value / good if is_right else 0.0))
            if abs(pull) > _TRIFLE:
                for i in row:
                    slope[i] += pull
    return total, slope


def _least(cases: Sequence[_Case], points: Vector, ridge: float) -> Vector:
    """The points with the least loss."""
    loss, slope = _loss(cases, points, ridge)
    steps: list[Vector] = []
    bends: list[Vector] = []
    for _ in range(_STEPS):
        way = _direction(slope, steps, bends)
        length, fall = 1.0, _dot(slope, way)
        while True:
            there = [p - length * w for p, w in zip(points, way, strict=True)]
            new_loss, new_slope = _loss(cases, there, ridge)
            if new_loss <= loss - _ENOUGH * length * fall or length < _TRIFLE:
                break
            length /= 2
        step = [a - b for a, b in zip(there, points, strict=True)]
        bend = [a - b for a, b in zip(new_slope, slope, strict=True)]
        if _dot(step, bend) > _TRIFLE:
            steps, bends = [*steps, step][-_MEMORY:], [*bends, bend][-_MEMORY:]
        done = abs(loss - new_loss) < _ENOUGH * abs(loss)
        points, loss, slope = there, new_loss, new_slope
        if done:
            break
    return points


def _direction(slope: Vector, steps: Sequence[Vector], bends: Sequence[Vector]) -> Vector:
    """Against which way to go down, by what the last steps told of the curve."""
    if not steps:
        length = sqrt(_dot(slope, slope)) or 1.0
        return [s / length for s in slope]
    way, shares = slope, []
    for step, bend in zip(reversed(steps), reversed(bends), strict=True):
        share = _dot(step, way) / _dot(bend, step)
        shares.append(share)
        way = [w - share * b for w, b in zip(way, bend, strict=True)]
    scale = _dot(steps[-1], bends[-1]) / _dot(bends[-1], bends[-1])
    way = [scale * w for w in way]
    for step, bend, share in zip(steps, bends, reversed(shares), strict=True):
        back = _dot(bend, way) / _dot(bend, step)
        way = [w + s * (share - back) for w, s in zip(way, step, strict=True)]
    return way


def _dot(one: Vector, other: Vector) -> float:
    return sum([a * b for a, b in zip(one, other, strict=True)])
