"""Where the events of each partner stand on a line of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tui import form
from tui.brief.rows import EventRow, PartnerRow

_TICKS = 8
_LAST_TICK = 93.0  # percent; a label further on would stand past the edge
_LONGEST = timedelta(days=8 * 365)
"""A single event of long ago must not press the others together: it stands in the list alone."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Ticks as (place, label) and lanes as (country, events with their places); places in percent of the width."""

    ticks: tuple[tuple[float, str], ...]
    lanes: tuple[tuple[str, tuple[tuple[float, EventRow], ...]], ...]


def chart(rows: Sequence[PartnerRow]) -> Chart | None:
    """The lanes of ``rows``, None where no event can be placed. An event known by its year or month stands at its start."""
    days = {event.iso: _day(event.iso) for row in rows for event in row.events}
    known = [day for day in days.values() if day is not None]
    if not known:
        return None
    last = max(known)
    first = max(min(known), last - _LONGEST).replace(day=1)
    length = max((last - first).days, 27)

    def place(day: date) -> float:
        return round((day - first).days / length * 100, 2)

    lanes = tuple(
        (row.country, tuple((place(day), event) for event in row.events if (day := days[event.iso]) and day >= first))
        for row in rows
    )
    ticks = tuple((place(day), label) for day, label in _ticks(first, last) if place(day) <= _LAST_TICK)
    return Chart(ticks, tuple(lane for lane in lanes if lane[1]))


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(f"{iso}-01-01"[:10] if len(iso) == 4 else f"{iso}-01"[:10])
    except ValueError:
        return None


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Years where the line is long, else months, never more than fit."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months > 2 * 12:
        years = range(first.year, last.year + 1)
        step = -(-len(years) // _TICKS)
        return [(max(date(year, 1, 1), first), str(year)) for year in years][::step]
    step = -(-months // _TICKS)
    starts = [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(months)]
    return [(start, form.day(start.isoformat()[:7])) for start in starts[::step]]
