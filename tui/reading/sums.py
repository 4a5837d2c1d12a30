"""Which sums of money can be what a deal is worth."""

from __future__ import annotations

from tui.reading.line import Line, Token

_LEAST = 100_000
"""Smaller sums are prices."""

_NEAR = 40
"""Characters within which a word says what a sum of money is."""


def is_amount(line: Line, token: Token) -> bool:
    """Whether the sum can be a deal's: no rate, no price, no result, no debt, no total of many years."""
    quantity = token.value
    if quantity.per or quantity.change or quantity.value < _LEAST or line.has("cumulative"):
        return False
    return not any(_beside(cue, token) for cue in line.of("not-amount"))


def _beside(cue: Token, token: Token) -> bool:
    return -_NEAR < cue.start - token.end < _NEAR or -_NEAR < token.start - cue.end < _NEAR
