"""How precisely a figure is told, and which figures round others."""

from __future__ import annotations

from functools import lru_cache
from math import floor, log10

_LEAST = 2
"""Digits that a rounded figure keeps at least: one alone rounds too much."""

_HALF = 0.5 + 1e-9


@lru_cache(1 << 12)
def digits(value: float) -> int:
    """How many digits of ``value`` say something: 300,000 has one, 19.4 three."""
    return len(f"{abs(value):.11e}".partition("e")[0].replace(".", "").rstrip("0")) or 1


def rounds(rounded: float, value: float) -> bool:
    """Whether ``rounded`` is ``value`` told with fewer digits: 25 for 24.5."""
    kept = digits(rounded)
    if not _LEAST <= kept < digits(value):
        return False
    unit = 10.0 ** (floor(log10(abs(rounded))) + 1 - kept)
    return abs(value - rounded) <= unit * _HALF
