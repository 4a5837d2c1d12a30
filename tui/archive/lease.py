"""One poller at a time for a feed."""

from __future__ import annotations

import json
import os
import sqlite3
from datetime import datetime, timedelta

from tui import codec
from tui.archive.holder import Holder, is_dead, this_process
from tui.archive.identity import to_column

LEASE = timedelta(minutes=10)
"""How long a lease lasts unless it is given back; far longer than any poll of one feed may take."""

_GET = "SELECT holder, lease_ends FROM feeds WHERE url = ?"
_ADD = "INSERT OR IGNORE INTO feeds (url) VALUES (?)"
_TAKE = "UPDATE feeds SET holder = ?, lease_ends = ? WHERE url = ?"
_RELEASE = "UPDATE feeds SET holder = NULL, lease_ends = NULL WHERE url = ? AND holder = ?"
_RELEASE_ALL = "UPDATE feeds SET holder = NULL, lease_ends = NULL WHERE holder = ?"


class Leases:
    """The leases of one open archive. Every method runs inside the caller's transaction."""

    def __init__(self) -> None:
        self.holder = this_process(os.urandom(8).hex())
        self._held: set[str] = set()

    def take(self, db: sqlite3.Connection, url: str, now: datetime) -> bool:
        """Takes the feed at ``url`` unless a living other one has it."""
        row = db.execute(_GET, (url,)).fetchone()
        if row is None:
            db.execute(_ADD, (url,))
        elif row[0] is not None and row[1] > to_column(now) and not is_dead(codec.decode(Holder, json.loads(row[0]))):
            return False
        db.execute(_TAKE, (self._name(), to_column(now + LEASE), url))
        self._held.add(url)
        return True

    def release(self, db: sqlite3.Connection, url: str) -> None:
        """Gives back what was taken; another's lease stays."""
        db.execute(_RELEASE, (url, self._name()))
        self._held.discard(url)

    def release_all(self, db: sqlite3.Connection) -> None:
        """Gives back all that was taken."""
        if self._held:
            db.execute(_RELEASE_ALL, (self._name(),))
            self._held.clear()

    def _name(self) -> str:
        return json.dumps(codec.encode(self.holder), sort_keys=True)
