"""Sentences: where one ends, known abbreviations and initials considered."""

from __future__ import annotations

import re
from typing import NamedTuple

_END = re.compile(r"[.!?…\n](?:(?<=\n)(?:\s*\n\s*)?|(?<!\n)(?<![.!?…][.!?…])[.!?…]*+[\"'»”’)\]]*\s+)")
"""A mark with the space behind it, or a break of lines; it begins with a set of characters, which is searched for quickly."""
_NEVER = frozenset(
    "им mr mrs ms dr prof gen co corp ltd inc no st vs jan feb mar apr jun jul aug sept sep oct nov dec кв куб ул "
    "стр просп пр акад проф тов см рис ст п пп u.s u.k e.g i.e approx est lb lbs oz".split()
)
_IF_LOWER = frozenset(
    "г гг тыс руб тг млн млрд трлн др т обл р ж жж в вв км м кг га долл т.д т.п т.б т.с.с чел ед мм шт".split()
)
_LAST = re.compile(r"[\w.]+\Z")


class Span(NamedTuple):
    """A piece of the source, ``source[start:end]``."""

    start: int
    end: int


def sentences(source: str) -> list[Span]:
    """The sentences of ``source`` in order, without the white space around them. Linear in its length."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(source):
        if "\n" not in match.group() and not _ends(source, start, match.start(), match.end()):
            continue
        _keep(spans, source, start, match.end())
        start = match.end()
    _keep(spans, source, start, len(source))
    return spans


def _keep(spans: list[Span], source: str, start: int, end: int) -> None:
    piece = source[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        spans.append(Span(start + left, start + right))


def _ends(source: str, start: int, mark: int, after: int) -> bool:
    """Whether the full stop at ``mark`` ends a sentence."""
    if source[mark] != ".":
        return after >= len(source) or not source[after].islower()
    follows = source[after : after + 2].lstrip("\"'«“‘(—–- ")[:1]
    if follows.islower():
        return False
    before = source[max(start, mark - 20) : mark]
    word = before[before.rfind(" ") + 1 :]
    if not word.isalnum():
        last = _LAST.search(before)
        if last is None:
            return True
        word = last.group()
    if word.lower() in _NEVER:
        return False
    if len(word) == 1 and word.isupper():
        return False
    if word.lower() in _IF_LOWER:
        return not follows.isdigit() and not source.startswith(("США", "– ", "— ", "- "), after)
    return True
