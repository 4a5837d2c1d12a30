"""From one poll's answer to what is remembered of the feed. Pure: the state before, the answer, the state after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from tui.config.model import FeedConfig
from tui.feeds import headers, schedule
from tui.feeds.fault import fault
from tui.feeds.parsed import ParsedFeed
from tui.feeds.state import FeedState
from tui.model import Item

MOVE_POLLS = 3
MOVE_TIME = timedelta(days=1)
_NEWEST = 20
_STEPS_BACK = 3
_LOST = frozenset((404, 410))


def address(feed: FeedConfig, state: FeedState) -> str:
    """Where to ask: the configured address, or the one it has permanently moved to."""
    return state.address or feed.url


def validators(state: FeedState) -> tuple[tuple[bytes, bytes], ...]:
    """The headers of a conditional request: the publisher's own bytes, none invented."""
    pairs = ((b"If-None-Match", state.etag), (b"If-Modified-Since", state.modified))
    return tuple((name, value.encode("latin-1")) for name, value in pairs if value is not None)


def body_digest(body: bytes, content_type: str) -> str:
    """Names a body, so that one that did not change is not read again."""
    return blake2b(content_type.encode("utf-8", "replace") + b"\0" + body, digest_size=16).hexdigest()


def unchanged(state: FeedState, answer: Mapping[str, str], status: int, moved: str | None, now: datetime) -> FeedState:
    """After a 304, or a 200 with the body of last time. ``answer`` holds the headers by lower-case name."""
    fresh = _validators_of(answer)
    kept = {name: value for name, value in fresh.items() if value is not None} if status == 304 else fresh
    return _well(replace(state, **kept, quiet=state.quiet + 1, status=status), answer, moved, now)


def parsed(
    state: FeedState,
    answer: Mapping[str, str],
    found: ParsedFeed,
    digest: str,
    moved: str | None,
    now: datetime,
    *,
    news: bool,
) -> FeedState:
    """After a 200 that was read; ``news`` tells whether any item was new or changed. A document that was cut short is
    asked for unconditionally next time."""
    fresh = _validators_of(answer) if found.complete else {"etag": None, "modified": None}
    state = replace(
        state,
        **fresh,
        title=found.title or state.title,
        language=found.language or state.language,
        digest=digest if found.complete else None,
        skip_hours=found.skip_hours,
        skip_days=found.skip_days,
        document_asks=found.asked,
        pace=_pace(found.items),
        quiet=0 if news else state.quiet + 1,
        note=found.note,
        status=200,
    )
    return _well(state, answer, moved, now)


def refused(state: FeedState, answer: Mapping[str, str], status: int, now: datetime) -> FeedState:
    """After an answer that is an error."""
    if status == 410 and state.address is None:
        state = replace(state, gone=True)
    state = failed(state, fault("status", status), now, lost=status in _LOST)
    return replace(state, status=status, retry_after=headers.retry_after(answer.get("retry-after", ""), now))


def failed(state: FeedState, error: str, now: datetime, *, lost: bool = False) -> FeedState:
    """After a poll without a usable answer, for the fault ``error``. An address that the feed had moved to is given up when
    it is ``lost``."""
    failures = state.failures + 1
    back = lost or failures >= _STEPS_BACK
    return replace(
        state,
        failures=failures,
        error=error,
        failing_since=state.failing_since or now,
        last_poll=now,
        retry_after=None,
        status=None,
        address=None if back else state.address,
    )


def scheduled(feed: FeedConfig, state: FeedState, now: datetime, every: timedelta) -> FeedState:
    """The state with the next poll and its reason filled in."""
    due = schedule.next_poll(feed, state, now, every)
    return replace(state, next_poll=due.at, reason=str(due.reason))


def _well(state: FeedState, answer: Mapping[str, str], moved: str | None, now: datetime) -> FeedState:
    control, expires = answer.get("cache-control", ""), answer.get("expires", "")
    wishes = [wish for wish in (headers.freshness(control, expires, now), state.document_asks) if wish]
    silent = state.status == 304 and not control and not expires  # then what the last 200 said still holds
    return replace(
        state,
        asked=state.asked if silent else max(wishes, default=None),
        failures=0,
        error=None,
        failing_since=None,
        retry_after=None,
        last_poll=now,
        last_success=now,
        **_moved(state, moved, now),
    )


def _moved(state: FeedState, moved: str | None, now: datetime) -> dict[str, Any]:
    """What a permanent redirect changes: it is believed at once on the same host, elsewhere after some polls over a day."""
    nowhere = {"moved_to": None, "moved_since": None, "moved_polls": 0}
    if moved is None or moved == state.url:
        return nowhere | {"address": None if moved else state.address}
    known = moved == state.moved_to and state.moved_since is not None
    since = state.moved_since if known and state.moved_since else now
    polls = state.moved_polls + 1 if known else 1
    same_host = urlsplit(moved).hostname == urlsplit(state.address or state.url).hostname
    if same_host or (polls >= MOVE_POLLS and now - since >= MOVE_TIME):
        return nowhere | {"address": moved}
    return {"moved_to": moved, "moved_since": since, "moved_polls": polls}


def _validators_of(answer: Mapping[str, str]) -> dict[str, str | None]:
    return {"etag": answer.get("etag"), "modified": answer.get("last-modified")}


def _pace(items: tuple[Item, ...]) -> float | None:
    """The typical time between two items, in seconds."""
    times = sorted((item.published for item in items if item.published), reverse=True)[:_NEWEST]
    gaps = sorted((newer - older).total_seconds() for newer, older in pairwise(times))
    return gaps[len(gaps) // 2] if gaps else None


def renewed(state: FeedState) -> FeedState:
    """The state of a feed that its publisher gave up and the user does not: asked again as if for the first time."""
    return replace(
        state, gone=False, failures=0, error=None, failing_since=None, retry_after=None, last_poll=None, next_poll=None
    )
