"""The figures of a text as clues: 300 тыс. тонн, 300 мың тонна and 300,000 tonnes are one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from tui.ledger.rounding import digits
from tui.number import number
from tui.text import fold

_NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?: \d{3}){1,4}(?:[.,]\d{1,15})?(?!\d)"
    r"|(?<!\w)\d{1,15}(?:(?:,\d{1,15}){0,4}(?:\.\d{1,15})?(?![.,]?\d)|(?:\.\d{1,15}){0,4}(?:,\d{1,15})?)"
)
_UNIT = re.compile(
    r"[\s-]?(?:(тыс|мың|thousand|k\b|kt\b)"
    r"|(млн|миллион|million|m(?:ln|n|t)?\b)"
    r"|(млрд|миллиард|billion|bl?n)"
    r"|(трлн|триллион|trillion|trln|tn\b)"
    r"|(%|percent|per cent|процент|пайыз))"
)
"""What follows a figure and scales it, or makes it a share."""

_SCALES, _PERCENT = (1.0, 1e3, 1e6, 1e9, 1e12, 1.0), 5
"""What each group of the pattern multiplies by, and the one that is a share."""

_MONTHS = (
    "янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек|"
    "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан"
)
_MONTHS_EN = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY_AFTER = re.compile(rf"(?:-?(?:го|е|ға|ші|шы))?\s(?:{_MONTHS}|{_MONTHS_EN})")
_DAY_BEFORE = re.compile(rf"(?:{_MONTHS_EN})[a-z]*\.?\s$")
_NEAR_YEARS = 1


_YEAR_WEIGHT = 0.3
_SCALED_BONUS = 0.35
_WEIGHTS = {1: 0.15, 2: 0.5, 3: 1.0}
"""By how many digits a figure has; those with more are as good as a name."""

_PRECISE = 1.3
_LEAST, _MOST = 2, 4
"""Digits of a figure that rounds another: at least, and fewer than."""
_SLIP, _TELLING = 1000, 3
"""What a report is wrong by that leaves out or adds a "thousand", and the digits that tell a figure all the same."""


def figures(text: str, year: int, lang: str) -> dict[str, float]:
    """Figures of a text in ``lang`` as ``n…`` and years far from that of the report as ``y…``, each with its weight; days of
    dates are none."""
    folded = fold(text)
    found: dict[str, float] = {}
    for match in _NUMBER.finditer(folded):
        unit = _UNIT.match(folded, match.end())
        value = number(match.group(), lang != "en", unit is not None)
        if unit is None and value == int(value):
            before = folded[max(0, match.start() - 14) : match.start()]
            if value <= 31 and (_DAY_AFTER.match(folded, match.end()) or _DAY_BEFORE.search(before)):
                continue
            if 1900 <= value <= 2100:
                if abs(value - year) > _NEAR_YEARS:
                    found[f"y{value:.0f}"] = _YEAR_WEIGHT
                continue
        scale = (unit and unit.lastindex) or 0
        value *= _SCALES[scale]
        weight = figure_weight(value, scaled=scale > 0)
        clue = figure_clue(value, "%" if scale == _PERCENT else "")
        found[clue] = max(found.get(clue, 0.0), weight)
    return found


def figure_clue(value: float, unit: str = "") -> str:
    """The clue that a figure is; ``unit`` is ``%`` or nothing."""
    return f"n{value:.6g}{unit}"


def figure_weight(value: float, *, scaled: bool) -> float:
    """How much a figure says that is ``scaled`` by a word such as million."""
    return _WEIGHTS.get(digits(value), _PRECISE) + _SCALED_BONUS * scaled


def rounded(clues: Mapping[str, float]) -> dict[str, float]:
    """The clues that others may give for the figures among ``clues``: of fewer digits, two at least, and tonnes where thousands
    of them are meant."""
    return {other: weight for clue, weight in clues.items() if clue.startswith("n") for other in _otherwise(clue)}


@lru_cache(maxsize=16_384)
def _otherwise(clue: str) -> tuple[str, ...]:
    if clue.endswith("%"):
        return tuple([figure_clue(value, "%") for value in _shorter(float(clue[1:-1]))])
    value = float(clue[1:])
    shorter = _shorter(value)
    telling = [figure for figure in shorter if digits(figure) >= _TELLING]
    less = [figure / _SLIP for figure in (value, *telling) if digits(figure) >= _TELLING]  # more is the other's less
    return tuple(map(figure_clue, (*shorter, *less, *(figure * _SLIP for figure in telling))))


@lru_cache(maxsize=2_048)
def shorter(clue: str) -> tuple[str, ...]:
    """The clues of the figures that round the one of ``clue``."""
    unit = "%" if clue.endswith("%") else ""
    return tuple([figure_clue(value, unit) for value in _shorter(float(clue[1:].removesuffix("%")))])


@lru_cache(maxsize=2_048)
def has_one_digit(clue: str) -> bool:
    """Whether one digit alone of the figure of ``clue`` says something: nobody rounds it."""
    return len(clue[1:].partition("e")[0].strip("0.%")) <= 1


@lru_cache(maxsize=2_048)
def slips(clue: str) -> tuple[str, ...]:
    """The clues of figures that are a thousand times that of ``clue``, and its thousandth, where its digits tell it."""
    if clue.endswith("%") or digits(value := float(clue[1:])) < _TELLING:
        return ()
    return figure_clue(value * _SLIP), figure_clue(value / _SLIP)


def _shorter(value: float) -> list[float]:
    return [float(f"{value:.{digit - 1}e}") for digit in range(_LEAST, min(_MOST, digits(value)))]
