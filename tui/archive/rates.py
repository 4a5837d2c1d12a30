"""Rates of exchange, kept for ever: what a day's money was worth does not change."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

_OF_DAY = "SELECT currency, tenge FROM rates WHERE day = ? AND currency <> ''"
_DAYS = "SELECT DISTINCT day FROM rates ORDER BY day"
_CLEAR = "DELETE FROM rates WHERE day = ?"
_ADD = "INSERT INTO rates (day, currency, tenge) VALUES (?, ?, ?)"


def of_day(db: sqlite3.Connection, day: str) -> dict[str, float]:
    """Tenge for one unit of each currency on a day; empty where nothing is known."""
    return dict(db.execute(_OF_DAY, (day,)).fetchall())


def days(db: sqlite3.Connection) -> list[str]:
    """The days that need not be asked for again, the oldest first."""
    return [day for (day,) in db.execute(_DAYS)]


def save(db: sqlite3.Connection, day: str, tenge: Mapping[str, float]) -> None:
    """Keeps a day's rates; a day for which there are none is kept as such."""
    db.execute(_CLEAR, (day,))
    db.executemany(_ADD, [(day, currency, value) for currency, value in (tenge or {"": 0.0}).items()])
