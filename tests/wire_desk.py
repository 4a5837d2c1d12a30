"""A poller whose clock the test moves, on an archive of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from patience import PATIENCE

from tui.archive import Archive, Choice, NewsEntry
from tui.config.model import Config, FeedConfig
from tui.feeds.http import Limits
from tui.feeds.state import FeedState
from tui.poller import FeedProgress, Poller, PollReport
from tui.poller.process import Worker


class KeptWorker(Worker):
    """A worker that outlives the pollers of a test: starting one takes longer than most tests."""

    async def close(self) -> None:
        """Does nothing; ``end`` does."""

    async def end(self) -> None:
        """Kills the process."""
        await super().close()


START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)  # a Friday


@dataclass
class Desk:
    """A poller on an archive of its own, with a clock that stands still until it is moved."""

    path: Path
    worker: KeptWorker
    feeds: list[FeedConfig] = field(default_factory=list)
    now: datetime = START
    limits: Limits = field(default_factory=lambda: Limits(deadline=PATIENCE))
    rates: str = ""
    contact: str = ""

    def subscribe(self, *urls: str, **options: object) -> None:
        """Adds feeds."""
        self.feeds += [FeedConfig(url, url, **options) for url in urls]  # type: ignore[arg-type]

    @asynccontextmanager
    async def poller(self) -> AsyncIterator[Poller]:
        """A poller as a program would have it."""
        config = Config(None, tuple(self.feeds), rates=self.rates, contact=self.contact)
        poller = Poller(config, self.path, lambda: self.now, limits=self.limits, worker=self.worker)
        try:
            yield poller
        finally:
            await poller.close()

    async def poll(self, after: timedelta = timedelta(), *, everything: bool = False) -> PollReport:
        """Moves the clock and polls what is due, as a scheduled run would."""
        self.now += after
        async with self.poller() as poller:
            return await poller.poll(everything=everything)

    async def outcome(self, url: str) -> FeedProgress:
        """Polls a single feed by force and tells what came of it."""
        self.subscribe(url)
        async with self.poller() as poller:
            return (await poller.poll([url], everything=True)).outcomes[0]

    def state(self, url: str) -> FeedState:
        """What is remembered of a feed."""
        with Archive.open(self.path) as archive:
            state = archive.feed_state(url)
        assert state is not None
        return state

    def items(self) -> tuple[NewsEntry, ...]:
        """All that is in the archive."""
        with Archive.open(self.path) as archive:
            return archive.page(Choice(limit=100_000))
