"""How values are written for people: money, quantities, dates, ages. Pure; the words come from the catalogue."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, tzinfo

from tui.words import LANGUAGES, cldr, figures, form_of, language, mark, name, say

BARS = "▁▂▃▄▅▆▇█"
_GROUPS = ("base-metals", "precious-metals", "critical-minerals", "rare-metals", "polymetals")
"""Commodities that gather others."""
_TIMES = 1_000
"""Percent from which a growth is told in times."""
_OF_NOTHING = ("stake", "jobs", "employees", "market-value")
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand"))
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_AGES = ((365, "years"), (30, "months"), (14, "weeks"))


def amount(value: float | None) -> str:
    """Money for a narrow column, three significant figures: ``1.20bn``, ``500m``; a dash where none is known."""
    if value is None:
        return say("amount.none")
    scaled, scale = _scaled(value)
    written = figures(_significant(scaled))
    return say("amount.narrow", number=written, scale=say(f"amount.{scale}")) if scale else written


def money(value: float | None, currency: str | None, *, short: bool = True) -> str:
    """Money in running text: ``USD 1.2 bn``, or in full ``USD 1,200,000,000``; "undisclosed" where none is known."""
    if value is None:
        return say("amount.undisclosed")
    scaled, scale = _scaled(value) if short else (value, "")
    if scale in ("", "thousand"):
        scaled, scale = value, ""
    written = say(
        "amount.money",
        currency=name("currency", currency) if currency else "",
        number=number(_rounded(scaled) if short else scaled),
        scale=scale and say(f"amount.{scale}"),
    )
    return " ".join(part for part in written.split(" ") if part)


def number(value: float) -> str:
    """A figure with its thousands grouped and no needless decimals: ``25,839``, ``0.45``."""
    text = f"{value:,.4f}" if abs(value) < 1 else f"{value:,.2f}"
    return figures(text.rstrip("0").rstrip("."))


def quantity(value: float, unit: str, *, short: bool = False) -> str:
    """A figure with its base unit: ``25,839 t``, ``24 %``, ``75,000 km²``; money as in ``money``. ``short`` scales
    the unit for narrow columns: ``203 kt``, ``96 Mt``, ``1.5m``."""
    if _CURRENCY.match(unit):
        return _narrow_money(value, unit) if short else money(value, unit)
    suffix = name("unit", unit)
    if short and abs(value) >= 1e5:
        if unit == "t":
            unit, scaled = ("Mt", value / 1e6) if abs(value) >= 1e6 else ("kt", value / 1e3)
            return f"{number(_rounded(scaled))} {name('unit', unit)}"
        return f"{amount(value)} {suffix}".strip()
    return f"{number(value)} {suffix}".strip()


def amount_width() -> int:
    """The cells that ``amount`` needs at most, and one for a mark before it."""
    return len(amount(8.88e9)) + 1


def percent(value: float) -> str:
    """A share: ``49.979 %``."""
    return figures(f"{value:,.3f}".rstrip("0").rstrip(".")) + " %"


def change(old: float | None, new: float | None, *, plain: bool = False) -> str:
    """How a figure moved: ``▲ 11 %``, from eleven times on ``▲ ×44``; empty where there is nothing to compare."""
    if old is None or new is None or old == 0:
        return ""
    moved = (new - old) / abs(old) * 100
    sign = mark("flat" if abs(moved) < 0.5 else "up" if moved > 0 else "down", plain=plain)
    if moved >= _TIMES and old > 0:
        return f"{sign} ×{figures(f'{new / old:,.0f}')}"
    return f"{sign} {figures(f'{abs(moved):,.0f}')} %"


def day(value: str | date | None, zone: tzinfo | None = None) -> str:
    """A date as precise as it is known: ``29 Jun 2025``, ``Jun 2025``, ``2025``; a moment is shown in ``zone``. A day that
    its month does not have stands for the month's end and is left out."""
    year, month, number_ = _parts(value, zone)
    if not year:
        return str(value) if value else say("amount.none")
    if _is_english():
        return " ".join(p for p in (number_ and str(int(number_)), month and _month(month), year) if p)
    if not month:
        return year
    return cldr.written(_date(year, month, number_), "yMd" if number_ else "yMMM", language())


