"""One poller at a time for a feed, and for a host: two programs together ask it no more than one would."""

from __future__ import annotations

import json
import os
import sqlite3
from datetime import datetime, timedelta
from enum import Enum
from urllib.parse import urlsplit

from tui import codec
from tui.archive.holder import Holder, is_dead, this_process
from tui.archive.identity import to_column

LEASE = timedelta(minutes=10)
"""How long a lease lasts unless it is given back; far longer than any poll of one feed may take."""

_GET = "SELECT holder, lease_ends FROM feeds WHERE url = ?"
# By the beginning of the address, for which there is an index; a host whose name only begins like this is sorted out after.
_OF_HOST = """
SELECT url, holder FROM feeds
WHERE (url BETWEEN 'http://' || :host AND 'http://' || :host || x'ff'
    OR url BETWEEN 'https://' || :host AND 'https://' || :host || x'ff')
  AND holder IS NOT NULL AND holder <> :holder AND lease_ends > :now"""
_ADD = "INSERT OR IGNORE INTO feeds (url) VALUES (?)"
_TAKE = "UPDATE feeds SET holder = ?, lease_ends = ? WHERE url = ?"
_RELEASE = "UPDATE feeds SET holder = NULL, lease_ends = NULL WHERE url = ? AND holder = ?"
_RELEASE_ALL = "UPDATE feeds SET holder = NULL, lease_ends = NULL WHERE holder = ?"


class Lease(Enum):
    """What came of asking for a lease: ``TAKEN``, the feed is polled ``ELSEWHERE``, or another feed of its host is, which
    makes the host ``BUSY`` for a moment. Only the first is true."""

    TAKEN = "taken"
    ELSEWHERE = "elsewhere"
    BUSY = "busy"

    def __bool__(self) -> bool:
        return self is Lease.TAKEN


class Leases:
    """The leases of one open archive, taken by ``holder`` or else by this process. Every method runs inside the caller's
    transaction."""

    def __init__(self, holder: Holder | None = None) -> None:
        self._name = json.dumps(codec.encode(holder or this_process(os.urandom(8).hex())), sort_keys=True)
        self._held: set[str] = set()

    def take(self, db: sqlite3.Connection, url: str, now: datetime) -> Lease:
        """Takes the feed at ``url`` unless a living other one has it, or a feed of the same host."""
        row = db.execute(_GET, (url,)).fetchone()
        if row is None:
            db.execute(_ADD, (url,))
        elif row[0] is not None and row[1] > to_column(now) and _lives(row[0]):
            return Lease.ELSEWHERE
        if self._host_is_busy(db, url, now):
            return Lease.BUSY
        db.execute(_TAKE, (self._name, to_column(now + LEASE), url))
        self._held.add(url)
        return Lease.TAKEN

    def _host_is_busy(self, db: sqlite3.Connection, url: str, now: datetime) -> bool:
        host = urlsplit(url).hostname
        rows = db.execute(_OF_HOST, {"host": host, "holder": self._name, "now": to_column(now)}) if host else ()
        return any(urlsplit(other).hostname == host and _lives(holder) for other, holder in rows)

    def release(self, db: sqlite3.Connection, url: str) -> None:
        """Gives back what was taken; another's lease stays."""
        db.execute(_RELEASE, (url, self._name))
        self._held.discard(url)

    def release_all(self, db: sqlite3.Connection) -> None:
        """Gives back all that was taken."""
        if self._held:
            db.execute(_RELEASE_ALL, (self._name,))
            self._held.clear()


def _lives(holder: str) -> bool:
    return not is_dead(codec.load(Holder, holder))
