"""The deals of the period as a table: sorted by any column, all of its columns where there is room for them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType

from tui import form
from tui.desk import actions
from tui.desk.cells import Piece, width_of
from tui.desk.days import DATE, short_date
from tui.desk.messages import DealOpened, Narrowed
from tui.desk.widgets.columns import Column, lay, row
from tui.desk.widgets.drawn import Pieces
from tui.desk.widgets.news_row import chips, sum_of, symbols
from tui.desk.widgets.rows import Notice, Rows
from tui.ledger.entries import DealEntry
from tui.ledger.subjects import HOME, Subject, of_party
from tui.model import DEAL_KINDS, STAGES
from tui.words import glyph, mark, name, say

_SHORT = 11
"""Cells in which a stage is written with its short word."""
_KIND = max(width_of(name("deal-kind", kind)) for kind in DEAL_KINDS)
"""Cells of the longest kind."""
COLUMNS = (
    Column("date", DATE, rank=1),
    Column("partner", 4, rank=2),
    Column("parties", 12, flex=3, most=90),
    Column("commodity", 10, rank=7),
    Column("kind", 12, flex=1, rank=5, most=min(15, _KIND)),
    Column("stage", _SHORT, flex=1, rank=3, most=14),
    Column("usd", form.amount_width(), align="right"),
)
_WIDE = (
    *COLUMNS[:4],
    Column("places", 16, flex=1, most=40),
    Column("kind", _KIND),
    COLUMNS[5],
    Column("stake", 8, align="right"),
    Column("amount", 11, align="right"),
    Column("usd", 8, align="right"),
    Column("reports", 7, align="right"),
)
_WIDE_FROM = 124
"""Cells from which the table has all its columns."""
_INK_OF_STAGE = {"completed": "good", "cancelled": "bad"}
_DOWN_FIRST = ("date", "usd", "amount", "stage", "stake", "reports")
"""Columns of which the largest are wanted first."""


class DealsPanel(Rows[DealEntry]):
    """Deals, the latest first unless sorted otherwise; one opens as a card with the sentences that prove it."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("deals")
    CONTEXTS = ("deals", "list")
    NAME = say("heading.deals")
    HEAD = 1

    def __init__(self, year: int, **options: Any) -> None:
        super().__init__(**options)
        self._year = year
        self._deals: Sequence[DealEntry] = ()
        self._order = "date"
        self._down = True

    def fill(self, deals: Sequence[DealEntry], notice: Notice = ()) -> None:
        """Replace the deals."""
        self._deals = deals
        self.show(ordered(deals, self._order, down=self._down), notice)

    def key_of(self, row: DealEntry) -> Hashable | None:
        """The deal's id."""
        return row.id

    def open(self, row: DealEntry) -> None:
        """Show the deal's card."""
        self.post_message(DealOpened(row))

    def named(self, row: DealEntry) -> Sequence[Subject]:
        """Who takes part, where, and the partner countries."""
        return subjects(row)

    def turn(self, today: date) -> None:
        """Days of this year are written without it."""
        self._year = today.year
        super().turn(today)

    # Order

    def action_sort(self, way: int) -> None:
        """By the next column."""
        shown = list(lay(self._columns, self._room.width - 1))
        at = shown.index(self._order) if self._order in shown else -1
        self._sort(shown[(at + way) % len(shown)])

    def action_reverse(self) -> None:
        """The other way round."""
        self._sort(self._order)

    def _sort(self, column: str) -> None:
        self._down = not self._down if column == self._order else column in _DOWN_FIRST
        self._order = column
        self.show(ordered(self._deals, self._order, down=self._down), self._notice)
        self.action_edge(-1)

    # Filter

    def action_narrow(self) -> None:
        """Only deals with one value of the column that they are sorted by, or all again."""
        from tui.desk.narrowing import narrowings
        from tui.desk.screens.chooser import Choice, Chooser

        choices = [Choice("", say("desk.all-deals"), "", "")]
        choices += [
            Choice(one.term, one.words, "partner", f"{say(f'column.{one.column}')} {form.number(one.deals):>4}")
            for one in narrowings(self._deals, self._order)
        ]
        self.app.push_screen(Chooser(say("desk.which-deals"), choices), self._only)

    def _only(self, term: str | None) -> None:
        if term is not None:
            self.post_message(Narrowed(term))

    def on_click(self, event: events.Click) -> None:
        """A click on a column's name sorts by it."""
        if event.y != self.gutter.top or not self._rows:
            super().on_click(event)
            return
        start = self.gutter.left + 1
        for column, width in lay(self._columns, self._room.width - 1).items():
            if start <= event.x <= start + width:
                self._sort(column)
                return
            start += width + 1

    # Painting

    @property
    def _columns(self) -> tuple[Column, ...]:
        return _WIDE if self._room.width > _WIDE_FROM else COLUMNS

    def paint_head(self, width: int) -> Pieces:
        """The names of the columns, the one that is sorted by marked."""
        names = headings(self._columns)
        label, _ = names.get(self._order, ("", ""))
        label = label[: lay(self._columns, width - 1).get(self._order, 1) - 1]
        names[self._order] = (f"{label}{mark('sorted-down' if self._down else 'sorted-up')}", "copper")
        return [(" ", ""), *row(self._columns, width - 1, names)]

    def paint(self, row_: DealEntry, width: int, *, here: bool) -> Pieces:
        """Date, partner, parties, kind, stage as a glyph and a word, and USD."""
        return row(self._columns, width, cells(row_, lay(self._columns, width), self._year))


