"""What alerts told, so that each item is told once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from tui.archive.identity import storable

_KNOWN = "SELECT 1 FROM alerted WHERE alert = ? AND item = 0"
_TOLD = "SELECT item FROM alerted WHERE alert = ? AND item IN (SELECT value FROM json_each(?))"
_TELL = "INSERT OR IGNORE INTO alerted (alert, item) SELECT ?, value FROM json_each(?)"


def known(db: sqlite3.Connection, alert: str) -> bool:
    """Whether the alert of that name was ever asked."""
    return db.execute(_KNOWN, (storable(alert),)).fetchone() is not None


def told(db: sqlite3.Connection, alert: str, items: Iterable[int]) -> set[int]:
    """Those of ``items`` that the alert told."""
    return {item for (item,) in db.execute(_TOLD, (storable(alert), json.dumps(list(items))))}


def tell(db: sqlite3.Connection, alert: str, items: Iterable[int]) -> None:
    """Remembers that the alert was asked, and ``items`` as told."""
    db.execute(_TELL, (storable(alert), json.dumps([0, *items])))
