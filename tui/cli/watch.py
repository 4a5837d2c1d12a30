"""``kenwatch poll --watch``: polls what is due until it is told to stop, and reads its settings again when told to."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tui.archive import ArchiveError
from tui.cli import err, logbook, named, out
from tui.cli.progress import display
from tui.cli.session import wrong_words
from tui.words import count, say

if TYPE_CHECKING:
    from tui.cli.session import Session, World
    from tui.config.model import Config
    from tui.poller import Poller, PollReport

T = TypeVar("T")

PAUSE = 60.0
"""Seconds between two looks at what is due."""


class Signals:
    """What the process was told: SIGTERM and SIGINT to ``stop``, SIGHUP to ``reload``. Belongs to the running loop."""

    def __init__(self) -> None:
        self.stop = self.reload = False
        self._told = asyncio.Event()
        loop = asyncio.get_running_loop()
        for signal_name, name in (("SIGTERM", "stop"), ("SIGINT", "stop"), ("SIGHUP", "reload")):
            with suppress(AttributeError, NotImplementedError):  # not every system has them
                loop.add_signal_handler(getattr(signal, signal_name), self._take, name)

    def _take(self, name: str) -> None:
        setattr(self, name, True)
        self._told.set()

    async def stopped(self) -> None:
        """Waits until the process is to stop."""
        while not self.stop:
            self._told.clear()
            await self._told.wait()

    async def pause(self, seconds: float) -> None:
        """Waits, but no longer than until anything is told."""
        if not (self.stop or self.reload):
            self._told.clear()
            await asyncio.wait({told := asyncio.ensure_future(self._told.wait())}, timeout=seconds)
            told.cancel()


class Watch:
    """One run. ``names`` are the feeds asked for, all where there are none; ``tell`` hears of every poll that asked any;
    ``everything`` asks at first also what is not due."""

    def __init__(
        self, session: Session, names: Sequence[str], tell: Callable[[PollReport], None], *, everything: bool
    ) -> None:
        self._session = session
        self._names = names
        self._tell = tell
        self._everything = everything
        self._log = logging.Logger("kenwatch")

    async def run(self) -> None:
        """Polls until a signal ends it. Raises ArchiveError where the archive cannot be used from the start."""
        signals = Signals()
        world = self._session.world()
        self._log = _log(world)
        self._log.info(say("watch.started", feeds=count(len(world.config.feeds), "feed"), pid=os.getpid()))
        for problem in world.problems:
            self._log.warning("%s", problem)
        poller = _poller(world)
        first = True
        try:
            await self._alert(world)  # what is there before the first poll is no news
            while not signals.stop:
                await self._poll(poller, world, signals, first=first)
                await self._alert(world)
                await self._until_stopped(poller.settle(), poller, signals)  # what the poll deferred
                first = False
                await signals.pause(PAUSE)
                if signals.reload and not signals.stop:
                    signals.reload = False
                    after = self._reloaded(world)
                    if after is not world:
                        await poller.close()
                        world, poller = after, _poller(after)
        finally:
            await poller.close()
            self._log.info(say("watch.stopped"))
            logging.shutdown()

    async def _poll(self, poller: Poller, world: World, signals: Signals, *, first: bool) -> None:
        """One poll; what it did until it was told to stop is told, too."""
        with display() as progress:
            names, everything = _chosen(self._names, world), self._everything and first
            poll = poller.poll(names, everything=everything, progress=progress)
            try:
                report = await self._until_stopped(poll, poller, signals)
            except ArchiveError as error:
                if first:
                    raise
                self._log.error(say("watch.trouble", why=error))
                err.narrate(say("watch.trouble", why=error))
                return
        if report.asked:
            self._record(report)
            self._tell(report)
            out.flush()

    async def _until_stopped(self, work: Coroutine[Any, Any, T], poller: Poller, signals: Signals) -> T:
        """What ``work`` gives, which ends at once where the process is told to stop."""
        task = asyncio.ensure_future(work)
        stopped = asyncio.ensure_future(signals.stopped())
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if signals.stop:
            await poller.close()
        return await task

    async def _alert(self, world: World) -> None:
        from tui.cli import errands

        try:
            async for failure in errands.run(world):
                self._warn(failure)
        except ArchiveError as error:
            self._warn(say("watch.trouble", why=error))

    def _record(self, report: PollReport) -> None:
        from tui.cli.poll import outcome, summary

        for one in report.outcomes:
            if one.state == "failed":
                self._log.warning(outcome(one))
            elif one.state == "new" or one.moved:
                self._log.info(outcome(one))
        self._log.info(summary(report))

    def _reloaded(self, world: World) -> World:
        """The world as the files are now, or as it was where they cannot be used; says what changed and what is wrong."""
        before = world.config
        try:
            after = self._session.reload()
            _chosen(self._names, after)
        except (err.FailureError, click.UsageError, OSError) as error:
            self._warn(say("watch.kept", why=error))
            return world
        for problem in (*after.problems, *wrong_words(after.config)):
            self._warn(str(problem))
        changes = ", ".join(differences(before, after.config)) or say("watch.nothing")
        told = say("watch.reloaded", path=after.config.path, changes=changes)
        self._log.info(told)
        err.narrate(told)
        return after

    def _warn(self, sentence: str) -> None:
        self._log.warning("%s", sentence)
        err.narrate(sentence)


def differences(before: Config, after: Config) -> Iterator[str]:
    """What has changed between two readings of feeds.toml."""
    old, new = ({feed.url: feed for feed in config.feeds} for config in (before, after))
    yield from (say("watch.added", title=feed.title) for url, feed in new.items() if url not in old)
    yield from (say("watch.removed", title=feed.title) for url, feed in old.items() if url not in new)
    yield from (say("watch.changed", title=feed.title) for url, feed in new.items() if old.get(url, feed) != feed)
    if replace(before, feeds=()) != replace(after, feeds=()):
        yield say("watch.settings")
    if after.vocabulary:
        yield say("watch.vocabulary")


def _chosen(names: Sequence[str], world: World) -> list[str] | None:
    return [named.feed(name, world.config.feeds).url for name in names] or None


def _poller(world: World) -> Poller:
    from tui.poller import Poller

    return Poller(world.config, world.archive_path, world.clock)


def _log(world: World) -> logging.Logger:
    from tui.config import paths

    try:
        return logbook.opened(paths.log_path(world.config.path) if world.config.path else None)
    except OSError as error:
        err.narrate(say("watch.no-log", why=error))
        return logbook.opened(None)
