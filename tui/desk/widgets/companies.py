"""What companies report: one line a series, those with a history first, then by the newest report."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from tui import form
from tui.desk import actions
from tui.desk.cells import Piece
from tui.desk.messages import Opened, SubjectOpened
from tui.desk.widgets.columns import Column, lay, row
from tui.desk.widgets.deals import headings
from tui.desk.widgets.drawn import Pieces
from tui.desk.widgets.rows import Notice, Rows
from tui.ledger import trend
from tui.ledger.entries import Series
from tui.ledger.points import GUIDANCE
from tui.ledger.subjects import Subject
from tui.words import mark, say

_COLUMNS = (
    Column("subject", 12, flex=2, most=34),
    Column("metric", 12, flex=1, rank=2, most=26),
    Column("period", 8, rank=3),
    Column("value", 9, flex=1, most=12, align="right"),
    Column("change", 6, align="right", rank=4),
    Column("trend", 6, flex=1, most=8, rank=6),
)

_SPELLED = 18
"""Cells from which a commodity is written by its name rather than its symbol."""


class CompaniesPanel(Rows[Series]):
    """One opens as the page of its subject; one key shows the sentence of its last value."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("companies")
    CONTEXTS = ("companies", "list")
    NAME = say("heading.companies")
    HEAD = 1

    def __init__(self, pinned: Sequence[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self._known: list[Series] = []
        self._pinned = {company: place for place, company in enumerate(pinned)}

    def fill(self, series: Sequence[Series], notice: Notice = ()) -> None:
        """Replace the series: first those that can be compared with an earlier period, then the others."""
        known = [one for one in series if one.points]
        self._known = sorted(known, key=lambda one: trend.previous(one) is None)
        self.show(self._sorted(), notice)

    def pin(self, companies: Sequence[str]) -> None:
        """These companies at the top, in this order."""
        self._pinned = {company: place for place, company in enumerate(companies)}
        self.show(self._sorted(), self._notice)

    def _sorted(self) -> list[Series]:
        return sorted(self._known, key=lambda one: self._pinned.get(one.subject, len(self._pinned)))

    def key_of(self, row: Series) -> Hashable | None:
        """What makes two figures one series: subject, metric, commodity and unit, results and guidance apart."""
        return row.subject, row.metric, row.commodity, row.unit, _is_guidance(row)

    def open(self, row: Series) -> None:
        """The page of whom the figure is about."""
        self.post_message(SubjectOpened(Subject("", row.subject)))

    def named(self, row: Series) -> Sequence[Subject]:
        """Whom the figure is about."""
        return (Subject("", row.subject),)

    def action_evidence(self) -> None:
        """Read the report of the last value at its evidence."""
        reports = self.current.points[-1].reports if self.current else ()
        if reports:
            self.post_message(Opened(reports[-1].item, reports[-1].evidence))

    def paint_head(self, width: int) -> Pieces:
        """The names of the columns."""
        return [(" ", ""), *row(_COLUMNS, width - 1, headings(_COLUMNS))]

    def paint(self, row_: Series, width: int, *, here: bool) -> Pieces:
        """Subject, metric, period, value, change on the comparable period before, and a small trend."""
        widths = lay(_COLUMNS, width)
        last, before = row_.points[-1], trend.previous(row_)
        moved = form.change(before.value, last.value) if before else ""
        values = [point.value for point in trend.alike(row_)][-widths.get("trend", 1) :]
        cells: dict[str, Piece] = {
            "subject": (f"{mark('starred')} {row_.subject}" if row_.subject in self._pinned else row_.subject, ""),
            "metric": (_figure(row_, spelled=widths.get("metric", 0) >= _SPELLED), "quiet"),
            "period": (form.period(last.period), "quiet"),
            "value": (value_of(row_), "gold"),
            "change": (moved, moved_ink(moved)),
            "trend": (form.sparkline(values) if len(values) > 1 else "", "copper"),
        }
        return row(_COLUMNS, width, cells)


def _figure(series: Series, *, spelled: bool) -> str:
    """What is measured: ``copper output``, ``Cu output``, ``plan: Cu output``."""
    plan = f"{say('fact.plan')} " if _is_guidance(series) else ""
    return plan + form.figure(series.metric, series.commodity, short=not spelled)


def _is_guidance(series: Series) -> bool:
    """Whether a company expects these figures rather than reports them."""
    return series.points[-1].flag == GUIDANCE


def value_of(series: Series) -> str:
    """The last value; marked where it cannot be right beside the others."""
    last = series.points[-1]
    doubt = mark("doubtful") if last.flag not in (None, GUIDANCE) else ""
    return doubt + form.quantity(last.value, series.unit, short=True)


def moved_ink(moved: str) -> str:
    """The ink of a change: up and down have their colours."""
    return {mark("up"): "good", mark("down"): "bad"}.get(moved[:1], "")
