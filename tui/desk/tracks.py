"""The timeline's geometry: partners' events in order of time, the days that its columns stand for, what each column shows.
Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tui import form
from tui.desk.widgets.deals import day_of
from tui.desk.widgets.news_row import HOME
from tui.ledger.entries import EventEntry

SPANS = (20 * 365, 10 * 365, 5 * 365, 3 * 365, 2 * 365, 365, 183, 92)
"""Days that the columns cover, from the widest zoom to the closest."""
USUAL = 3
"""The zoom that a timeline begins with."""

_WEIGHT = {kind: weight for weight, kind in enumerate(("meeting", "negotiation", "study", "memorandum"), start=1)}
"""Kinds that yield their column to weightier ones."""
_SPREAD = 2
"""Columns that a mark may stand after its day where marks crowd."""


@dataclass(frozen=True, slots=True)
class Track:
    """One partner's events in order of time, each with the day it stands at."""

    country: str
    events: tuple[tuple[date, EventEntry], ...]


@dataclass(frozen=True, slots=True)
class View:
    """The days in sight: those of zoom ``level`` that end with ``end``, in ``plot`` columns."""

    level: int
    end: date
    plot: int

    @property
    def start(self) -> date:
        """The first day in sight."""
        return self.end - timedelta(days=SPANS[self.level])

    def column(self, day: date) -> int:
        """The column that a day stands at; outside of 0 to ``plot`` where it is out of sight."""
        return (day - self.start).days * (self.plot - 1) // SPANS[self.level]

    def ticks(self) -> dict[int, tuple[str, bool]]:
        """Columns where a year or, when close, a quarter or month begins: the label, and whether it is a year."""
        span = SPANS[self.level]
        months = 1 if span <= 183 else 3 if span <= 2 * 365 else 12
        found: dict[int, tuple[str, bool]] = {}
        for year in range(self.start.year, self.end.year + 1):
            for month in range(1, 13, months):
                day = date(year, month, 1)
                if self.start <= day <= self.end:
                    label = str(year) if month == 1 else form.day_short(day.isoformat()[:7])
                    found[self.column(day)] = (label, month == 1)
        return found

    def axis(self) -> str:
        """The labels at their columns, as many as there is room for; the year where none fits."""
        line = [" "] * self.plot
        for column, (text, _) in sorted(self.ticks().items()):
            written = f"╷{text}"
            if column + len(written) <= self.plot and all(c == " " for c in line[column : column + len(written)]):
                line[column : column + len(written)] = written
        if not any(c.isdigit() for c in "".join(line)):
            written = str(self.start.year)
            line[0 : len(written)] = written
        return "".join(line)

    def seen(self, track: Track) -> range:
        """The places of the track's events that are in sight."""
        first = bisect_left(track.events, self.start, key=_day)
        return range(first, bisect_right(track.events, self.end, lo=first, key=_day))

    def marks(self, track: Track, chosen: int) -> dict[int, int]:
        """Which event each column shows, in the order of time: a crowd spreads a little, then the weightiest stands for
        the rest, and the ``chosen`` one for any."""
        shown: dict[int, int] = {}
        last, first = -1, self.start.toordinal()
        for index in self.seen(track):
            day, event = track.events[index]
            column = (day.toordinal() - first) * (self.plot - 1) // SPANS[self.level]
            place = max(column, last + 1)
            if place - column <= _SPREAD and place < self.plot:
                shown[place], last = index, place
            elif index == chosen or (shown[last] != chosen and _weight(event) >= _weight(track.events[shown[last]][1])):
                shown[last] = index
        return shown


def tracks_of(entries: Iterable[EventEntry], wanted: Callable[[EventEntry], bool]) -> list[Track]:
    """The tracks of those events that are ``wanted``, the partner with the most first, those without one last."""
    by_country: dict[str, list[tuple[date, EventEntry]]] = defaultdict(list)
    for entry in entries:
        day = day_of(entry.day)
        if day is not None and wanted(entry):
            for country in [code for code in entry.countries if code != HOME] or [""]:
                by_country[country].append((day, entry))
    found = [Track(country, tuple(sorted(told, key=_day))) for country, told in by_country.items()]
    return sorted(found, key=lambda track: (not track.country, -len(track.events), track.country))


def fitting(tracks: Sequence[Track], today: date) -> View | None:
    """The closest zoom that shows nearly all, at least the usual one; the right edge at today or what is announced. None
    where there is nothing to show."""
    days = sorted([day for track in tracks for day, _ in track.events])
    if not days:
        return None
    end, early = latest(tracks, today), days[len(days) // 20]
    wide = [level for level, span in enumerate(SPANS) if end - timedelta(days=span) <= early]
    return View(max(2, min(USUAL + 1, wide[-1] if wide else 0)), end, 1)


def latest(tracks: Iterable[Track], today: date) -> date:
    """Today, or the last day that is announced within a year."""
    ahead = today + timedelta(days=366)
    return max([today, *(day for track in tracks for day, _ in track.events if day <= ahead)])


def _day(told: tuple[date, EventEntry]) -> date:
    return told[0]


def _weight(event: EventEntry) -> int:
    return _WEIGHT.get(event.kind, len(_WEIGHT) + 1)
