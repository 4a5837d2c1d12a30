"""Periods as they are written (2024, 2024-H1, 2024-Q3, 2024-05, 2024-01/2024-09): which months they hold, and which one is
before."""

from __future__ import annotations

import re
from datetime import date

LENGTHS = {"q": 3, "h": 6, "Y": 12, "Q": 3, "H": 6}
"""Months in the periods that a text may say the last day of."""

_YEAR = re.compile(r"\d{4}")


def shifted(value: str, years: int) -> str:
    """The same period some years later (or earlier, below zero)."""
    return _YEAR.sub(lambda m: str(int(m.group()) + years), value)


def before_in_turn(value: str) -> str | None:
    """The quarter or month before one; None for other periods."""
    year, _, part = value.partition("-")
    if len(part) != 2:
        return None
    letter, number, last = ("Q", int(part[1]), 4) if part[0] == "Q" else ("", int(part) if part.isdigit() else 0, 12)
    if not number:
        return None
    year, number = (year, number - 1) if number > 1 else (str(int(year) - 1), last)
    return f"{year}-{letter}{number}" if letter else f"{year}-{number:02}"


def months_of(value: str) -> tuple[int, int]:
    """The first and last month of a period, counted from the year nought."""
    if "/" in value:
        first, last = value.split("/")
        return months_of(first)[0], months_of(last)[1]
    year, _, part = value.partition("-")
    start = int(year) * 12
    if not part:
        return start, start + 11
    length = LENGTHS.get(part[0], 1)
    number = int(part[1:] if length > 1 else part[:2])
    return start + (number - 1) * length, start + number * length - 1


def spans(longer: str, value: str) -> bool:
    """Whether a period holds another and more."""
    (first, last), (start, end) = months_of(longer), months_of(value)
    return first <= start and end <= last and (first, last) != (start, end)


def is_over(value: str, day: date) -> bool:
    """Whether a period ended before the month of ``day``."""
    return months_of(value)[1] < day.year * 12 + day.month - 1