def day_in_full(value: date, zone: tzinfo | None = None) -> str:
    """A date in running text: ``29 June 2025``; a moment is shown in ``zone``."""
    year, month, number_ = _parts(value, zone)
    if _is_english():
        return f"{int(number_)} {say(f'month-in-full.{int(month)}')} {year}"
    return cldr.day_in_full(_date(year, month, number_), language())


def day_short(value: str | date | None, zone: tzinfo | None = None) -> str:
    """A date without its year, for a column under a year's heading: ``29 Jun``, ``Jun``, ``2025``."""
    year, month, number_ = _parts(value, zone)
    if not year:
        return day(value, zone)
    if not number_:
        return _month(month) if month else year
    if _is_english():
        return f"{int(number_):02d} {_month(month)}"
    return cldr.written(_date(year, month, number_), "Md", language())


def clock_time(moment: datetime, zone: tzinfo | None = None) -> str:
    """The hour and minute of a moment in ``zone`` (UTC): ``14:02``."""
    return moment.astimezone(zone or UTC).strftime("%H:%M")


def period(value: str | None, room: int = 1_000) -> str:
    """A reporting period: ``H1 2023``, ``Q3 2023``, ``Jan–Sep 2023``, ``31 Dec 2023``; empty where none. Where that is longer
    than ``room``, ``9M 2023`` and ``31.12.23``."""
    if not value:
        return ""
    whole = _period(value)
    if len(whole) <= room:
        return whole
    if from_january := re.fullmatch(r"(\d{4})-01/\1-(0[1-9]|1[0-2])", value):
        return say("period.months", n=int(from_january[2]), year=from_january[1])
    on_day = re.fullmatch(r"\d\d(\d\d)-(\d\d)-(\d\d)", value)
    return f"{on_day[3]}.{on_day[2]}.{on_day[1]}" if on_day else whole


def _period(value: str) -> str:
    if "/" in value:
        first, _, last = value.partition("/")
        if re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])/\1-(0[1-9]|1[0-2])", value):
            return _months(first, last)
        return f"{_period(first)}–{_period(last)}"
    part = re.fullmatch(r"(\d{4})-([HQ]\d)", value)
    return say(f"period.{part[2]}", year=part[1]) if part else day(value)


