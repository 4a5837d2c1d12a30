"""Requests over TLS and by way of proxies: what is proved, to whom, and what is told where it is not."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tui.config.model import FeedConfig
from tui.feeds.http import Answer, Fetcher, FetchError, Limits

SERVER = Path(__file__).with_name("tls") / "server.pem"
"""The certificate of feeds.example and 127.0.0.1, signed by itself, with its key: good for these tests alone."""

BODY = b"x" * 200_000
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" + BODY


@dataclass
class Proxy:
    """Leads wherever it is asked to, always to ``port`` of this machine; ``heads`` are what it was asked."""

    port: int
    refuses: bool = False
    heads: list[str] = field(default_factory=list)

    async def lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.heads.append((await reader.readuntil(b"\r\n\r\n")).decode())
        if self.refuses:
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            writer.close()
            return
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(_pass_on(reader, far_writer), _pass_on(far_reader, writer))


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def _listening(answer: object, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    server = await asyncio.start_server(answer, "127.0.0.1", ssl=tls)  # type: ignore[arg-type]
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def _serve_page(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(PAGE)
        await writer.drain()
    writer.close()


def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(SERVER)
    return context


async def _at_home(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


async def _got(url: str, proxy: str | None = None) -> Answer:
    return await Fetcher(resolver=_at_home).get(FeedConfig(url, url, proxy=proxy), url)


async def test_a_body_comes_over_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(SERVER))
    async with _listening(_serve_page, _tls()) as port:
        answer = await _got(f"https://feeds.example:{port}/feed")
    assert (answer.status, answer.body, answer.whole, answer.inside) == (200, BODY, True, True)


async def test_who_cannot_prove_its_name_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    async with _listening(_serve_page, _tls()) as port:
        with pytest.raises(FetchError, match="certificate"):
            await _got(f"https://feeds.example:{port}/feed")  # nobody vouches for it
        monkeypatch.setenv("SSL_CERT_FILE", str(SERVER))
        with pytest.raises(FetchError, match="certificate"):
            await _got(f"https://news.example:{port}/feed")  # it is another


async def test_a_server_without_tls_is_told_as_one() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(PAGE)
        with contextlib.suppress(ConnectionError):
            await writer.drain()
        writer.close()

    async with _listening(plain) as port:
        with pytest.raises(FetchError, match="no-tls"):
            await _got(f"https://feeds.example:{port}/feed")


@pytest.mark.parametrize("secured", [False, True], ids=["plain", "over TLS"])
async def test_tls_is_spoken_through_a_proxy(monkeypatch: pytest.MonkeyPatch, secured: bool) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(SERVER))
    async with _listening(_serve_page, _tls()) as port:
        proxy = Proxy(port)
        async with _listening(proxy.lead, _tls() if secured else None) as way:
            leads = f"http{'s' * secured}://anna:k%C3%A4se@127.0.0.1:{way}"
            answer = await _got("https://feeds.example/feed?all=1", leads)
    assert answer.body == BODY
    (head,) = proxy.heads
    assert head.startswith("CONNECT feeds.example:443 HTTP/1.1\r\nHost: feeds.example:443\r\n")
    assert "Proxy-Authorization: Basic YW5uYTprw6RzZQ==" in head


async def test_a_proxy_that_does_not_lead_there_is_told_as_one() -> None:
    async with _listening(Proxy(9, refuses=True).lead) as way:
        with pytest.raises(FetchError, match="proxy") as told:
            await _got("https://feeds.example/feed", f"http://127.0.0.1:{way}")
    assert told.value.unreachable


async def test_who_does_not_take_the_connection_in_time_is_unreachable() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with _listening(silent) as port:
        url = f"https://feeds.example:{port}/feed"
        with pytest.raises(FetchError, match="unreachable") as told:
            await Fetcher(Limits(connect=0.1), _at_home).get(FeedConfig(url, url), url)
    assert told.value.unreachable


async def test_an_answer_that_is_announced_comes_after_it() -> None:
    async def announced(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n" + PAGE)
        await writer.drain()
        writer.close()

    async with _listening(announced) as port:
        assert (await _got(f"http://feeds.example:{port}/feed")).body == BODY


async def test_names_in_other_letters_are_asked_as_the_net_writes_them() -> None:
    heads: list[bytes] = []

    async def noted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(PAGE)
        writer.close()

    async with _listening(noted) as port:
        await _got(f"http://Жаңалық.example:{port}/кен?тіл=қаз#top")
    (head,) = heads
    assert head.startswith(b"GET /%D0%BA%D0%B5%D0%BD?%D1%82%D1%96%D0%BB=%D2%9B%D0%B0%D0%B7 HTTP/1.1\r\n")
    assert f"\r\nHost: {'жаңалық'.encode('idna').decode()}.example:{port}\r\n".encode() in head
