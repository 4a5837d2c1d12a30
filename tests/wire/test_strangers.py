"""Where strangers' addresses may lead: never to this machine or its network, also not over a redirect or a name.

All of the tests' servers are on this machine; one of its addresses is taken for one of the open internet.
"""

from __future__ import annotations

from collections import Counter

import pytest
from wire_desk import Desk
from wire_parts import feed, redirect, reply, rss
from wire_server import Server

from tui.config.model import FeedConfig
from tui.feeds import guard
from tui.feeds.http import Fetcher, FetchError

OPEN, CLOSED = "127.0.0.2", "127.0.0.1"
TEASER = "Kazakhmys raised copper output in Kazakhstan, the company said…"


@pytest.fixture(autouse=True)
def internet(monkeypatch: pytest.MonkeyPatch) -> None:
    """One address of this machine counts as one of the open internet."""
    real = guard.is_public
    monkeypatch.setattr(guard, "is_public", lambda address: address == OPEN or real(address))


def asked(server: Server) -> Counter[str]:
    return Counter(request.host for request in server.log)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_feed_of_the_internet_does_not_lead_inside(server: Server, desk: Desk, status: int) -> None:
    inside = server.add("/inside", reply(feed()), CLOSED)
    found = await desk.outcome(server.add("/feed", redirect(inside, status), OPEN))
    assert "its own network, which is refused" in str(found.error)
    assert asked(server) == {OPEN: 1}


async def test_a_feed_of_the_internet_may_lead_on_in_it(server: Server, desk: Desk) -> None:
    server.add("/there", reply(feed(2)))
    assert (await desk.outcome(server.add("/feed", redirect("/there"), OPEN))).new == 2


async def test_articles_of_such_a_feed_do_not_lead_inside(server: Server, desk: Desk) -> None:
    inside = server.add("/inside", reply(b"<p>secret</p>"), CLOSED)
    server.add("/around", redirect(inside))
    items = [
        f"<item><title>Kazakhmys raises copper output {n}</title><link>{link}</link><description>{TEASER}</description></item>"
        for n, link in enumerate((inside, server.url("/around", OPEN), f"http://localhost:{server.port}/inside"))
    ]
    url = server.add("/feed", reply(rss(items)), OPEN)
    assert (await desk.outcome(url)).new == 3
    assert asked(server) == {OPEN: 2}, "the feed and the redirect"
    assert {page.error for page in desk.state(url).pages} == {"inside"}


async def test_a_name_found_on_the_way_is_looked_up_before_it_is_asked(server: Server) -> None:
    names = {"open.example": OPEN, "closed.example": CLOSED}

    async def resolve(host: str, port: int) -> list[str]:
        return [names[host]]

    server.add("/x", redirect(f"http://closed.example:{server.port}/y"))
    fetcher = Fetcher(resolver=resolve)
    with pytest.raises(FetchError, match="inside"):
        await fetcher.get(FeedConfig("http://open.example/feed", "far"), f"http://open.example:{server.port}/x")
    await fetcher.close()
    assert asked(server) == {OPEN: 1}


async def test_a_name_that_changes_its_mind_is_asked_where_it_was_checked(server: Server) -> None:
    answers = iter((OPEN, CLOSED))

    async def resolve(host: str, port: int) -> list[str]:
        return [next(answers)]

    server.add("/x", reply(b"page"))
    fetcher = Fetcher(resolver=resolve)
    feed, url = FeedConfig("http://open.example/feed", "far"), f"http://open.example:{server.port}/x"
    assert (await fetcher.get(feed, url, stranger=True)).body == b"page"
    with pytest.raises(FetchError, match="inside"):
        await fetcher.get(feed, url, stranger=True)
    await fetcher.close()
    assert asked(server) == {OPEN: 1}
    assert server.log[0].get("Host") == f"open.example:{server.port}"
