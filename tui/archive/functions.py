"""Functions of our own that the archive's SQL calls."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable
from functools import lru_cache

from tui.archive.filter import Amount, Test, Worth
from tui.text import fold


def register(connection: sqlite3.Connection) -> None:
    """Makes ``holds(text, parts)`` and ``folded(text)`` known to ``connection``."""
    connection.create_function("holds", 2, _holds, deterministic=True)
    connection.create_function("folded", 1, _folded, deterministic=True)


def let_convert(db: sqlite3.Connection, tests: Iterable[Test]) -> None:
    """Makes ``dollars(amount, currency, day)`` known where a sum is asked for."""
    for test in tests:
        if isinstance(test, Amount):
            db.create_function("dollars", 3, _dollars(test.worth))


def _dollars(worth: Worth) -> Callable[[float | None, str | None, str | None], float | None]:
    def dollars(amount: float | None, currency: str | None, day: str | None) -> float | None:
        return None if amount is None or currency is None else worth(amount, currency, day or "")

    return dollars


def _holds(text: str | None, parts: str) -> bool:
    """Whether one of ``parts`` (a JSON list, folded) begins at a word of ``text``."""
    pattern = _parts(parts)
    return bool(text and pattern and pattern.search(fold(text)))


@lru_cache(maxsize=16_384)
def _folded(text: str | None) -> str | None:
    return fold(text) if text else None


@lru_cache(maxsize=64)
def _parts(parts: str) -> re.Pattern[str] | None:
    named = json.loads(parts)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, named))})") if named else None
