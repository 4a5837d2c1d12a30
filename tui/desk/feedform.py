"""A feed's keys of feeds.toml as they are changed on the desk. Pure."""

from __future__ import annotations

from tui.config.model import FEED_KINDS, FeedConfig
from tui.desk.screens.editor import Entry
from tui.desk.subscriptions import FIELDS, value_of
from tui.words import say


def entries(feed: FeedConfig) -> list[Entry]:
    """A line of the form for each key that may be changed."""
    return [
        Entry(
            key,
            say(f"feed-form.{key}"),
            value_of(feed, key),
            say(f"feed-form-example.{key}"),
            tuple((kind, kind) for kind in FEED_KINDS) if key == "kind" else (),
        )
        for key in FIELDS
    ]
