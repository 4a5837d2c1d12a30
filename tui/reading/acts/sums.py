"""Which sums of money can be what a deal is worth."""

from __future__ import annotations

import re

from tui.reading.acts.line import Line, Token
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import listed

_LEAST = 100_000
"""Smaller sums are prices."""

_ROUND = (1e6, 1e9)
"""Written as a bare word (tens of millions) these say no more than the order of magnitude."""

_VAGUE = re.compile(r"(?:миллион|миллиард) (?:доллар|теңге|еуро)$", re.IGNORECASE)
"""Such a sum in Kazakh, where ондаған, dozens of, may stand before it: elsewhere a bare million is one."""

_NEAR = 40
"""Characters within which a word says what a sum of money is."""


def is_amount(line: Line, token: Token) -> bool:
    """Whether the sum can be a deal's: no rate, no price, no result, no debt, no total of many years."""
    quantity = token.value
    vague = quantity.value in _ROUND and _VAGUE.match(quantity.original) is not None
    if vague or quantity.per or quantity.change or quantity.value < _LEAST:
        return False
    if line.has("cumulative", "results") or _package(line):
        return False
    return not any(_beside(cue, token) for cue in line.of("not-amount"))


def _package(line: Line) -> bool:
    """Whether the sentence counts papers or projects: seventeen agreements worth …"""
    return any(
        token.type == "count" and token.value.value > 2 and other.type in ("agreement", "memo", "project")
        for number, token in enumerate(line.tokens)
        for other in line.tokens[number + 1 : number + 3]
        if other.start - token.end < _NEAR
    )


def _beside(cue: Token, token: Token) -> bool:
    return -_NEAR < cue.start - token.end < _NEAR or -_NEAR < token.start - cue.end < _NEAR


def whole(page: Page, shelf: Library, line: Line, part: Token) -> Token | None:
    """The sum of which another is told as a part: $112 million of the $978 million; 978 млн доллардың 112 миллионы."""
    at = line.tokens.index(part)
    behind, before = line.tokens[at + 1 : at + 2], line.tokens[max(at - 1, 0) : at]
    for other in behind:
        if other.type == "money" and page.spoken(part.end, other.start).strip() in listed(shelf, "of-whole"):
            return other
    for other in before:
        genitive = tuple(sorted(listed(shelf, "whole")))
        if other.type == "money" and page.lang == "kk" and page.spoken(other.start, other.end).endswith(genitive):
            return other
    return None
