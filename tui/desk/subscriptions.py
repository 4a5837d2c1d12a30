"""Changes of feeds.toml from the desk: the file is edited, and the desk goes on with what it says then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tui.config.model import Config, FeedConfig
from tui.words import say

FIELDS = ("title", "group", "kind", "language", "every", "fulltext", "url")
"""The keys of a feed that may be changed here."""


class SwitchError(ValueError):
    """The file could not be edited, or not so; the message is a sentence for people."""


def switch(config: Config, url: str, *, enabled: bool) -> Config:
    """Switch a feed in feeds.toml and read the file again. Raises SwitchError."""
    from tui.config import edit

    return _edited(config, lambda text: edit.switch(text, {url}, enabled=enabled))


def add(config: Config, table: Mapping[str, object]) -> Config:
    """Put a feed into feeds.toml and read the file again. Raises SwitchError."""
    from tui.config import edit

    return _edited(config, lambda text: edit.add(text, [table]))


def change(config: Config, url: str, key: str, value: str) -> Config:
    """Change a key of a feed in feeds.toml, "" for none, and read the file again. Raises SwitchError."""
    from tui.config import edit

    value = value.strip()
    _check(config, url, key, value)
    if key == "url":
        return _edited(config, lambda text: edit.readdress(text, {url: value}))
    return _edited(config, lambda text: edit.put(text, url, key, value))


def value_of(feed: FeedConfig, key: str) -> str:
    """What a key of a feed holds, as it is written in feeds.toml; "" where it is not there or its default."""
    if key == "every":
        minutes = int(feed.every.total_seconds() // 60) if feed.every else 0
        hours, rest = divmod(minutes, 60)
        return "" if not minutes else f"{minutes}m" if rest else f"{hours}h"
    return str(getattr(feed, key) or "")


def _check(config: Config, url: str, key: str, value: str) -> None:
    """Raises SwitchError where the key cannot have the value."""
    from tui.config import checks
    from tui.config.load import FEED
    from tui.feeds.opml import same

    try:
        if value or key in ("title", "url"):
            FEED[key](value)
    except checks.MistakeError as mistake:
        likely = f" {say('query.likely', word=mistake.suggestion)}" if mistake.suggestion else ""
        raise SwitchError(f"{mistake}{likely}") from mistake
    if key == "url" and any(same(feed.url) == same(value) for feed in config.feeds if feed.url != url):
        raise SwitchError(say("feeds.already", title=value, path=config.path))


def _edited(config: Config, change: Callable[[str], str]) -> Config:
    from tui.brief.files import write
    from tui.config.edit import EditError
    from tui.config.load import load
    from tui.config.rewrite import rewrite

    path = _file_of(config)
    try:
        rewrite(path, change, write)
    except UnicodeDecodeError as error:
        raise SwitchError(say("feeds.not-text", path=path)) from error
    except (EditError, OSError) as error:
        raise SwitchError(say("feeds.cannot-edit", path=path, why=error)) from error
    return load(path)[0]


def _file_of(config: Config) -> Path:
    if config.path is None:
        raise SwitchError(say("feeds.demo"))
    return config.path
