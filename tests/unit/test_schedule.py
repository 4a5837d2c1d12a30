"""When a feed is asked next: properties of the pure function, and its words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tui.config.model import FeedConfig
from tui.feeds import schedule
from tui.feeds.state import FeedState

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FEED = FeedConfig("http://x/feed", "X")

states = st.builds(
    FeedState,
    st.just(FEED.url),
    last_poll=st.just(NOW),
    failures=st.integers(0, 100),
    asked=st.one_of(st.none(), st.floats(0, 1e9)),
    pace=st.one_of(st.none(), st.floats(0, 1e9)),
    quiet=st.integers(0, 50),
    skip_hours=st.lists(st.integers(0, 23), max_size=24).map(tuple),
    skip_days=st.lists(st.integers(0, 6), max_size=7).map(tuple),
    retry_after=st.one_of(st.none(), st.integers(-1000, 10**7).map(lambda s: NOW + timedelta(seconds=s))),
)
intervals = st.integers(0, 10**6).map(lambda seconds: timedelta(seconds=seconds))


@given(states, intervals)
def test_every_feed_is_asked_some_day_and_not_at_once(state: FeedState, every: timedelta) -> None:
    due = schedule.next_poll(FEED, state, NOW, every)
    assert due.at is not None
    asked_to_wait = state.retry_after is not None and state.retry_after > NOW
    assert asked_to_wait or due.at >= NOW + schedule.FLOOR - timedelta(minutes=1)
    assert due.at <= NOW + max(timedelta(days=60), 3 * every)
    assert str(due.reason)


@given(states, intervals)
def test_the_moment_it_is_due_it_may_be_asked(state: FeedState, every: timedelta) -> None:
    due = schedule.next_poll(FEED, state, NOW, every)
    assert due.at is not None
    assert schedule.next_poll(FEED, state, due.at, every).by(due.at)


@given(st.integers(1, 30))
def test_jitter_is_the_same_for_the_same_failure(failures: int) -> None:
    state = FeedState(FEED.url, last_poll=NOW, failures=failures)
    assert schedule.next_poll(FEED, state, NOW) == schedule.next_poll(FEED, state, NOW)


def test_feeds_that_fail_together_do_not_return_together() -> None:
    due = {schedule.next_poll(FEED, FeedState(f"http://x/{n}", last_poll=NOW, failures=3), NOW).at for n in range(20)}
    assert len(due) == 20


def test_the_users_interval_counts_within_the_floor() -> None:
    hasty = FeedConfig("http://x/feed", "X", every=timedelta(seconds=1))
    due = schedule.next_poll(hasty, FeedState(FEED.url, last_poll=NOW), NOW)
    assert due.at is not None
    assert due.at - NOW > timedelta(minutes=4)


def test_a_feed_with_an_interval_of_its_own_is_not_slowed_by_its_pace() -> None:
    own = FeedConfig("http://x/feed", "X", every=timedelta(hours=1))
    state = FeedState(FEED.url, last_poll=NOW, pace=1e7, quiet=50)
    assert schedule.next_poll(own, state, NOW).reason.kind == "every"
    assert schedule.next_poll(FEED, state, NOW).reason.kind == "pace"


def test_what_only_the_publisher_or_the_user_can_lift() -> None:
    wait = FeedState(FEED.url, last_poll=NOW, retry_after=NOW + timedelta(hours=3))
    assert not schedule.forced(FEED, wait, NOW).by(NOW)
    assert schedule.forced(FEED, FeedState(FEED.url, last_poll=NOW, failures=9), NOW).by(NOW)
    gone = FeedState(FEED.url, last_poll=NOW, gone=True)
    assert schedule.forced(FEED, gone, NOW).at is None
    assert schedule.next_poll(FEED, gone, NOW).at is None
