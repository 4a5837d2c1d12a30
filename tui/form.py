"""How values are written for people: money, quantities, dates, ages. Pure; the words come from the catalogue."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, tzinfo

from tui.words import catalogue, mark, name, say

BARS = "▁▂▃▄▅▆▇█"
_OF_NOTHING = ("stake", "jobs", "employees", "market-value")
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand"))
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_AGES = ((365, "years"), (30, "months"), (14, "weeks"))


def amount(value: float | None) -> str:
    """Money for a narrow column, three significant figures: ``1.20bn``, ``500m``; a dash where none is known."""
    if value is None:
        return say("amount.none")
    scaled, scale = _scaled(value)
    return f"{_significant(scaled)}{scale and say(f'amount.{scale}')}"


def money(value: float | None, currency: str | None, *, short: bool = True) -> str:
    """Money in running text: ``USD 1.2 bn``, or in full ``USD 1,200,000,000``; "undisclosed" where none is known."""
    if value is None:
        return say("amount.undisclosed")
    if not short:
        return f"{currency or ''} {number(value)}".strip()
    scaled, scale = _scaled(value)
    if scale in ("", "thousand"):
        scaled, scale = value, ""
    return " ".join(p for p in (currency, number(_rounded(scaled)), scale and say(f"amount.{scale}")) if p)


def number(value: float) -> str:
    """A figure with its thousands grouped and no needless decimals: ``25,839``, ``0.45``."""
    text = f"{value:,.4f}" if abs(value) < 1 else f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


def quantity(value: float, unit: str, *, short: bool = False) -> str:
    """A figure with its base unit: ``25,839 t``, ``24 %``, ``75,000 km²``; money as in ``money``. ``short`` scales
    the unit for narrow columns: ``203 kt``, ``96 Mt``, ``1.5m``."""
    if _CURRENCY.match(unit):
        return money(value, unit)
    suffix = name("unit", unit)
    if short and abs(value) >= 1e5:
        if unit == "t":
            prefix, scaled = ("M", value / 1e6) if abs(value) >= 1e6 else ("k", value / 1e3)
            return f"{number(_rounded(scaled))} {prefix}{suffix}"
        return f"{amount(value)} {suffix}".strip()
    return f"{number(value)} {suffix}".strip()


def percent(value: float) -> str:
    """A share: ``49.979 %``."""
    return f"{value:,.3f}".rstrip("0").rstrip(".") + " %"


def change(old: float | None, new: float | None, *, plain: bool = False) -> str:
    """How a figure moved: ``▲ 11 %``; empty where there is nothing to compare."""
    if old is None or new is None or old == 0:
        return ""
    moved = (new - old) / abs(old) * 100
    sign = mark("flat" if abs(moved) < 0.5 else "up" if moved > 0 else "down", plain=plain)
    return f"{sign} {abs(moved):,.0f} %"


def day(value: str | date | None, zone: tzinfo | None = None) -> str:
    """A date as precise as it is known: ``29 Jun 2025``, ``Jun 2025``, ``2025``; a moment is shown in ``zone``. A day that
    its month does not have stands for the month's end and is left out."""
    year, month, number_ = _parts(value, zone)
    if not year:
        return str(value) if value else say("amount.none")
    return " ".join(p for p in (number_ and str(int(number_)), month and _month(month), year) if p)


def day_short(value: str | date | None, zone: tzinfo | None = None) -> str:
    """A date without its year, for a column under a year's heading: ``29 Jun``, ``Jun``, ``2025``."""
    year, month, number_ = _parts(value, zone)
    if not year:
        return day(value, zone)
    return f"{int(number_):02d} {_month(month)}" if number_ else _month(month) if month else year


def clock_time(moment: datetime, zone: tzinfo | None = None) -> str:
    """The hour and minute of a moment in ``zone`` (UTC): ``14:02``."""
    return moment.astimezone(zone or UTC).strftime("%H:%M")


def period(value: str | None) -> str:
    """A reporting period: ``H1 2023``, ``Q3 2023``, ``Jan–Sep 2023``, ``31 Dec 2023``; empty where none."""
    if not value:
        return ""
    if "/" in value:
        first, _, last = value.partition("/")
        if first[:4] == last[:4] and len(first) == len(last) == 7:
            return f"{_month(first[5:])}–{day(last)}"
        return f"{period(first)}–{period(last)}"
    part = re.fullmatch(r"(\d{4})-([HQ]\d)", value)
    return f"{part[2]} {part[1]}" if part else day(value)


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
    brief: dict[str, str] = catalogue()["commodity-short"] if short else {}
    return brief.get(key) or name("commodity", key)


def commodities(keys: Iterable[str], *, short: bool = False) -> str:
    """Names or symbols of commodities in a row: ``copper, gold`` or ``Cu Au``."""
    return (" " if short else ", ").join(commodity(key, short=short) for key in keys)


def figure(metric: str, commodity_: str | None) -> str:
    """What a figure measures: ``uranium output``, ``market value``; a commodity that says nothing of it is left out."""
    of = "" if metric in _OF_NOTHING else commodity(commodity_)
    return f"{of} {name('metric', metric)}".strip()


def sparkline(values: Sequence[float | None]) -> str:
    """Values as small bars from the lowest to the highest, a space where one is missing: ``▂▃ █``."""
    known = [v for v in values if v is not None]
    if not known:
        return ""
    low, spread = min(known), max(known) - min(known)
    top = len(BARS) - 1
    return "".join(" " if v is None else BARS[round((v - low) / spread * top) if spread else top // 2] for v in values)


def size(octets: int) -> str:
    """A file's size: ``512 B``, ``1.4 MB``."""
    scaled = float(octets)
    for unit in ("B", "kB", "MB", "GB"):
        if scaled < 1000 or unit == "GB":
            break
        scaled /= 1000
    return f"{number(_rounded(scaled))} {unit}"


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


def _month(number_: str) -> str:
    return say(f"month.{int(number_)}")


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
