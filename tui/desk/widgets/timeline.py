"""The cooperation timeline: partners as rows, time as columns, events as marks of their kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from textual import events as terminal
from textual.binding import BindingType

from tui import form
from tui.desk import actions
from tui.desk.cells import Piece, fit, width_of, wrap
from tui.desk.marks import glyph
from tui.desk.messages import Opened
from tui.desk.widgets.deals import day_of
from tui.desk.widgets.drawn import Pieces
from tui.desk.widgets.news_row import HOME
from tui.desk.widgets.rows import Notice, Rows
from tui.ledger.entries import EventEntry
from tui.model import EVENT_KINDS
from tui.words import mark, name, say

_SPANS = (20 * 365, 10 * 365, 5 * 365, 3 * 365, 2 * 365, 365, 183, 92)
"""Days that the columns cover, from the widest zoom to the closest."""
_FIRST_SPAN = 3
_WEIGHT = {kind: weight for weight, kind in enumerate(("meeting", "negotiation", "study", "memorandum"), start=1)}
"""Kinds that yield their column to weightier ones."""
_FOOT, _ROOMY = 4, 10
"""Lines for the event under the cursor, and the panel's height from which they are there."""
_LEGEND, _WIDE_OPEN = 2, 18
"""The same for what the marks mean."""

_SPREAD = 2
"""Columns that a mark may stand after its day where marks crowd."""


@dataclass(frozen=True, slots=True)
class Track:
    """One partner's events in order of time, each with the day it stands at."""

    country: str
    events: tuple[tuple[date, EventEntry], ...]


