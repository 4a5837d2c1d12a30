"""The timeline's geometry: partners' events in order of time, the days that its columns stand for, what each column shows.
Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from tui import form
from tui.desk.days import day_of
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
    """One partner's events in order of time, each with the day it stands at; beside them those days as numbers, and what the
    events weigh."""

    country: str
    events: tuple[tuple[date, EventEntry], ...]
    days: tuple[int, ...]
    weights: bytes


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

    def ticks(self) -> Mapping[int, tuple[str, bool]]:
        """Columns where a year or, when close, a quarter or month begins: the label, and whether it is a year."""
        return _ticks(self)

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
        first = bisect_left(track.days, self.start.toordinal())
        return range(first, bisect_right(track.days, self.end.toordinal(), lo=first))

    def marks(self, track: Track, chosen: int) -> dict[int, int]:
        """Which event each column shows, in the order of time: a crowd spreads a little, then the weightiest stands for
        the rest, and the ``chosen`` one for any."""
        shown: dict[int, int] = {}
        last, seen = -1, self.seen(track)
        index = seen.start
        while index < seen.stop:
            column = self.column(track.events[index][0])
            end = bisect_left(track.days, self._first_day(column + 1), lo=index, hi=seen.stop)
            while index < end and (place := max(column, last + 1)) <= column + _SPREAD and place < self.plot:
                shown[place], last = index, place
                index += 1
            if index <= chosen < end:
                shown[last] = chosen
            elif index < end and shown[last] != chosen:
                heaviest = max(track.weights[index:end])
                if heaviest >= track.weights[shown[last]]:
                    shown[last] = track.weights.rindex(heaviest, index, end)
            index = end
        return shown

    def _first_day(self, column: int) -> int:
        """The first day that stands at ``column``, as a number."""
        return self.start.toordinal() - (-column * SPANS[self.level] // (self.plot - 1))


@lru_cache(8)
def _ticks(view: View) -> Mapping[int, tuple[str, bool]]:
    span = SPANS[view.level]
    months = 1 if span <= 183 else 3 if span <= 2 * 365 else 12
    found: dict[int, tuple[str, bool]] = {}
    for year in range(view.start.year, view.end.year + 1):
        for month in range(1, 13, months):
            day = date(year, month, 1)
            if view.start <= day <= view.end:
                label = str(year) if month == 1 else form.day_short(day.isoformat()[:7])
                found[view.column(day)] = (label, month == 1)
    return found


@dataclass(frozen=True, slots=True)
class Laid:
    """Events made ready to be drawn: the tracks, how many are of each kind, and the view that fits (None: nothing to show).
    With many events that takes longer than a key may wait, so it is done where they are read."""

    events: Sequence[EventEntry] = ()
    tracks: Sequence[Track] = ()
    kinds: Mapping[str, int] = field(default_factory=dict)
    view: View | None = None


def laid(events: Sequence[EventEntry], today: date) -> Laid:
    """All events made ready."""
    by_country: dict[str, list[tuple[date, EventEntry]]] = defaultdict(list)
    for event in events:
        day = day_of(event.day)
        if day is not None:
            for country in [code for code in event.countries if code != HOME] or [""]:
                by_country[country].append((day, event))
    tracks = _ordered(_track(country, sorted(told, key=_day)) for country, told in by_country.items())
    return Laid(events, tracks, Counter(event.kind for event in events), fitting(tracks, today))


def only(whole: Laid, kind: str, today: date) -> Laid:
    """The events of one kind."""
    tracks = (_track(track.country, [told for told in track.events if told[1].kind == kind]) for track in whole.tracks)
    kept = _ordered(track for track in tracks if track.events)
    return Laid([event for event in whole.events if event.kind == kind], kept, whole.kinds, fitting(kept, today))


def _track(country: str, told: Sequence[tuple[date, EventEntry]]) -> Track:
    days = tuple(day.toordinal() for day, _ in told)
    return Track(country, tuple(told), days, bytes(_weight(event) for _, event in told))


def _ordered(tracks: Iterable[Track]) -> list[Track]:
    """The partner with the most first, those without one last."""
    return sorted(tracks, key=lambda track: (not track.country, -len(track.events), track.country))


def fitting(tracks: Sequence[Track], today: date) -> View | None:
    """The closest zoom that shows nearly all, at least the usual one; the right edge at today or what is announced. None
    where there is nothing to show."""
    days = sorted([day for track in tracks for day in track.days])
    if not days:
        return None
    end, early = latest(tracks, today), date.fromordinal(days[len(days) // 20])
    wide = [level for level, span in enumerate(SPANS) if end - timedelta(days=span) <= early]
    return View(max(2, min(USUAL + 1, wide[-1] if wide else 0)), end, 1)


def latest(tracks: Sequence[Track], today: date) -> date:
    """Today, or the last day that is announced within a year."""
    ahead = today.toordinal() + 366
    near = (bisect_right(track.days, ahead) for track in tracks)
    return date.fromordinal(
        max([today.toordinal(), *(track.days[n - 1] for track, n in zip(tracks, near, strict=True) if n)])
    )


def _day(told: tuple[date, EventEntry]) -> date:
    return told[0]


def _weight(event: EventEntry) -> int:
    return _WEIGHT.get(event.kind, len(_WEIGHT) + 1)
