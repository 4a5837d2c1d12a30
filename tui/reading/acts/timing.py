"""When something took place: the date that a sentence gives to one of its words."""

from __future__ import annotations

import re

from tui.reading.acts.line import Line, Token
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import listed

_SORTS = {"day": 0, "month": 1, "year": 2}
_HEAD = 60
"""A date within this many characters of a sentence's beginning may be a dateline."""

_DATELINE = re.compile(
    r"^[^.–—/]{0,24}(?: ?[–—/]| - |\. ?(?:/|kazinform|interfax|казтаг|kazakhstan today))", re.IGNORECASE
)
_SINCE_BEFORE = re.compile(r"(?:\bsince|\bс|начиная с)(?: the)? $")
_SINCE_BEHIND = re.compile(r"(?:д[ае]н|т[ае]н|н[ае]н)? ?(?:бері|бастап)\b")
_NAMED = re.compile(
    r"\b(?:Roundtable|Forum|Summit|Week|Congress|Conference|Expo|EXPO|AMM|KGIR|Mining|Форум|форум) ?[-–]? ?$"
)
"""A word before a year that makes it part of the name of a meeting."""

_REST = ("later in ", "позднее в ", "позже в ", "later this ")
_NEXT_WORD = 12
_SAID_FAR = 60
"""How many characters further off the date of an announcement counts than that of the thing itself."""


def when(page: Page, line: Line, trigger: Token | None, *, coming: bool = False) -> str | None:
    """The date in the line that belongs to ``trigger`` (None: any), as ISO and as precise as the text; of several the
    nearest. Datelines never count, dates after publication only if ``coming``."""
    dated = [t for t in line.of("period") if t.value.sort in _SORTS and not _heads(page, line, t)]
    if not coming:
        dated = [t for t in dated if past(page, t) and not _no_date(page, t)]
    if not dated:
        return None
    place = trigger.start if trigger is not None else line.span.start
    said = line.of("say")

    def distance(token: Token) -> tuple[int, int]:
        apart = abs(token.start - place)
        if any(abs(cue.start - token.end) < _NEXT_WORD or abs(token.start - cue.end) < _NEXT_WORD for cue in said):
            apart += _SAID_FAR
        return apart, _SORTS[token.value.sort]

    return str(min(dated, key=distance).value.value)


def _no_date(page: Page, token: Token) -> bool:
    """Whether a year belongs to a name (Investment Roundtable 2018), or to its rest, which is still to come: later in 2007."""
    if token.value.sort != "year":
        return False
    before = page.source[max(token.start - _NEXT_WORD * 2, 0) : token.start]
    return _NAMED.search(before) is not None or before.casefold().endswith(_REST)


def since(page: Page, line: Line) -> str | None:
    """The past date from which on something in the line goes on: since 2021, с 2021 года, 2021 жылдан бері."""
    for token in line.of("period"):
        if token.value.sort in _SORTS and past(page, token):
            before, behind = (
                page.folded[max(token.start - 12, 0) : token.start],
                page.folded[token.end : token.end + 12],
            )
            if _SINCE_BEFORE.search(before) or _SINCE_BEHIND.match(behind):
                return str(token.value.value)
    return None


def years(page: Page, line: Line) -> list[str]:
    """All past dates of the line that name a month or a day, in order; the years alone where there is none."""
    dated = [t for t in line.of("period") if t.value.sort in _SORTS and past(page, t) and not _heads(page, line, t)]
    exact = [t for t in dated if t.value.sort != "year"]
    return list(dict.fromkeys(str(t.value.value) for t in exact or dated))


def recalled(page: Page, shelf: Library, line: Line, deed: Token, by: str = "recalling") -> bool:
    """Whether a clause only says of something else that it was then: the schedule that it gave when it took control; ``by``
    is the list of words that begin such clauses."""
    before = page.spoken(line.span.start, deed.start)
    words = f" {' '.join(before[max(before.rfind(','), before.rfind(';')) + 1 :].split())} "
    return any(f" {one} " in words for one in listed(shelf, by))


def past(page: Page, token: Token) -> bool:
    """Whether the period had begun when the item was published."""
    published = page.document.published
    return published is None or str(token.value.value) <= published.date().isoformat()


def _heads(page: Page, line: Line, token: Token) -> bool:
    """Whether the date stands in the dateline of an agency: СЕУЛ, 13 июня – …"""
    if token.start - line.span.start > _HEAD or line.number == 0:
        return False
    if token.value.sort != "day" or any(
        t.start < token.start for t in line.tokens if t.type not in ("region", "country")
    ):
        return False
    rest = page.source[token.end : line.span.end]
    return _DATELINE.match(rest) is not None or len(rest) <= 2
