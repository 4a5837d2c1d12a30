"""One poller at a time for a feed."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timedelta

from tui import codec
from tui.archive.holder import Holder, is_dead
from tui.archive.identity import to_column

LEASE = timedelta(minutes=10)
"""How long a lease lasts unless it is given back; far longer than any poll of one feed may take."""

_GET = "SELECT holder, lease_ends FROM feeds WHERE url = ?"
_ADD = "INSERT OR IGNORE INTO feeds (url) VALUES (?)"
_TAKE = "UPDATE feeds SET holder = ?, lease_ends = ? WHERE url = ?"
_RELEASE = "UPDATE feeds SET holder = NULL, lease_ends = NULL WHERE url = ? AND holder = ?"
_RELEASE_ALL = "UPDATE feeds SET holder = NULL, lease_ends = NULL WHERE holder = ?"


def take(db: sqlite3.Connection, url: str, holder: Holder, now: datetime) -> bool:
    """Takes the feed at ``url`` for ``holder`` unless a living other one has it."""
    row = db.execute(_GET, (url,)).fetchone()
    if row is None:
        db.execute(_ADD, (url,))
    elif row[0] is not None and row[1] > to_column(now):
        other = codec.decode(Holder, json.loads(row[0]))
        if not is_dead(other):
            return False
    db.execute(_TAKE, (_text(holder), to_column(now + LEASE), url))
    return True


def release(db: sqlite3.Connection, url: str, holder: Holder) -> None:
    """Gives back what ``holder`` took; another's lease stays."""
    db.execute(_RELEASE, (url, _text(holder)))


def release_all(db: sqlite3.Connection, holder: Holder) -> None:
    """Gives back all that ``holder`` took."""
    db.execute(_RELEASE_ALL, (_text(holder),))


def _text(holder: Holder) -> str:
    return json.dumps(codec.encode(holder), sort_keys=True)
