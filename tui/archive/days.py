"""The day that a fact sorts by."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"\d{4}")


def day_of(date: str | None, reported: datetime) -> str:
    """The text's ``date``, or the day of the report where the text gives none.

    A date that is only a month or a year stands at its end, though not after the report: "in 2026", told in March, is no
    news of December. What is no date at all counts as none.
    """
    told = reported.date().isoformat()
    date = date or ""
    if len(date) >= 10:
        return date[:10]
    if month := _MONTH.fullmatch(date):
        last = f"{date}-{monthrange(int(month[1]) or 1, int(month[2]))[1]}"
    elif _YEAR.fullmatch(date):
        last = f"{date}-12-31"
    else:
        return told
    return told if date <= told < last else last
