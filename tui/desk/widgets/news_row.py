"""How one row of the news list is written. Without the screens' libraries: the curtain uses it before they are there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from functools import cache

from tui import form
from tui.desk.cells import Piece, width_of
from tui.desk.widgets.columns import Column, row
from tui.ledger.entries import NewsEntry
from tui.words import mark, name, say

HOME = "KZ"

TIME = 6
"""Cells of the time and the gap behind it."""
_COLUMNS = (
    Column("time", TIME - 1, rank=1),
    Column("partner", 4, rank=3),
    Column("commodity", 5, rank=4),
    Column("title", 12, flex=1),
    Column("source", 18, rank=9),
    Column("language", 2, rank=8),
    Column("amount", form.amount_width(), align="right", rank=2),
    Column("reports", 3, align="right", rank=7),
)
SOURCE_FROM = 92
"""Cells from which the list has room for the source."""
FOOTED = 12
"""Lines from which the list has one at its foot for what its rows have no room for."""


def news_row(entry: NewsEntry, width: int, zone: tzinfo, *, stories: bool = False) -> list[Piece]:
    """Time, partners, commodities, title, amount and, where there is room, the source; read items are dimmed. Where rows are
    ``stories``, the number of reports too."""
    seen = "quiet" if entry.read else ""
    columns = _columns(wide=width >= SOURCE_FROM, amount=entry.amount is not None, stories=stories)
    cells: dict[str, Piece] = {
        "time": (form.clock_time(entry.published, zone), "quiet"),
        "partner": chips(entry.countries),
        "commodity": (symbols(entry.commodities[:2], 5), "commodity"),
        "title": (f"{mark('starred')} {entry.title}" if entry.starred else entry.title, seen),
        "source": (entry.source, "quiet"),
        "language": (entry.language, "quiet"),
        "reports": (str(entry.reports) if entry.reports > 1 else "", "copper"),
        "amount": (sum_of(entry.amount, entry.currency), "gold"),
    }
    return row(columns, width, cells)


def day_heading(day: date, now: datetime, zone: tzinfo) -> str:
    """A day over its items: ``Today``, ``Yesterday``, ``Wed 18 Nov``."""
    today = now.astimezone(zone).date()
    if day == today:
        return say("desk.today")
    if day == today - timedelta(days=1):
        return say("desk.yesterday")
    short = form.day_short(day) if day.year == today.year else form.day(day)
    return f"{say(f'weekday.{day.isoweekday()}')} {short}"


def by_day(entries: Sequence[NewsEntry], zone: tzinfo, last: date | None = None) -> list[NewsEntry | date]:
    """Items with each day before its first; ``last`` is the day that stands already."""
    rows: list[NewsEntry | date] = []
    for entry in entries:
        day = entry.published.astimezone(zone).date()
        if day != last:
            rows.append(day)
            last = day
        rows.append(entry)
    return rows


def sum_of(amount: float | None, currency: str | None) -> str:
    """An amount with its currency for a narrow column: ``$1.20bn``, ``₸465bn``."""
    if amount is None:
        return ""
    return f"{name('currency-sign', currency or '')}{form.amount(amount)}"


@cache
def _columns(*, wide: bool, amount: bool, stories: bool) -> tuple[Column, ...]:
    """Where there is no source to align with, a title runs over the amount that its item does not have."""
    left_out = {"source", "language"} if not wide else set()
    if not (wide or amount):
        left_out.add("amount")
    if not stories:
        left_out.add("reports")
    return tuple(column for column in _COLUMNS if column.name not in left_out)


def chips(countries: Sequence[str]) -> Piece:
    """Partner countries by code: ``CN``, ``CN+3`` for more; a dash where there is none."""
    codes = [code for code in countries if code != HOME]
    if not codes:
        return "–", "faint"
    more = f"+{len(codes) - 1}" if len(codes) > 1 else ""
    return f"{codes[0]}{more}", "partner"


def symbols(commodities: Sequence[str], room: int) -> str:
    """Commodities by their symbols, as many of the first ones as fit."""
    named = [form.commodity(key, short=True) for key in form.specific(commodities)]
    while len(named) > 1 and width_of(" ".join(named)) > room:
        named.pop()
    return " ".join(named)
