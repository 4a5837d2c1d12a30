"""The cooperation timeline: partners as rows, time as columns, events as marks of their kind; a list where it is narrow."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from textual import events as terminal
from textual.binding import BindingType

from tui import form
from tui.desk import actions
from tui.desk.cells import Piece, fit, width_of, wrap
from tui.desk.days import DATE, short_date
from tui.desk.messages import Opened
from tui.desk.tracks import SPANS, USUAL, Laid, Track, View, latest, only
from tui.desk.widgets.columns import Column
from tui.desk.widgets.columns import row as columns
from tui.desk.widgets.drawn import Pieces
from tui.desk.widgets.news_row import HOME, chips
from tui.desk.widgets.rows import Notice, Rows
from tui.ledger.entries import EventEntry
from tui.ledger.subjects import Subject
from tui.model import EVENT_KINDS
from tui.words import count, glyph, mark, name, say

_FOOT, _ROOMY = 4, 10
"""Lines for the event under the cursor, and the panel's height from which they are there."""
_LEGEND, _WIDE_OPEN = 3, 18
"""The most lines for what the marks mean, and the height from which they are there."""
_SEVERAL = 4
"""Lines that are worth telling the other events of a track in, the empty one before them among them."""
_NARROW = 44
"""Cells below which there is no room for time as columns."""
_REMEMBERED = 500
"""Lines whose marks are remembered."""
_LISTED = (Column("date", DATE), Column("partner", 4), Column("kind", 3, flex=1))


