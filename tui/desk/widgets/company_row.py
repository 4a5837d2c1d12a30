"""How one row of the companies panel is written: a company with what was last told of it, or one of its figures."""

from __future__ import annotations

from tui import form
from tui.desk.cells import Piece, width_of
from tui.desk.days import DATE, short_date
from tui.desk.widgets.columns import Column, lay, row
from tui.desk.widgets.drawn import Pieces
from tui.ledger import trend
from tui.ledger.entries import CompanyEntry, DealEntry, Series
from tui.ledger.points import GUIDANCE
from tui.words import glyph, mark, name, say

VALUE = max(len(form.quantity(8.88e6, "t", short=True)) + 1, len(form.quantity(8.88e5, "oz", short=True)))
"""Cells of a value with its unit, and one for a mark before it."""
MONEY = max(VALUE, width_of(form.quantity(8.88e9, "USD", short=True)))
"""Cells of the same where it may be a sum with its currency."""


def _counted(column: str) -> int:
    """Cells of a number under its column's name."""
    return max(5, width_of(say(f"column.{column}")))


_FIGURE = ("metric", "period", "value", "change", "trend")
"""Columns of which none says anything without the first."""
FIGURES = (
    Column("subject", 12, flex=2, most=48),
    Column("metric", 12, flex=1, rank=2, most=26),
    Column("period", 8, flex=1, rank=3, most=17),
    Column("value", VALUE, flex=1, most=VALUE + 2, align="right"),
    Column("change", 6, align="right", rank=4),
    Column("trend", 6, flex=1, most=8, rank=6),
)
COMPANIES = (
    Column("last", DATE, rank=1),
    Column("home", 4, rank=3),
    Column("company", 14, flex=3, most=44),
    Column("deals", _counted("deals"), align="right", rank=4),
    Column("usd", form.amount_width(), align="right", rank=5),
    Column("events", _counted("events"), align="right", rank=8),
    Column("metric", 12, flex=2, rank=6, most=30),
    Column("period", 8, flex=1, rank=7, most=17),
    Column("value", MONEY, flex=1, most=MONEY + 1, align="right", rank=2),
    Column("change", 6, align="right", rank=9),
    Column("trend", 6, flex=1, most=8, rank=10),
)
_WIDE = (
    *COMPANIES[:6],
    Column("deal", 15, flex=1, most=17),
    Column("with", 20, flex=2, most=48),
    *COMPANIES[6:],
)
_WIDE_FROM = 150
"""Cells from which the last deal has a place too."""
_NAMED = tuple(column for column in COMPANIES if column.name not in _FIGURE)
_SPELLED = 18
"""Cells from which a commodity is written by its name rather than its symbol."""
_TREND_FROM = 3
"""Figures from which a trend says more than the change beside it."""


def figure_row(one: Series, width: int, *, pinned: bool) -> Pieces:
    """Subject, metric, period, value, change on the comparable period before, and a small trend."""
    widths = lay(FIGURES, width)
    return row(FIGURES, width, {"subject": _name(one.subject, pinned=pinned), **_told(one, widths)})


def company_row(
    one: CompanyEntry, deal: DealEntry | None, figure: Series | None, width: int, year: int, *, pinned: bool
) -> Pieces:
    """The day that something was last told, home, name, deals and their worth, the last deal, and one of its figures."""
    columns = company_columns(width)
    widths = lay(columns, width)
    cells: dict[str, Piece] = {
        "last": (short_date(one.last, year), "quiet"),
        "home": (one.country or "", "partner"),
        "company": _name(one.name, pinned=pinned),
        "deals": (form.number(one.deals) if one.deals else "", "quiet"),
        "usd": (form.amount(one.usd) if one.usd else "", "gold"),
        "events": (form.number(one.events) if one.events else "", "quiet"),
        **(_last(deal, one.name) if deal else {}),
        **(_told(figure, widths) if figure else {}),
    }
    return row(columns, width, cells)


def _last(deal: DealEntry, company: str) -> dict[str, Piece]:
    """How far a deal has come, of what kind it is, and who else has part in it."""
    others = " · ".join(party.name for party in deal.parties if party.name != company)
    kind = f"{glyph('stage', deal.stage)} {name('deal-kind', deal.kind)}"
    return {"deal": (kind, "quiet"), "with": (others, "partner")}


def company_columns(width: int) -> tuple[Column, ...]:
    """The columns of companies, with a figure's where there is room to say what it measures."""
    if width >= _WIDE_FROM:
        return _WIDE
    return COMPANIES if "metric" in lay(COMPANIES, width) else _NAMED


def _name(company: str, *, pinned: bool) -> Piece:
    return f"{mark('starred')} {company}" if pinned else company, ""


def _told(one: Series, widths: dict[str, int]) -> dict[str, Piece]:
    """A figure in its columns."""
    last, before = one.points[-1], trend.previous(one)
    moved = form.change(before.value, last.value) if before else ""
    return {
        "metric": (_figure(one, spelled=widths.get("metric", 0) >= _SPELLED), "quiet"),
        "period": (form.period(last.period, widths.get("period", 0)), "quiet"),
        "value": (value_of(one), "gold"),
        "change": (moved, moved_ink(moved)),
        "trend": (trend_of(one, widths.get("trend", 1)), "copper"),
    }


def trend_of(one: Series, room: int) -> str:
    """The figures that can be compared as small bars, the last ``room`` of them."""
    values = [point.value for point in trend.alike(one)][-room:]
    return form.sparkline(values) if len(values) >= _TREND_FROM else ""


def _figure(series: Series, *, spelled: bool) -> str:
    """What is measured: ``copper output``, ``Cu output``, ``plan: Cu output``."""
    plan = f"{say('fact.plan')} " if is_guidance(series) else ""
    return plan + form.figure(series.metric, series.commodity, short=not spelled)


def is_guidance(series: Series) -> bool:
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
