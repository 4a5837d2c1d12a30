"""Periods: the days, months, quarters, halves, years and spans that a text speaks of, resolved against its publication.

Every word of time becomes a letter of its class (data: ``time``), and a period is a sequence of letters (data: ``period``)
looked up in a table, the longest first: no pattern is tried at a place where no word of time stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from tui.reading.amounts.almanac import LEFT_OUT, Parts, resolve
from tui.reading.amounts.measures import MEMORY, Measures
from tui.reading.layout.page import REACH, Page
from tui.reading.layout.words import Word

_LONGEST = 9
_HEADING = re.compile(r": ?\D{0,3}\d")
"""What follows months that head a figure: Nine months: 371 koz."""

_AGAINST = re.compile(
    r"(?:\(|\b(?:than|against|versus|compared (?:with|to)|чем|против|сравнению с|сравнении с)"
    r"(?: [\d.,]+(?: [^\W\d]+\.?){0,3})?) ?(?:(?:in|the|в|во|за|на) ){0,2}$"
)
_AGAINST_KAZAKH = re.compile(r" (?:салыстырғанда|қарағанда)")
"""What makes a period one that another is compared with."""

_THAT_YEAR = re.compile(r",? (?:of (?:that|the same) year\b|(?:the same|that) year\b|того же года\b)")
_THAT_YEAR_KAZAKH = re.compile(r"\bсол жыл(?:ғы|дың|ы) $")
"""What stands behind a month, in Kazakh before it, that is of the year just named."""

_SIGNED = re.compile(r"[$€£₸]\d")
"""A sum of money behind a year: ended 2023 $90 million in the red."""

_OF_TIME = frozenset(("time", "grams"))
"""Families of units whose spellings may mean a year: г is a gram and a year."""

_PREPOSITIONS = "fcu"
_RUN = re.compile(rf"[{_PREPOSITIONS}]*[^{_PREPOSITIONS}z][^z]*")
"""The letters between two breaks, if any of them is more than a preposition: none else make a period."""

_TEN = 10
"""What Kazakh numerals of months begin with: он бір айда."""

_ORDINAL = re.compile(r"(\d{1,2})(st|nd|rd|th)")
_GLUED = re.compile(r"((?:19|20)\d\d)[гж]")
"""A year with its abbreviation stuck to it: 2024г."""

_ORDINAL_ALONE = re.compile(r"(?:the|во?|за) [^\W\d]{4,}[^\w ]")
"""A quarter told by its number alone, with nothing behind that the number could be of: in the second."""

_YEAR_LEFT_OUT = re.compile(
    r"(?:в|за|на) (?:прошл|минувш|истекш|предыдущ|нынешн|текущ)[^\W\d]+"
    r"(?=[^\w ]| - | (?![^\W\d]*[еуию]\b)[^\W\d]{4,}\b)"
)
"""A Russian year whose noun is left out, as it was said before: в прошлом страна дала, в нынешнем, обещает директор."""

_SHORT = re.compile(r"(?:q([1-4])|([1-4])[qк]|h([12])|([12])h|([369])[mм]|([12])п)(?:fy)?(\d{4}|\d{2})?")
_FISCAL = re.compile(r"fy(\d{4}|\d{2})")


@dataclass(slots=True)  # not frozen: made by the hundred on every page, and freezing doubles what that costs
class Period:
    """A period that the text names: ``value`` is ISO (2024-08-15, 2024-08, 2024, 2024-Q3, 2024-H1, 2024-01/2024-09, 2015/2019),
    ``sort`` day, month, quarter, half, months, year or span; ``relative`` if it was resolved against the publication date."""

    start: int
    end: int
    value: str
    sort: str
    relative: bool = False


class Token(NamedTuple):
    """One word of time, or a mark between two: its letter, what it stands for, and its place."""

    letter: str
    value: Any
    start: int
    end: int


_BREAK = Token("z", None, 0, 0)
"""Whatever is no word of time, wherever it stands: none is part of a period."""


def periods(page: Page, measures: Measures) -> list[Period]:
    """The periods of a page in order of place. Linear in its length."""
    published = page.document.published
    day = published.date() if published else None
    patterns = measures.periods
    tokens = _tokens(page, measures)
    letters = "".join(t.letter for t in tokens)
    found: list[Period] = []
    at, previous, cumulative = 0, "", ""
    while run := _RUN.search(letters, at):
        at, stop = run.span()
        length = _longest(patterns, letters, at, stop)
        if letters[at] in _PREPOSITIONS and _longest(patterns, letters, at + 1, stop) >= length:
            length = 0
        period = None
        while length and period is None:
            known = patterns.get(letters[at : at + length])
            if known:
                led = at > 0 and letters[at - 1] in _PREPOSITIONS
                until = (
                    letters[max(at - 3, 0) : at].rstrip("f").endswith("u")
                    or letters[at + length : at + length + 1] == "u"
                )
                context = _Context(day, (cumulative or previous) if known[0] == "to-date" else previous, led, until)
                period = _period(page, measures, known, tokens[at : at + length], context)
            length -= period is None
        if period is None:
            at += 1
            continue
        if found and period.relative and period.sort in ("day", "month") and _of_that_year(page.folded, period):
            period.value = found[-1].value[:4] + period.value[4:]
        found.append(period)
        at += length
        if period.sort not in ("day", "same", "year-earlier"):
            if previous and _set_against(page.folded, period):
                continue
            previous = period.value
            cumulative = previous if "-01/" in previous else cumulative
    return found


def _longest(patterns: Mapping[str, tuple[str, str]], letters: str, at: int, stop: int) -> int:
    """The length of the longest pattern that fits between two places from the first on, 0 for none."""
    for length in range(min(_LONGEST, stop - at), 0, -1):
        if letters[at : at + length] in patterns:
            return length
    return 0


def _of_that_year(folded: str, period: Period) -> bool:
    """Whether a day or a month is told to be of the year just named."""
    return _THAT_YEAR.match(folded, period.end) is not None or bool(
        _THAT_YEAR_KAZAKH.search(folded, max(0, period.start - 12), period.start)
    )


def _set_against(folded: str, period: Period) -> bool:
    """Whether a period is only what the one before is compared with."""
    return _AGAINST.search(folded[max(0, period.start - 48) : period.start]) is not None or bool(
        _AGAINST_KAZAKH.match(folded, period.end)
    )


class _Context(NamedTuple):
    """What stands around a period: the day of publication, the period before, whether a preposition leads it in, and whether it
    is the end of a time to come."""

    day: date | None
    previous: str
    led: bool
    until: bool


def _period(
    page: Page, measures: Measures, known: tuple[str, str], span: list[Token], context: _Context
) -> Period | None:
    sort, roles = known
    last = span[-1]
    if any(t.letter in "159y" and _measured(page.folded, measures, t.end) for t in (span[0], last)):
        return None
    if roles == "y" and not context.led and not _year_alone(page.folded, last):
        return None
    if roles in LEFT_OUT and not (context.previous and _YEAR_LEFT_OUT.match(page.folded, span[0].start)):
        return None
    if roles == "m" and page.folded.endswith(" лет ", 0, span[0].start):  # a mine by the name of an anniversary
        return None
    if roles == "nM" and not _HEADING.match(page.folded, last.end):
        return None
    if roles == "fo" and not _ORDINAL_ALONE.fullmatch(page.folded[span[0].start : last.end + 1]):
        return None
    if sort == "year" and "y" not in roles and any(t.value == "several" for t in span):
        return None
    if sort == "year" and any(t.value == "preceding" for t in span):
        sort = "year-earlier"
    if sort == "year" and any(t.value == "following" for t in span) and (year := _behind(context)):
        return Period(span[0].start, last.end, year, "year")
    parts = Parts.of(roles, [t.value for t in span])
    parts.ahead = context.until or "u" in roles
    resolved = resolve(sort, parts, context.day, context.previous)
    if resolved is None:
        return None
    start = next((t.start for t, r in zip(span, roles, strict=True) if r not in "f"), span[0].start)
    return Period(start, last.end, *resolved)


def _behind(context: _Context) -> str | None:
    """The year after the one last named, where that is past, too: 2022 … келесі жылы."""
    named = context.previous[:4]
    return str(int(named) + 1) if context.day and named and int(named) + 1 < context.day.year else None


def _measured(folded: str, measures: Measures, end: int) -> bool:
    """Whether a unit or scale stands behind the number, so that it is a quantity and no date."""
    place = end + 1 if folded[end : end + 1] in (" ", "-") else end
    if _SIGNED.match(folded, place):
        return False
    unit = measures.unit.at(folded, place)
    return bool((unit and unit[0].kind not in _OF_TIME) or measures.scale.at(folded, place))


def _year_alone(folded: str, year: Token) -> bool:
    """Whether four digits that no word of time leads in are a year: not round, or in brackets."""
    return bool(year.value % 50) or folded[year.start - 1 : year.start] == "(" or folded[year.end : year.end + 1] == ")"


def _tokens(page: Page, measures: Measures) -> list[Token]:
    """The words of time with the marks between neighbours; ``z`` stands for everything else."""
    folded, source = page.folded, page.source
    tokens: list[Token] = []
    known = False
    times = [*map(_times(measures).__getitem__, page.forms), None]
    for word, held, following in zip(page.words, times, times[1:], strict=False):
        if not known and (held is None or (following is None and held[0] in _PREPOSITIONS)):
            continue
        if known and word.form == "s" and folded[word.start - 1] in "'’" and word.start - 1 == tokens[-1].end:
            tokens[-1] = tokens[-1]._replace(end=word.end)
            continue
        token = None if held is None or word.start > REACH else _token(held, word, folded, source)
        if token is None:
            if known:
                tokens.append(_BREAK)
            known = False
            continue
        if known:
            gap = folded[tokens[-1].end : word.start]
            if gap == " " and tokens[-1].letter == "w" and tokens[-1].value == _TEN and token.letter == "w":
                tokens[-1] = Token("w", _TEN + token.value, tokens[-1].start, word.end)
                continue
            if token.letter == "v" and gap == "-" and tokens[-1].letter in "159y":
                tokens[-1] = tokens[-1]._replace(end=word.end)
                continue
            if token.letter == "Y" and gap == " " and str(tokens[-1].value).startswith("year"):
                tokens[-1] = tokens[-1]._replace(end=word.end)
                continue
            mark = _mark(gap, tokens[-1], page)
            if mark:
                tokens.append(Token(mark, None, word.start, word.start))
        if token.letter == "v":
            tokens.append(_BREAK)
            known = False
            continue
        tokens.append(token)
        known = True
    return tokens


def _mark(gap: str, before: Token, page: Page) -> str:
    """The letter for what stands between two words of time: "" for a space, z for a break."""
    if gap == " ":
        return ""
    bare = gap.strip()
    if bare in ("-", ",", "/"):
        return bare
    if gap == ".":
        return "." if before.letter in "1599y" else ""
    if bare == "." and before.letter in "mYqM" and before.end - before.start <= 4:
        return ""
    if bare == ".-":
        return "-"
    return "z"


class _Times(dict[str, Any]):
    """What each word of time is, wherever it stands: (letter, value, wants a capital), None for any other; letter "0" for what
    begins with a digit. Worked out at the first look at a word, and all forgotten where there are too many."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures

    def __missing__(self, form: str) -> tuple[str, Any, bool] | None:
        if len(self) >= MEMORY:
            self.clear()
        held = self[form] = self._of(form)
        return held

    def _of(self, form: str) -> tuple[str, Any, bool] | None:
        if form[0].isdigit():
            return "0", None, False
        held: tuple[str, Any, bool] | None = self._measures.time[form]
        if held is not None:
            return held
        if len(form) <= 7 and form.isalnum() and not form.isalpha() and (token := _short(form, 0, 0)):
            return token.letter, token.value, False
        numeral = self._measures.numerals[form]
        if numeral and numeral[0] == "numeral" and 1 <= numeral[1] <= 12:
            return "w", int(numeral[1]), False
        return None


