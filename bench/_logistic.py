"""Fits weights by which two are one or are not: a logistic regression with a ridge, by Newton's method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

_STEPS, _ENOUGH = 40, 1e-6


@dataclass(frozen=True, slots=True)
class Pair:
    """Two of a set, as an annotation has them: the values of their features, whether they are one, and what the case weighs."""

    file: str
    found: tuple[float, ...]
    same: bool
    weight: float


def fitted(pairs: Sequence[Pair], ridge: float) -> list[float]:
    """The weight of each feature."""
    size = len(pairs[0].found)
    weights = [0.0] * size
    for _ in range(_STEPS):
        slope = [-ridge * weight for weight in weights]
        curve = [[ridge * (row == column) for column in range(size)] for row in range(size)]
        for pair in pairs:
            told = [(place, value) for place, value in enumerate(pair.found) if value]
            score = sum([weights[place] * value for place, value in told])
            sure = 1 / (1 + exp(-max(-30.0, min(30.0, score))))
            bend = pair.weight * sure * (1 - sure)
            for row, value in told:
                slope[row] += pair.weight * (pair.same - sure) * value
                for column, other in told:
                    curve[row][column] += bend * value * other
        steps = _solved(curve, slope)
        weights = [weight + step for weight, step in zip(weights, steps, strict=True)]
        if max(map(abs, steps)) < _ENOUGH:
            break
    return weights


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss elimination with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for place in range(size):
        pivot = max(range(place, size), key=lambda row: abs(rows[row][place]))
        rows[place], rows[pivot] = rows[pivot], rows[place]
        for row in range(size):
            if row != place:
                share = rows[row][place] / rows[place][place]
                rows[row] = [one - share * other for one, other in zip(rows[row], rows[place], strict=True)]
    return [row[size] / row[place] for place, row in enumerate(rows)]
