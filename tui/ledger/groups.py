"""What hangs together, and how it is divided where it hangs together by a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

DENSE = 1 / 3
"""How alike two groups must be on average for the groups to be one: an article that speaks of two events must not make them
one."""

Near = Mapping[int, Mapping[int, float]]
"""By item what it is like, and how surely, from 0 to 1; two are as like each other from either side."""


def parts(start: Iterable[int], neighbours: Callable[[int], Iterable[int]]) -> list[set[int]]:
    """What hangs together, begun at each of ``start``."""
    seen: set[int] = set()
    found = []
    for first in start:
        if first in seen:
            continue
        part, waiting = {first}, [first]
        while waiting:
            new = set(neighbours(waiting.pop())) - part
            part |= new
            waiting += new
        seen |= part
        found.append(part)
    return found


def surest_first(near: Near, rank: Mapping[int, Any], least: float = 0.0) -> list[tuple[int, int]]:
    """The pairs that are ``least`` alike or more, the surest first, then by what ranks them."""
    pairs = [
        (-sure, rank[one], rank[other], one, other)
        for one, others in near.items()
        for other, sure in others.items()
        if sure >= least and rank[one] < rank[other]
    ]
    return [(one, other) for *_, one, other in sorted(pairs)]


def divided(
    near: Near,
    pairs: Sequence[tuple[int, int]],
    dense: float = DENSE,
    apart: Callable[[set[int], set[int]], bool] | None = None,
) -> list[set[int]]:
    """Groups of what is alike: ``pairs`` are joined in their order, the surest first, where all pairs of the groups are
    ``dense`` together on average and the groups not to be kept ``apart``."""
    groups = {number: {number} for number in near}
    between = {one: {other: sure for other, sure in like.items() if other in near} for one, like in near.items()}
    home = dict(zip(near, near, strict=True))
    refused: set[tuple[int, int, int, int]] = set()
    for one, other in pairs:
        small, large = home[one], home[other]
        if small == large:  # as most are
            continue
        if len(groups[small]) > len(groups[large]):
            small, large = large, small
        sizes = len(groups[small]), len(groups[large])
        tried = (small, large, *sizes)  # groups only grow: of one length they are as they were
        if tried in refused:
            continue
        if between[large].get(small, 0.0) < dense * sizes[0] * sizes[1] or (
            apart and apart(groups[small], groups[large])
        ):
            refused.add(tried)
            continue
        home |= dict.fromkeys(groups[small], large)
        groups[large] |= groups.pop(small)
        _join(between, small, large)
    return list(groups.values())


def _join(between: dict[int, dict[int, float]], small: int, large: int) -> None:
    """Makes two groups one in what groups are alike: the sum over all pairs of any two."""
    kept = between[large]
    del kept[small]
    for other, sure in between.pop(small).items():
        if other != large:
            kept[other] = between[other][large] = kept.get(other, 0.0) + sure
            del between[other][small]
