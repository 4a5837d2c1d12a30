"""Which deals of reports are one: by how many of all pairs are alike, and not across an end."""

from __future__ import annotations

import pytest
from archive_samples import deal

from tui.archive.settling import PLACES
from tui.ledger.dealgroups import one_deal
from tui.model import Deal

_DAY = 86_400_000_000


def groups(told: list[tuple[int, Deal]], alike: set[tuple[int, int]]) -> set[frozenset[int]]:
    """The groups of deals told on these days, by their places, of which those pairs are alike."""
    order = {n * PLACES: (day * _DAY, f"{n}", "feed", f"{n}", 0) for n, (day, _) in enumerate(told)}
    near: dict[int, dict[int, float]] = {number: {} for number in order}
    for one, other in alike:
        near[one * PLACES][other * PLACES] = near[other * PLACES][one * PLACES] = (
            4.0 - abs(told[one][0] - told[other][0]) / 1000
        )
    found = one_deal(order, near, lambda number: told[number // PLACES][1])
    return {frozenset(number // PLACES for number in group) for group in found}


def _story(start: int, size: int) -> set[tuple[int, int]]:
    return {(one, other) for one in range(start, start + size) for other in range(start, one)}


@pytest.mark.parametrize(("size", "joined"), [(2, True), (3, False)])
def test_two_stages_are_one_deal_where_one_of_four_pairs_is_alike(size: int, joined: bool) -> None:
    told = [(0, deal(stage="talks"))] * size + [(200, deal(stage="signed"))] * size
    alike = _story(0, size) | _story(size, size) | {(0, size)}
    assert (len(groups(told, alike)) == 1) is joined
    assert groups(told, alike) <= {frozenset(range(2 * size)), frozenset(range(size)), frozenset(range(size, 2 * size))}


@pytest.mark.parametrize(("amount", "one"), [(100e6, True), (5e6, False), (None, True)])
def test_what_is_completed_long_after_an_end_with_quite_another_sum_is_another_deal(
    amount: float | None, one: bool
) -> None:
    told = [(0, deal()), (400, deal(stage="cancelled")), (800, deal(stage="completed", amount=amount))]
    found = groups(told, {(0, 1), (0, 2), (1, 2)})
    assert found == ({frozenset({0, 1, 2})} if one else {frozenset({0, 1}), frozenset({2})})


@pytest.mark.parametrize(
    ("stage", "amount", "day", "one"),
    [
        ("signed", None, 100, False),
        ("signed", 100e6, 100, True),
        ("signed", None, 20, True),
        ("approved", None, 100, True),
    ],
)
def test_what_is_signed_long_after_a_deal_was_completed_is_another_one_but_for_one_of_its_sum(
    stage: str, amount: float | None, day: int, one: bool
) -> None:
    told = [
        (0, deal(amount=100e6)),
        (50, deal(stage="completed", amount=100e6)),
        (50 + day, deal(stage=stage, amount=amount)),
    ]
    assert len(groups(told, {(0, 1), (0, 2), (1, 2)})) == (1 if one else 2)
