"""Which figures round others: 25 million and 24.5 are told of one thing."""

from __future__ import annotations

import pytest

from tui.ledger.rounding import digits, rounds


@pytest.mark.parametrize(
    ("rounded", "value", "is_so"),
    [
        (25e6, 24.5e6, True),
        (25e6, 25.5e6, True),
        (25e6, 25.6e6, False),
        (1.2e9, 1.16e9, True),
        (1.16e9, 1.2e9, False),
        (1e9, 1.04e9, False),
        (98.0, 97.5, True),
        (97.5, 97.5, False),
        (0.0, 12.5, False),
        (-25.0, -24.6, True),
    ],
)
def test_what_rounds_another(rounded: float, value: float, is_so: bool) -> None:
    assert rounds(rounded, value) == is_so


@pytest.mark.parametrize(("value", "number"), [(300_000, 1), (19.4, 3), (0.0, 1), (-0.5, 1), (97_500_000, 3)])
def test_digits_that_say_something(value: float, number: int) -> None:
    assert digits(value) == number