class TimelinePanel(Rows[Track | EventEntry]):
    """One track a partner; left and right step through its events, the line below shows the one under the cursor. Where
    it is narrow, one line an event, the latest first."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("timeline")
    CONTEXTS = ("timeline", "list")
    NAME = say("heading.timeline")
    HEAD = 1

    def __init__(self, today: date, **options: Any) -> None:
        super().__init__(**options)
        self._today = today
        self._level = USUAL
        self._end = today
        self._chosen: tuple[str, int] | None = None
        self._whole = self._laid = Laid()
        self._marks: dict[tuple[str, View, int], dict[int, int]] = {}
        self._kind = ""
        self._listing = False

    # Data

    def fill(self, whole: Laid, notice: Notice = ()) -> None:
        """Replace the events."""
        self._whole, self._notice = whole, notice
        self._tell()

    def _tell(self) -> None:
        """Show the events of the kind that is wanted, as tracks or as a list."""
        chosen = self.event
        self._kind = self._kind if self._kind in self._whole.kinds else ""
        self._laid = only(self._whole, self._kind, self._today) if self._kind else self._whole
        self._marks.clear()
        if not self.touched and (view := self._laid.view) is not None:
            self._level, self._end = view.level, view.end
        self._listing = 0 < self.size.width < _NARROW
        self.show(self._laid.events if self._listing else self._tracks, self._notice)
        self.caption(count(len(self._laid.events), "event") if self._laid.events else "")
        self._choose_again(chosen)

    @property
    def _tracks(self) -> Sequence[Track]:
        return self._laid.tracks

    def key_of(self, row: Track | EventEntry) -> Hashable | None:
        """The partner, or what tells an event from another."""
        if isinstance(row, Track):
            return row.country
        return row.report.item, row.report.evidence.start, row.kind

    @property
    def event(self) -> EventEntry | None:
        """The event under the cursor."""
        row = self.current
        return row.events[self._index(row)][1] if isinstance(row, Track) else row

    def open(self, row: Track | EventEntry) -> None:
        """Read the report of the event under the cursor at its evidence."""
        event = self.event
        if event is not None:
            self.post_message(Opened(event.report.item, event.report.evidence))

    def named(self, row: Track | EventEntry) -> Sequence[Subject]:
        """The partner, and who takes part in the event under the cursor."""
        event = self.event
        codes = [row.country] if isinstance(row, Track) and row.country else []
        codes += [code for code in (event.countries if event else ()) if code != HOME]
        found = [Subject("country", code) for code in dict.fromkeys(codes)]
        return [*found, *(Subject("", party) for party in (event.parties if event else ()))]

    def _index(self, track: Track) -> int:
        """The chosen event of a track: the one stepped to, else its last in sight."""
        if self._chosen is not None and self._chosen[0] == track.country and self._chosen[1] < len(track.events):
            return self._chosen[1]
        seen = self._view().seen(track)
        return seen[-1] if seen else len(track.events) - 1

    def _choose_again(self, event: EventEntry | None) -> None:
        track = self.current
        if event is None or not isinstance(track, Track) or not self.touched:
            return
        index = next((i for i, (_, one) in enumerate(track.events) if one == event), None)
        self._chosen = None if index is None else (track.country, index)

    def turn(self, today: date) -> None:
        """Another day has begun."""
        self._today = today
        self.refresh()

    # Time

    def _view(self, plot: int = 2) -> View:
        return View(self._level, self._end, plot)

    def action_move(self, way: int) -> None:
        """To the next event of the track, or the one before."""
        track = self.current
        if not isinstance(track, Track):
            self.action_step(-way)
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
        middle = track.events[self._index(track)][0] if isinstance(track, Track) else self._today
        self._level = min(max(self._level + way, 0), len(SPANS) - 1)
        self._end = min(middle + timedelta(days=SPANS[self._level] // 2), latest(self._tracks, self._today))
        self.refresh()

    def action_pan(self, way: int) -> None:
        """Half of what is in sight later (1) or earlier (-1); the event under the cursor is then one in sight."""
        self.touched, self._chosen = True, None
        last, span = latest(self._tracks, self._today), timedelta(days=SPANS[self._level])
        first = min((track.events[0][0] for track in self._tracks), default=self._today)
        self._end = min(max(self._end + way * span // 2, first + span // 4), last)
        self.refresh()

    def action_today(self) -> None:
        """Back to today, as closely as before."""
        self._chosen, self._end = None, latest(self._tracks, self._today)
        if self._listing:
            self.action_edge(-1)
        self.refresh()

    def action_edge(self, way: int) -> None:
        """To the first or last row; the columns go back to today."""
        self._chosen, self._end = None, latest(self._tracks, self._today)
        super().action_edge(way)
        self.refresh()

    def action_step(self, way: int) -> None:
        """To the next partner, at the event nearest in time."""
        track = self.current
        day = track.events[self._index(track)][0] if isinstance(track, Track) else self._today
        super().action_step(way)
        track = self.current
        if isinstance(track, Track):
            nearest = min(range(len(track.events)), key=lambda i: abs((track.events[i][0] - day).days))
            self._chosen = (track.country, nearest)
            self._reveal(track.events[nearest][0])
        self.refresh()

    def _reveal(self, day: date) -> None:
        span = timedelta(days=SPANS[self._level])
        if day < self._end - span:
            self._end = day + span * 3 // 4
        elif day > self._end:
            self._end = day + span // 4

    # Kinds

    def action_kinds(self) -> None:
        """Only events of one kind, or all again."""
        from tui.desk.screens.chooser import Choice, Chooser

        told = self._whole.kinds
        known = ["", *(kind for kind in EVENT_KINDS if kind in told), *sorted(set(told) - set(EVENT_KINDS))]
        choices = [Choice("", say("desk.all-kinds"), "", form.number(len(self._whole.events)))]
        choices += [
            Choice(kind, f"{glyph('event', kind)} {name('event', kind)}", "partner", form.number(told[kind]))
            for kind in known[1:]
        ]
        self.app.push_screen(Chooser(say("desk.which-kinds"), choices, known.index(self._kind)), self._only)

    def _only(self, kind: str | None) -> None:
        if kind is not None:
            self._kind, self._chosen = kind, None
            self._tell()
            self._retitle()

    @property
    def title(self) -> str:
        """The panel's name, with the kind that it is narrowed to."""
        return f"{self.NAME}: {name('event', self._kind)}" if self._kind else self.NAME

    # Painting

    def on_resize(self) -> None:
        """As a list where it is narrow."""
        super().on_resize()
        if (0 < self.size.width < _NARROW) != self._listing:
            self._tell()

    def _label_width(self, width: int) -> int:
        if width < 48:
            return 3
        return min(14, max((width_of(self._label(track)) for track in self._tracks), default=3))

    def _label(self, track: Track) -> str:
        return form.country(track.country) if track.country else say("desk.no-partner")

    def paint_head(self, width: int) -> Pieces:
        """The axis: years, and when close quarters or months, at the columns where they begin."""
        if self._listing:
            return [(fit(f" {say('heading.events')}", width), "faint")]
        label = self._label_width(width)
        axis = self._view(max(2, width - label - 3)).axis()
        return [(" " * (label + 2), ""), (axis, "faint")]

    def paint(self, row: Track | EventEntry, width: int, *, here: bool) -> Pieces:
        """The partner and its marks; the event under the cursor stands out."""
        if isinstance(row, EventEntry):
            return self._listed(row, width)
        label = self._label_width(width)
        view = self._view(max(2, width - label - 2))
        cells: list[Piece] = [(" ", "")] * view.plot
        for column, (_, year) in view.ticks().items():
            cells[column] = ("┊" if year else " ", "line")
        today = view.column(self._today)
        if 0 <= today < view.plot and self._end > self._today:
            cells[today] = ("┊", "copper")
        chosen = self._index(row) if here else -1
        for column, index in self._shown(row, view, chosen).items():
            kind = row.events[index][1].kind
            ink = "cursor-mark" if index == chosen else {"dispute": "bad", "closure": "bad"}.get(kind, "partner")
            cells[column] = (glyph("event", kind), ink)
        name_ = row.country or "–" if label == 3 else self._label(row)
        return [(fit(name_, label), "" if row.country else "quiet"), (" ", ""), *cells]

    def _shown(self, track: Track, view: View, chosen: int) -> dict[int, int]:
        """What each column shows, worked out once."""
        key = (track.country, view, chosen)
        if key not in self._marks:
            if len(self._marks) > _REMEMBERED:
                self._marks.clear()
            self._marks[key] = view.marks(track, chosen)
        return self._marks[key]

    def _listed(self, event: EventEntry, width: int) -> Pieces:
        day = short_date(event.date or event.day, self._today.year, reported=event.date_from == "report")
        told = f"{glyph('event', event.kind)} {name('event', event.kind)}"
        who = " · ".join(event.parties)
        cells: dict[str, Piece] = {
            "date": (day, "quiet"),
            "partner": chips(event.countries),
            "kind": (f"{told}  {who}" if who else told, "bad" if event.kind in ("dispute", "closure") else ""),
        }
        return columns(_LISTED, width, cells)

    @property
    def foot(self) -> int:
        """One line for the event under the cursor; more where there is room for its sentence, for what marks mean, and for
        the other events of its track."""
        width, height = self._room
        if self.size.height < _ROOMY:
            return 1
        if self.size.height < _WIDE_OPEN or self._listing:
            return _FOOT
        foot = _FOOT + len(self._legend(width))
        left = height - self.HEAD - len(self._rows) - foot - 1
        return foot + left if left >= _SEVERAL else foot

    def paint_foot(self, line: int, width: int) -> Pieces:
        """The event under the cursor: date, kind and who; its sentence behind or below."""
        event = self.event
        if event is None:
            return ()
        sentence = event.report.evidence.text
        if line >= _FOOT:
            legend = self._legend(width)
            others = self._last - _FOOT - len(legend)
            if line < _FOOT + others:
                return self._beside(line - _FOOT - 1, others - 1, width)
            return [(f" {legend[line - _FOOT - others]}", "faint")]
        if line:
            told = wrap(sentence, max(1, width - 2), _FOOT - 1)
            return [(f" {told[line - 1]}", "quiet")] if line <= len(told) else ()
        reported = mark("reported") if event.date_from == "report" else ""
        who = " · ".join(event.parties) or form.countries(code for code in event.countries if code != HOME)
        pieces: list[Piece] = [
            (f" {form.day(event.date or event.day)}{reported}  ", "quiet"),
            (f"{glyph('event', event.kind)} {name('event', event.kind)}", "partner"),
        ]
        room = width - sum(width_of(text) for text, _ in pieces)
        named = fit(f"  {who}", min(room, width_of(who) + 2))
        rest = fit(f"  {sentence}", room - width_of(named)) if self.foot == 1 else ""
        return [*pieces, (named, ""), (rest, "quiet")]

    def _beside(self, line: int, room: int, width: int) -> Pieces:
        """One of ``room`` lines with the events of the track, the latest first, around the one under the cursor."""
        track = self.current
        if line < 0 or not isinstance(track, Track):
            return ()
        last, chosen = len(track.events) - 1, self._index(track)
        first = max(0, min(last - chosen - room // 2, last + 1 - room))
        at = last - first - line
        if at < 0:
            return ()
        edge = mark("cursor") if at == chosen and self.has_focus else " "
        return [(edge, "copper"), *self._listed(track.events[at][1], width - 1)]

    def _legend(self, width: int) -> list[str]:
        """The kinds that are on the timeline, with their marks, in lines."""
        there = {self._kind} if self._kind else self._whole.kinds
        kinds = (f"{glyph('event', kind)} {name('event', kind)}" for kind in EVENT_KINDS if kind in there)
        told = "  ".join(kind.replace(" ", "\u00a0") for kind in kinds)
        return [line.replace("\u00a0", " ") for line in wrap(told, max(1, width - 2))][:_LEGEND]

    def on_click(self, event: terminal.Click) -> None:
        """A click takes the mark under the pointer."""
        if self._listing:
            super().on_click(event)
            return
        index = event.y - self.gutter.top - self.HEAD + self.scroll_offset.y
        track = self._rows[index] if 0 <= index < len(self._rows) else None
        if not isinstance(track, Track):
            return
        label = self._label_width(self.size.width - 1)
        marks = self._view(max(2, self.size.width - label - 3)).marks(track, -1)
        column = event.x - self.gutter.left - label - 2
        if marks:
            nearest = min(marks, key=lambda c: abs(c - column))
            again = self.cursor == index and self._index(track) == marks[nearest]
            self._chosen = (track.country, marks[nearest])
            self.touched, self.cursor = True, index
            self.refresh()
            if again:
                self.action_read()
