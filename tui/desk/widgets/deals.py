"""The deals of the period, one line each."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.binding import BindingType

from tui import form
from tui.desk import actions
from tui.desk.cells import Piece
from tui.desk.marks import glyph
from tui.desk.messages import DealOpened
from tui.desk.widgets.columns import Column, lay, row
from tui.desk.widgets.drawn import Pieces
from tui.desk.widgets.news_row import chips
from tui.desk.widgets.rows import Notice, Rows
from tui.ledger.entries import DealEntry
from tui.words import mark, name, say

_SHORT = 11
"""Cells in which a stage is written with its short word."""
_COLUMNS = (
    Column("date", 7, rank=1),
    Column("partner", 4, rank=2),
    Column("parties", 12, flex=3, most=64),
    Column("commodity", 10, rank=7),
    Column("kind", 12, flex=1, rank=5, most=13),
    Column("stage", _SHORT, flex=1, rank=3, most=14),
    Column("usd", 7, align="right"),
)
_INK_OF_STAGE = {"completed": "good", "cancelled": "bad"}


class DealsPanel(Rows[DealEntry]):
    """Deals, the latest first; one opens as a card with the sentences that prove it."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("deals")
    CONTEXTS = ("deals", "list")
    NAME = say("heading.deals")
    HEAD = 1

    def __init__(self, year: int, **options: Any) -> None:
        super().__init__(**options)
        self._year = year

    def fill(self, deals: Sequence[DealEntry], notice: Notice = ()) -> None:
        """Replace the deals."""
        self.show(deals, notice)

    def key_of(self, row: DealEntry) -> Hashable | None:
        """The deal's id."""
        return row.id

    def open(self, row: DealEntry) -> None:
        """Show the deal's card."""
        self.post_message(DealOpened(row))

    def paint_head(self, width: int) -> Pieces:
        """The names of the columns."""
        return [(" ", ""), *row(_COLUMNS, width - 1, headings(_COLUMNS))]

    def paint(self, row_: DealEntry, width: int, *, here: bool) -> Pieces:
        """Date, partner, parties, kind, stage as a glyph and a word, and USD."""
        stage = name("stage" if lay(_COLUMNS, width).get("stage", 0) > _SHORT else "stage-short", row_.stage)
        checked = f" {mark('checked')}" if row_.checked else ""
        cells: dict[str, Piece] = {
            "date": (short_date(row_.day, self._year, reported=row_.date_from == "report"), "quiet"),
            "partner": chips(row_.countries),
            "parties": parties(row_),
            "commodity": (form.commodities(row_.commodities[:3], short=True), "commodity"),
            "kind": (name("deal-kind", row_.kind), "quiet"),
            "stage": (f"{glyph('stage', row_.stage)} {stage}{checked}", _INK_OF_STAGE.get(row_.stage, "")),
            "usd": worth(row_),
        }
        return row(_COLUMNS, width, cells)


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


def short_date(day: str, year: int, *, reported: bool = False) -> str:
    """A date for a narrow column: ``29 Jun`` in ``year``, ``Jun ’24`` before it; reported days are marked."""
    this_year = day[:4] == str(year) and len(day) > 4
    text = form.day_short(day)
    if not this_year and len(day) > 4:
        text = f"{form.day_short(day[:7])} ’{day[2:4]}"
    return f"{text}{mark('reported')}" if reported else text


def day_of(text: str) -> date | None:
    """The day that a partial ISO date stands for: the middle of its month or year."""
    padded = {4: f"{text}-07-01", 7: f"{text}-15"}.get(len(text), text[:10])
    try:
        return date.fromisoformat(padded)
    except ValueError:
        return None
