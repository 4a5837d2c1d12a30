"""How what hangs together is divided: only what is near enough is asked for more."""

from __future__ import annotations

import pytest

from tui.ledger.groups import divided, surest_first

_ALL = {1: {2: 1.0, 3: 1.0, 4: 1.0}, 2: {1: 1.0}, 3: {1: 1.0, 4: 1.0}, 4: {1: 1.0, 3: 1.0}}
_RANK = {number: number for number in _ALL}


def test_groups_that_are_kept_apart_are_asked_for_once_and_only_where_they_are_near_enough() -> None:
    asked: list[tuple[frozenset[int], frozenset[int]]] = []

    def apart(small: set[int], large: set[int]) -> bool:
        asked.append((frozenset(small), frozenset(large)))
        return 2 in small | large

    groups = divided(_ALL, surest_first(_ALL, _RANK), 0.5, apart)
    assert sorted(map(sorted, groups)) == [[1, 3, 4], [2]]
    assert len(asked) == len(set(asked)) == 3


@pytest.mark.parametrize(("dense", "joined", "asked"), [(1 / 3, False, 2), (1 / 4, True, 3)])
def test_groups_that_are_hardly_alike_stay_two_and_nobody_is_asked_for_them(
    dense: float, joined: bool, asked: int
) -> None:
    near = {1: {2: 1.0, 3: 1.0}, 2: {1: 1.0}, 3: {1: 1.0, 4: 1.0}, 4: {3: 1.0}}
    times: list[int] = []

    def apart(small: set[int], large: set[int]) -> bool:
        times.append(len(small | large))
        return False

    groups = divided(near, [(1, 2), (3, 4), (1, 3)], dense, apart)
    assert sorted(map(sorted, groups)) == ([[1, 2, 3, 4]] if joined else [[1, 2], [3, 4]])
    assert len(times) == asked
