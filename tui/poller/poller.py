"""The poller: asks what is due, has it parsed and read in the worker, and saves each feed in one transaction."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tui.archive import ArchiveError
from tui.clock import Clock
from tui.config.model import Config, FeedConfig
from tui.feeds import outcome, schedule
from tui.feeds.fault import fault, told
from tui.feeds.parsed import NotAFeedError, ParsedFeed
from tui.feeds.state import FeedState
from tui.model import Document, Item, Reading
from tui.poller.pages import Pages, due, may_follow, queued
from tui.poller.process import Worker, WorkerError
from tui.poller.report import FeedProgress, PollReport, Progress, report
from tui.poller.store import Store
from tui.text import link

if TYPE_CHECKING:
    from tui.feeds.http import Answer, Fetcher, Limits

_DIGESTED_AT_ONCE = 2
"""Feeds between their body and their saved items: one in the worker, one in the archive. The others wait as bodies,
which take a tenth of the memory."""

_OPEN_AT_ONCE = 64
"""Feeds between the beginning of their request and their saved items: enough that no slow host keeps the others waiting,
and few enough that their bodies take no memory to speak of."""

_MUCH = 40
"""New items from which on the ledger is at work for longer than a worker takes to start, and may have its memory."""

Listener = Callable[[FeedProgress], None]


@dataclass(frozen=True, slots=True)
class _Unreachable:
    """A feed whose server could not be connected to: judged when it is known whether any other could."""

    feed: FeedConfig
    state: FeedState
    message: str
    offline: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    """A feed whose answer is saved, in ``state``; ``waiting`` is the state with the articles that its items lack; where there
    can be none, the feed is ``released`` already."""

    progress: FeedProgress
    state: FeedState
    waiting: FeedState
    inside: bool
    released: bool


class Poller:
    """Polls feeds into one archive. Belongs to one event loop; several polls may run at a time."""

    def __init__(
        self,
        config: Config,
        archive_path: Path,
        clock: Clock,
        *,
        offline: bool = False,
        limits: Limits | None = None,
        worker: Worker | None = None,
    ) -> None:
        self._config = config
        self._clock = clock
        self._offline = offline
        self._limits = limits
        self._store = Store(archive_path)
        self._worker = worker or Worker()
        self._fetcher: Fetcher | None = None
        self._pages: Pages | None = None
        self._preparing = asyncio.Lock()
        self._digesting = asyncio.Semaphore(_DIGESTED_AT_ONCE)
        self._open = asyncio.Semaphore(_OPEN_AT_ONCE)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def poll(
        self,
        feeds: Sequence[str] | None = None,
        *,
        everything: bool = False,
        progress: Listener | None = None,
    ) -> PollReport:
        """Asks the feeds that are due, of those whose address or title is in ``feeds`` where it is given. ``everything``
        asks also those that are not due, but for what only their publishers can lift. ``progress`` hears of each feed.
        What it brings is in stories and deals afterwards, but for reports off the beat, which wait for ``settle``.

        Raises ArchiveError where the archive cannot be opened. A poll that ``close`` ends reports what was done.
        """
        tell = progress or (lambda _: None)
        chosen = _chosen(self._config.feeds, feeds)
        if self._offline or self._closed:
            return report(tuple(_skipped(feed, told(fault("offline")), tell) for feed in chosen))
        states = await self._store.states()
        now = self._clock()
        outcomes: list[FeedProgress] = []
        due: list[FeedConfig] = []
        for feed in chosen:
            when = self._due(feed, states.get(feed.url), now, everything)
            if when.by(now):
                due.append(feed)
            else:
                outcomes.append(_skipped(feed, str(when.reason), tell))
        if due:
            outcomes += await self._ask_all(due, everything, tell)
            if sum(found.new for found in outcomes) >= _MUCH:
                await self._worker.rest()
            await self._work_off(deferred=False)
        return report(tuple(outcomes))

    async def settle(self) -> None:
        """Has the ledger take in all that was saved, also what a poll defers: reports off the beat, which tell stories that
        others make. What is left when the poller closes, or while another program keeps the archive busy, is settled the
        next time."""
        await self._work_off(deferred=True)

    async def _work_off(self, *, deferred: bool) -> None:
        if self._closed:
            return
        task = asyncio.create_task(self._take_in(deferred=deferred))
        self._tasks.add(task)
        try:
            await asyncio.wait([task])
        finally:
            task.cancel()
            self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, ArchiveError):
            raise error

    async def close(self) -> None:
        """Ends everything at once, also in the middle of a poll: what is saved stays, the rest is asked again."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        await self._worker.close()
        if self._tasks:
            await asyncio.wait(self._tasks)
        if self._fetcher is not None:
            await self._fetcher.close()
        await self._store.close()

    def _due(self, feed: FeedConfig, state: FeedState | None, now: datetime, everything: bool) -> schedule.Due:
        if everything:
            return schedule.forced(feed, state, now)
        return schedule.next_poll(feed, state, now, self._config.every)

    async def _ask_all(self, due: Sequence[FeedConfig], everything: bool, tell: Listener) -> list[FeedProgress]:
        fetcher = await self._prepared()
        final: dict[str, FeedProgress] = {}

        def hear(step: FeedProgress) -> None:
            if step.state != "asking":
                final[step.url] = step
            tell(step)

        tasks = {asyncio.create_task(self._ask(fetcher, feed, everything, hear)): feed for feed in _spread(due)}
        self._tasks.update(tasks)
        try:
            done = await asyncio.gather(*tasks, return_exceptions=True)
        except asyncio.CancelledError:
            await asyncio.wait(tasks)
            raise
        finally:
            self._tasks.difference_update(tasks)
        for found, feed in zip(done, tasks.values(), strict=True):
            if isinstance(found, ArchiveError):
                raise found
            if isinstance(found, Exception):
                hear(_failure(feed, fault("ours", f"{type(found).__name__}: {found}")))
        if not self._closed:
            unreachable = [found for found in done if isinstance(found, _Unreachable)]
            down = _network_down(unreachable, list(final.values()))
            for found in unreachable:
                hear(await self._settle(found, down))
        return list(final.values())

    async def _take_in(self, *, deferred: bool) -> None:
        """Settles what was saved, and fetches rates that its deals need; reports that a poll deferred tell none."""
        asks = not deferred or await self._store.waits()
        await self._store.settle(deferred=deferred)
        if asks and self._config.rates and not self._offline:
            from tui.poller import rates  # with the ledger's deals

            today = self._clock().date()
            days = await self._store.missing_rates(today)
            if days:
                await rates.fetch(
                    self._store, await self._prepared(), self._config.rates, days, today, limit=rates.PER_POLL
                )

    async def _prepared(self) -> Fetcher:
        """The HTTP client, made in a thread: its libraries take longer to load than a screen may stand still."""
        async with self._preparing:
            if self._fetcher is None:
                self._fetcher = await asyncio.to_thread(_new_fetcher, self._limits, self._config.contact)
            return self._fetcher

    async def _ask(
        self, fetcher: Fetcher, feed: FeedConfig, everything: bool, tell: Listener
    ) -> FeedProgress | _Unreachable:
        """One feed, from its lease to its saved state."""
        async with contextlib.AsyncExitStack() as place:
            await place.enter_async_context(self._open)
            now = self._clock()
            state = await self._store.begin(feed.url, now)
            if state is None:
                return _skipped(feed, told(fault("elsewhere")), tell)
            settled = False  # given back with what was saved, or held until it is known whether the network is down
            try:
                when = self._due(feed, state, now, everything)  # another program may just have asked
                if not when.by(now):
                    return _skipped(feed, str(when.reason), tell)
                tell(FeedProgress(feed.url, feed.title, "asking"))
                found = await self._asked(fetcher, feed, state)
                await place.aclose()  # others may begin while articles are fetched
                settled = isinstance(found, _Unreachable) or (isinstance(found, _Kept) and found.released)
                if isinstance(found, _Kept):
                    tell(found.progress)
                    await self._complete(fetcher, feed, found)
                    return found.progress
            except ArchiveError as error:
                found = _failure(feed, str(error))
            finally:
                if not settled:
                    with contextlib.suppress(ArchiveError, RuntimeError):
                        await self._store.release(feed.url)
        if isinstance(found, FeedProgress):
            tell(found)
        return found

    async def _asked(self, fetcher: Fetcher, feed: FeedConfig, state: FeedState) -> FeedProgress | _Unreachable | _Kept:
        from tui.feeds.http import FetchError

        try:
            answer = await fetcher.get(feed, outcome.address(feed, state), outcome.validators(state))
        except FetchError as error:
            if error.unreachable:
                return _Unreachable(feed, state, str(error), error.offline)
            return await self._failed(feed, outcome.failed(state, str(error), self._clock()))
        now = self._clock()
        fields = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers.raw}
        if answer.status == 304 and outcome.validators(state):
            return await self._saved(feed, outcome.unchanged(state, fields, 304, answer.moved, now), answer)
        if answer.status != 200:
            return await self._failed(feed, outcome.refused(state, fields, answer.status, now))
        return await self._understood(feed, state, answer, fields, now)

    async def _understood(
        self, feed: FeedConfig, state: FeedState, answer: Answer, fields: dict[str, str], now: datetime
    ) -> FeedProgress | _Kept:
        """A body: parsed, its news read, all saved together with the validators."""
        content_type = fields.get("content-type", "")
        digest = outcome.body_digest(answer.body, content_type)
        if digest == state.digest and answer.whole:
            return await self._saved(feed, outcome.unchanged(state, fields, 200, answer.moved, now), answer)
        base = link(fields.get("content-location", ""), answer.url) or answer.url
        async with self._digesting:
            try:
                parsed = await self._worker.parse(answer.body, content_type, base, now, feed.language)
            except (NotAFeedError, WorkerError) as error:
                return await self._failed(feed, outcome.failed(state, str(error), now))
            added, edited = await self._store.fresh(feed.url, parsed.items)
            read = await self._read([*added, *edited])
            found = parsed if answer.whole else _cut(parsed)
            after = outcome.parsed(state, fields, found, digest, answer.moved, now, news=bool(read))
            relevant = sum(reading.relevant for _, reading in read[: len(added)])
            return await self._saved(feed, after, answer, read, relevant)

    async def _read(self, items: Sequence[Item]) -> list[tuple[Item, Reading]]:
        documents = [Document(i.title, i.text, i.published, i.language, i.guid) for i in items]
        readings = await self._worker.read(documents)
        return [(item, reading or _unread(item)) for item, reading in zip(items, readings, strict=True)]

    async def _saved(
        self,
        feed: FeedConfig,
        state: FeedState,
        answer: Answer,
        read: Sequence[tuple[Item, Reading]] = (),
        relevant: int = 0,
    ) -> _Kept:
        now = self._clock()
        state = outcome.scheduled(feed, state, now, self._config.every)
        last = not may_follow(feed, state, read, now)
        saved = await self._store.save(feed, state, read, now, release=last)
        kind: Progress = "new" if saved.new or saved.changed else "unchanged"
        moved = answer.moved if answer.moved and answer.moved == state.address else ""
        progress = FeedProgress(feed.url, feed.title, kind, len(saved.new), relevant, moved=moved)
        return _Kept(progress, state, queued(feed, state, saved, read), answer.inside, last)

    async def _complete(self, fetcher: Fetcher, feed: FeedConfig, kept: _Kept) -> None:
        """Fetches the articles of teasers; what is to be done is saved before it is done."""
        if kept.waiting.pages != kept.state.pages:
            await self._store.save(feed, kept.waiting, (), self._clock())
        if due(kept.waiting, self._clock()):
            if self._pages is None:
                self._pages = Pages(fetcher, self._worker, self._store, self._clock)
            done = await self._pages.fetch(feed, kept.waiting, inside=kept.inside)
            await self._store.save(feed, done, (), self._clock())

    async def _failed(self, feed: FeedConfig, state: FeedState) -> FeedProgress:
        now = self._clock()
        await self._store.save(feed, outcome.scheduled(feed, state, now, self._config.every), (), now)
        return _failure(feed, state.error or "")

    async def _settle(self, found: _Unreachable, down: bool) -> FeedProgress:
        """Holds a failure to connect against its feed, unless it was the network."""
        try:
            if not down:
                await self._failed(found.feed, outcome.failed(found.state, found.message, self._clock()))
            await self._store.release(found.feed.url)
        except ArchiveError as error:
            return _failure(found.feed, str(error))
        return _failure(found.feed, fault("network") if down else found.message)


