"""The companies panel and its two faces: the companies by what was last told of them, or the figures that they report."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.binding import BindingType

from tui.desk import actions
from tui.desk.asking import Companies
from tui.desk.messages import CompaniesWanted, Opened, SubjectOpened
from tui.desk.widgets.columns import row
from tui.desk.widgets.company_row import FIGURES, company_columns, company_row, figure_row, is_guidance
from tui.desk.widgets.deals import headings
from tui.desk.widgets.drawn import Pieces
from tui.desk.widgets.rows import Notice, Rows
from tui.ledger import trend
from tui.ledger.entries import CompanyEntry, Series
from tui.ledger.subjects import Subject
from tui.words import count, say


class CompaniesPanel(Rows[Series | CompanyEntry]):
    """Figures beside other panels, companies where it has the room alone, unless the reader turns it. A row opens as the page
    of its subject; one key shows the sentence of its last value."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("companies")
    CONTEXTS = ("companies", "list")
    NAME = say("heading.companies")
    HEAD = 1

    def __init__(self, today: date, pinned: Sequence[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self._year = today.year
        self._pinned = {company: place for place, company in enumerate(pinned)}
        self._figures: Sequence[Series] = ()
        self._telling: dict[str, Series] = {}
        self._companies = Companies()
        self._notices: dict[bool, Notice] = {}
        self._alone = False
        self._turned = False

    # Data

    @property
    def by_company(self) -> bool:
        """Whether the rows are companies rather than figures."""
        return self._alone != self._turned

    def fill(self, series: Sequence[Series], notice: Notice = ()) -> None:
        """Replace the figures: first those that can be compared with an earlier period, then the others."""
        known = [one for one in series if one.points]
        self._figures = sorted(known, key=lambda one: trend.previous(one) is None)
        self._telling = {}
        for one in self._figures:
            self._telling.setdefault(one.subject, one)
        self._notices[False] = notice
        if not self.by_company:
            self._tell()

    def list_companies(self, companies: Companies, notice: Notice = ()) -> None:
        """Replace the companies."""
        self._companies, self._notices[True] = companies, notice
        if self.by_company:
            self._tell()

    def pin(self, companies: Sequence[str]) -> None:
        """These companies at the top, in this order."""
        self._pinned = {company: place for place, company in enumerate(companies)}
        self._tell()

    def alone(self, alone: bool) -> None:
        """Turn to the companies where there is room for all that is to be said of them."""
        if alone != self._alone:
            self._alone = alone
            self._turn()

    def on_show(self) -> None:
        """They may be older than what was read since."""
        if self.by_company:
            self.post_message(CompaniesWanted())

    def turn(self, today: date) -> None:
        """Days of this year are written without it."""
        self._year = today.year
        super().turn(today)

    def action_turn(self) -> None:
        """To the companies, or to the figures."""
        self._turned = not self._turned
        self._turn()

    def _turn(self) -> None:
        self.touched = False
        self._tell()
        if self.by_company:
            self.post_message(CompaniesWanted())

    def _tell(self) -> None:
        """Show the face that is wanted, what is pinned at its top."""
        shown: Sequence[Series | CompanyEntry] = self._companies.entries if self.by_company else self._figures
        last = len(self._pinned)
        notice = self._notices.get(self.by_company, (say("empty.loading"),))
        self.show(sorted(shown, key=lambda one: self._pinned.get(name_of(one), last)), notice)
        held = count(len(shown), "company") if self.by_company else count(len(shown), "series")
        self.caption(held if shown else "")

    # Rows

    def key_of(self, row: Series | CompanyEntry) -> Hashable | None:
        """A company's name; of a figure what makes it one series: subject, metric, commodity and unit, guidance apart."""
        if isinstance(row, CompanyEntry):
            return row.name
        return row.subject, row.metric, row.commodity, row.unit, is_guidance(row)

    def open(self, row: Series | CompanyEntry) -> None:
        """The page of the company, or of whom the figure is about."""
        self.post_message(SubjectOpened(_subject(row)))

    def named(self, row: Series | CompanyEntry) -> Sequence[Subject]:
        """The company, or whom the figure is about."""
        return (_subject(row),)

    def action_evidence(self) -> None:
        """Read the report of the last value at its evidence."""
        told = self._figure(self.current) if self.current else None
        reports = told.points[-1].reports if told else ()
        if reports:
            self.post_message(Opened(reports[-1].item, reports[-1].evidence))
        elif self.current is not None:
            self.app.notify(say("profile.no-figures"), timeout=4, markup=False)

    def _figure(self, row: Series | CompanyEntry) -> Series | None:
        """Of a company's figures the one that says most: that can be compared with an earlier one, else the last."""
        return self._telling.get(row.name, row.latest) if isinstance(row, CompanyEntry) else row

    def paint_head(self, width: int) -> Pieces:
        """The names of the columns."""
        columns = company_columns(width - 1) if self.by_company else FIGURES
        return [(" ", ""), *row(columns, width - 1, headings(columns))]

    def paint(self, row: Series | CompanyEntry, width: int, *, here: bool) -> Pieces:
        """A company, or a figure."""
        pinned = name_of(row) in self._pinned
        if isinstance(row, CompanyEntry):
            deal = self._companies.deals.get(row.name)
            return company_row(row, deal, self._figure(row), width, self._year, pinned=pinned)
        return figure_row(row, width, pinned=pinned)


def name_of(row: Series | CompanyEntry) -> str:
    """Whom a row is about."""
    return row.name if isinstance(row, CompanyEntry) else row.subject


def _subject(row: Series | CompanyEntry) -> Subject:
    return Subject("company" if isinstance(row, CompanyEntry) else "", name_of(row))
