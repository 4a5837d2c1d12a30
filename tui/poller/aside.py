"""The poller in a process of its own: nothing of a poll, its parsing of answers, its writes and the ledger's work among it,
is done where somebody types. What it brings is read from the archive; what it tells comes over a pipe."""

from __future__ import annotations

import asyncio
import contextlib
import pickle
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from tui.clock import Clock, standing
from tui.config.model import Config
from tui.poller import frames
from tui.poller.report import FeedProgress
from tui.poller.spawn import spawn
from tui.words import say

REST = 120.0
"""Seconds without work after which the process is ended: its memory is of more use elsewhere."""
PATIENCE = 3.0
"""Seconds in which it may finish what it is writing."""

Listener = Callable[[FeedProgress], None]


class AsideError(Exception):
    """What was asked could not be done; the message is for people."""


@dataclass(frozen=True, slots=True)
class _Asked:
    done: asyncio.Future[None]
    tell: Listener


class Aside:
    """Polls into one archive, as ``Poller`` does, from a process that is started when needed and ended when not."""

    def __init__(self, config: Config, archive: Path, clock: Clock, *, offline: bool = False) -> None:
        self._world = pickle.dumps((config, archive, offline))
        self._clock = clock
        self._process: Process | None = None
        self._starting = asyncio.Lock()
        self._listening: asyncio.Task[None] | None = None
        self._asked: dict[int, _Asked] = {}
        self._numbers = count()
        self._rest: asyncio.TimerHandle | None = None

    async def poll(
        self, feeds: Sequence[str] | None = None, *, everything: bool = False, progress: Listener | None = None
    ) -> None:
        """``Poller.poll``. Raises AsideError; a poll that ``close`` ends just ends."""
        header = {"do": "poll", "feeds": None if feeds is None else list(feeds), "everything": everything}
        await self._ask(header, progress or (lambda _: None))

    async def settle(self) -> None:
        """``Poller.settle``. Raises AsideError."""
        await self._ask({"do": "settle"}, lambda _: None)

    async def close(self) -> None:
        """Ends the process, also in the middle of a poll; what it is writing is written."""
        process, self._process = self._process, None
        if self._rest is not None:
            self._rest.cancel()
        if self._listening is not None:
            self._listening.cancel()
        self._end(None)
        if process is None or process.stdin is None:
            return
        process.stdin.close()
        try:
            async with asyncio.timeout(PATIENCE):
                await process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _ask(self, header: dict[str, Any], tell: Listener) -> None:
        process = await self._started()
        assert process.stdin is not None
        number = next(self._numbers)
        self._asked[number] = asked = _Asked(asyncio.get_running_loop().create_future(), tell)
        moment = standing(self._clock)
        header |= {"number": number, "now": moment.isoformat() if moment else None}
        try:
            process.stdin.write(frames.packed(header))
            await process.stdin.drain()
            await asked.done
        except ConnectionError as error:
            raise AsideError(say("desk.poll-ended")) from error
        finally:
            self._asked.pop(number, None)
            self._rest_later()

    async def _started(self) -> Process:
        async with self._starting:
            if self._process is None or self._process.returncode is not None:
                self._end(say("desk.poll-ended"))  # what is still asked, a process that is gone was asked
                self._process = await spawn("tui.poller.errands")
                assert self._process.stdin is not None
                self._process.stdin.write(frames.packed({}, len(self._world)) + self._world)
                self._listening = asyncio.create_task(self._listen(self._process))
            return self._process

    async def _listen(self, process: Process) -> None:
        assert process.stdout is not None
        with contextlib.suppress(asyncio.IncompleteReadError, frames.FrameError, ConnectionError):
            while True:
                told, _ = await frames.receive(process.stdout)
                asked = self._asked.get(told["number"])
                if asked is None:
                    continue
                if "progress" in told:
                    asked.tell(FeedProgress(**told["progress"]))
                elif not asked.done.done():
                    _settle(asked.done, told.get("error"))
        if self._process is process:
            self._process = None  # that it ended may be known later than that it tells nothing more
            self._end(say("desk.poll-ended"))

    def _end(self, error: str | None) -> None:
        """Nothing more will be told of what was asked."""
        for asked in self._asked.values():
            if not asked.done.done():
                _settle(asked.done, error)

    def _rest_later(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
        self._rest = asyncio.get_running_loop().call_later(REST, self._rest_now)

    def _rest_now(self) -> None:
        if not self._asked and self._process is not None and self._process.stdin is not None:
            process, self._process = self._process, None
            assert process.stdin is not None
            process.stdin.close()


def _settle(future: asyncio.Future[None], error: str | None) -> None:
    if error is None:
        future.set_result(None)
    else:
        future.set_exception(AsideError(error))
