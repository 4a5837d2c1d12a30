"""The National Bank of Kazakhstan's official rates: where they are, and how its files are read.

``rates_all.xml`` holds today's, ``get_rates.cfm?fdate=DD.MM.YYYY`` those of any day. A rate is tenge for ``quant`` units of a
currency: 1, 10, 100 or 1000."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from xml.parsers import expat

from tui.words import say

BANK = "https://nationalbank.kz/rss"
"""Where the bank keeps both files."""

_CURRENCY = re.compile(r"[A-Z]{3}")
_QUANTS = frozenset({"1", "10", "100", "1000"})
_DEEPEST = 8


class RatesError(Exception):
    """What came is no table of rates; the message is a plain sentence."""


@dataclass(slots=True)
class DayRates:
    """Tenge for one unit of each currency on ``day``; None where the file does not say of which day it is."""

    day: date | None = None
    tenge: dict[str, float] = field(default_factory=dict)


def address(base: str, day: date, today: date) -> str:
    """Where the rates of a day are."""
    base = base.rstrip("/")
    return f"{base}/rates_all.xml" if day == today else f"{base}/get_rates.cfm?fdate={day:%d.%m.%Y}"


def parse(body: bytes) -> DayRates:
    """The rates in one of the bank's files; entries that are no rates are left out. Raises RatesError."""
    reader = _Reader()
    try:
        reader.parser.Parse(body, True)
    except (expat.ExpatError, ValueError) as error:
        raise RatesError(say("fault-rates.no-table")) from error
    if not reader.known:
        raise RatesError(say("fault-rates.no-table"))
    return reader.found


class _Reader:
    """Collects the items of ``<rates>`` or of an RSS channel."""

    def __init__(self) -> None:
        self.found = DayRates()
        self.known = False
        self._path: list[str] = []
        self._text: list[str] = []
        self._values: dict[str, str] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append

    def _refuse(self, *_: object) -> None:
        raise RatesError(say("fault-rates.doctype"))

    def _start(self, name: str, _: dict[str, str]) -> None:
        if not self._path:
            self.known = name.lower() in ("rates", "rss")
        self._path.append(name.lower())
        self._text.clear()
        if len(self._path) > _DEEPEST:
            raise RatesError(say("fault-rates.nested"))

    def _end(self, _: str) -> None:
        name = self._path.pop()
        said = "".join(self._text).strip()
        self._text.clear()
        if name == "item":
            self._keep(self._values)
            self._values = {}
        elif self._path and self._path[-1] == "item":
            self._values[name] = said
        elif name == "date":
            self.found.day = _day(said)

    def _keep(self, values: dict[str, str]) -> None:
        currency, quant = values.get("title", ""), values.get("quant", "")
        value = _number(values.get("description", ""))
        if value is None or not _CURRENCY.fullmatch(currency) or quant not in _QUANTS:
            return
        self.found.tenge[currency] = value / int(quant)
        self.found.day = self.found.day or _day(values.get("pubdate", ""))


def _number(said: str) -> float | None:
    try:
        value = float(said.replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) and value > 0 else None


def _day(said: str) -> date | None:
    try:
        return datetime.strptime(said, "%d.%m.%Y").date()
    except ValueError:
        return None
