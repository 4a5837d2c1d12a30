"""The figures of one series, a line a period, each a key away from its sentence."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, ClassVar

from textual.binding import BindingType

from tui import form
from tui.desk import actions
from tui.desk.cells import Piece, width_of, wrap
from tui.desk.messages import Opened, PointMoved
from tui.desk.plot import change
from tui.desk.widgets.columns import Column, lay, row
from tui.desk.widgets.deals import headings
from tui.desk.widgets.drawn import Pieces
from tui.desk.widgets.rows import Notice, Rows
from tui.ledger.entries import Point, Series
from tui.ledger.points import GUIDANCE
from tui.words import mark, name, say

_COLUMNS = (
    Column("period", 10, flex=1, most=16),
    Column("value", 11, flex=1, most=16, align="right"),
    Column("change", 7, align="right", rank=1),
    Column("note", 9, flex=1, rank=3, most=22),
    Column("source", 8, flex=2, rank=2, most=28),
)
_FOOT, _ROOMY = 3, 9
"""Lines for the sentence of the figure under the cursor, and the height from which they are there."""


class PointRows(Rows[Point]):
    """The newest period first; the sentence of the figure under the cursor stands below."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("page")
    CONTEXTS = ("page", "list")
    NAME = say("profile.figures")
    HEAD = 1

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._series: Series | None = None
        self._columns: tuple[Column, ...] = _COLUMNS

    def fill(self, series: Series | None, notice: Notice = ()) -> None:
        """The points of another series."""
        other = _key(series) != _key(self._series)
        self._series = series
        if other:
            self.touched = False
        noted = series is not None and any(self._note(point, series.unit) for point in series.points)
        self._columns = tuple(column for column in _COLUMNS if noted or column.name != "note")
        self.show(tuple(reversed(series.points)) if series else (), notice)

    @property
    def series(self) -> Series | None:
        """The series that is shown."""
        return self._series

    def key_of(self, row: Point) -> Hashable | None:
        """The point itself: its period, value and flag."""
        return row.period, row.value, row.flag

    def open(self, row: Point) -> None:
        """Read the newest report at its evidence."""
        report = row.reports[-1]
        self.post_message(Opened(report.item, report.evidence))

    def moved(self) -> None:
        """Tell which figure the cursor is on."""
        self.post_message(PointMoved())

    def paint_head(self, width: int) -> Pieces:
        """The names of the columns."""
        return [(" ", ""), *row(self._columns, width - 1, headings(self._columns))]

    def paint(self, row_: Point, width: int, *, here: bool) -> Pieces:
        """Period, value, change on the year before, what is to be said of it, and who told it."""
        unit = self._series.unit if self._series else ""
        moved = change(self._series, row_) if self._series else ""
        doubt = mark("doubtful") if row_.flag not in (None, GUIDANCE) else ""
        value = form.quantity(row_.value, unit)
        if width_of(doubt + value) > lay(self._columns, width).get("value", 0):
            value = form.quantity(row_.value, unit, short=True)
        period = form.period(row_.period, lay(self._columns, width).get("period", 0))
        more = f" +{len(row_.reports) - 1}" if len(row_.reports) > 1 else ""
        cells: dict[str, Piece] = {
            "period": (period or say("profile.no-period"), "" if row_.period else "quiet"),
            "value": (doubt + value, "gold"),
            "change": (moved, {mark("up"): "good", mark("down"): "bad"}.get(moved[:1], "")),
            "note": (self._note(row_, unit), "quiet"),
            "source": (f"{row_.reports[-1].source}{more}", "quiet"),
        }
        return row(self._columns, width, cells)

    def _note(self, point: Point, unit: str) -> str:
        if point.checked:
            return f"{mark('wrong' if point.checked == 'wrong' else 'checked')} {name('judged', point.checked)}"
        if point.restated_from is not None:
            return say("profile.restated", value=form.quantity(point.restated_from, unit, short=True))
        return name("flag", point.flag) if point.flag else ""

    @property
    def foot(self) -> int:
        """The sentence, where there is room for it."""
        return _FOOT if self.is_fitted or self.size.height >= _ROOMY else 0

    def paint_foot(self, line: int, width: int) -> Pieces:
        """The sentence of the figure under the cursor."""
        point = self.current
        if point is None:
            return ()
        told = wrap(f"“{point.reports[-1].evidence.text}”", max(1, width - 2), _FOOT)
        return [(f" {told[line]}", "quiet")] if line < len(told) else ()


def _key(series: Series | None) -> tuple[str, ...]:
    return () if series is None else (series.subject, series.metric, series.commodity or "", series.unit)
