"""A loopback server over raw sockets that can play every part a publisher plays, well-behaved or not.

It knows nothing of kenwatch: any reader can be tried against it. Parts (see wire_parts) are functions that write bytes
as they please; every request is logged as it came, and the server counts how many a host has in flight.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType

_HANDSHAKE = b"\x16"
"""What TLS begins with."""


@dataclass(frozen=True)
class Request:
    """A request as it came: ``headers`` in their order, names and values untouched."""

    method: str
    path: str
    host: str
    headers: tuple[tuple[str, str], ...]

    def all(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def get(self, name: str) -> str | None:
        """The value of a header, None where it was not sent."""
        return next(iter(self.all(name)), None)


Part = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Server:
    """Use as a context manager; parts may be added and changed while it runs."""

    parts: dict[str, Part] = field(default_factory=dict)
    log: list[Request] = field(default_factory=list)
    most_in_flight: Counter[str] = field(default_factory=Counter)
    hosts: tuple[str, ...] = ("127.0.0.1",)
    port: int = 0

    def __enter__(self) -> Server:
        self._in_flight: Counter[str] = Counter()
        self._connections: set[asyncio.Task[None]] = set()
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True)
        self._thread.start()
        assert ready.wait(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path, on any of the server's hosts."""
        return f"http://{host}:{self.port}{path}"

    def add(self, path: str, part: Part, host: str = "127.0.0.1") -> str:
        """Puts a part behind a path and gives the path's address."""
        self.parts[path] = part
        return self.url(path, host)

    def requests(self, path: str) -> list[Request]:
        """What was asked for at a path, in order."""
        return [request for request in self.log if request.path == path]

    async def _serve(self, ready: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        servers = []
        for host in self.hosts:
            server = await asyncio.start_server(self._connected, host, self.port)
            self.port = server.sockets[0].getsockname()[1]
            servers.append(server)
        ready.set()
        await self._stop.wait()
        for server in servers:
            server.close()
        for task in list(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            await self._answer(reader, writer)
        except (asyncio.CancelledError, ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._connections.discard(task)
            with contextlib.suppress(OSError):
                writer.transport.abort() if writer.transport.get_write_buffer_size() else writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        begun = await reader.readexactly(1)
        if begun == _HANDSHAKE:
            return  # whoever wants to speak TLS is told at once that nobody here does
        head = (begun + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.rstrip("\r\n").split("\r\n")
        method, path, _ = first.split(" ", 2)
        pairs = (line.partition(":") for line in lines)
        headers = tuple((name, value.strip(" ")) for name, _, value in pairs)
        request = Request(method, path, str(writer.get_extra_info("sockname")[0]), headers)
        self.log.append(request)
        self._in_flight[request.host] += 1
        self.most_in_flight[request.host] = max(self.most_in_flight[request.host], self._in_flight[request.host])
        try:
            await self.parts.get(path, _nothing)(request, writer)
            await writer.drain()
        finally:
            self._in_flight[request.host] -= 1


async def _nothing(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
