"""feeds.toml read, changed and written whole, so that nobody ever meets half of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Change = Callable[[str], str]
Write = Callable[[Path, str], None]


def rewrite(path: Path, change: Change, write: Write) -> None:
    """Have ``write`` put there what ``change`` makes of the file's text, unless that is the same; a link is followed, not
    replaced. Raises UnicodeDecodeError, OSError, and what ``change`` raises."""
    with _alone(path.resolve().parent):
        before = path.read_bytes().decode("utf-8")
        after = change(before)
        if after != before:
            write(path.resolve(), after)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two edits at once come one after the other, where the system has locks for folders."""
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        flock(handle, LOCK_EX)
        yield
    finally:
        os.close(handle)
