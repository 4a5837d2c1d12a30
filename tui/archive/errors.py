"""What can go wrong with the archive, in plain sentences: what happened, where, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class ArchiveError(Exception):
    """The archive cannot do what was asked; the message is a sentence for people."""


_ADVICE = {
    "SQLITE_BUSY": "another program keeps it busy. Wait until that program is done, or close it.",
    "SQLITE_LOCKED": "another program keeps it busy. Wait until that program is done, or close it.",
    "SQLITE_READONLY": "it is read-only. Make the file and its folder writable, or choose another with --archive.",
    "SQLITE_FULL": "the disk is full. Nothing was half-written; make room and try again.",
    "SQLITE_CANTOPEN": "it cannot be opened. See that the folder exists and is writable, or choose another with --archive.",
    "SQLITE_PERM": "it may not be opened. Check the file's permissions, or choose another with --archive.",
    "SQLITE_NOTADB": "it is not an archive of kenwatch. Choose another file with --archive.",
    "SQLITE_CORRUPT": "it is damaged. Restore a backup of it, or move it away to begin anew.",
    "SQLITE_IOERR": "the disk failed while it was read or written. Check the disk and its free space.",
    "SQLITE_TOOBIG": "a text is too large to be kept.",
}
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")


def is_busy(error: sqlite3.Error) -> bool:
    """Whether waiting may help."""
    return _name(error).startswith(_BUSY)


def is_unopenable(error: sqlite3.Error) -> bool:
    """Whether the file could not be opened at all, as happens when its folder cannot take a lock file."""
    return _name(error).startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))


def plain(error: sqlite3.Error, path: Path) -> ArchiveError:
    """``error`` as a sentence about the archive at ``path``."""
    name = _name(error)
    advice = next((text for code, text in _ADVICE.items() if name.startswith(code)), None)
    return ArchiveError(f"The archive {path}: {advice or f'{error}.'}")


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turns every sqlite3.Error inside into an ArchiveError about ``path``."""
    try:
        yield
    except sqlite3.Error as error:
        raise plain(error, path) from error


def _name(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", ""))
