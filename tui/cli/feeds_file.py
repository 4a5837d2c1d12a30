"""feeds.toml as the verbs edit it: read, changed and written whole, so that nobody ever meets half of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import err
from tui.words import say

if TYPE_CHECKING:
    from tui.cli.session import World


def path_of(world: World) -> Path:
    """The file to edit. Raises FailureError in the demonstration, which has none."""
    if world.config.path is None:
        raise err.FailureError(say("feeds.demo"), err.Code.USAGE)
    return world.config.path


def edit(world: World, change: Callable[[str], str]) -> Path:
    """Write feeds.toml as ``change`` makes it out of what it holds now; a link is followed, not replaced."""
    from tui.brief.files import write
    from tui.config.edit import EditError

    path = path_of(world)
    try:
        with _alone(path.resolve().parent):
            before = path.read_bytes().decode("utf-8")
            after = change(before)
            if after != before:
                write(path.resolve(), after)
    except UnicodeDecodeError as error:
        raise err.FailureError(say("feeds.not-text", path=path), err.Code.USAGE) from error
    except EditError as error:
        raise err.FailureError(say("feeds.cannot-edit", path=path, why=error), err.Code.USAGE) from error
    return path


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
