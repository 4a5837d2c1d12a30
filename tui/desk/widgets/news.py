"""The news list: items by day, a page of the archive at a time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date, datetime, tzinfo
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.geometry import Region

from tui import form
from tui.desk import actions
from tui.desk.cells import fit, width_of
from tui.desk.messages import EdgeWanted, MoreWanted, NewsMoved, Opened
from tui.desk.widgets.drawn import Pieces
from tui.desk.widgets.news_row import FOOTED, SOURCE_FROM, by_day, day_heading, news_row
from tui.desk.widgets.rows import Notice, Rows
from tui.ledger.entries import NewsEntry
from tui.ledger.subjects import Subject, of_item
from tui.words import count, name, say

_NEAR_THE_END = 40
"""Rows before the end at which the next page is asked for."""
HELD = 1_000
"""Items that are held at once: the archive may have a million."""


class NewsList(Rows[NewsEntry | date]):
    """Items, newest first, under the heading of their day. Asks for more rows by ``MoreWanted``."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("news")
    CONTEXTS = ("news", "list")
    NAME = say("heading.news")

    def __init__(self, now: Callable[[], datetime], zone: tzinfo, **options: Any) -> None:
        super().__init__(**options)
        self._now = now
        self._zone = zone
        self._entries: list[NewsEntry] = []
        self._asked: set[tuple[int, bool]] = set()
        self.stories = False
        """Whether a row stands for all reports of a story."""
        self.complete = False
        """Whether the archive has no more items after these."""
        self.top = True
        """Whether it has none before them."""

    # Data

    @property
    def entries(self) -> Sequence[NewsEntry]:
        """The items without their headings."""
        return self._entries

    @property
    def entry(self) -> NewsEntry | None:
        """The item under the cursor."""
        current = self.current
        return current if isinstance(current, NewsEntry) else None

    def fill(self, entries: Sequence[NewsEntry], *, complete: bool, top: bool = True, notice: Notice = ()) -> None:
        """Replace the items; ``complete`` when the archive has nothing older, ``top`` when it has nothing newer."""
        before = self.entry if self.touched else None
        self._entries, self.complete, self.top = list(entries), complete, top
        self._asked.clear()
        self.show(by_day(self._entries, self._zone), notice)
        if before is not None and self.row_of(before.id) is None:
            self._go_near(before)

    def _go_near(self, gone: NewsEntry) -> None:
        """To another report of the same story, else to the item that came before in time."""
        same = (entry.id for entry in self._entries if entry.story is not None and entry.story == gone.story)
        older = (entry.id for entry in self._entries if entry.published <= gone.published)
        near = next(same, None) or next(older, None)
        if near is not None:
            self.go_to(near)

    def extend(self, entries: Sequence[NewsEntry], *, complete: bool) -> None:
        """Add the next page at the end; of more than are held at once, the first ones go."""
        whole = [*self._entries, *entries]
        self.complete, self.top = complete, self.top and len(whole) <= HELD
        self._reframe(whole[-HELD:])

    def precede(self, entries: Sequence[NewsEntry], *, top: bool) -> None:
        """Add a page at the beginning; of more than are held at once, the last ones go."""
        whole = [*entries, *self._entries]
        self.top, self.complete = top, self.complete and len(whole) <= HELD
        self._reframe(whole[:HELD])

    def _reframe(self, entries: list[NewsEntry]) -> None:
        """Hold other items; what is in sight stays in its place."""
        top = min(self.scroll_offset.y, len(self._rows) - 1)
        first = self._nearest(top)
        in_sight, line = self._rows[first], first - top
        held = self.current
        self._entries, self._rows = entries, by_day(entries, self._zone)
        self._measure()
        place = self._find(self.key_of(in_sight)) or 0
        cursor = self._find(self.key_of(held)) if held is not None else None
        self.set_reactive(Rows.cursor, place if cursor is None else cursor)
        self._scroll_now(place - line)
        self.refresh()

    def change(self, item: int, **values: Any) -> None:
        """Show other values of one item, such as ``read``."""
        for rows in (self._entries, self._rows):
            for index, row_ in enumerate(rows):
                if isinstance(row_, NewsEntry) and row_.id == item:
                    rows[index] = row_._replace(**values)  # type: ignore[index]
        self.refresh()

    def row_of(self, item: int) -> NewsEntry | None:
        """The item of that id; None when it is not among the rows."""
        return next((entry for entry in self._entries if entry.id == item), None)

    def drop(self, item: int) -> None:
        """Take an item out; the cursor goes to the one after it."""
        following = self.neighbour(item, 1) or self.neighbour(item, -1)
        self._entries = [entry for entry in self._entries if entry.id != item]
        if following is not None:
            self.go_to(following.id)
        self.show(by_day(self._entries, self._zone), self._notice)

    def go_to(self, item: int) -> bool:
        """Put the cursor on an item; False when it is not among the rows."""
        index = self._find(item)
        if index is None:
            return False
        self.touched = True
        self.cursor = index
        return True

    def neighbour(self, item: int, way: int, *, unread: bool = False) -> NewsEntry | None:
        """The next (or previous) item after ``item``, the next unread one if asked."""
        index = self._find(item)
        if index is None:
            return None
        rows = self._rows[index + 1 :] if way > 0 else reversed(self._rows[:index])
        return next((row for row in rows if isinstance(row, NewsEntry) and not (unread and row.read)), None)

    # Rows

    def key_of(self, row: NewsEntry | date) -> Hashable | None:
        """An item's id; days have none."""
        return row.id if isinstance(row, NewsEntry) else None

    def moved(self) -> None:
        """Tell where the cursor is, and ask for the next page in time."""
        self.post_message(NewsMoved(self.entry))
        self._look_ahead(self.cursor, self.cursor)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scrolling by wheel asks for the next page too."""
        super().watch_scroll_y(old_value, new_value)
        self._look_ahead(int(new_value), int(new_value) + self.size.height)

    def _look_ahead(self, first: int, last: int) -> None:
        """Ask for what will be needed when it comes near, once."""
        if not self._rows:
            return
        if not self.complete and last > len(self._rows) - _NEAR_THE_END:
            self._ask(self._entries[-1], newer=False)
        if not self.top and first < _NEAR_THE_END:
            self._ask(self._entries[0], newer=True)

    def _ask(self, edge: NewsEntry, *, newer: bool) -> None:
        if (edge.id, newer) not in self._asked:
            self._asked.add((edge.id, newer))
            self.post_message(MoreWanted(newer=newer))

    def action_edge(self, way: int) -> None:
        """To the newest or the oldest item of the archive."""
        if self.top if way < 0 else self.complete:
            super().action_edge(way)
        else:
            self.post_message(EdgeWanted(newest=way < 0))

    def open(self, row: NewsEntry | date) -> None:
        """Read an item."""
        if isinstance(row, NewsEntry):
            self.post_message(Opened(row.id))

    def named(self, row: NewsEntry | date) -> Sequence[Subject]:
        """The companies, sites and partner countries that an item speaks of."""
        return of_item(row) if isinstance(row, NewsEntry) else ()

    # Painting

    @property
    def foot(self) -> int:
        """Who tells the item under the cursor and how long ago, where rows have no room for it."""
        return int(0 < self._room.width <= SOURCE_FROM and self._room.height >= FOOTED)

    def paint_foot(self, line: int, width: int) -> Pieces:
        """Source, age, how many tell the same, and language: as many of them as there is room for."""
        if self.entry is None:
            return ()
        entry, age = self.entry, form.age(self.entry.published, self._now())
        told = [entry.source, age if age == say("age.now") else say("desk.ago", age=age)]
        told += [count(entry.reports, "report")] if entry.reports > 1 else []
        told += [name("language", entry.language)] if entry.language else []
        while len(told) > 1 and width_of(" · ".join(told)) >= width:
            told.pop()
        return [(fit(f" {' · '.join(told)}", width), "quiet")]

    def refresh_foot(self) -> None:
        """The one line: the rest of the list stands as it is."""
        if self.foot:
            self.refresh(Region(0, self._room.height - self.foot, self._room.width, self.foot))

    def paint(self, row: NewsEntry | date, width: int, *, here: bool) -> Pieces:
        """A day's heading, or an item."""
        if isinstance(row, NewsEntry):
            return news_row(row, width, self._zone, stories=self.stories)
        return [(f" {day_heading(row, self._now(), self._zone)}", "copper")]
