"""When a feed is asked next, and why: one pure function of what is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b

from tui import words
from tui.config.model import FeedConfig
from tui.feeds.state import FeedState

FLOOR = timedelta(minutes=5)
CEILING = timedelta(days=1)
DEFAULT = timedelta(minutes=30)
LONGEST_RETRY_AFTER = timedelta(days=30)
"""A publisher may ask for more; then one request a month finds out whether it still does."""

_SLACK = timedelta(minutes=1)  # a cron job starts on the minute, its requests some seconds after
_JITTER = 0.25
_QUIET_POLLS = 3
_SLOW_FEED = 8  # a feed whose items come further apart than this many intervals is asked half as often


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a feed is due when it is. ``kind`` is disabled, gone, first, retry-after, failing, publisher, pace, every or
    skip; ``interval`` is what was chosen, ``every`` what the user wants."""

    kind: str
    interval: timedelta = timedelta()
    every: timedelta = timedelta()
    failures: int = 0

    def __str__(self) -> str:
        return _told(self, words.language())


@dataclass(frozen=True, slots=True)
class Due:
    """The moment from which a feed may be asked; None: not until the user does something."""

    at: datetime | None
    reason: Reason

    def by(self, now: datetime) -> bool:
        """Whether the feed is due at ``now``."""
        return self.at is not None and self.at <= now


def next_poll(feed: FeedConfig, state: FeedState | None, now: datetime, every: timedelta = DEFAULT) -> Due:
    """When ``feed`` may be asked next. ``every`` is the desk's interval, for a feed without one of its own."""
    if not feed.enabled:
        return Due(None, Reason("disabled"))
    if state is None or state.last_poll is None:
        return Due(now, Reason("first"))
    if state.gone:
        return Due(None, Reason("gone"))
    if state.retry_after is not None and state.retry_after > state.last_poll:
        at = min(state.retry_after, state.last_poll + LONGEST_RETRY_AFTER)
        return Due(at, Reason("retry-after", at - state.last_poll))
    reason = _interval(feed, state, every)
    if state.failures:
        reason = _back_off(state, reason)
    at = state.last_poll + reason.interval
    if reason.kind in ("every", "pace"):
        at -= min(_SLACK, reason.interval / 20)
    earliest = max(at, now)  # what was due in an allowed hour may be asked too late for it
    allowed = _outside_skipped(earliest, state)
    if allowed == earliest:
        return Due(at, reason)
    return Due(allowed, Reason("skip", allowed - state.last_poll, reason.every))


def forced(feed: FeedConfig, state: FeedState | None, now: datetime) -> Due:
    """When a feed may be asked if the user insists: at once, but for what only the publisher can lift."""
    due = next_poll(feed, state, now)
    return due if due.reason.kind in ("disabled", "gone", "retry-after") else Due(now, Reason("first"))


def _interval(feed: FeedConfig, state: FeedState, every: timedelta) -> Reason:
    """The user's interval, lengthened to what the publisher asks for; a feed with no interval of its own that has been
    quiet for long is asked less often."""
    wanted = _bounded(feed.every or every)
    asked = _bounded(timedelta(seconds=min(state.asked or 0.0, CEILING.total_seconds())))
    if state.asked and asked > wanted:
        return Reason("publisher", asked, wanted)
    slow = state.pace is not None and state.pace > _SLOW_FEED * wanted.total_seconds()
    if feed.every is None and slow and state.quiet >= _QUIET_POLLS:
        return Reason("pace", _bounded(2 * wanted), wanted)
    return Reason("every", wanted, wanted)


def _back_off(state: FeedState, reason: Reason) -> Reason:
    """Doubling with each failure up to a day, with a jitter that the feed and the count decide, so that feeds which fail
    together do not return together."""
    seconds = reason.interval.total_seconds() * 2.0 ** min(state.failures - 1, 20)
    share = blake2b(f"{state.url}#{state.failures}".encode(), digest_size=2).digest()
    jitter = 1 + _JITTER * int.from_bytes(share, "big") / 0xFFFF
    longest = max(CEILING.total_seconds(), reason.interval.total_seconds())
    return Reason(
        "failing", timedelta(seconds=min(seconds, longest / (1 + _JITTER)) * jitter), reason.every, state.failures
    )


def _bounded(interval: timedelta) -> timedelta:
    return max(interval, FLOOR)


def _outside_skipped(at: datetime, state: FeedState) -> datetime:
    """``at``, or the next full hour (UTC) that the publisher does not ask to skip; a feed that skips all skips none."""
    moment = at.astimezone(UTC)
    for _ in range(24 * 8):
        if moment.hour not in state.skip_hours and moment.weekday() not in state.skip_days:
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return at


@lru_cache(maxsize=1_024)
def _told(reason: Reason, _: str) -> str:
    """The reason in the words of a language; most feeds are asked for one of a few."""
    interval, every = _span(reason.interval), _span(reason.every)
    return words.say(f"due.{reason.kind}", interval=interval, every=every, failures=reason.failures)


def _span(length: timedelta) -> str:
    minutes = round(length.total_seconds() / 60)
    if minutes < 100:
        return words.say("span.minutes", n=minutes)
    if minutes < 60 * 48:
        return words.say("span.hours", n=round(minutes / 60))
    return words.say("span.days", n=round(minutes / 1440))
