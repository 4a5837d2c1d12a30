"""The worker as the poller sees it: started when needed, given a deadline, killed and started again when it fails."""

from __future__ import annotations

import asyncio
import contextlib
from asyncio.subprocess import Process
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from tui import codec
from tui.feeds.fault import fault
from tui.feeds.parsed import NotAFeedError, ParsedFeed
from tui.model import Document, Reading
from tui.poller import frames
from tui.poller.spawn import spawn

T = TypeVar("T")

PARSE_SECONDS = 15
READ_SECONDS = 20
START_SECONDS = 60
BATCH = 60_000
"""Characters read per request: few enough that a deadline is about a document or two of those that take long."""

TOO_SLOW = fault("too-slow")
BROKE = fault("unread")


class WorkerError(Exception):
    """The worker gave no answer; the message is a fault (tui.feeds.fault)."""


class Worker:
    """One separate process that parses and reads, one request at a time."""

    def __init__(self, parse_seconds: int = PARSE_SECONDS, read_seconds: int = READ_SECONDS) -> None:
        self.parse_seconds = parse_seconds
        self.read_seconds = read_seconds
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._closed = False

    async def parse(self, body: bytes, content_type: str, url: str, now: datetime, prior: str | None) -> ParsedFeed:
        """``tui.feeds.parse.parse`` in the worker. Raises NotAFeedError, or WorkerError where it took too long."""
        request = {"do": "parse", "content_type": content_type, "url": url, "now": now.isoformat(), "prior": prior}
        return await self._asked(ParsedFeed, request, body, self.parse_seconds)

    async def article(self, body: bytes, content_type: str, selector: str | None) -> str:
        """``tui.feeds.article.article`` in the worker. Raises NotAFeedError, or WorkerError where it took too long."""
        request = {"do": "article", "content_type": content_type, "selector": selector}
        return await self._asked(str, request, body, self.parse_seconds)

    async def read(self, documents: Sequence[Document]) -> list[Reading | None]:
        """``tui.reading.read`` of each document; None for one that cannot be read."""
        readings: list[Reading | None] = []
        for batch in _batches(documents):
            found = await self._read(batch)
            if found is None:  # one of them is to blame: the others are read without it
                found = [(await self._read([document]) or [None])[0] for document in batch]
            readings += found
        return readings

    async def _read(self, documents: Sequence[Document]) -> list[Reading | None] | None:
        try:
            return await self._asked(list[Reading | None], {"do": "read"}, codec.dump(documents), self.read_seconds)
        except (NotAFeedError, WorkerError):
            return None

    async def _asked(self, kind: type[T], header: dict[str, Any], body: bytes, seconds: int) -> T:
        reply, found = await self._request(header, body, seconds)
        if "refused" in reply:
            raise NotAFeedError(reply["refused"])
        if reply:
            raise WorkerError(BROKE)
        return codec.load(kind, found)

    async def _request(self, header: dict[str, Any], body: bytes, seconds: int) -> tuple[dict[str, Any], bytes]:
        async with self._turn:
            if self._closed:
                raise WorkerError(BROKE)
            try:
                process = await self._started()
                assert process.stdin is not None
                assert process.stdout is not None
                async with asyncio.timeout(seconds):
                    process.stdin.write(frames.packed({**header, "seconds": seconds}, len(body)))
                    process.stdin.write(body)
                    await process.stdin.drain()
                    return await frames.receive(process.stdout)
            except TimeoutError as error:
                await self._kill()
                raise WorkerError(TOO_SLOW) from error
            except (OSError, EOFError, ValueError, frames.FrameError) as error:
                await self._kill()
                raise WorkerError(BROKE) from error
            except asyncio.CancelledError:
                await self._kill()
                raise

    async def _started(self) -> Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        self._process = await spawn("tui.poller.worker")
        assert self._process.stdout is not None
        async with asyncio.timeout(START_SECONDS):
            await frames.receive(self._process.stdout)
        return self._process

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()

    async def rest(self) -> None:
        """Ends the process once it has answered: its memory is given back. The next request starts another."""
        async with self._turn:
            await self._kill()

    async def close(self) -> None:
        """Kills the process, whatever it is doing."""
        self._closed = True
        await self._kill()


def _batches(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """The documents in their order, about BATCH characters at a time, at least one."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        length = len(document.title) + len(document.text)
        if batch and size + length > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(document)
        size += length
    if batch:
        yield batch
