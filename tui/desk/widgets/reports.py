"""The reports of a deal: each with the sentence that it tells it in, a key away from its text."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, ClassVar

from textual.binding import BindingType

from tui.desk import actions, dealpage
from tui.desk.cells import Piece, wrap
from tui.desk.labelled import Told, lines
from tui.desk.messages import Opened
from tui.desk.widgets.drawn import Pieces
from tui.desk.widgets.rows import Rows
from tui.ledger.entries import Report
from tui.words import say

_WIDEST = 96
"""Cells of a line that is still read with ease."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``report`` is the number of the report that it belongs to (-1: none), ``first`` where that begins."""

    pieces: tuple[Piece, ...]
    report: int = -1
    first: bool = False


class ReportRows(Rows[Line]):
    """The cursor goes from report to report; what is told above them scrolls away."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("card")
    CONTEXTS = ("card", "list")
    NAME = say("heading.reports")

    def __init__(self, zone: tzinfo, **options: Any) -> None:
        super().__init__(**options)
        self._zone = zone
        self._reports: Sequence[Report] = ()
        self._above: Sequence[Told] = ()

    @property
    def title(self) -> str:
        """The deal's, where its facts stand above the reports."""
        return say("heading.deal") if self._above else self.NAME

    def fill(self, reports: Sequence[Report], above: Sequence[Told] = ()) -> None:
        """Other reports, and what to tell above them."""
        self._reports, self._above = reports, above
        self._lay()

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        super().on_resize()
        self._lay()

    def key_of(self, row: Line) -> Hashable | None:
        """The report's number on its first line; what follows belongs to it."""
        return row.report if row.first else None

    def open(self, row: Line) -> None:
        """Read the report at its evidence."""
        report = self._reports[row.report]
        self.post_message(Opened(report.item, report.evidence))

    @property
    def report(self) -> Report | None:
        """The report under the cursor."""
        return self._reports[self.current.report] if self.current is not None else None

    def action_step(self, way: int) -> None:
        """To the next report or the one before, once all of this one was in sight."""
        if way > 0 and self.current is not None and self._end >= self.scroll_offset.y + self._room.height:
            self.touched = True
            self._reveal()
            return
        super().action_step(way)

    @property
    def _end(self) -> int:
        """The last line of the report under the cursor."""
        end = self.cursor
        while 0 <= end < len(self._rows) - 1 and self._rows[end + 1].report == self._rows[end].report:
            end += 1
        return end

    def _reveal(self) -> None:
        end, height = self._end, max(1, self._room.height)
        if end >= self.scroll_offset.y + height:
            self._scroll_now(min(self.cursor, end - height + 1))

    def moved(self) -> None:
        """The whole of the report comes into sight, if there is room for it, and is brighter than the others."""
        self._reveal()
        self.refresh()

    def _lay(self) -> None:
        if not self.size.width:
            return  # not placed yet; the first resize lays out
        width = min(_WIDEST, max(4, self._room.width - 3))
        rows = [Line(tuple(pieces)) for pieces in lines(self._above, width)]
        if rows:
            rows += [Line(()), Line(((say("heading.reports"), "copper"),))]
        for number, report in enumerate(self._reports):
            rows.append(Line(((dealpage.heading(report, self._zone), "copper-strong"),), number, first=True))
            headline = "" if report.title == report.evidence.text else report.title
            rows += [Line(((f"  {line}", "strong"),), number) for line in wrap(headline, width - 2) if headline]
            rows += [Line(((f"  {line}", ""),), number) for line in wrap(f"“{report.evidence.text}”", width - 2)]
            rows.append(Line((), number))
        top = not self.touched
        self.show(rows)
        if top:
            self._scroll_now(0)

    def paint(self, row: Line, width: int, *, here: bool) -> Pieces:
        """A line; those of the report under the cursor in full ink."""
        edge: Piece = ("" if row.first else " ", "")
        current = self.current
        if row.report < 0 or (current is not None and current.report == row.report):
            return [edge, *row.pieces]
        return [edge, *((text, "quiet") for text, _ in row.pieces)]
