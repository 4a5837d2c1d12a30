"""Feeds by name, as people type them: an address, a title, or a part of either that fits one feed only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from tui.cli.usage import with_likely
from tui.text import line
from tui.words import say

if TYPE_CHECKING:
    from tui.config.model import FeedConfig


def feed(name: str, feeds: Sequence[FeedConfig]) -> FeedConfig:
    """The feed that is called ``name``, as titles are shown: by its whole address or title, else their beginning, else a
    part of them. Raises UsageError, with the feeds that fit where several do."""
    wanted = line(name).casefold()
    ways: tuple[Callable[[str, str], bool], ...] = (
        lambda title, url: url == wanted,
        lambda title, url: title == wanted,
        lambda title, url: title.startswith(wanted) or url.startswith(wanted),
        lambda title, url: wanted in title or wanted in url,
    )
    for way in ways if wanted else ():
        found = [feed for feed in feeds if way(line(feed.title).casefold(), feed.url.casefold())]
        if len(found) == 1:
            return found[0]
        if found:
            alike = len({feed.title for feed in found}) < len(found)
            titles = ", ".join(f"{feed.title!r} ({feed.url})" if alike else repr(feed.title) for feed in found)
            raise click.UsageError(say("poll.several", name=repr(name), titles=titles))
    raise click.UsageError(with_likely(say("poll.unknown", name=repr(name)), name, [feed.title for feed in feeds]))
