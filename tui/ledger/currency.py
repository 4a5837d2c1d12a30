"""Money in US dollars: the text's own conversion where it gives one, else the rate of the day, else the year's average."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tui.model import Deal

Daily = Callable[[str], Mapping[str, float]]
"""Tenge for one unit of each currency on a day (ISO); empty where nobody knows."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Units of a currency for one dollar, on average over ``year``; ``estimate`` marks a rate that no source confirms."""

    per_usd: float
    year: int
    estimate: bool


def rate(currency: str, day: str) -> Rate | None:
    """The average rate of the year of ``day`` (an ISO date), or of the nearest year that is known; None for a currency
    without rates."""
    rates = _rates().get(currency)
    if not rates or not day[:4].isdigit():
        return None
    year = int(day[:4])
    return rates[min(rates, key=lambda known: (abs(known - year), -known))]


def to_usd(amount: float, currency: str, day: str) -> tuple[float, str] | None:
    """``amount`` in dollars and which rate was used ("year"); None where the currency has no rate."""
    found = rate(currency, day)
    return (amount / found.per_usd, "year") if found else None


def is_day(date: str | None) -> bool:
    """Whether a fact's date names a day: one that is told does where it is whole, one that is not stands at its report's."""
    return date is None or len(date) == 10


def on_day(amount: float, currency: str, tenge: Mapping[str, float]) -> float | None:
    """``amount`` in dollars at the rates of one day; None where they do not hold the currency."""
    unit = 1.0 if currency == "KZT" else tenge.get(currency)
    return amount * unit / tenge["USD"] if unit and tenge.get("USD") else None


def in_usd(
    amount: float | None, currency: str | None, day: str, daily: Daily | None = None
) -> tuple[float | None, str | None]:
    """An amount in dollars and which rate was used: "day" where ``daily`` knows it, "year", or None where nothing is
    converted."""
    if amount is None or currency is None:
        return None, None
    if currency != "USD" and daily and (usd := on_day(amount, currency, daily(day))):
        return usd, "day"
    return (amount, None) if currency == "USD" else to_usd(amount, currency, day) or (None, None)


def worth(deal: Deal, day: str, daily: Daily | None = None) -> tuple[float | None, str | None]:
    """What ``deal`` is worth in dollars, and whose rate says so: "text", "day", "year", or None where nothing is
    converted."""
    if deal.amount is not None and deal.currency != "USD" and deal.converted and deal.converted[1] == "USD":
        return deal.converted[0], "text"
    return in_usd(deal.amount, deal.currency, day, daily)


@cache
def _rates() -> dict[str, dict[int, Rate]]:
    lines = files("tui.ledger").joinpath("rates.csv").read_text(encoding="utf-8").splitlines()
    rates: dict[str, dict[int, Rate]] = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        year, estimates = int(row.pop("year")), row.pop("estimates").split(";")
        for currency, value in row.items():
            if value:
                rates.setdefault(currency, {})[year] = Rate(float(value), year, currency in estimates)
    return rates
