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

_WORDS = 28
"""Characters beside a sum in which it is called a part or the whole, or what it was before."""

_CHANGING = ("acquisition", "offtake")
"""Kinds of what changes hands."""

_MARKS = str.maketrans(dict.fromkeys(",;()", " "))

_NEAR = 40
"""Characters within which a word says what a sum of money is."""

_OWN = 4
"""Characters at most between a sum and the word behind it that says what it is: $5 million in taxes."""

_COUNTED = ("agreement", "memo", "project")
"""Papers and projects, of which a sentence that counts them tells no single one's worth."""

_FIGURES = ("money", "mass", "count")
"""What a word may say of, so that it says nothing of another sum."""


def is_amount(line: Line, token: Token) -> bool:
    """Whether the sum can be a deal's: no rate, no price, no result, no debt, no total of many years or of a whole
    industry, no rest."""
    if not is_sum(token):
        return False
    if line.has("sector") and not line.has("company"):
        return False
    if line.has("results") or package(line) or _compared(line, token):
        return False
    if line.has("cumulative") and not _adds_up(line, token):
        return False
    rest = any(0 <= token.start - cue.end <= _LEFT for cue in line.of("rest"))
    return not rest and not any(_speaks_of(line, cue, token) for cue in line.of("not-amount"))


def is_sum(token: Token) -> bool:
    """Whether money is a sum at all: no price, no rate, no change, and more than the order of magnitude."""
    quantity = token.value
    vague = quantity.value in _ROUND and _VAGUE.match(quantity.original) is not None
    return not (vague or quantity.per or quantity.change or quantity.value < _LEAST)


def _adds_up(line: Line, token: Token) -> bool:
    """Whether a word of what was spent in many years says here that a sum is the whole of others that are told before it:
    $200 million at first and $800 million altogether."""
    parts = [t for t in line.of("money") if t.end <= token.start and t.value.unit == token.value.unit]
    told = any(_beside(cue, token) for cue in line.of("cumulative"))
    return told and any(t.value.value < token.value.value for t in parts)


def _speaks_of(line: Line, cue: Token, token: Token) -> bool:
    """Whether a word says what a sum is: one right before it, else those behind it, else those before it."""
    if token.start < cue.start and any(0 <= t.start - cue.end < _NEAR for t in line.of(*_FIGURES)):
        return cue.start - token.end <= _OWN
    return _beside(cue, token)


def _compared(line: Line, token: Token) -> bool:
    """Whether a report sets the sum beside that of another year: $718 million (2018: $530 million)."""
    if not line.has("period"):
        return False
    at = line.tokens.index(token)
    return any(_bracketed(*three) for three in (line.tokens[at : at + 3], line.tokens[max(at - 2, 0) : at + 1]))


def _bracketed(first: Token, year: Token | None = None, other: Token | None = None) -> bool:
    if year is None or other is None or (first.type, year.type, other.type) != ("money", "period", "money"):
        return False
    return year.start - first.end <= _BRACKET and other.start - year.end <= _BRACKET


def package(line: Line) -> bool:
    """Whether the sentence counts papers or projects: seventeen agreements worth …"""
    if not line.has("count") or not line.has(*_COUNTED):
        return False
    return any(
        token.type == "count" and token.value.value > 2 and other.type in _COUNTED
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
    genitive = tuple(listed(shelf, "whole"))
    for other in before:
        parted = page.lang == "kk" and page.spoken(other.start, other.end).endswith(genitive)
        if other.type == "money" and parted and not is_lesser(page, shelf, line, other):
            return other
    return None


def total(page: Page, shelf: Library, line: Line, part: Token) -> Token | None:
    """The sum of which another is told as a part: $3.5 billion, of which $1.3 billion this year; $120 million now and $200
    million in all; None where no other is its whole."""
    larger = [t for t in line.of("money") if t.value.unit == part.value.unit and t.value.value > part.value.value]
    before = [t for t in larger if t.end <= part.start]
    if before and _says(page, shelf, "part-of", before[-1].end, part.start):
        return before[-1]
    return next((t for t in larger if is_amount(line, t) and _stands(page, shelf, line, t, "all-told")), None)


def firmer(page: Page, shelf: Library, line: Line, caught: Token) -> Token:
    """The sum that counts where the one that is caught is only what it was before, is yearly, or where bidding begins: of $978
    million instead of $800 million the former; itself where the sentence tells no other."""
    if not is_lesser(page, shelf, line, caught):
        return caught
    sums = (t for t in line.of("money") if t is not caught and t.value.unit == caught.value.unit and is_amount(line, t))
    return next((t for t in sums if not is_lesser(page, shelf, line, t)), caught)


def is_first_part(page: Page, shelf: Library, line: Line, token: Token) -> bool:
    """Whether a sum is only what is spent first: the first $250 million."""
    return _stands(page, shelf, line, token, "first-part")


def settled(page: Page, shelf: Library, line: Line, caught: Token) -> Token:
    """What a deal is worth, of a sum that its sentence tells and the others there: what holds now, and all of it."""
    caught = firmer(page, shelf, line, caught)
    return whole(page, shelf, line, caught) or total(page, shelf, line, caught) or caught


def of_other_works(page: Page, line: Line, kind: str, trigger: Token, token: Token) -> bool:
    """Whether a sum is what works cost, told in a clause of their own behind what changes hands."""
    cut = page.folded.find("; ", trigger.end, token.start)
    return kind in _CHANGING and cut >= 0 and any(t.start > cut for t in line.of("build", "expand"))


def is_lesser(page: Page, shelf: Library, line: Line, token: Token) -> bool:
    """Whether a sum is told as what it was before, is yearly, or is where bidding begins."""
    return _stands(page, shelf, line, token, "lesser")


def _stands(page: Page, shelf: Library, line: Line, token: Token, ident: str) -> bool:
    """Whether a word of a list stands right before a sum (the words of ``ident``) or behind it (``ident``-behind), with no
    other sum between them."""
    others = [t for t in line.of("money") if t is not token]
    start = max([line.span.start, token.start - _WORDS, *(t.end for t in others if t.end <= token.start)])
    end = min([line.span.end, token.end + _WORDS, *(t.start for t in others if t.start >= token.end)])
    behind = f"{page.spoken(token.end, end).translate(_MARKS)} ".lstrip()
    return _says(page, shelf, ident, start, token.start) or behind.startswith(
        tuple(f"{word} " for word in listed(shelf, f"{ident}-behind"))
    )


def _says(page: Page, shelf: Library, ident: str, start: int, end: int) -> bool:
    """Whether one of the words of a list stands between two places."""
    words = f" {page.spoken(start, end).translate(_MARKS)} "
    return any(f" {word} " in words for word in listed(shelf, ident))
