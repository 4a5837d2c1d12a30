"""The health of the feeds."""

from __future__ import annotations

from datetime import datetime

from tui.archive import Archive, FeedCount
from tui.config.model import Config, FeedConfig
from tui.feeds.fault import told
from tui.feeds.schedule import Due, next_poll
from tui.feeds.state import FeedState
from tui.ledger.entries import SourceEntry

_NONE = FeedCount(0, 0)


def sources(archive: Archive, config: Config, now: datetime) -> tuple[SourceEntry, ...]:
    """The enabled feeds in the order of feeds.toml, each as its last poll left it, and when it is due as of ``now``."""
    states, counts = archive.feed_states(), archive.feed_counts()
    return tuple(
        _entry(
            feed,
            states.get(feed.url),
            counts.get(feed.url, _NONE),
            next_poll(feed, states.get(feed.url), now, config.every),
        )
        for feed in config.feeds
        if feed.enabled
    )


def _entry(feed: FeedConfig, state: FeedState | None, count: FeedCount, due: Due) -> SourceEntry:
    known = state or FeedState(feed.url)
    return SourceEntry(
        url=feed.url,
        title=feed.title or known.title or feed.url,
        items=count.items,
        relevant=count.relevant,
        last_poll=known.last_poll,
        last_success=known.last_success,
        next_poll=due.at,
        reason=str(due.reason),
        error=known.error and told(known.error),
    )
