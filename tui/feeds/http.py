"""HTTP with manners and bounds: one polite GET, its redirects followed by hand, its body no larger than allowed."""

from __future__ import annotations

import asyncio
import base64
import errno
import os
import socket
import ssl
import urllib.request
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urljoin, urlsplit

import tui
from tui.config.model import Auth, FeedConfig
from tui.feeds import guard
from tui.feeds.client import httpx
from tui.feeds.fault import fault
from tui.feeds.inflate import Body, CorruptError, TooBigError

ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)
ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PERMANENT = frozenset((301, 308))
_POOL = httpx.Limits(max_connections=None, max_keepalive_connections=0)  # see guard.Pinned
_TRUSTS_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # where no TLS is spoken
_CODINGS = {"": False, "identity": False, "gzip": True, "x-gzip": True, "deflate": True}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request, and all together, may cost. ``deadline`` is in seconds for a request with its redirects,
    ``body`` in bytes after decompression."""

    deadline: float = 30.0
    connect: float = 10.0
    body: int = 8 * 1024 * 1024
    redirects: int = 6
    per_host: int = 2
    in_flight: int = 24


@dataclass(frozen=True, slots=True)
class Answer:
    """A publisher's answer. ``moved`` is where a leading run of permanent redirects led, ``url`` where the body came
    from; ``whole`` is False where the transfer ended too early; ``inside`` tells that this machine or its network sent it."""

    status: int
    url: str
    headers: httpx.Headers
    body: bytes = b""
    moved: str | None = None
    whole: bool = True
    inside: bool = False

    def header(self, name: str) -> str:
        """A header's value, its bytes as Latin-1, "" where there is none; the first, where there are several."""
        wanted = name.lower().encode()
        return next((value.decode("latin-1") for key, value in self.headers.raw if key.lower() == wanted), "")


class FetchError(Exception):
    """No answer came that can be used; the message is a fault (tui.feeds.fault). ``unreachable`` marks failures to connect, which
    may be the network's fault and not the publisher's; ``offline`` those that are the network's for sure."""

    def __init__(self, message: str, *, unreachable: bool = False, offline: bool = False) -> None:
        super().__init__(message)
        self.unreachable = unreachable or offline
        self.offline = offline


