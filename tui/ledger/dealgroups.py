"""Which of the reports' deals that hang together are one deal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache

from tui.archive.settling import PLACES
from tui.ledger import dealmatch
from tui.ledger.groups import Near, divided, surest_first
from tui.model import Deal

Order = Mapping[int, tuple[int, str, str, str, int]]
"""By a deal's number, what orders and names it whatever its number: its report's moment, link, feed and guid, its place."""

Told = Callable[[int], Deal]


_DENSE = 1 / 4
"""How many of all pairs of two groups must be alike for the groups to be one: few of the reports of an early stage are so like
those of the last, which name another sum, give the parties other parts, or say less of them."""


def one_deal(order: Order, alike: Near, deal: Told) -> list[set[int]]:
    """The groups of ``order``'s numbers that are one deal each, by how surely two are. Two deals of one report are two,
    unless they may be one undertaking told twice; what begins anew is not what was called off before; and what names no sum
    makes no one deal of two that each name another."""
    told = cache(deal)
    others = _ended_between(order, alike, told)
    kept = {one: {two: sure for two, sure in alike[one].items() if two not in others[one]} for one in order}

    def two_of_a_report(first: set[int], second: set[int]) -> bool:
        if not {n // PLACES for n in first} & {n // PLACES for n in second}:
            return False
        both = [(one, other) for one in first for other in second if one // PLACES == other // PLACES]
        return not all(dealmatch.told_twice(told(one), told(other)) for one, other in both)

    def of_other_sums(first: set[int], second: set[int]) -> bool:
        mine, its = ([number for number in group if told(number).amount] for group in (first, second))
        return bool(mine and its) and all(
            other not in kept[one] and dealmatch.are_two(told(one), told(other), _between(order, one, other))
            for one in mine
            for other in its
        )

    def apart(first: set[int], second: set[int]) -> bool:
        return two_of_a_report(first, second) or of_other_sums(first, second)

    near = {one: dict.fromkeys(alike, 1.0) for one, alike in kept.items()}
    return divided(near, surest_first(kept, order), _DENSE, apart)


def _ended_between(order: Order, alike: Near, told: Told) -> dict[int, set[int]]:
    """By number, those like it that it is not, as one of the two ended before the other began."""
    found: dict[int, set[int]] = defaultdict(set)
    last = max(order, key=order.__getitem__)
    long_over = (number for number in order if _between(order, number, last) > dealmatch.AFTER)
    for over in (number for number in long_over if told(number).stage in dealmatch.ENDS):
        begun = {new for new in order if dealmatch.begins_anew(told(over), told(new), _between(order, over, new))}
        for old in (number for number in (over, *alike[over]) if begun and order[number] <= order[over]):
            found[old] |= begun & alike[old].keys()
    for old, begun in list(found.items()):
        for new in begun:
            found[new].add(old)
    return found


def _between(order: Order, one: int, other: int) -> timedelta:
    """How long after one report the other came; less than nothing where it came before."""
    return timedelta(microseconds=order[other][0] - order[one][0])
