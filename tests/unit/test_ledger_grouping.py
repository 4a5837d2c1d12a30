"""Which reports are one story: what hangs together by little is worked out apart, with the same outcome."""

from __future__ import annotations

import random

import pytest

from tui.ledger.grouping import grouped, near_enough
from tui.ledger.groups import parts

Near = dict[int, dict[int, float]]


def some(chance: random.Random, size: int) -> Near:
    """Reports that are alike by chance, rather of one event than of different ones."""
    near: Near = {item: {} for item in range(size)}
    for one in near:
        for other in range(one):
            likely = 0.8 if one // 5 == other // 5 else 0.03
            if chance.random() < likely:
                near[one][other] = near[other][one] = round(chance.uniform(0.2, 1.0 if likely > 0.5 else 0.45), 4)
    return near


def stories(near: Near, items: set[int]) -> set[frozenset[int]]:
    return set(map(frozenset, grouped({item: near[item] for item in items}, {item: (item,) for item in items})))


@pytest.mark.parametrize("seed", range(10))
def test_parts_that_hang_together_by_little_may_be_grouped_apart(seed: int) -> None:
    near = some(random.Random(seed), 60)
    alone = parts(near, lambda item: near_enough(near[item]))
    assert set().union(*(stories(near, part) for part in alone)) == stories(near, set(near))


def test_a_digest_belongs_to_no_story() -> None:
    two = {1: {2: 0.9, 3: 0.6}, 2: {1: 0.9, 3: 0.6}, 3: {1: 0.6, 2: 0.6, 4: 0.6, 5: 0.6}}
    near = two | {4: {5: 0.9, 3: 0.6}, 5: {4: 0.9, 3: 0.6}}
    assert stories(near, set(near)) == {frozenset({1, 2}), frozenset({3}), frozenset({4, 5})}
