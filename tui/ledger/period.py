"""Spans of time as people give them: ``30d``, ``12w``, ``6m``, ``20y``, or a date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tui.words import say

_SPAN = re.compile(r"([0-9]{1,4})([dwmy])\Z")


def since(text: str, today: date) -> date:
    """The first day of a span that ends ``today``, or the date itself. Raises ValueError with what was expected."""
    found = _SPAN.match(text.strip())
    try:
        return _back(today, int(found[1]), found[2]) if found else date.fromisoformat(text.strip())
    except (ValueError, OverflowError) as error:
        raise ValueError(say("value.span", value=repr(text))) from error


def _back(today: date, number: int, unit: str) -> date:
    if unit in "dw":
        return today - timedelta(days=number * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    for day in range(today.day, 0, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            if year < 1 or day < 28:
                raise
    raise ValueError(today)