class Fetcher:
    """The one HTTP client of a poller. ``resolver`` finds the addresses that strangers' names may lead to;
    ``contact`` is where publishers can write to."""

    def __init__(
        self, limits: Limits | None = None, resolver: guard.Resolve = guard.resolve, *, contact: str = ""
    ) -> None:
        self._agent = agent(contact)
        self.limits = limits or Limits()
        self._resolver = resolver
        # Whatever comes after the connection ends with the deadline of all: a timer for each step would only cost.
        self._timeout = httpx.Timeout(None, connect=self.limits.connect).as_dict()
        self._transports: dict[tuple[str, str, str | None, bool], httpx.AsyncBaseTransport] = {}
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(self.limits.per_host))
        self._proxies = urllib.request.getproxies()
        self._all = asyncio.Semaphore(self.limits.in_flight)

    async def get(
        self,
        feed: FeedConfig,
        url: str,
        validators: tuple[tuple[bytes, bytes], ...] = (),
        *,
        accept: str = ACCEPT_FEED,
        stranger: bool = False,
    ) -> Answer:
        """One GET, redirects included. ``stranger`` says that the address was not chosen by the user: it never leads to
        this machine or its network. Raises FetchError."""
        headers = [(b"Accept", accept.encode()), (b"Accept-Encoding", b"gzip"), *validators]
        moved: str | None = None
        permanent = True
        seen: set[str] = set()
        remaining = self.limits.deadline
        loop = asyncio.get_running_loop()
        for _ in range(self.limits.redirects + 1):
            _check_scheme(url)
            seen.add(url)
            async with self._turn(url):
                begin = loop.time()
                answer = await self._once(feed, url, headers, remaining, stranger)
                remaining -= loop.time() - begin
            if answer.status not in _REDIRECTS:
                return replace(answer, moved=moved) if moved else answer
            url = _target(url, answer)
            permanent = permanent and answer.status in _PERMANENT
            moved = url if permanent else moved
            stranger = stranger or not answer.inside
            if url in seen:
                raise FetchError(fault("circle"))
        raise FetchError(fault("redirects", self.limits.redirects))

    @asynccontextmanager
    async def _turn(self, url: str) -> AsyncIterator[None]:
        """Waits for a place: few requests at a time for a host, and not too many in all."""
        async with self._hosts[urlsplit(url).hostname or ""], self._all:
            yield

    async def _once(
        self, feed: FeedConfig, url: str, headers: list[tuple[bytes, bytes]], remaining: float, stranger: bool
    ) -> Answer:
        """One request."""
        own = _may_know_secrets(url, feed.url)
        headers = [
            (b"User-Agent", (feed.agent or self._agent).encode("utf-8")),
            *headers,
            *(_own_headers(feed) if own else []),
        ]
        try:
            async with asyncio.timeout(remaining):
                extensions = {"timeout": self._timeout}
                request = httpx.Request("GET", url, headers=_last_of_each(headers), extensions=extensions)
                transport = self._transport(request.url, feed.proxy or self._proxy_for(url), stranger)
                response = await transport.handle_async_request(request)
                response.request = request
                try:
                    return await self._read(response, url)
                finally:
                    await response.aclose()
        except TimeoutError as error:
            raise FetchError(fault("slow", f"{self.limits.deadline:.0f}")) from error
        except guard.PrivateAddressError as error:
            raise FetchError(fault("inside")) from error
        except TooBigError as error:
            raise FetchError(fault("too-large", self.limits.body // 2**20)) from error
        except CorruptError as error:
            raise FetchError(fault("corrupt")) from error
        except FetchError:
            raise
        except Exception as error:  # whatever a stranger's address or answer makes the libraries do
            raise _explained(error) from error

    async def _read(self, response: httpx.Response, url: str) -> Answer:
        coding = response.headers.get("content-encoding", "").strip().lower()
        bare = Answer(response.status_code, url, response.headers, inside=_from_inside(response))
        if response.status_code != 200:
            return bare  # an error's page is of no use, and need not be waited for
        if coding not in _CODINGS:
            raise FetchError(fault("coding", repr(coding[:20])))
        body = Body(_CODINGS[coding], self.limits.body)
        whole = True
        try:
            async for chunk in response.aiter_raw():
                body.feed(chunk)
        except (httpx.RemoteProtocolError, httpx.ReadError):
            whole = False
        data = body.value()
        if data.startswith(b"\x1f\x8b") and not _CODINGS[coding]:
            packed, body = data, Body(True, self.limits.body)
            body.feed(packed)
            data = body.value()
        return replace(bare, body=data, whole=whole and not body.cut_short)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Who is trusted: read at the first address that needs it, as it takes as long as a dozen requests."""
        return httpx.create_ssl_context()

    def _transport(self, url: httpx.URL, proxy: str | None, stranger: bool) -> httpx.AsyncBaseTransport:
        """httpx without its client, which would keep cookies, judge redirects and add headers of its own; for each host one, as
        each looks through all of its requests whenever one begins or ends."""
        key = (url.scheme, url.host, proxy, stranger)
        if key not in self._transports:
            tls = self._tls if proxy or url.scheme == "https" else _TRUSTS_NOBODY
            inner = httpx.AsyncHTTPTransport(verify=tls, proxy=httpx.Proxy(proxy) if proxy else None, limits=_POOL)
            self._transports[key] = guard.Pinned(inner, self._resolver, public_only=stranger, proxied=proxy is not None)
        return self._transports[key]

    def _proxy_for(self, url: str) -> str | None:
        """The proxy that the environment names for an address."""
        parts = urlsplit(url)
        if not self._proxies or urllib.request.proxy_bypass(parts.hostname or ""):
            return None
        return self._proxies.get(parts.scheme) or self._proxies.get("all")

    async def close(self) -> None:
        """Closes all connections."""
        transports, self._transports = list(self._transports.values()), {}
        for transport in transports:
            await transport.aclose()


def agent(contact: str) -> str:
    """The User-Agent: who asks, and where to complain where the user says so."""
    return f"kenwatch/{tui.__version__} ({f'+{contact}' if contact else 'feed reader'})"


def _check_scheme(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise FetchError(fault("scheme", repr(url[:60])))


def _target(url: str, answer: Answer) -> str:
    location = answer.header("location").encode("latin-1").decode("utf-8", "replace").strip()
    if not location or len(location) > 8_000:
        raise FetchError(fault("nowhere"))
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchError(fault("no-target")) from error


def _own_headers(feed: FeedConfig) -> list[tuple[bytes, bytes]]:
    """Headers and credentials that the user gave for this feed: for its own host only."""
    own = [(name.encode(), value.encode()) for name, value in feed.headers]
    return own + ([(b"Authorization", _authorization(feed.auth))] if feed.auth else [])


def _authorization(auth: Auth) -> bytes:
    if auth.token_env:
        return b"Bearer " + os.environ.get(auth.token_env, "").encode()
    password = os.environ.get(auth.password_env, "") if auth.password_env else ""
    return b"Basic " + base64.b64encode(f"{auth.user}:{password}".encode())


def _last_of_each(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """What the user sets replaces what we would send."""
    return list({name.lower(): (name, value) for name, value in headers}.values())


def _may_know_secrets(url: str, feed: str) -> bool:
    """Whether ``url`` is on the feed's own host, and not in the open where the feed itself is not."""
    here, own = urlsplit(url), urlsplit(feed)
    return here.hostname == own.hostname and not (own.scheme == "https" and here.scheme == "http")


def _from_inside(response: httpx.Response) -> bool:
    stream = response.extensions.get("network_stream")
    address = stream.get_extra_info("server_addr") if stream is not None else None
    return address is not None and not guard.is_public(str(address[0]))


_OFFLINE = frozenset((errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, what caused it, and what caused that."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for inner in error.exceptions:
                yield from _causes(inner)
        error = error.__cause__ or error.__context__


def _explained(error: Exception) -> FetchError:
    """An error of the libraries as one of ours, of a kind that people can do something with."""
    causes = list(_causes(error))
    if isinstance(error, httpx.ConnectTimeout):
        return FetchError(fault("unreachable"), unreachable=True)
    if isinstance(error, httpx.ProxyError):
        return FetchError(fault("proxy"), unreachable=True)
    if isinstance(error, (httpx.ConnectError, OSError)):
        if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
            return FetchError(fault("certificate"))
        if any(isinstance(cause, ssl.SSLError) for cause in causes):
            return FetchError(fault("no-tls"))
        unknown = [cause for cause in causes if isinstance(cause, socket.gaierror)]
        offline = any(cause.errno == socket.EAI_AGAIN for cause in unknown)
        offline = offline or any(isinstance(cause, OSError) and cause.errno in _OFFLINE for cause in causes)
        return FetchError(fault("no-name" if unknown else "refused"), unreachable=True, offline=offline)
    if isinstance(error, httpx.TimeoutException):
        return FetchError(fault("stopped"))
    if isinstance(error, (httpx.UnsupportedProtocol, httpx.InvalidURL, ValueError)):
        return FetchError(fault("unusable"))
    return FetchError(fault("broke-off"))
