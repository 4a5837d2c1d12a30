"""The process behind ``tui.poller.aside``: a poller that is told by frames what to do, and tells by frames how it goes.

The first frame carries the world to work on as its body; each after it one errand: ``poll`` or ``settle``, with a number by
which its progress and its end are told. It ends when standard input does.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from tui import codec
from tui.clock import system_clock
from tui.poller import frames
from tui.poller.poller import Poller
from tui.words import speak

NICE = 10
"""Whoever types goes before whatever is polled, where processors are few."""
_MACHINE = system_clock()


@dataclass(slots=True)
class _Clock:
    """Stands where the asking process's clock stands, if that does."""

    moment: datetime | None = None

    def __call__(self) -> datetime:
        return self.moment or _MACHINE()


async def serve(requests: asyncio.StreamReader, replies: BinaryIO) -> None:
    """Do errands until ``requests`` end."""
    _, body = await frames.receive(requests)
    config, archive, offline = pickle.loads(body)
    if config.language:
        speak(config.language)
    clock = _Clock()
    poller = Poller(config, archive, clock, offline=offline)
    errands: set[asyncio.Task[None]] = set()
    try:
        while True:
            header, _ = await frames.receive(requests)
            clock.moment = datetime.fromisoformat(header["now"]) if header["now"] else None
            errands.add(task := asyncio.create_task(_do(poller, header, replies)))
            task.add_done_callback(errands.discard)
    except asyncio.IncompleteReadError:
        await poller.close()


async def _do(poller: Poller, header: dict[str, Any], replies: BinaryIO) -> None:
    number, error = header["number"], None
    try:
        if header["do"] == "settle":
            await poller.settle()
        else:
            await poller.poll(
                header["feeds"],
                everything=header["everything"],
                progress=lambda step: _tell(replies, {"number": number, "progress": codec.encode(step)}),
            )
    except Exception as problem:  # told where somebody reads it
        error = str(problem) or type(problem).__name__
    _tell(replies, {"number": number, "error": error})


def _tell(replies: BinaryIO, header: dict[str, Any]) -> None:
    with contextlib.suppress(BrokenPipeError):  # nobody is left to hear it
        replies.write(frames.packed(header))
        replies.flush()


async def _main() -> None:
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else prints, prints to standard error
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await serve(reader, replies)


if __name__ == "__main__":
    if hasattr(os, "nice"):  # not on every system
        os.nice(NICE)
    asyncio.run(_main())
