"""The day that a period means for what is counted on a day: reserves, staff, a company's worth."""

from __future__ import annotations

import re

from tui.reading.amounts.dates import Period
from tui.reading.figures.scenes import Layout

AS_OF = frozenset(("day", "end"))
"""Sorts of periods that are days."""

_START = re.compile(r"(?:(?:start|beginning) of (?:the year )?|начале (?:года |)?)$")
_LED = 24
_CLOSING = re.compile(r"-(?:03-31|06-30|09-30|12-31|01-01)$")
"""Days that are named for what was counted on them, whatever day something was said on."""


def day_of(layout: Layout, period: Period) -> str | None:
    """The day itself, or the first of a year "at the start of" it; None where it is only when something was said."""
    if period.sort in AS_OF:
        said = period.relative and period.sort == "day" and _CLOSING.search(period.value) is None
        return None if said else period.value
    led = _START.search(layout.page.folded[max(0, period.start - _LED) : period.start])
    return f"{period.value}-01-01" if period.sort == "year" and led else None