@lru_cache(maxsize=16)
def _times(measures: Measures) -> _Times:
    """The words of time of a language, kept with its measures."""
    return _Times(measures)


def _token(held: tuple[str, Any, bool], word: Word, folded: str, source: str) -> Token | None:
    letter, value, capital = held
    if letter == "0":
        return _digits(word.form, word.start, word.end, folded)
    if capital and not source[word.start].isupper():
        return None
    return Token(letter, value, word.start, word.end)


def _digits(form: str, start: int, end: int, folded: str) -> Token | None:
    if not form.isdigit():
        if folded[start - 1 : start] in (".", ",") and folded[max(0, start - 2) : start - 1].isdigit():
            return None
        if year := _GLUED.fullmatch(form):
            return Token("y", int(year.group(1)), start, end)
        ordinal = _ORDINAL.fullmatch(form)
        if ordinal:
            value = int(ordinal.group(1))
            return Token("i" if value <= 4 else "j", value, start, end)
        return _short(form, start, end)
    if folded[start - 1 : start] in (",", "№", "$", "€", "£", "+") or (
        folded[end : end + 1] == "," and folded[end + 1 : end + 2].isdigit()
    ):
        return None
    value = int(form) if len(form) <= 4 else 0
    if len(form) == 4 and 1900 <= value <= 2100:
        return Token("y", value, start, end)
    if len(form) <= 2 and 1 <= value <= 31:
        return Token("1" if value <= 4 else "5" if value <= 12 else "9", value, start, end)
    return None


def _short(form: str, start: int, end: int) -> Token | None:
    """Q3, 3Q24, H1, 9M2024, FY24."""
    fiscal = _FISCAL.fullmatch(form)
    if fiscal:
        return Token("y", _full_year(fiscal.group(1)), start, end)
    match = _SHORT.fullmatch(form)
    if match is None:
        return None
    q, q2, h, h2, months, p, year = match.groups()
    letter, value = ("Q", q or q2) if q or q2 else ("H", h or h2 or p) if h or h2 or p else ("N", months)
    return Token(letter, (int(value), _full_year(year) if year else None), start, end)


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)
