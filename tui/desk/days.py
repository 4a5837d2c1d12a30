"""Days in narrow columns."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from tui import form
from tui.desk.cells import width_of
from tui.words import mark


def short_date(day: str, year: int, *, reported: bool = False) -> str:
    """A date for a narrow column: ``29 Jun`` in ``year``, ``Jun ’24`` before it; reported days are marked."""
    this_year = day[:4] == str(year) and len(day) > 4
    text = form.day_short(day)
    if not this_year and len(day) > 4:
        text = f"{form.day_short(day[:7])} ’{day[2:4]}"
    return f"{text}{mark('reported')}" if reported else text


@lru_cache(8_192)
def day_of(text: str) -> date | None:
    """The day that a partial ISO date stands for: the middle of its month or year."""
    padded = {4: f"{text}-07-01", 7: f"{text}-15"}.get(len(text), text[:10])
    try:
        return date.fromisoformat(padded)
    except ValueError:
        return None


DATE = max(8, *(width_of(short_date(f"2000-{month:02d}-01", 2001, reported=True)) for month in range(1, 13)))
"""Cells of any short date in the language that is spoken."""
