"""Periods of figures, put in order of time."""

from __future__ import annotations

import re
from functools import lru_cache

_PERIOD = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?$")
_MONTHS = re.compile(r"(\d{4})-(\d\d)(\d{4})-(\d\d)")
_SPANS = {
    ("01", "12"): "",
    ("01", "06"): "-H1",
    ("07", "12"): "-H2",
    ("01", "03"): "-Q1",
    ("04", "06"): "-Q2",
    ("07", "09"): "-Q3",
    ("10", "12"): "-Q4",
}
_LAST_DAY = "31"


@lru_cache(4_096)
def order(period: str | None) -> tuple[str, str]:
    """A key that sorts periods by their end, then by their start, so that a year stands behind its last quarter. Points
    without a period come first: where they belong, nobody knows."""
    if not period:
        return "", ""
    first, _, last = period.partition("/")
    end = bounds(last or first)[1]
    return end, _backwards(bounds(first)[0])


@lru_cache(4_096)
def usual(period: str | None) -> str | None:
    """The usual way to write a period: January to June is the first half."""
    first, _, last = (period or "").partition("/")
    if not (match := _MONTHS.fullmatch(first + last)) or match[1] != match[3]:
        return period
    return match[1] + _SPANS.get((match[2], match[4]), f"-{match[2]}/{match[3]}-{match[4]}")


def bounds(period: str) -> tuple[str, str]:
    """First and last day of a single period as ISO dates (the last may be the 31st of any month); what is no period is
    its own bounds."""
    match = _PERIOD.match(period)
    if not match:
        return period, period
    year, half, quarter, month, day = match.groups()
    if day:
        return period, period
    if month:
        first, last = int(month), int(month)
    elif quarter:
        first, last = 3 * int(quarter) - 2, 3 * int(quarter)
    elif half:
        first, last = 6 * int(half) - 5, 6 * int(half)
    else:
        first, last = 1, 12
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{_LAST_DAY}"


def _backwards(day: str) -> str:
    """Digits turned round: of two periods with one end, the longer sorts later."""
    return day.translate(str.maketrans("0123456789", "9876543210"))
