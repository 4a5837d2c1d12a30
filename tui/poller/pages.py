"""The second half of a poll: articles of items that came as teasers, fetched one after another with the same manners."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from tui.archive import Saved
from tui.clock import Clock
from tui.config.model import FeedConfig
from tui.feeds import fulltext, headers
from tui.feeds.fault import fault
from tui.feeds.parsed import NotAFeedError
from tui.feeds.state import FeedState, Page
from tui.model import Document, Item, Reading
from tui.poller.process import Worker, WorkerError
from tui.poller.store import Store

if TYPE_CHECKING:
    from tui.feeds.http import Fetcher

PER_POLL = 10
SECONDS = 30.0
"""Time for all articles of one feed in one poll; the rest waits for the next."""

ATTEMPTS = 5
WAITING = 200
_FIRST_PAUSE = timedelta(hours=1)
_LONGEST_PAUSE = timedelta(days=1)
_LOST = frozenset((404, 410))


def queued(feed: FeedConfig, state: FeedState, saved: Saved, read: Sequence[tuple[Item, Reading]]) -> FeedState:
    """The state with the articles added that the items of ``read``, just saved in this order, lack."""
    numbers = (*saved.new, *saved.changed)
    if not read or len(numbers) != len(read):
        return state  # without news, or some of them were there already
    pages = tuple(
        Page(number, item.link)
        for number, (item, reading) in zip(numbers, read, strict=True)
        if fulltext.wanted(feed, item, reading.relevant)
    )
    waiting = tuple(page for page in state.pages if page.item not in numbers)
    return replace(state, pages=(pages + waiting)[:WAITING])


def may_follow(feed: FeedConfig, state: FeedState, read: Sequence[tuple[Item, Reading]], now: datetime) -> bool:
    """Whether there may be articles to fetch when ``read`` is saved."""
    return bool(due(state, now)) or any(fulltext.wanted(feed, item, reading.relevant) for item, reading in read)


def due(state: FeedState, now: datetime) -> list[Page]:
    """The articles to fetch in this poll."""
    return [page for page in state.pages if page.retry is None or page.retry <= now][:PER_POLL]


class Pages:
    """Fetches articles, has them read, and keeps them; one that several feeds lead to is fetched once."""

    def __init__(self, fetcher: Fetcher, worker: Worker, store: Store, clock: Clock) -> None:
        self._fetcher = fetcher
        self._worker = worker
        self._store = store
        self._clock = clock
        self._links: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def fetch(self, feed: FeedConfig, state: FeedState, *, inside: bool) -> FeedState:
        """The state with what is due done. ``inside`` says that the feed itself lives on this machine or its network; no
        other feed may lead there."""
        left = {page.item: page for page in state.pages}
        try:
            async with asyncio.timeout(SECONDS):
                for page in due(state, self._clock()):
                    async with self._links.setdefault(page.link, asyncio.Lock()):
                        after = await self._one(feed, page, inside)
                    left.pop(page.item)
                    if after is not None:
                        left[page.item] = after
        except (TimeoutError, ConnectionError):
            pass  # the rest waits for the next poll
        return replace(state, pages=tuple(left.values()))

    async def _one(self, feed: FeedConfig, page: Page, inside: bool) -> Page | None:
        """Fetches an article; gives the page where it is to be tried again. Raises ConnectionError where its server
        cannot be reached, which is no reason to give the article up."""
        from tui.feeds.http import ACCEPT_PAGE, FetchError

        now = self._clock()
        chosen = fulltext.selector(feed)
        known = "" if chosen else await self._store.twin_text(page.item)
        if known and not fulltext.is_teaser(known):
            await self._keep(feed, page, known)
            return None
        try:
            answer = await self._fetcher.get(feed, page.link, accept=ACCEPT_PAGE, stranger=not inside)
            if answer.status != 200:
                wait = headers.retry_after(answer.header("retry-after"), now)
                return _failed(page, fault("status", answer.status), now, wait, lost=answer.status in _LOST)
            text = await self._worker.article(answer.body, answer.header("content-type"), chosen)
        except FetchError as error:
            if error.unreachable:
                raise ConnectionError(str(error)) from error
            return _failed(page, str(error), now)
        except (NotAFeedError, WorkerError) as error:
            return _failed(page, str(error), now)
        await self._keep(feed, page, text)
        return None

    async def _keep(self, feed: FeedConfig, page: Page, text: str) -> None:
        """Stores the article if it tells more than the feed did."""
        stored = await self._store.item(page.item)
        if stored is None or len(text) <= len(stored.text):
            return
        entry = stored.entry
        document = Document(entry.title, text, entry.published, feed.language or entry.language)
        reading = (await self._worker.read([document]))[0]
        if reading is not None:
            await self._store.save_article(page.item, text, reading)


def _failed(page: Page, error: str, now: datetime, wait: datetime | None = None, *, lost: bool = False) -> Page | None:
    """The page with its next attempt; None where there is none."""
    failures = page.failures + 1
    if lost or failures >= ATTEMPTS:
        return None
    pause = min(_FIRST_PAUSE * 2 ** (failures - 1), _LONGEST_PAUSE)
    return replace(page, failures=failures, error=error, retry=max(wait or now, now + pause))