def age(moment: datetime, now: datetime) -> str:
    """How long ago a moment was: ``now``, ``5 min``, ``3 h``, ``2 d``, ``6 wk``, ``4 mo``."""
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return say("age.now")
    if minutes < 60:
        return say("age.minutes", n=minutes)
    if minutes < 48 * 60:
        return say("age.hours", n=minutes // 60)
    days = minutes // (24 * 60)
    for length, unit in _AGES:
        if days >= 2 * length or (unit == "weeks" and days >= length):
            return say(f"age.{unit}", n=days // (7 if unit == "weeks" else length))
    return say("age.days", n=days)


def country(code: str | None) -> str:
    """The name of a country by its ISO code (the code where the name is unknown), a dash where none is known."""
    return name("country", code) if code else say("amount.none")


def countries(codes: Iterable[str]) -> str:
    """Names of countries in a row: ``China, Russia``."""
    return ", ".join(country(code) for code in codes)


def commodity(key: str | None, *, short: bool = False) -> str:
    """The name of a commodity, or its symbol for a narrow column: ``copper``, ``Cu``; empty where none."""
    if not key:
        return ""
    return (short and form_of("commodity-short", key)) or name("commodity", key)


def specific(keys: Sequence[str]) -> Sequence[str]:
    """Commodities without the groups that they belong to, unless nothing but groups is named."""
    return [key for key in keys if key not in _GROUPS] or keys


def commodities(keys: Sequence[str], *, short: bool = False) -> str:
    """Names of commodities in a row, or symbols without those of groups: ``copper, gold`` or ``Cu Au``."""
    return (" " if short else ", ").join(commodity(key, short=short) for key in (specific(keys) if short else keys))


def figure(metric: str, commodity_: str | None, *, short: bool = False) -> str:
    """What a figure measures: ``uranium output``, ``market value``; a commodity that says nothing of it is left out, and
    ``short`` writes it by its symbol, and a long word for the figure shorter: ``U output``."""
    if metric in _OF_NOTHING or not commodity_:
        return name("metric", metric)
    of = (not short and form_of("commodity-of", commodity_)) or commodity(commodity_, short=short)
    what = (short and form_of("metric-short", metric)) or form_of("metric-of", metric) or name("metric", metric)
    return say("figure.of", commodity=of, metric=what)


def sparkline(values: Sequence[float | None]) -> str:
    """Values as small bars from the lowest to the highest, a space where one is missing: ``▁▃ ▇``. None fills its line, so
    that lines below each other stay apart."""
    known = [v for v in values if v is not None]
    if not known:
        return ""
    low, spread = min(known), max(known) - min(known)
    top = len(BARS) - 2
    return "".join(" " if v is None else BARS[round((v - low) / spread * top) if spread else top // 2] for v in values)


def size(octets: int) -> str:
    """A file's size: ``512 B``, ``1.4 MB``."""
    scaled = float(octets)
    for unit in ("B", "kB", "MB", "GB"):
        if scaled < 1000 or unit == "GB":
            break
        scaled /= 1000
    return f"{number(_rounded(scaled))} {say(f'size.{unit}')}"


def _narrow_money(value: float, currency: str) -> str:
    """Money with the currency by its sign, where the language writes it behind."""
    scaled, scale = _scaled(value)
    sign = form_of("currency-sign", currency) or currency
    return say(
        "amount.narrow-money",
        currency=currency,
        sign=sign,
        number=number(_rounded(scaled)),
        scale=scale and say(f"amount.{scale}"),
    ).strip()


def _scaled(value: float) -> tuple[float, str]:
    for factor, scale in _SCALES:
        if abs(float(f"{value:.3g}")) >= factor:
            return value / factor, scale
    return value, ""


def _rounded(value: float) -> float:
    return float(f"{value:.3g}") if abs(value) < 1000 else float(round(value))


def _significant(value: float) -> str:
    whole = len(str(int(abs(value))))
    if value == int(value) and whole >= 2:
        return f"{value:,.0f}"
    return f"{value:,.{max(0, 3 - whole)}f}"


def _is_english() -> bool:
    """English is written here: its first paint does not wait for the locale data of all languages."""
    return language() == LANGUAGES[0]


def _month(number_: str) -> str:
    return say(f"month.{int(number_)}") if _is_english() else cldr.month(date(2000, int(number_), 1), language())


def _months(first: str, last: str) -> str:
    """Months of one year, given as ``2023-01``."""
    if _is_english():
        return f"{_month(first[5:])}–{day(last)}"
    return cldr.months(date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-01"), language())


def _date(year: str, month: str, number_: str) -> date:
    return date(max(int(year), 1), int(month), int(number_ or 1))


def _parts(value: str | date | None, zone: tzinfo | None) -> tuple[str, str, str]:
    if isinstance(value, datetime):
        value = value.astimezone(zone or UTC).date()
    if isinstance(value, date):
        value = value.isoformat()
    found = re.match(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-([0-3]\d))?)?(?!\d)", value or "")
    if not found:
        return "", "", ""
    year, month, number_ = found[1], found[2] or "", found[3] or ""
    real = number_ and 1 <= int(number_) <= monthrange(max(int(year), 1), int(month))[1]
    return year, month, number_ if real else ""
