"""The archive as the poller sees it: in one thread of its own, so that no write ever stalls a screen."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from tui.archive import Archive, ArchiveError, Saved, StoredItem, digest
from tui.archive.lease import Lease
from tui.config.model import FeedConfig
from tui.feeds.state import FeedState
from tui.model import Item, Reading
from tui.words import say

T = TypeVar("T")

_CACHE_KIB = 4_096
"""Whoever only adds to an archive reads little of it twice."""

_PAUSE = 0.25
_PATIENCE = 30.0
"""Seconds in which another program may be done with a feed's host."""


class Store:
    """Opens the archive at first use. Every method raises ArchiveError with a sentence for people."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._archive: Archive | None = None
        self._hosts: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")

    async def states(self) -> dict[str, FeedState]:
        """What is known of every feed. A poll begins with it: an archive that was replaced since the last is opened anew."""

        def read() -> dict[str, FeedState]:
            if self._archive is not None and self._archive.replaced:
                self._shut()
            return self._opened().feed_states()

        return await asyncio.get_running_loop().run_in_executor(self._thread, read)

    async def begin(self, url: str, now: datetime) -> FeedState | None:
        """Takes the lease of a feed and gives its newest state; waits for another program that polls its host. None where
        somebody else polls the feed, or has done so while this one waited."""

        def taken(archive: Archive) -> tuple[Lease, FeedState]:
            return archive.lease(url, now), archive.feed_state(url) or FeedState(url)

        until = asyncio.get_running_loop().time() + _PATIENCE
        async with self._hosts[urlsplit(url).hostname or ""]:  # one of its feeds waits for all
            lease, state = await self._run(taken)
            waited = lease is Lease.BUSY
            while lease is Lease.BUSY and asyncio.get_running_loop().time() < until:
                await asyncio.sleep(_PAUSE)
                lease, state = await self._run(taken)
        if lease and waited and state.last_poll and state.last_poll >= now:
            await self.release(url)
            return None
        return state if lease else None

    async def fresh(self, url: str, items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
        """The items that the archive does not hold yet, and those that it holds with another wording."""

        def unknown(archive: Archive) -> tuple[list[Item], list[Item]]:
            known = archive.known(url, [item.guid for item in items])
            added = [item for item in items if item.guid not in known]
            return added, [item for item in items if item.guid in known and known[item.guid] != digest(item)]

        return await self._run(unknown)

    async def save(
        self,
        feed: FeedConfig,
        state: FeedState,
        read: Sequence[tuple[Item, Reading]],
        now: datetime,
        *,
        release: bool = False,
    ) -> Saved:
        """Saves items, their readings and the feed's state in one transaction, which may ``release`` the feed, too."""
        return await self._run(lambda archive: archive.save_poll(feed, state, read, now, release=release))

    async def item(self, number: int) -> StoredItem | None:
        """An item as it is stored."""
        return await self._run(lambda archive: archive.item(number))

    async def twin_text(self, number: int) -> str:
        """The text that another feed brought under the item's link, "" where there is none that is longer."""
        return await self._run(lambda archive: archive.twin_text(number))

    async def save_article(self, number: int, text: str, reading: Reading) -> None:
        """Puts an article in the place of its teaser."""
        await self._run(lambda archive: archive.save_article(number, text, reading))

    async def release(self, url: str) -> None:
        """Gives a lease back."""
        await self._run(lambda archive: archive.release(url))

    async def waits(self) -> bool:
        """Whether reports wait that are not deferred."""
        return await self._run(lambda archive: archive.unsettled(deferred=False))

    async def settle(self, *, deferred: bool) -> None:
        """Puts what came into stories and deals, the ``deferred`` reports last, if at all, in steps, between which others may use
        the archive."""
        settled: tuple[Archive, Iterator[int]] | None = None

        def step(archive: Archive) -> int:
            nonlocal settled
            if settled is None or settled[0] is not archive:
                if not archive.unsettled(deferred=deferred):
                    return 0
                from tui.ledger.settle import batches  # most polls bring nothing

                settled = archive, batches(archive, deferred=deferred)
            return next(settled[1], 0)

        while await self._run(step):
            pass

    async def missing_rates(self, today: date, since: date | None = None) -> tuple[date, ...]:
        """Days whose rates deals need and nobody has asked for."""
        from tui.ledger.rates import missing  # only where rates are wanted

        return await self._run(lambda archive: missing(archive, today, since=since))

    async def save_rates(self, day: date, tenge: Mapping[str, float]) -> None:
        """Keeps a day's rates."""
        await self._run(lambda archive: archive.save_rates(day.isoformat(), tenge))

    async def close(self) -> None:
        """Waits for the write in progress, drops those that have not begun, and closes the archive."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        await asyncio.to_thread(self._thread.shutdown, wait=True)
        self._shut()

    def _shut(self) -> None:
        archive, self._archive = self._archive, None
        if archive is not None:
            archive.close()

    async def _run(self, work: Callable[[Archive], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: work(self._opened()))

    def _opened(self) -> Archive:
        if self._archive is None:
            self._archive = Archive.open(self._path, cache=_CACHE_KIB)
        elif self._archive.replaced:  # the numbers of its items are not those of the other
            raise ArchiveError(say("archive.replaced", path=self._path))
        return self._archive