def cells(deal: DealEntry, widths: dict[str, int], year: int) -> dict[str, Piece]:
    """What each column says of a deal."""
    room = widths.get("stage", 0)
    whole = name("stage", deal.stage)
    stage = whole if room > _SHORT and width_of(whole) + 2 <= room else name("stage-short", deal.stage)
    kind = name("deal-kind", deal.kind)
    if width_of(kind) > widths.get("kind", 0):
        kind = name("deal-kind-short", deal.kind)
    checked = f" {mark('checked')}" if deal.checked else ""
    return {
        "date": (short_date(deal.day, year, reported=deal.date_from == "report"), "quiet"),
        "partner": chips(deal.countries),
        "parties": parties(deal),
        "commodity": (symbols(deal.commodities, widths.get("commodity", 0)), "commodity"),
        "places": (", ".join(deal.places), "commodity"),
        "kind": (kind, "quiet"),
        "stage": (f"{glyph('stage', deal.stage)} {stage}{checked}", _INK_OF_STAGE.get(deal.stage, "")),
        "stake": (form.percent(deal.stake) if deal.stake is not None else "", ""),
        "amount": (sum_of(deal.amount, deal.currency) if deal.currency != "USD" else "", "quiet"),
        "usd": worth(deal),
        "reports": (form.number(len(deal.reports)), "quiet"),
    }


def subjects(deal: DealEntry) -> list[Subject]:
    """The companies, sites and partner countries of a deal."""
    return [
        *map(of_party, deal.parties),
        *(Subject("place", place) for place in deal.places),
        *(Subject("country", code) for code in deal.countries if code != HOME),
    ]


def ordered(deals: Sequence[DealEntry], column: str, *, down: bool) -> Sequence[DealEntry]:
    """Deals sorted by a column; those that it says nothing of come last either way, like ones by day, the latest first."""
    value = _ORDERS[column]
    latest = sorted(deals, key=lambda deal: deal.day, reverse=True)
    told = [deal for deal in latest if value(deal) not in (None, "")]
    return [*sorted(told, key=value, reverse=down), *(deal for deal in latest if value(deal) in (None, ""))]


_ORDERS: dict[str, Callable[[DealEntry], Any]] = {
    "date": lambda deal: deal.day,
    "partner": lambda deal: next((code for code in deal.countries if code != HOME), ""),
    "parties": lambda deal: parties(deal)[0].casefold(),
    "commodity": lambda deal: form.commodities(deal.commodities, short=True),
    "places": lambda deal: ", ".join(deal.places).casefold(),
    "kind": lambda deal: DEAL_KINDS.index(deal.kind) if deal.kind in DEAL_KINDS else None,
    "stage": lambda deal: STAGES.index(deal.stage) if deal.stage in STAGES else None,
    "stake": lambda deal: deal.stake,
    "amount": lambda deal: deal.amount,
    "usd": lambda deal: deal.usd,
    "reports": lambda deal: len(deal.reports),
}
"""What the rows are sorted by under each column."""


def headings(columns: Sequence[Column]) -> dict[str, Piece]:
    """The names of columns as cells."""
    return {column.name: (say(f"column.{column.name}"), "faint") for column in columns}


def parties(deal: DealEntry) -> Piece:
    """Who deals with whom; where no party is named, the sites or commodities."""
    names = [party.name for party in deal.parties] or list(deal.places)
    return (" · ".join(names), "") if names else (form.commodities(deal.commodities) or "–", "quiet")


def worth(deal: DealEntry) -> Piece:
    """The amount in USD, in its own currency where there is no rate; doubtful ones are marked."""
    doubt = mark("doubtful") if deal.contradictions else ""
    if deal.usd is not None:
        return f"{doubt}{form.amount(deal.usd)}", "gold"
    if deal.amount is not None:
        return f"{doubt}{form.amount(deal.amount)} {deal.currency or ''}".strip(), "gold"
    return "–", "faint"
