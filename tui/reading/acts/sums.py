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

_BRACKET = 3
"""Characters at most between a sum, the year of another one in brackets, and that sum."""

_LEFT = 12
"""Characters before a sum in which it is called what is left of another: the remaining $300 million."""

_PART = 24
"""Characters before a sum in which it is called a part of another."""

_NEAR = 40
"""Characters within which a word says what a sum of money is."""


def is_amount(line: Line, token: Token) -> bool:
    """Whether the sum can be a deal's: no rate, no price, no result, no debt, no total of many years or of a whole
    industry, no rest."""
    quantity = token.value
    vague = quantity.value in _ROUND and _VAGUE.match(quantity.original) is not None
    if vague or quantity.per or quantity.change or quantity.value < _LEAST:
        return False
    if line.has("sector") and not line.has("company"):
        return False
    if line.has("cumulative", "results") or package(line) or _compared(line, token):
        return False
    rest = any(0 <= token.start - cue.end <= _LEFT for cue in line.of("rest"))
    return not rest and not any(_beside(cue, token) for cue in line.of("not-amount"))


def _compared(line: Line, token: Token) -> bool:
    """Whether a report sets the sum beside that of another year: $718 million (2018: $530 million)."""
    at = line.tokens.index(token)
    return any(_bracketed(*three) for three in (line.tokens[at : at + 3], line.tokens[max(at - 2, 0) : at + 1]))


def _bracketed(first: Token, year: Token | None = None, other: Token | None = None) -> bool:
    if year is None or other is None or (first.type, year.type, other.type) != ("money", "period", "money"):
        return False
    return year.start - first.end <= _BRACKET and other.start - year.end <= _BRACKET


def package(line: Line) -> bool:
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


def total(page: Page, shelf: Library, line: Line, part: Token) -> Token | None:
    """The sum told before of which another is called a part: $3.5 billion, of which $1.3 billion this year."""
    words = f" {page.spoken(max(part.start - _PART, line.span.start), part.start)}"
    if not any(f" {word} " in words for word in listed(shelf, "part-of")):
        return None
    sums = (t for t in line.of("money") if t.end <= part.start and t.value.unit == part.value.unit)
    return next((t for t in reversed(list(sums)) if t.value.value > part.value.value), None)