def _new_fetcher(limits: Limits | None, contact: str) -> Fetcher:
    from tui.feeds.http import Fetcher

    return Fetcher(limits, contact=contact)


def _chosen(configured: Iterable[FeedConfig], wanted: Sequence[str] | None) -> list[FeedConfig]:
    """The enabled feeds, each address once; of these the wanted ones, by address or title."""
    by_url = {feed.url: feed for feed in configured if feed.enabled}
    if wanted is None:
        return list(by_url.values())
    names = set(wanted)
    return [feed for feed in by_url.values() if feed.url in names or feed.title in names]


def _spread(feeds: Sequence[FeedConfig]) -> list[FeedConfig]:
    """The feeds in an order in which those of one host, which have to wait for each other, stand apart."""
    hosts: dict[str | None, list[FeedConfig]] = {}
    for feed in feeds:
        hosts.setdefault(urlsplit(feed.url).hostname, []).append(feed)
    return [feed for turn in zip_longest(*hosts.values()) for feed in turn if feed is not None]


def _failure(feed: FeedConfig, why: str) -> FeedProgress:
    return FeedProgress(feed.url, feed.title, "failed", error=told(why))


def _skipped(feed: FeedConfig, why: str, tell: Listener) -> FeedProgress:
    found = FeedProgress(feed.url, feed.title, "skipped", error=why)
    tell(found)
    return found


def _network_down(unreachable: Sequence[_Unreachable], outcomes: Sequence[FeedProgress]) -> bool:
    """Whether nothing at all answered, and that is no single host's doing."""
    if not unreachable or any(found.state != "skipped" for found in outcomes):
        return False
    hosts = {urlsplit(found.feed.url).hostname for found in unreachable}
    return len(hosts) > 1 or any(found.offline for found in unreachable)


def _cut(parsed: ParsedFeed) -> ParsedFeed:
    """What came of a transfer that ended too early: its validators would hide the rest for ever."""
    return replace(parsed, complete=False, note=fault("part-came"))


def _unread(item: Item) -> Reading:
    """Stands in for a reading that failed: without a version, so that the next ``reread`` tries again."""
    return Reading(item.language or "", relevant=False, foreign=False, score=0.0, version="")
