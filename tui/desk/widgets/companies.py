"""What companies report: one line a series, the newest first."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from tui import form
from tui.desk.cells import Piece
from tui.desk.messages import Opened
from tui.desk.widgets.columns import Column, row
from tui.desk.widgets.deals import headings
from tui.desk.widgets.drawn import Pieces
from tui.desk.widgets.rows import Notice, Rows
from tui.ledger import trend
from tui.ledger.entries import Series
from tui.words import mark, name, say

_COLUMNS = (
    Column("subject", 10, flex=2, most=34),
    Column("metric", 12, flex=1, rank=2, most=26),
    Column("period", 8, rank=3),
    Column("value", 11, align="right"),
    Column("change", 7, align="right", rank=4),
    Column("trend", 8, rank=6),
)

_TREND = 8
"""Values in the small trend."""


class CompaniesPanel(Rows[Series]):
    """Series by their newest report; one opens at the sentence of its last value."""

    NAME = say("heading.companies")
    HEAD = 1

    def fill(self, series: Sequence[Series], notice: Notice = ()) -> None:
        """Replace the series; those without a value are left out."""
        self.show([one for one in series if one.points], notice)

    def key_of(self, row: Series) -> Hashable | None:
        """Subject, metric, commodity and unit: what makes two figures one series."""
        return row.subject, row.metric, row.commodity, row.unit

    def open(self, row: Series) -> None:
        """Read the report of the last value at its evidence."""
        reports = row.points[-1].reports
        if reports:
            self.post_message(Opened(reports[-1].item, reports[-1].evidence))

    def paint_head(self, width: int) -> Pieces:
        """The names of the columns."""
        return [(" ", ""), *row(_COLUMNS, width - 1, headings(_COLUMNS))]

    def paint(self, row_: Series, width: int, *, here: bool) -> Pieces:
        """Subject, metric, period, value, change on the comparable period before, and a small trend."""
        last, before = row_.points[-1], trend.previous(row_)
        moved = form.change(before.value, last.value) if before else ""
        values = [point.value for point in trend.alike(row_)][-_TREND:]
        cells: dict[str, Piece] = {
            "subject": (row_.subject, ""),
            "metric": (f"{form.commodity(row_.commodity)} {name('metric', row_.metric)}".strip(), "quiet"),
            "period": (form.period(last.period), "quiet"),
            "value": (form.quantity(last.value, row_.unit, short=True), "gold"),
            "change": (
                moved,
                "good" if moved.startswith(mark("up")) else "bad" if moved.startswith(mark("down")) else "",
            ),
            "trend": (form.sparkline(values) if len(values) > 1 else "", "copper"),
        }
        return row(_COLUMNS, width, cells)
