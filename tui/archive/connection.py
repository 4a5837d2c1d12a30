"""One connection to the archive's file: opened, recognised, kept patient."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tui.archive.errors import ArchiveError, is_busy, is_unopenable, spoken
from tui.archive.functions import register
from tui.archive.migrate import SCHEMA_VERSION, migrate
from tui.words import say, trouble

APPLICATION_ID = 0x4B454E57
"""``KENW``, in the file's header: which program the file belongs to."""

PATIENCE = 60.0
"""Seconds that a writer waits for other programs before it gives up."""

_BUSY_TIMEOUT_MS = 5_000
_PAUSE = 0.05
_CACHE_KIB = 16_384
"""Eight times the usual: with less, who writes to an archive of 100,000 items reads its inner pages again and again."""
_CACHE_TO_READ_KIB = 4_096
"""For those who only read, more does not make lists quicker."""

T = TypeVar("T")


def connect(path: Path, *, read_only: bool = False, older: bool = False) -> sqlite3.Connection:
    """Opens the archive at ``path``, made or brought up to date as needed; to read only, an ``older`` one as it is. Raises
    ArchiveError."""
    with spoken(path):
        if read_only:
            return _connect_to_read(path, older=older)
        _make_folder(path)
        connection = _open(path, "rwc")
        with _closed_on_error(connection):
            _prepare(connection, path)
        return connection


def patiently(action: Callable[[], T]) -> T:
    """Does ``action``, again and again while the file is busy, for as long as PATIENCE."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return action()
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All or nothing. The write lock is taken at the start: later there is nothing left to be busy about."""
    patiently(lambda: connection.execute("BEGIN IMMEDIATE"))
    try:
        yield connection
        patiently(lambda: connection.execute("COMMIT"))
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _open(path: Path, mode: str, *, immutable: bool = False) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if immutable else ''}"
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=_BUSY_TIMEOUT_MS / 1000
    )
    with _closed_on_error(connection):
        register(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        cache = _CACHE_TO_READ_KIB if mode == "ro" else _CACHE_KIB
        connection.execute(f"PRAGMA cache_size = -{cache:d}")
    return connection


def _connect_to_read(path: Path, *, older: bool) -> sqlite3.Connection:
    if not path.is_file():
        raise ArchiveError(say("archive.none", path=path))
    try:
        connection = _recognised(path)
    except sqlite3.OperationalError as error:
        if not is_unopenable(error) or _has_journal(path):
            raise
        # A folder that cannot be written to holds no lock file; with no journal beside it the file stands still.
        connection = _recognised(path, immutable=True)
    with _closed_on_error(connection):
        version = _number(connection, "PRAGMA user_version")
        if version != SCHEMA_VERSION and not older:
            raise ArchiveError(say("archive.older", path=path, version=version, known=SCHEMA_VERSION))
    return connection


def _recognised(path: Path, *, immutable: bool = False) -> sqlite3.Connection:
    connection = _open(path, "ro", immutable=immutable)
    with _closed_on_error(connection):
        patiently(lambda: _recognise(connection, path))
    return connection


@contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    fresh = patiently(lambda: _recognise(connection, path))
    if fresh:
        patiently(lambda: connection.execute("PRAGMA journal_mode = WAL"))
    connection.execute("PRAGMA synchronous = NORMAL")
    if _number(connection, "PRAGMA user_version") < SCHEMA_VERSION:
        with transaction(connection):
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
            migrate(connection)


def _recognise(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the file is still empty. Raises ArchiveError for a file of another program or of a newer kenwatch."""
    owner = _number(connection, "PRAGMA application_id")
    version = _number(connection, "PRAGMA user_version")
    if owner != APPLICATION_ID:
        if owner or version or _number(connection, "SELECT count(*) FROM sqlite_master"):
            raise ArchiveError(say("archive.other-program", path=path))
        return True
    if version > SCHEMA_VERSION:
        raise ArchiveError(say("archive.newer", path=path, version=version, known=SCHEMA_VERSION))
    return version == 0


def _number(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(say("archive.no-folder", folder=path.parent, why=trouble(error))) from error
    if path.is_dir():
        raise ArchiveError(say("archive.folder", path=path))


def _has_journal(path: Path) -> bool:
    journal = path.with_name(path.name + "-wal")
    return journal.exists() and journal.stat().st_size > 0
