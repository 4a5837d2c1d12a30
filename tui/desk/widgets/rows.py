"""A virtual list: a line is made when it is painted, and the cursor stays on its row whatever arrives around it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.desk import actions
from tui.desk.cells import Piece, width_of, wrap
from tui.desk.ink import segment
from tui.desk.widgets.drawn import Drawn, Pieces
from tui.words import mark

if TYPE_CHECKING:
    from tui.ledger.subjects import Subject

_LEAST = 4
"""Lines of a panel that takes no more than it needs, however few rows it has."""
T = TypeVar("T")
Notice = Sequence[str]


class Rows(Drawn, ScrollView, Generic[T], can_focus=True, inherit_bindings=False):
    """Rows of one panel. Subclasses say what identifies a row and how it is painted; rows without a key are headings.

    ``HEAD`` lines stay in place at the top and ``foot`` lines at the bottom while the rows scroll between them.
    """

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("list")
    CONTEXTS: ClassVar[tuple[str, ...]] = ("list",)
    NAME: ClassVar[str] = ""
    HEAD: ClassVar[int] = 0

    cursor: reactive[int] = reactive(-1, repaint=False)
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._rows: Sequence[T] = ()
        self._notice: Notice = ()
        self._info = ""
        self._fitted = False
        self._most: int | None = None
        self._last = 0
        self.touched = False
        """Whether the reader has taken a place in this list that arrivals must respect."""

    # What subclasses tell

    @property
    def title(self) -> str:
        """What stands in the panel's frame."""
        return self.NAME

    def key_of(self, row: T) -> Hashable | None:
        """What identifies a row across updates; None for a heading, which the cursor skips."""
        raise NotImplementedError

    def paint(self, row: T, width: int, *, here: bool) -> Pieces:
        """The pieces of a row in ``width`` cells; ``here`` when the cursor stands on it."""
        raise NotImplementedError

    def named(self, row: T) -> Sequence[Subject]:
        """The companies, sites and countries that a row names."""
        return ()

    def paint_head(self, width: int) -> Pieces:
        """The pieces of the line that stays on top."""
        return ()

    @property
    def foot(self) -> int:
        """How many lines stay at the bottom."""
        return 0

    def refresh_foot(self) -> None:
        """Repaint the lines that stay at the bottom."""
        if self.foot:
            self.refresh()

    def paint_foot(self, line: int, width: int) -> Pieces:
        """The pieces of one of the lines that stay at the bottom."""
        return ()

    # Data

    @property
    def rows(self) -> Sequence[T]:
        """The rows, headings among them."""
        return self._rows

    @property
    def current(self) -> T | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    @property
    def at_start(self) -> bool:
        """Whether nothing stands above the cursor."""
        return self._next_row(self.cursor, -1) == self.cursor

    def show(self, rows: Sequence[T], notice: Notice = ()) -> None:
        """Replace the rows. The cursor stays on its row and that row on its line of the terminal; ``notice`` is what to
        say when there are none: the fact first, then what to press."""
        before = self.current
        held = None if before is None else self.key_of(before)
        offset = self.cursor - self.scroll_offset.y
        self._rows, self._notice = rows, notice
        self._measure()
        place = self._find(held) if held is not None and self.touched else None
        if place is not None:
            self.set_reactive(Rows.cursor, place)
            self._scroll_now(place - offset)
        elif self.touched:
            self.set_reactive(Rows.cursor, self._nearest(min(max(self.cursor, 0), len(rows) - 1)))
        else:
            self.set_reactive(Rows.cursor, self._next_row(-1, 1))
        self.refresh()
        self.moved()

    def turn(self, today: date) -> None:
        """Another day has begun: what is written of days may be another."""
        self.refresh()

    def fit(self, fitted: bool) -> None:
        """Whether the panel takes no more lines than its rows need."""
        self._fitted = fitted
        self._measure()

    @property
    def is_fitted(self) -> bool:
        """Whether the panel takes no more lines than its rows need."""
        return self._fitted

    def alone(self, alone: bool) -> None:
        """Whether the panel has all the room that there is."""

    def caption(self, info: str) -> None:
        """What stands at the right end of the panel's title."""
        self._info = info
        self._retitle()

    def moved(self) -> None:
        """The cursor may stand on another row now."""

    def _find(self, key: Hashable) -> int | None:
        return next((index for index, row in enumerate(self._rows) if self.key_of(row) == key), None)

    def _measure(self) -> None:
        """The screen is laid out anew only where a scrollbar comes or goes: other rows take the same room."""
        length = len(self._rows) + self.HEAD + self.foot
        self.virtual_size = Size(0, length)
        most = max(length, _LEAST) + self.gutter.height if self._fitted else None
        if most != self._most:  # to say it again would lay out the screen again
            self._most = self.styles.max_height = most
        elif self.show_vertical_scrollbar != (length > self.container_size.height):
            self.refresh(layout=True)
        elif self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = length

    # Movement

    def _next_row(self, start: int, way: int) -> int:
        """The row after ``start`` in direction ``way`` that is no heading; ``start`` itself where there is none."""
        index = start + way
        while 0 <= index < len(self._rows):
            if self.key_of(self._rows[index]) is not None:
                return index
            index += way
        return start

    def _nearest(self, index: int) -> int:
        if not self._rows:
            return -1
        if self.key_of(self._rows[index]) is not None:
            return index
        after = self._next_row(index, 1)
        return after if after != index else self._next_row(index, -1)

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows and keep the cursor in sight."""
        for line in (old, new):
            self.refresh_line(line + self.HEAD)
        self.refresh_foot()
        self._into_view(new)
        self.moved()

    def _into_view(self, index: int) -> None:
        height = max(1, self._room.height - self.HEAD - self.foot)
        top = self.scroll_offset.y
        headed = index > 0 and self.key_of(self._rows[index - 1]) is None if 0 <= index < len(self._rows) else False
        if index - headed < top:
            self._scroll_now(index - headed)
        elif index >= top + height:
            self._scroll_now(index - height + 1)

    def _scroll_now(self, y: int) -> None:
        self.scroll_to(y=max(0, y), animate=False, force=True, immediate=True)

    def action_step(self, way: int) -> None:
        """One row up or down."""
        self.touched = True
        self.cursor = self._next_row(self.cursor, way)
        if way < 0 and self._next_row(self.cursor, -1) == self.cursor:
            self._scroll_now(0)

    def action_page(self, way: int) -> None:
        """One panel's height up or down."""
        if not self._rows:
            return
        self.touched = True
        target = self.cursor + way * max(1, self._room.height - self.HEAD - self.foot - 1)
        self.cursor = self._nearest(min(max(target, 0), len(self._rows) - 1))

    def action_edge(self, way: int) -> None:
        """To the first or the last row."""
        if not self._rows:
            return
        self.touched = True
        self.cursor = self._next_row(len(self._rows), -1) if way > 0 else self._next_row(-1, 1)
        if way < 0:
            self._scroll_now(0)

    def action_read(self) -> None:
        """Open what the cursor stands on."""
        row = self.current
        if row is not None:
            self.touched = True
            self.open(row)

    def open(self, row: T) -> None:
        """Open a row; subclasses post where it leads."""

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """A click takes the cursor to a row; on the row under the cursor, or a double one, it opens it."""
        line = event.y - self.gutter.top - self.HEAD
        index = line + self.scroll_offset.y
        body = self._room.height - self.HEAD - self.foot
        if not (0 <= line < body and index < len(self._rows)) or self.key_of(self._rows[index]) is None:
            return
        self.touched = True
        again = self.cursor == index
        self.cursor = index
        if again or event.chain > 1:
            self.action_read()

    def on_mouse_scroll_down(self) -> None:
        """Whoever scrolls has taken a place."""
        self.touched = True

    # Painting

    @property
    def _room(self) -> Size:
        """The cells that rows have, scrollbars aside."""
        return self.scrollable_content_region.size

    def render_lines(self, crop: Region) -> list[Strip]:
        """How many lines stay at the bottom is the same for all of them."""
        self._last = self.foot
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the panel."""
        width, height = self._space
        if not self._rows:
            return self._notice_line(y, width)
        if y < self.HEAD:
            return self.line(self.paint_head(width))
        if (last := y - height + self._last) >= 0:
            return self.line(self.paint_foot(last, width))
        index = y - self.HEAD + self.scroll_offset.y
        if index >= len(self._rows):
            return self.line(())
        here, row = index == self.cursor, self._rows[index]
        if self.key_of(row) is None:
            return self.line(self.paint(row, width, here=False))
        edge = (mark("cursor"), "copper") if here and self.has_focus else (" ", "")
        ground = "" if not here else "cursor" if self.has_focus else "cursor-blurred"
        return self.line([edge, *self.paint(row, max(0, width - 1), here=here)], ground)

    def _notice_line(self, y: int, width: int) -> Strip:
        lines = _wrapped(tuple(self._notice), max(1, width - 2))
        top = 1 if self._space.height > len(lines) else 0
        return self.line([(" ", ""), lines[y - top]] if 0 <= y - top < len(lines) else ())

    def on_resize(self) -> None:
        """The title fills the new width; the lines at the bottom may be more."""
        self._measure()
        self._retitle()

    def watch_has_focus(self, focused: bool) -> None:
        """The cursor and the title show where the keys go."""
        super().watch_has_focus(focused)
        self.refresh()

    def _retitle(self) -> None:
        room = self.outer_size.width - (6 if self.gutter.left else 2)
        name = segment(self.title).text
        info = self._info
        while info and width_of(name + info) + 3 > room:
            info = info.rpartition(" · ")[0]
        title = Content(name).stylize("bold")
        if info:
            bar = "─" * (room - width_of(name + info) - 2)
            title = Content.assemble(title, (f" {bar} ", "$line"), (segment(info).text, "$quiet"))
        self.border_title = title


@lru_cache(maxsize=8)
def _wrapped(notice: Notice, width: int) -> list[Piece]:
    """The lines of what an empty panel says, the fact first."""
    return [(line, "quiet" if at else "") for at, one in enumerate(notice) for line in wrap(one, width)]
