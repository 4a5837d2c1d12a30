"""One request and its answer on a connection of their own: HTTP/1.1 by h11, over asyncio's streams, by way of a proxy where one
is named.

A poll asks each publisher once: a client library's pool, cookies and settings for many requests would take several times as
long for each as the request itself."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

import h11

Headers = list[tuple[bytes, bytes]]
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]

_STEP = 65_536
_LONGEST_HEAD = 102_400
"""Bytes that the lines before an answer's body may take."""
_PORTS = {"http": 80, "https": 443}


class ConnectError(Exception):
    """No connection came about; what it failed of is the cause."""


class ProxyError(Exception):
    """The proxy does not lead there, or is none that can be used."""


class BrokenError(Exception):
    """What came is no HTTP, or ended too early."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How to get to servers: ``tls`` makes what TLS needs when it is needed, ``connect`` is in seconds."""

    tls: Callable[[], ssl.SSLContext]
    connect: float


class Response:
    """An answer whose body is yet to be read; ``peer`` is the address that it comes from."""

    def __init__(self, streams: Streams, state: h11.Connection) -> None:
        self._reader, self._writer = streams
        self._state = state
        self.peer = str((self._writer.get_extra_info("peername") or ("",))[0])
        self.status = 0
        self.headers: Headers = []

    async def begin(self) -> None:
        """Reads what stands before the body. Raises BrokenError."""
        head = await self._event()
        while isinstance(head, h11.InformationalResponse) and head.status_code != 101:
            head = await self._event()
        if not isinstance(head, (h11.Response, h11.InformationalResponse)):
            raise BrokenError
        self.status, self.headers = head.status_code, list(head.headers)

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body as it comes. Raises BrokenError where it ends too early."""
        while isinstance(piece := await self._event(), h11.Data):
            yield bytes(piece.data)

    async def _event(self) -> object:
        try:
            while (event := self._state.next_event()) is h11.NEED_DATA:
                self._state.receive_data(await self._reader.read(_STEP))
        except (h11.ProtocolError, OSError) as error:
            raise BrokenError from error
        return event


def port_of(parts: SplitResult) -> int:
    """The port that an address names, or that of its scheme."""
    return parts.port or _PORTS[parts.scheme]


@asynccontextmanager
async def asked(
    url: SplitResult, addresses: Sequence[str], headers: Headers, ways: Ways, proxy: str | None = None
) -> AsyncIterator[Response]:
    """Asks (GET) for ``url``, the host of which has ``addresses``, which are tried one after another; a ``proxy`` finds it by
    its name. Raises ConnectError, ProxyError and BrokenError."""
    target = (url.path or "/") + (f"?{url.query}" if url.query else "")
    own: Headers = []
    if proxy is None:
        streams = await _first(addresses, port_of(url), url, ways)
    else:
        streams, own = await _by_way_of(urlsplit(proxy), url, ways)
        if url.scheme == "http":
            target = f"http://{url.netloc.rpartition('@')[2]}{target}"
    try:
        yield await _answer(streams, h11.Request(method="GET", target=target, headers=own + headers))
    finally:
        streams[1].transport.abort()


async def _answer(streams: Streams, request: h11.Request) -> Response:
    state = h11.Connection(h11.CLIENT, max_incomplete_event_size=_LONGEST_HEAD)
    response = Response(streams, state)
    try:
        head, end = state.send(request), state.send(h11.EndOfMessage())
        streams[1].write((head or b"") + (end or b""))
        await streams[1].drain()
    except (h11.ProtocolError, OSError) as error:
        raise BrokenError from error
    await response.begin()
    return response


async def _first(addresses: Sequence[str], port: int, url: SplitResult, ways: Ways) -> Streams:
    """A connection to the first of the addresses that takes one; TLS proves the name of ``url``."""
    for address in addresses:
        try:
            return await _connected(address, port, url, ways)
        except ConnectError as error:
            refused = error
    raise refused


async def _connected(address: str, port: int, url: SplitResult, ways: Ways) -> Streams:
    tls = ways.tls() if url.scheme == "https" else None
    try:
        async with asyncio.timeout(ways.connect):
            return await asyncio.open_connection(
                address, port, limit=_STEP, ssl=tls, server_hostname=url.hostname if tls else None
            )
    except OSError as error:
        raise ConnectError from error


async def _by_way_of(proxy: SplitResult, url: SplitResult, ways: Ways) -> tuple[Streams, Headers]:
    """A connection to a proxy, and to where TLS is spoken through it, with the headers that are for the proxy."""
    if proxy.scheme not in _PORTS or not proxy.hostname:
        raise ProxyError
    own = _proven(proxy)
    streams = await _connected(proxy.hostname, port_of(proxy), proxy, ways)
    if url.scheme == "http":
        return streams, own
    try:
        await _tunnelled(streams, f"{_bracketed(url)}:{port_of(url)}", own)
        async with asyncio.timeout(ways.connect):
            await streams[1].start_tls(ways.tls(), server_hostname=url.hostname)
    except BaseException as error:
        streams[1].transport.abort()
        if isinstance(error, OSError):
            raise ConnectError from error
        raise
    return streams, []


async def _tunnelled(streams: Streams, target: str, own: Headers) -> None:
    headers = [(b"Host", target.encode()), *own]
    response = await _answer(streams, h11.Request(method="CONNECT", target=target, headers=headers))
    if not 200 <= response.status < 300:
        raise ProxyError


def _proven(proxy: SplitResult) -> Headers:
    """Who asks, where the proxy's address says it."""
    if proxy.username is None:
        return []
    told = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return [(b"Proxy-Authorization", b"Basic " + base64.b64encode(told.encode()))]


def _bracketed(url: SplitResult) -> str:
    host = url.hostname or ""
    return f"[{host}]" if ":" in host else host
