"""Articles behind teasers: fetched with the feeds' manners, never from the inside, read again, tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from wire_desk import Desk
from wire_parts import feed, redirect, reply, rss, sequence
from wire_server import Server

from tui.archive import Archive, StoredItem
from tui.config.model import FeedConfig
from tui.feeds.http import Fetcher, FetchError

TEASER = "Kazakhmys raised copper output in Kazakhstan, the company said…"
STORY = (
    "Kazakhmys raised copper output by 4.2% to 25,839 tonnes in the first quarter, the company said in Karaganda on Monday. "
    "The miner signed a memorandum with Zijin Mining of China on processing tungsten in the Karaganda region. "
) * 4
PAGE = f"""<!doctype html><html><head><title>News</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Kazakhmys raises output</h1><p>{STORY}</p><p class="tail">The end of it.</p></article>
<footer>All rights reserved</footer></body></html>""".encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}
HOUR = timedelta(hours=1)


def teased(*links: str, text: str = TEASER) -> bytes:
    return rss(
        f"<item><guid>{link}</guid><title>Kazakhmys raises copper output {n}</title><link>{link}</link>"
        f"<description>{text}</description></item>"
        for n, link in enumerate(links)
    )


def stored(desk: Desk) -> StoredItem:
    with Archive.open(desk.path) as archive:
        found = archive.item(desk.items()[0].id)
    assert found is not None
    return found


async def test_a_relevant_teaser_becomes_its_article(server: Server, desk: Desk) -> None:
    server.add("/news/1", reply(PAGE, HTML))
    url = server.add("/feed", reply(teased("/news/1"), {"ETag": '"x"', "Set-Cookie": "a=b; Path=/"}))
    await desk.outcome(url)
    article = stored(desk)
    assert "25,839 tonnes" in article.text
    assert "All rights reserved" not in article.text
    assert article.edits == (), "the publisher edited nothing"
    assert article.reading.metrics or article.reading.deals
    assert desk.state(url).pages == ()
    request = server.requests("/news/1")[0]
    assert request.get("Referer") is None
    assert request.get("Cookie") is None
    assert "text/html" in (request.get("Accept") or "")
    await desk.poll(2 * HOUR)
    assert len(server.requests("/news/1")) == 1, "a page is fetched once"
    assert "25,839 tonnes" in stored(desk).text, "the teaser does not come back"


async def test_an_article_that_two_feeds_lead_to_is_fetched_once(server: Server, desk: Desk) -> None:
    link = server.add("/news/1", reply(PAGE, HTML))
    desk.subscribe(*(server.add(path, reply(teased(link))) for path in ("/one", "/two")))
    await desk.poll()
    desk.subscribe(server.add("/three", reply(teased(link))))
    await desk.poll(HOUR)
    assert len(server.requests("/news/1")) == 1
    with Archive.open(desk.path) as archive:
        texts = [archive.item(number) for number in (1, 2, 3)]
    assert all(found is not None and "25,839 tonnes" in found.text for found in texts)


async def test_never_means_never(server: Server, desk: Desk) -> None:
    server.add("/news/1", reply(PAGE, HTML))
    desk.subscribe(server.add("/feed", reply(teased("/news/1"))), fulltext="never")
    await desk.poll()
    assert server.requests("/news/1") == []


async def test_what_is_off_the_beat_or_whole_is_left_alone(server: Server, desk: Desk) -> None:
    server.add("/news/1", reply(PAGE, HTML))
    football = teased("/news/1", text="Astana drew 1:1.").replace(
        b"Kazakhmys raises copper output", b"Football tonight"
    )
    desk.subscribe(server.add("/football", reply(football)), server.add("/whole", reply(teased("/news/1", text=STORY))))
    await desk.poll()
    assert server.requests("/news/1") == []


async def test_a_selector_of_the_feeds_own(server: Server, desk: Desk) -> None:
    server.add("/news/1", reply(PAGE.replace(b"The end of it.", b"Copper, copper, copper of Kazakhstan. " * 9), HTML))
    desk.subscribe(server.add("/feed", reply(teased("/news/1"))), fulltext="p.tail")
    await desk.poll()
    assert stored(desk).text.startswith("Copper, copper, copper")
    assert "25,839" not in stored(desk).text


async def test_failures_are_remembered_and_tried_again_with_patience(server: Server, desk: Desk) -> None:
    server.add(
        "/news/1", sequence([reply(b"", HTML, 500), reply(b"", {"Retry-After": "36000"}, 503), reply(PAGE, HTML)])
    )
    url = server.add("/feed", reply(teased("/news/1")))
    desk.subscribe(url)
    await desk.poll()
    page = desk.state(url).pages[0]
    assert (page.failures, page.retry) == (1, desk.now + HOUR)
    assert "500" in page.error
    await desk.poll(HOUR / 2)
    assert len(server.requests("/news/1")) == 1
    await desk.poll(HOUR)
    await desk.poll(9 * HOUR)
    assert len(server.requests("/news/1")) == 2
    await desk.poll(2 * HOUR)
    assert "25,839 tonnes" in stored(desk).text


@pytest.mark.parametrize("status", [404, 410])
async def test_an_article_that_is_gone_is_given_up(server: Server, desk: Desk, status: int) -> None:
    server.add("/news/1", reply(b"", HTML, status))
    url = server.add("/feed", reply(teased("/news/1")))
    desk.subscribe(url)
    await desk.poll()
    await desk.poll(48 * HOUR)
    assert len(server.requests("/news/1")) == 1
    assert stored(desk).text == TEASER


@pytest.mark.parametrize("body", [b"", b"\x89PNG", b"<html></html>", b"<div>" * 10_000, "\x1b]0;x\x07\u202e".encode()])
async def test_hostile_pages_leave_the_teaser(server: Server, desk: Desk, body: bytes) -> None:
    server.add("/news/1", reply(body, HTML))
    found = await desk.outcome(server.add("/feed", reply(teased("/news/1"))))
    assert found.new == 1
    assert stored(desk).text == TEASER


async def test_an_edited_teaser_is_fetched_anew(server: Server, desk: Desk) -> None:
    server.add("/news/1", reply(PAGE, HTML))
    url = server.add(
        "/feed", sequence([reply(teased("/news/1")), reply(teased("/news/1", text="Corrected: " + TEASER))])
    )
    desk.subscribe(url)
    await desk.poll()
    await desk.poll(HOUR)
    assert len(server.requests("/news/1")) == 2
    assert "25,839 tonnes" in stored(desk).text


async def test_no_more_than_some_articles_a_poll_and_two_at_a_time(server: Server, desk: Desk) -> None:
    links = [f"/news/{n}" for n in range(25)]
    for link in links:
        server.add(link, reply(PAGE, HTML))
    desk.subscribe(server.add("/feed", reply(teased(*links))))
    for expected in (10, 20, 25, 25):
        await desk.poll(HOUR)
        assert sum(request.path.startswith("/news/") for request in server.log) == expected
    assert server.most_in_flight["127.0.0.1"] <= 2


@pytest.mark.parametrize(
    "link",
    ["http://127.0.0.1:{port}/x", "http://localhost:{port}/x", "http://[::1]:{port}/x", "http://2130706433:{port}/x"],
)
async def test_strangers_links_never_reach_the_inside(server: Server, link: str) -> None:
    server.add("/x", reply(PAGE, HTML))
    fetcher = Fetcher()
    config = FeedConfig("http://news.example/feed", "far")
    with pytest.raises(FetchError):
        await fetcher.get(config, link.format(port=server.port), stranger=True)
    await fetcher.close()
    assert server.log == []


async def test_names_that_lead_inside_are_refused(server: Server) -> None:
    async def rebound(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    fetcher = Fetcher(resolver=rebound)
    config = FeedConfig("http://news.example/feed", "far")
    with pytest.raises(FetchError, match="inside"):
        await fetcher.get(config, f"http://news.example:{server.port}/x", stranger=True)
    assert server.log == []
    answer = await fetcher.get(config, f"http://news.example:{server.port}/x")
    assert answer.status == 404, "what the user chose may live inside"
    assert answer.inside
    await fetcher.close()


async def test_a_feed_that_lives_inside_may_lead_inside(server: Server, desk: Desk) -> None:
    server.add("/moved", redirect(server.url("/here", "127.0.0.2")))
    server.add("/here", reply(feed(2)))
    assert (await desk.outcome(server.url("/moved"))).new == 2
