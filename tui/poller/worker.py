"""The worker: the one process that parses feeds and reads their items. It may be killed at any moment; it holds nothing.

Requests and replies are frames (tui.poller.frames) on standard input and output. A request names what to ``do``:
``parse`` or ``article`` the body beside it, or ``read`` the documents there. A reply has beside it what came of that, unless it
tells why nothing did: ``refused`` with a fault (tui.feeds.fault), or ``failed``.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO

from tui import codec
from tui.feeds.fault import fault
from tui.feeds.parse import NotAFeedError, ParsedFeed, parse
from tui.model import Document, Reading
from tui.poller import frames
from tui.reading import library, read

HEADROOM = 88 * 1024 * 1024
"""Bytes of address space that parsing and reading may add to what the program itself takes."""

OUT_OF_MEMORY = fault("memory")

_LOOKED_AT = 20_000
"""How many more things there are before garbage is looked for in the midst of an answer: nearly all that a document makes goes
with it by itself."""


def main() -> None:
    """Answers requests until standard input ends."""
    requests, replies = sys.stdin.buffer, _taken_stdout()
    gc.disable()  # what is made until it is ready stays
    read(Document("Kazakhstan", "Copper."))  # loads the vocabularies, which are no feed's fault
    _limit_memory()
    gc.freeze()  # looking through it for garbage again and again costs a tenth of the work
    gc.set_threshold(_LOOKED_AT)
    gc.enable()
    _send(replies, {"ready": os.getpid()})
    while (frame := frames.read(requests)) is not None:
        header, body = frame
        # The default action ends the process even inside a loop of a C library, and also when nobody is left to kill it.
        signal.alarm(int(header["seconds"]) + 2)
        _send(replies, *_answer(header, body))
        signal.alarm(0)
        gc.collect(0)  # which finds little to look through: all that was made is gone by now


def _answer(header: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    work: Callable[[dict[str, Any], bytes], object] = {
        "parse": _parse,
        "read": _read,
        "article": _article,
    }[header["do"]]
    try:
        return {}, codec.dump(work(header, body))
    except NotAFeedError as error:
        return {"refused": str(error)}, b""
    except (MemoryError, RecursionError):
        return {"refused": OUT_OF_MEMORY}, b""
    except Exception as error:
        return {"failed": f"{type(error).__name__}: {error}"}, b""


def _parse(header: dict[str, Any], body: bytes) -> ParsedFeed:
    now = datetime.fromisoformat(header["now"])
    return parse(body, header["content_type"], header["url"], now, header["prior"])


def _read(_: dict[str, Any], body: bytes) -> list[Reading]:
    shelf = library()
    return [_kept(read(document, shelf)) for document in codec.load(list[Document], body)]


def _kept(reading: Reading) -> Reading:
    return replace(reading, reasons=()) if reading.reasons else reading


def _article(header: dict[str, Any], body: bytes) -> str:
    from tui.feeds.article import article  # only where pages are fetched

    return article(body, header["content_type"], header["selector"])


def _taken_stdout() -> BinaryIO:
    """Standard output for frames alone: whatever else prints, prints to standard error."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies


def _send(replies: BinaryIO, header: dict[str, Any], body: bytes = b"") -> None:
    replies.write(frames.packed(header, len(body)))
    replies.write(body)
    replies.flush()


def _limit_memory() -> None:
    """Bounds the address space where the system can tell how much is in use already."""
    try:
        import resource  # not on every system

        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
            used = int(statm.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + HEADROOM, used + HEADROOM))
    except (ImportError, OSError, ValueError):
        return


if __name__ == "__main__":
    main()
