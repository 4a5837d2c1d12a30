"""Fits the points of clues by which the best of some candidates is chosen: a conditional logit with a ridge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

_STEPS = 300
"""More than any fit needed; one that has not come to its end by then is near enough."""

Vector = NDArray[np.float64]


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
    held: list[int] = []  # of each candidate, one after the other, the places of its clues
    ends, first = [0], []
    right: list[bool] = []
    weights: list[float] = []
    for choice in choices:
        if not any(choice.right) or all(choice.right):
            continue
        first.append(len(right))
        weights.append(choice.weight)
        right += choice.right
        for clues in choice.candidates:
            held += [places.setdefault(c, len(places)) for c in clues if seen[c] >= least]
            ends.append(len(held))
    if not places:
        return {}
    has = csr_array((np.ones(len(held)), held, ends), shape=(len(right), len(places)))
    starts, is_right, weight = np.array(first), np.array(right, float), np.array(weights)
    of = np.repeat(np.arange(len(starts)), np.diff([*first, len(right)]))

    def loss(points: Vector) -> tuple[float, Vector]:
        """How badly the points explain the choices, and the slope of that."""
        sums = has @ points
        raised = np.exp(sums - np.maximum.reduceat(sums, starts)[of])
        everything, good = np.add.reduceat(raised, starts), np.add.reduceat(raised * is_right, starts)
        pull = weight[of] * raised * (1 / everything[of] - is_right / good[of])
        total = float(ridge * points @ points / 2 - weight @ np.log(good / everything))
        return total, has.T @ pull + ridge * points

    found = minimize(loss, np.zeros(len(places)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    return {clue: float(found[place]) for clue, place in places.items()}
