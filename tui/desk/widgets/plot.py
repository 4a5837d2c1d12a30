"""A series as a plot: bars over time, with the figure under the cursor of its table in full."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.message import Message
from textual.strip import Strip

from tui import form
from tui.desk.cells import Piece, wrap
from tui.desk.plot import drawn, slots
from tui.desk.widgets.drawn import Drawn
from tui.ledger.entries import Point, Series
from tui.words import say

_FEW = 2
"""Figures that make a plot."""


class SeriesPlot(Drawn, can_focus=False):
    """Knows one series and which of its points to light."""

    class Pressed(Message):
        """The plot was clicked."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._series: Series | None = None
        self._point: Point | None = None
        self._lines: list[list[Piece]] = []

    def show(self, series: Series | None, point: Point | None) -> None:
        """Another series, or another point of it."""
        self._series, self._point = series, point
        self._lay()

    def on_resize(self, event: events.Resize) -> None:
        """Draw it for the new size."""
        self._lay()

    def _lay(self) -> None:
        series, (width, height) = self._series, self.size
        self._lines = []
        if series is None:
            self.refresh()
            return
        found = slots(series, self._point)
        if sum(slot.point is not None for slot in found) >= _FEW:
            self._lines = drawn(found, series.unit, max(0, width - 2), height, self._point)
        else:
            told = say("profile.single", period=form.period(self._point.period) if self._point else "")
            self._lines = [[], *([(line, "quiet")] for line in wrap(told, max(4, width - 3)))]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the plot."""
        return self.line([(" ", ""), *(self._lines[y] if y < len(self._lines) else ())])

    def on_click(self) -> None:
        """A click gives the table of the figures the keys."""
        self.post_message(self.Pressed())
