"""An HTTP server on the loopback that publishes the demonstration feeds, in threads of its own, so that the desk's
event loop and plain command-line verbs can both poll it."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import socket
from dataclasses import dataclass
from datetime import timedelta
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any, Self

from tui.config.model import Config, FeedConfig
from tui.demo.edition import DEMO_NOW, DemoFeed, load
from tui.demo.render import render

HOST = "127.0.0.1"
EVERY = timedelta(minutes=30)
TIMEZONE = "Asia/Almaty"


@dataclass(frozen=True, slots=True)
class _Page:
    body: bytes
    content_type: str
    etag: str
    modified: str
    delay: float


def _page(feed: DemoFeed) -> _Page:
    body, content_type = render(feed)
    newest = max((item.published for item in feed.items), default=DEMO_NOW)
    return _Page(
        body=body,
        content_type=content_type,
        etag=f'"{hashlib.sha256(body).hexdigest()[:20]}"',
        modified=format_datetime(newest, usegmt=True),
        delay=feed.delay,
    )


class _Server(ThreadingHTTPServer):
    """Serves rendered pages; ``closing`` wakes the slow feed's thread, so that ending never waits for it."""

    daemon_threads = True

    def __init__(self, pages: dict[str, _Page]) -> None:
        self.pages = pages
        self.closing = Event()
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        super().__init__((HOST, 0), _Handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        request, address = super().get_request()
        with self._lock:
            self._open.add(request)
        return request, address

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A poller that hangs up in the middle of an answer is no error of ours."""

    def close(self) -> None:
        """Ends at once, idle keep-alive connections included."""
        self.closing.set()
        self.shutdown()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "kenwatch-demo"
    sys_version = ""

    def do_GET(self) -> None:
        page = self.server.pages.get(self.path)
        if page is None:
            self._answer(HTTPStatus.NOT_FOUND, b"", {})
            return
        if page.delay:
            self.server.closing.wait(page.delay)
        validators = {"ETag": page.etag, "Last-Modified": page.modified}
        if self.headers.get("If-None-Match") == page.etag:
            self._answer(HTTPStatus.NOT_MODIFIED, b"", validators)
        else:
            self._answer(HTTPStatus.OK, page.body, {"Content-Type": page.content_type, **validators})

    def _answer(self, status: HTTPStatus, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        """The demonstration narrates nothing: the desk owns the terminal."""


class DemoServer:
    """The demonstration's publishers: a context manager, plain or async, serving while it is open.

    ``config`` is what feeds.toml would say: every feed at its address on the loopback, nothing of the user's.
    """

    config: Config

    def __init__(self) -> None:
        self._server: _Server | None = None
        self._thread: Thread | None = None

    def __enter__(self) -> Self:
        feeds = load()
        server = _Server({f"/{feed.path}": _page(feed) for feed in feeds})
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="demo-feeds", daemon=True)
        thread.start()
        self._server, self._thread = server, thread
        base = f"http://{HOST}:{server.server_port}"
        self.config = Config(
            path=None, feeds=tuple(_config(base, feed) for feed in feeds), every=EVERY, timezone=TIMEZONE
        )
        return self

    def __exit__(self, *exception: object) -> None:
        if self._server is not None and self._thread is not None:
            self._server.close()
            self._thread.join()
            self._server = self._thread = None

    async def __aenter__(self) -> Self:
        return await asyncio.to_thread(self.__enter__)

    async def __aexit__(self, *exception: object) -> None:
        await asyncio.to_thread(self.__exit__)


def _config(base: str, feed: DemoFeed) -> FeedConfig:
    """Full text is never asked for: the items' links lead to a host that does not exist."""
    return FeedConfig(
        url=f"{base}/{feed.path}",
        title=feed.title,
        language=feed.language,
        kind=feed.kind,
        group=feed.group,
        fulltext="never",
    )
