"""The demonstration's server over real sockets: what a poller meets there."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import httpx
import pytest
from patience import PATIENCE

from tui.demo import DemoServer
from tui.demo.edition import load


def test_every_configured_feed_answers_and_then_says_unchanged() -> None:
    with DemoServer() as server, httpx.Client() as client:
        quick = {f"/{feed.path}" for feed in load() if not feed.delay}
        for feed in server.config.feeds:
            if httpx.URL(feed.url).path not in quick:
                continue
            first = client.get(feed.url)
            assert first.status_code == 200
            again = client.get(feed.url, headers={"If-None-Match": first.headers["etag"]})
            assert again.status_code == 304
            assert again.content == b""


def test_the_server_lives_on_the_loopback_and_knows_no_other_paths() -> None:
    with DemoServer() as server, httpx.Client() as client:
        urls = [httpx.URL(feed.url) for feed in server.config.feeds]
        assert {url.host for url in urls} == {"127.0.0.1"}
        assert client.get(urls[0].copy_with(path="/etc/passwd")).status_code == 404


def test_the_configuration_names_every_feed() -> None:
    with DemoServer() as server:
        assert [feed.title for feed in server.config.feeds] == [feed.title for feed in load()]
        assert all(feed.fulltext == "never" and feed.enabled for feed in server.config.feeds)
        assert server.config.path is None


async def test_leaving_does_not_wait_for_the_slow_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    feeds = tuple(replace(feed, delay=3600.0 if feed.delay else 0.0) for feed in load())
    monkeypatch.setattr("tui.demo.server.load", lambda: feeds)
    slow = next(feed for feed in feeds if feed.delay)
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        async with DemoServer() as server:
            url = next(feed.url for feed in server.config.feeds if feed.url.endswith(slow.path))
            request = asyncio.ensure_future(client.get(url))
            done, _ = await asyncio.wait([request], timeout=0.2)
            assert not done
        await asyncio.wait([request])
        assert not isinstance(request.exception(), httpx.TimeoutException)


async def test_the_loop_stays_free_while_the_server_serves() -> None:
    async with DemoServer() as server, httpx.AsyncClient() as client:
        urls = [feed.url for feed in server.config.feeds if "archive" not in feed.url]
        answers = await asyncio.gather(*(client.get(url) for url in urls))
    assert all(answer.status_code == 200 for answer in answers)


def test_a_server_that_was_closed_no_longer_answers() -> None:
    with DemoServer() as server:
        url = server.config.feeds[0].url
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)