class TimelinePanel(Rows[Track]):
    """One track a partner; left and right step through its events, the line below shows the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("timeline")
    CONTEXTS = ("timeline", "list")
    NAME = say("heading.timeline")
    HEAD = 1

    def __init__(self, today: date, **options: Any) -> None:
        super().__init__(**options)
        self._today = today
        self._level = _FIRST_SPAN
        self._end = today
        self._chosen: tuple[str, int] | None = None

    # Data

    def fill(self, entries: Sequence[EventEntry], notice: Notice = ()) -> None:
        """Replace the events."""
        chosen = self.event
        by_country: dict[str, list[tuple[date, EventEntry]]] = defaultdict(list)
        for entry in entries:
            day = day_of(entry.day)
            if day is None:
                continue
            for country in [code for code in entry.countries if code != HOME] or [""]:
                by_country[country].append((day, entry))
        tracks = [
            Track(country, tuple(sorted(events, key=lambda pair: pair[0]))) for country, events in by_country.items()
        ]
        tracks.sort(key=lambda track: (not track.country, -len(track.events), track.country))
        if not self.touched:
            self._fit(tracks)
        self.show(tracks, notice)
        self._choose_again(chosen)

    def key_of(self, row: Track) -> Hashable | None:
        """The partner."""
        return row.country

    @property
    def event(self) -> EventEntry | None:
        """The event under the cursor."""
        track = self.current
        if track is None:
            return None
        return track.events[self._index(track)][1]

    def open(self, row: Track) -> None:
        """Read the report of the event under the cursor at its evidence."""
        event = row.events[self._index(row)][1]
        self.post_message(Opened(event.report.item, event.report.evidence))

    def _index(self, track: Track) -> int:
        """The chosen event of a track: the one stepped to, else its last in sight."""
        if self._chosen is not None and self._chosen[0] == track.country and self._chosen[1] < len(track.events):
            return self._chosen[1]
        seen = [index for index, (day, _) in enumerate(track.events) if self._start <= day <= self._end]
        return seen[-1] if seen else len(track.events) - 1

    def _choose_again(self, event: EventEntry | None) -> None:
        track = self.current
        if event is None or track is None or not self.touched:
            return
        index = next((i for i, (_, one) in enumerate(track.events) if one == event), None)
        self._chosen = None if index is None else (track.country, index)

    # Time

    @property
    def _start(self) -> date:
        return self._end - timedelta(days=_SPANS[self._level])

    def _fit(self, tracks: Sequence[Track]) -> None:
        """The closest zoom that shows nearly all, at least the usual one; the right edge at today or what is announced."""
        days = sorted(day for track in tracks for day, _ in track.events)
        if not days:
            return
        ahead = [day for day in days if self._today < day <= self._today + timedelta(days=366)]
        self._end = max([self._today, *ahead])
        early = days[len(days) // 20]
        wide = [level for level, span in enumerate(_SPANS) if self._end - timedelta(days=span) <= early]
        self._level = max(2, min(_FIRST_SPAN + 1, wide[-1] if wide else 0))

    def _column(self, day: date, plot: int) -> int:
        return (day - self._start).days * (plot - 1) // _SPANS[self._level]

    def action_move(self, way: int) -> None:
        """To the next event of the track, or the one before."""
        track = self.current
        if track is None:
            return
        self.touched = True
        index = min(max(self._index(track) + way, 0), len(track.events) - 1)
        self._chosen = (track.country, index)
        self._reveal(track.events[index][0])
        self.refresh()

    def action_zoom(self, way: int) -> None:
        """Closer (1) or wider (-1), around the event under the cursor."""
        self.touched = True
        track = self.current
        middle = self._today if track is None else track.events[self._index(track)][0]
        self._level = min(max(self._level + way, 0), len(_SPANS) - 1)
        self._end = min(middle + timedelta(days=_SPANS[self._level] // 2), self._latest())
        self.refresh()

    def action_edge(self, way: int) -> None:
        """To the first or last partner; the columns go back to today."""
        self._chosen, self._end = None, self._latest()
        super().action_edge(way)
        self.refresh()

    def action_step(self, way: int) -> None:
        """To the next partner, at the event nearest in time."""
        track = self.current
        day = track.events[self._index(track)][0] if track else self._today
        super().action_step(way)
        track = self.current
        if track is not None:
            nearest = min(range(len(track.events)), key=lambda i: abs((track.events[i][0] - day).days))
            self._chosen = (track.country, nearest)
            self._reveal(track.events[nearest][0])
        self.refresh()

    def _latest(self) -> date:
        days = [day for track in self._rows for day, _ in track.events]
        return max([self._today, *(day for day in days if day <= self._today + timedelta(days=366))])

    def _reveal(self, day: date) -> None:
        span = timedelta(days=_SPANS[self._level])
        if day < self._start:
            self._end = day + span * 3 // 4
        elif day > self._end:
            self._end = day + span // 4

    # Painting

    def _label_width(self, width: int) -> int:
        if width < 48:
            return 3
        return min(14, max((width_of(self._label(track)) for track in self._rows), default=3))

    def _label(self, track: Track) -> str:
        return form.country(track.country) if track.country else say("desk.no-partner")

    def _ticks(self, plot: int) -> dict[int, tuple[str, bool]]:
        """Columns where a year or, when close, a quarter or month begins: the label, and whether it is a year."""
        span = _SPANS[self._level]
        months = 1 if span <= 183 else 3 if span <= 2 * 365 else 12
        ticks: dict[int, tuple[str, bool]] = {}
        for year in range(self._start.year, self._end.year + 1):
            for month in range(1, 13, months):
                day = date(year, month, 1)
                if self._start <= day <= self._end:
                    label = str(year) if month == 1 else form.day_short(day.isoformat()[:7])
                    ticks[self._column(day, plot)] = (label, month == 1)
        return ticks

    def paint_head(self, width: int) -> Pieces:
        """The axis: years, and when close quarters or months, at the columns where they begin."""
        label = self._label_width(width)
        plot = max(2, width - label - 3)
        line = [" "] * plot
        for column, (text, _) in sorted(self._ticks(plot).items()):
            written = f"╷{text}"
            if column + len(written) <= plot and all(c == " " for c in line[column : column + len(written)]):
                line[column : column + len(written)] = written
        if not any(c.isdigit() for c in "".join(line)):
            written = str(self._start.year)
            line[0 : len(written)] = written
        return [(" " * (label + 2), ""), ("".join(line), "faint")]

    def paint(self, row: Track, width: int, *, here: bool) -> Pieces:
        """The partner and its marks; the event under the cursor stands out."""
        label = self._label_width(width)
        plot = max(2, width - label - 2)
        cells: list[Piece] = [(" ", "")] * plot
        for column, (_, year) in self._ticks(plot).items():
            cells[column] = ("┊" if year else " ", "line")
        today = self._column(self._today, plot)
        if 0 <= today < plot and self._end > self._today:
            cells[today] = ("┊", "copper")
        chosen = self._index(row) if here else -1
        for column, index in self._marks(row, plot, chosen).items():
            kind = row.events[index][1].kind
            ink = "cursor-mark" if index == chosen else {"dispute": "bad", "closure": "bad"}.get(kind, "partner")
            cells[column] = (glyph("event", kind), ink)
        name_ = row.country or "–" if label == 3 else self._label(row)
        return [(fit(name_, label), "" if row.country else "quiet"), (" ", ""), *cells]

    def _marks(self, track: Track, plot: int, chosen: int) -> dict[int, int]:
        """Which event each column shows, in the order of time: a crowd spreads a little, then the weightiest stands for
        the rest, and the chosen one for any."""
        shown: dict[int, int] = {}
        last = -1
        for index, (day, event) in enumerate(track.events):
            if not self._start <= day <= self._end:
                continue
            column = self._column(day, plot)
            place = max(column, last + 1)
            if place - column <= _SPREAD and place < plot:
                shown[place], last = index, place
            elif index == chosen or (shown[last] != chosen and _weight(event) >= _weight(track.events[shown[last]][1])):
                shown[last] = index
        return shown

    @property
    def foot(self) -> int:
        """One line for the event under the cursor; more where there is room for its sentence, and for what marks mean."""
        if self.size.height < _ROOMY:
            return 1
        return _FOOT + (_LEGEND if self.size.height >= _WIDE_OPEN else 0)

    def paint_foot(self, line: int, width: int) -> Pieces:
        """The event under the cursor: date, kind and who; its sentence behind or below."""
        event = self.event
        if event is None:
            return ()
        sentence = event.report.evidence.text
        if line >= _FOOT:
            return self._legend(line - _FOOT, width)
        if line:
            told = wrap(sentence, max(1, width - 2))[: _FOOT - 1]
            return [(f" {told[line - 1]}", "quiet")] if line <= len(told) else ()
        reported = mark("reported") if event.date_from == "report" else ""
        who = " · ".join(event.parties) or form.countries(code for code in event.countries if code != HOME)
        return [
            (f" {form.day(event.date or event.day)}{reported}  ", "quiet"),
            (f"{glyph('event', event.kind)} {name('event', event.kind)}", "partner"),
            (f"  {who}", ""),
            (f"  {sentence}" if self.foot == 1 else "", "quiet"),
        ]

    def _legend(self, line: int, width: int) -> Pieces:
        """The kinds that are on the timeline, with their marks."""
        there = {event.kind for track in self._rows for _, event in track.events}
        kinds = [f"{glyph('event', kind)}\u00a0{name('event', kind)}" for kind in EVENT_KINDS if kind in there]
        told = [line.replace("\u00a0", " ") for line in wrap("  ".join(kinds), max(1, width - 2))]
        return [(f" {told[line]}", "faint")] if line < len(told) else ()

    def on_click(self, event: terminal.Click) -> None:
        """A click takes the mark under the pointer."""
        index = event.y - self.gutter.top - self.HEAD + self.scroll_offset.y
        if 0 <= index < len(self._rows):
            track = self._rows[index]
            label = self._label_width(self.size.width - 1)
            plot = max(2, self.size.width - label - 3)
            column = event.x - self.gutter.left - label - 2
            marks = self._marks(track, plot, -1)
            if marks:
                nearest = min(marks, key=lambda c: abs(c - column))
                again = self.cursor == index and self._index(track) == marks[nearest]
                self._chosen = (track.country, marks[nearest])
                self.touched, self.cursor = True, index
                self.refresh()
                if again:
                    self.action_read()


def _weight(event: EventEntry) -> int:
    return _WEIGHT.get(event.kind, len(_WEIGHT) + 1)
