"""The news list: items by day, a page of the archive at a time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from functools import cache
from typing import Any, ClassVar

from textual.binding import BindingType

from tui import form
from tui.desk import actions
from tui.desk.ink import Piece
from tui.desk.messages import MoreWanted, NewsMoved, Opened
from tui.desk.widgets.columns import Column, row
from tui.desk.widgets.rows import Notice, Pieces, Rows
from tui.ledger.entries import NewsEntry
from tui.words import mark, say

HOME = "KZ"
_NEAR_THE_END = 40
"""Rows before the end at which the next page is asked for."""

_COLUMNS = (
    Column("time", 5, rank=1),
    Column("partner", 4, rank=3),
    Column("commodity", 5, rank=4),
    Column("title", 12, flex=1),
    Column("source", 18, rank=9),
    Column("language", 2, rank=8),
    Column("amount", 6, align="right", rank=2),
)
_SOURCE_FROM = 92
"""Cells from which the list has room for the source."""


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
        self._asked = 0
        self.complete = False
        """Whether the archive has no more items after these."""

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

    def fill(self, entries: Sequence[NewsEntry], *, complete: bool, notice: Notice = ()) -> None:
        """Replace the items; ``complete`` when the archive has no more."""
        self._entries, self.complete, self._asked = list(entries), complete, 0
        self.show(self._by_day(self._entries), notice)

    def extend(self, entries: Sequence[NewsEntry], *, complete: bool) -> None:
        """Add the next page at the end."""
        self._entries += entries
        self.complete = complete
        last = next((row for row in reversed(self._rows) if isinstance(row, date)), None)
        self._rows = [*self._rows, *self._by_day(entries, last)]
        self._measure()
        self.refresh()

    def change(self, item: int, **values: Any) -> None:
        """Show other values of one item, such as ``read``."""
        for rows in (self._entries, self._rows):
            for index, row_ in enumerate(rows):
                if isinstance(row_, NewsEntry) and row_.id == item:
                    rows[index] = replace(row_, **values)  # type: ignore[index]
        self.refresh()

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

    def _by_day(self, entries: Sequence[NewsEntry], last: date | None = None) -> list[NewsEntry | date]:
        rows: list[NewsEntry | date] = []
        for entry in entries:
            day = entry.published.astimezone(self._zone).date()
            if day != last:
                rows.append(day)
                last = day
            rows.append(entry)
        return rows

    # Rows

    def key_of(self, row: NewsEntry | date) -> Hashable | None:
        """An item's id; days have none."""
        return row.id if isinstance(row, NewsEntry) else None

    def moved(self) -> None:
        """Tell where the cursor is, and ask for the next page in time."""
        self.post_message(NewsMoved(self.entry))
        if not self.complete and self._asked != len(self._rows) and self.cursor > len(self._rows) - _NEAR_THE_END:
            self._asked = len(self._rows)
            self.post_message(MoreWanted())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scrolling by wheel asks for the next page too."""
        super().watch_scroll_y(old_value, new_value)
        near = new_value + self.size.height > len(self._rows) - _NEAR_THE_END
        if near and self._rows and not self.complete and self._asked != len(self._rows):
            self._asked = len(self._rows)
            self.post_message(MoreWanted())

    def open(self, row: NewsEntry | date) -> None:
        """Read an item."""
        if isinstance(row, NewsEntry):
            self.post_message(Opened(row.id))

    # Painting

    def paint(self, row_: NewsEntry | date, width: int, *, here: bool) -> Pieces:
        """A day's heading, or time, partners, commodities, title, amount and, where there is room, the source."""
        if not isinstance(row_, NewsEntry):
            return [(f" {self._day(row_)}", "copper")]
        seen = "quiet" if row_.read else ""
        columns = _columns(wide=width >= _SOURCE_FROM, amount=row_.amount is not None)
        title: Piece = (f"{mark('starred')} {row_.title}" if row_.starred else row_.title, seen)
        cells: dict[str, Piece] = {
            "time": (form.clock_time(row_.published, self._zone), "quiet"),
            "partner": chips(row_.countries),
            "commodity": (_symbols(row_.commodities), "commodity"),
            "title": title,
            "source": (row_.source, "quiet"),
            "language": (row_.language, "quiet"),
            "amount": (form.amount(row_.amount) if row_.amount is not None else "", "gold"),
        }
        return row(columns, width, cells)

    def _day(self, day: date) -> str:
        today = self._now().astimezone(self._zone).date()
        if day == today:
            return say("desk.today")
        if day == today - timedelta(days=1):
            return say("desk.yesterday")
        short = form.day_short(day) if day.year == today.year else form.day(day)
        return f"{say(f'weekday.{day.isoweekday()}')} {short}"


@cache
def _columns(*, wide: bool, amount: bool) -> tuple[Column, ...]:
    """Where there is no source to align with, a title runs over the amount that its item does not have."""
    return tuple(c for c in _COLUMNS if (wide or c.rank < 8) and (wide or amount or c.name != "amount"))


def chips(countries: Sequence[str]) -> Piece:
    """Partner countries by code: ``CN``, ``CN+3`` for more; a dash where there is none."""
    codes = [code for code in countries if code != HOME]
    if not codes:
        return "–", "faint"
    more = f"+{len(codes) - 1}" if len(codes) > 1 else ""
    return f"{codes[0]}{more}", "partner"


def _symbols(commodities: Sequence[str]) -> str:
    """The first commodity by its symbol, a second one if it fits."""
    symbols = [form.commodity(key, short=True) for key in commodities[:2]]
    together = " ".join(symbols)
    return together if len(together) <= 5 else symbols[0]
