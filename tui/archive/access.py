"""An open file: one connection, one call at a time, every failure in words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tui.archive.connection import connect, transaction
from tui.archive.errors import spoken

if TYPE_CHECKING:
    from tui.archive.lease import Leases


_TAKE_IN = "PRAGMA wal_checkpoint(TRUNCATE)"
"""Left beside another file, a journal would be taken for that one's; what it holds belongs into the file that is closed."""


class Access:
    """An open archive's file, with the leases that are held through it."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._db = connection
        self._lock = threading.RLock()
        self._leases: Leases | None = None
        self._file = _identity(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, cache: int | None = None) -> Self:
        """Opens the archive at ``path``; a missing one is made, an older one brought up to date, unless ``read_only``.
        ``cache`` is what it may keep of the file in memory, in KiB, where less than usual will do."""
        connection = connect(path, read_only=read_only)
        if cache is not None:
            connection.execute(f"PRAGMA cache_size = -{cache:d}")
        return cls(connection, path, read_only=read_only)

    @property
    def replaced(self) -> bool:
        """Whether another file stands at the path since this one was opened; not while none does."""
        return _identity(self.path) not in (None, self._file)

    def close(self) -> None:
        """Gives leases back and closes the file. Closing twice is harmless."""
        with self._lock, spoken(self.path):
            try:
                if self._leases is not None:
                    with transaction(self._db) as db:
                        self._leases.release_all(db)
                    self._leases = None
                if self.replaced and not self.read_only:
                    self._db.execute(_TAKE_IN)
            finally:
                self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _leasing(self) -> Leases:
        if self._leases is None:
            from tui.archive.lease import Leases  # nor is this

            self._leases = Leases()
        return self._leases

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, spoken(self.path):
            yield self._db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, spoken(self.path), transaction(self._db) as db:
            yield db


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells the file at ``path`` from any other; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
