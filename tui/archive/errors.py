"""What can go wrong with the archive, in plain sentences: what happened, where, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.words import say


class ArchiveError(Exception):
    """The archive cannot do what was asked; the message is a sentence for people."""


_ADVICE = {
    "SQLITE_BUSY": "busy",
    "SQLITE_LOCKED": "busy",
    "SQLITE_READONLY": "readonly",
    "SQLITE_FULL": "full",
    "SQLITE_CANTOPEN": "cannot-open",
    "SQLITE_PERM": "not-allowed",
    "SQLITE_NOTADB": "foreign",
    "SQLITE_CORRUPT": "corrupt",
    "SQLITE_IOERR": "disk",
    "SQLITE_TOOBIG": "too-big",
}
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")


def is_busy(error: sqlite3.Error) -> bool:
    """Whether waiting may help."""
    return _name(error).startswith(_BUSY)


def is_unopenable(error: sqlite3.Error) -> bool:
    """Whether the file could not be opened at all, as happens when its folder cannot take a lock file."""
    return _name(error).startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))


def is_damaged(error: ArchiveError) -> bool:
    """Whether the file is no sound archive any more, so that nothing can be read or kept in it."""
    cause = error.__cause__
    return isinstance(cause, sqlite3.Error) and _name(cause).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def is_unwritable(error: ArchiveError) -> bool:
    """Whether the file, or its folder, may only be read."""
    cause = error.__cause__
    return isinstance(cause, sqlite3.Error) and _name(cause).startswith("SQLITE_READONLY")


def plain(error: sqlite3.Error, path: Path) -> ArchiveError:
    """``error`` as a sentence about the archive at ``path``."""
    name = _name(error)
    advice = next((key for code, key in _ADVICE.items() if name.startswith(code)), None)
    why = say(f"archive-advice.{advice}") if advice else f"{error}."
    return ArchiveError(say("archive.trouble", path=path, why=why))


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turns every sqlite3.Error inside into an ArchiveError about ``path``."""
    try:
        yield
    except sqlite3.Error as error:
        raise plain(error, path) from error


def _name(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", ""))
