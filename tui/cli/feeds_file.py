"""feeds.toml as the verbs edit it."""

from __future__ import annotations

from collections.abc import Callable
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
    from tui.config.rewrite import rewrite

    path = path_of(world)
    try:
        rewrite(path, change, write)
    except UnicodeDecodeError as error:
        raise err.FailureError(say("feeds.not-text", path=path), err.Code.USAGE) from error
    except EditError as error:
        raise err.FailureError(say("feeds.cannot-edit", path=path, why=error), err.Code.USAGE) from error
    return path
