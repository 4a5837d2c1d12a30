"""The figures of a text as clues: 300 тыс. тонн, 300 мың тонна and 300,000 tonnes are one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tui.ledger.rounding import digits
from tui.text import fold

_NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?: \d{3}){1,4}(?:[.,]\d{1,15})?(?!\d)"
    r"|(?<!\w)\d{1,15}(?:(?:,\d{1,15}){0,4}(?:\.\d{1,15})?(?![.,]?\d)|(?:\.\d{1,15}){0,4}(?:,\d{1,15})?)"
)
_SCALES = (
    (re.compile(r"\s?(?:тыс|мың|thousand|k\b|kt\b)"), 3),
    (re.compile(r"\s?(?:млн|миллион|million|m(?:ln|n|t)?\b)"), 6),
    (re.compile(r"\s?(?:млрд|миллиард|billion|bl?n)"), 9),
    (re.compile(r"\s?(?:трлн|триллион|trillion|trln|tn\b)"), 12),
)
_PERCENT = re.compile(r"\s?(?:%|percent|per cent|процент|пайыз)")
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


def figures(text: str, year: int, lang: str) -> dict[str, float]:
    """Figures of a text in ``lang`` as ``n…`` and years far from that of the report as ``y…``, each with its weight; days of
    dates are none."""
    from tui.reading.amounts.numerals import number  # not for who only lists: it brings all of the reading

    folded = fold(text)
    found: dict[str, float] = {}
    for match in _NUMBER.finditer(folded):
        tail, head = folded[match.end() : match.end() + 16], folded[max(0, match.start() - 14) : match.start()]
        power = next((power for pattern, power in _SCALES if pattern.match(tail)), 0)
        percent = "%" if _PERCENT.match(tail) else ""
        scaled = bool(power or percent)
        value = number(match.group(), lang != "en", scaled)
        if not scaled and value == int(value):
            if value <= 31 and (_DAY_AFTER.match(tail) or _DAY_BEFORE.search(head)):
                continue
            if 1900 <= value <= 2100:
                if abs(value - year) > _NEAR_YEARS:
                    found[f"y{value:.0f}"] = _YEAR_WEIGHT
                continue
        value *= 10.0**power
        weight = figure_weight(value, scaled=scaled)
        clue = figure_clue(value, percent)
        found[clue] = max(found.get(clue, 0.0), weight)
    return found


def figure_clue(value: float, unit: str = "") -> str:
    """The clue that a figure is; ``unit`` is ``%`` or nothing."""
    return f"n{value:.6g}{unit}"


def figure_weight(value: float, *, scaled: bool) -> float:
    """How much a figure says that is ``scaled`` by a word such as million."""
    return _WEIGHTS.get(digits(value), _PRECISE) + _SCALED_BONUS * scaled


def rounded(clues: Mapping[str, float]) -> dict[str, float]:
    """The clues of fewer digits, two at least, that others may give for the precise figures among ``clues``."""
    found: dict[str, float] = {}
    for clue, weight in clues.items():
        if clue.startswith("n"):
            unit = "%" if clue.endswith("%") else ""
            value = float(clue[1:].removesuffix("%"))
            for kept in range(_LEAST, min(_MOST, digits(value))):
                found[figure_clue(float(f"{value:.{kept - 1}e}"), unit)] = weight
    return found
