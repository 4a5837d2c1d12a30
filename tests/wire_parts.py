"""The parts a publisher can play. Each is made by a function and given to ``Server.add``."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Callable, Iterable
from functools import cache
from xml.sax.saxutils import escape

from wire_server import Part, Request

Headers = dict[str, str] | list[tuple[str, str]]
XML = {"Content-Type": "application/rss+xml; charset=utf-8"}


def head(status: int, headers: Headers) -> bytes:
    """A status line and headers, as bytes; values are written as they are."""
    pairs = headers.items() if isinstance(headers, dict) else headers
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {value}" for name, value in pairs), "Connection: close"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def reply(body: bytes = b"", headers: Headers | None = None, status: int = 200) -> Part:
    """An ordinary answer; its length is told unless ``headers`` tell another."""
    given = list((headers if headers is not None else XML).items() if not isinstance(headers, list) else headers)
    names = {name.lower() for name, _ in given}
    if not names & {"content-length", "transfer-encoding"} and status not in (204, 304):
        given.append(("Content-Length", str(len(body))))
    return raw(head(status, given) + body)


def raw(data: bytes) -> Part:
    """Exactly these bytes."""

    async def part(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(data)

    return part


def redirect(location: str, status: int = 302) -> Part:
    """A redirect."""
    return reply(b"", {"Location": location}, status)


def conditional(body: bytes, etag: str | None = None, modified: str | None = None, more: Headers | None = None) -> Part:
    """A publisher that answers 304 to its own validators, byte for byte."""
    headers = {**XML, **dict(more or {})}
    if etag is not None:
        headers["ETag"] = etag
    if modified is not None:
        headers["Last-Modified"] = modified

    async def part(request: Request, writer: asyncio.StreamWriter) -> None:
        asked = (request.get("If-None-Match"), request.get("If-Modified-Since"))
        same = asked == (etag, modified) and asked != (None, None)
        await (reply(b"", headers, 304) if same else reply(body, headers))(request, writer)

    return part


def sequence(parts: Iterable[Part]) -> Part:
    """One part after another, the last for ever."""
    queue = list(parts)

    async def part(request: Request, writer: asyncio.StreamWriter) -> None:
        chosen = queue.pop(0) if len(queue) > 1 else queue[0]
        await chosen(request, writer)

    return part


def late(part: Part, seconds: float) -> Part:
    """Another part, later."""

    async def waiting(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)
        await part(request, writer)

    return waiting


def dripping(body: bytes, seconds: float) -> Part:
    """One byte at a time."""

    async def part(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, {**XML, "Content-Length": str(len(body))}))
        for byte in body:
            writer.write(bytes((byte,)))
            await writer.drain()
            await asyncio.sleep(seconds)

    return part


def endless(make: Callable[[], bytes], opening: bytes = b"") -> Part:
    """A body that never ends."""

    async def part(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(head(200, XML) + opening)
        while True:
            writer.write(make())
            await writer.drain()

    return part


async def silent(request: Request, writer: asyncio.StreamWriter) -> None:
    """Takes the request and says nothing."""
    await asyncio.sleep(3600)


async def endless_headers(request: Request, writer: asyncio.StreamWriter) -> None:
    """Headers that never end."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: " + b"a" * 1000 + b"\r\n")
        await writer.drain()


async def endless_informational(request: Request, writer: asyncio.StreamWriter) -> None:
    """Provisional answers without end."""
    while True:
        writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
        await writer.drain()


def packed(body: bytes, coding: str = "gzip") -> Part:
    """A compressed body."""
    data = gzip.compress(body) if coding.endswith("gzip") else zlib.compress(body)
    return reply(data, {**XML, "Content-Encoding": coding})


@cache
def bomb(megabytes: int) -> bytes:
    """Zeros under gzip: a megabyte of them takes a kilobyte."""
    machine = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1 << 20)
    return b"".join(machine.compress(zeros) for _ in range(megabytes)) + machine.flush()


def rss(items: Iterable[str], channel: str = "", encoding: str = "utf-8") -> bytes:
    """An RSS document around items that are given as XML."""
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Wire</title>'
        f"<link>http://wire.example/</link>{channel}{''.join(items)}</channel></rss>"
    )
    return text.encode(encoding)


def item(number: int, title: str = "", text: str = "Copper of Kazakhstan.") -> str:
    """One item as XML."""
    return (
        f"<item><guid isPermaLink='false'>item-{number}</guid><title>{escape(title or f'News {number}')}</title>"
        f"<link>http://wire.example/{number}</link><description>{escape(text)}</description></item>"
    )


def feed(count: int = 3, channel: str = "") -> bytes:
    """An ordinary feed."""
    return rss([item(number) for number in range(count)], channel)
