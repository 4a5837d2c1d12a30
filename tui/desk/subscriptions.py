"""Switching feeds on and off from the desk: feeds.toml is edited, and the desk goes on with what it says then."""

from __future__ import annotations

from pathlib import Path

from tui.config.model import Config
from tui.words import say


class SwitchError(Exception):
    """The file could not be edited; the message is a sentence for people."""


def switch(config: Config, url: str, *, enabled: bool) -> Config:
    """Switch a feed in feeds.toml and read the file again. Raises SwitchError."""
    from tui.brief.files import write
    from tui.config.edit import EditError
    from tui.config.edit import switch as switched
    from tui.config.load import load
    from tui.config.rewrite import rewrite

    path = _file_of(config)
    try:
        rewrite(path, lambda text: switched(text, {url}, enabled=enabled), write)
    except UnicodeDecodeError as error:
        raise SwitchError(say("feeds.not-text", path=path)) from error
    except (EditError, OSError) as error:
        raise SwitchError(say("feeds.cannot-edit", path=path, why=error)) from error
    return load(path)[0]


def _file_of(config: Config) -> Path:
    if config.path is None:
        raise SwitchError(say("feeds.demo"))
    return config.path
