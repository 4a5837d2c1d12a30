"""How each feed fares: what it brings, what is wrong and what helps, when it is asked next and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tui.archive import Archive, FeedCount
from tui.config.model import Config, FeedConfig
from tui.feeds.fault import UNREACHED, kind_of, told
from tui.feeds.remedies import remedy
from tui.feeds.schedule import next_poll
from tui.feeds.state import FeedState

WINDOW = timedelta(weeks=4)
"""The time in which items are counted for a feed's pace."""

_WEEK = timedelta(weeks=1)
_SHORTEST = timedelta(days=1)
_NONE = FeedCount(0, 0)


@dataclass(frozen=True, slots=True)
class HealthEntry:
    """One feed of feeds.toml. ``status`` is off, unasked, gone, waiting, failing, moved, silent or working; ``remedy``
    names an advice, "" where none is needed; ``per_week`` counts items, ``share`` is the part on the beat from 0 to 1, both
    over ``WINDOW`` and None where nothing is known; ``reached`` says that the last poll spoke to its server; ``moved`` is
    the address that the feed has gone to; ``lacking`` counts articles that could not be fetched yet, the last of them for
    ``lacking_error``."""

    url: str
    title: str
    group: str
    kind: str
    language: str | None
    enabled: bool
    status: str
    items: int
    relevant: int
    per_week: float | None
    share: float | None
    last_poll: datetime | None
    reached: bool
    last_success: datetime | None
    failing_since: datetime | None
    failures: int
    error: str | None
    remedy: str
    note: str
    moved: str | None
    next_poll: datetime | None
    reason: str
    lacking: int
    lacking_error: str


def health(
    archive: Archive, config: Config, now: datetime, feeds: Sequence[FeedConfig] | None = None
) -> tuple[HealthEntry, ...]:
    """``feeds`` (all of feeds.toml, switched off ones too) in their order, as of ``now``."""
    states, counts, recent = archive.feed_states(), archive.feed_counts(), archive.feed_counts(now - WINDOW)
    return tuple(
        _entry(
            feed,
            states.get(feed.url),
            counts.get(feed.url, _NONE),
            recent.get(feed.url, _NONE),
            config.every,
            now,
        )
        for feed in (config.feeds if feeds is None else feeds)
    )


def _entry(
    feed: FeedConfig, state: FeedState | None, count: FeedCount, recent: FeedCount, every: timedelta, now: datetime
) -> HealthEntry:
    due = next_poll(feed, state, now, every)
    known = state or FeedState(feed.url)
    status = _status(feed, known, count, recent)
    failed = [page for page in known.pages if page.failures]
    return HealthEntry(
        url=feed.url,
        title=feed.title,
        group=feed.group,
        kind=feed.kind,
        language=feed.language,
        enabled=feed.enabled,
        status=status,
        items=count.items,
        relevant=count.relevant,
        per_week=_per_week(recent, now) if known.last_success else None,
        share=recent.relevant / recent.items if recent.items else None,
        last_poll=known.last_poll,
        reached=known.last_poll is not None and kind_of(known.error or "") not in UNREACHED,
        last_success=known.last_success,
        failing_since=known.failing_since,
        failures=known.failures,
        error=known.error and told(known.error),
        remedy=status if status in ("gone", "waiting", "moved", "silent") else remedy(known),
        note=told(known.note),
        moved=known.address,
        next_poll=due.at,
        reason=str(due.reason),
        lacking=len(failed),
        lacking_error=told(failed[-1].error) if failed else "",
    )


def _status(feed: FeedConfig, state: FeedState, count: FeedCount, recent: FeedCount) -> str:
    if not feed.enabled:
        return "off"
    if state.last_poll is None:
        return "unasked"
    if state.gone:
        return "gone"
    if state.error is not None:
        return "waiting" if state.retry_after is not None else "failing"
    if state.address is not None and state.address != feed.url:
        return "moved"
    return "silent" if count.items and not recent.items else "working"


def _per_week(recent: FeedCount, now: datetime) -> float:
    """Items a week, counted over the time that the oldest of them spans: a feed that was added yesterday has brought more
    than a day's items."""
    if recent.oldest is None:
        return 0.0
    return recent.items / (max(now - recent.oldest, _SHORTEST) / _WEEK)
