"""The day that a fact sorts by."""

from __future__ import annotations

from datetime import datetime

_LAST = {4: "-12-31", 7: "-31"}


def day_of(date: str | None, reported: datetime) -> str:
    """The text's ``date``, or the day of the report where the text gives none.

    A date that is only a month or a year stands at its end, though not after the report: "in 2026", told in March, is no
    news of December. The result compares as a string; its day may be one that the month does not have.
    """
    told = reported.date().isoformat()
    if not date:
        return told
    if len(date) >= 10:
        return date[:10]
    last = date + _LAST.get(len(date), "")
    return told if date <= told < last else last
