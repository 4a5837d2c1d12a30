"""What feeds may contain, and what must happen: items, or one clear line. Never a crash, a hang, or a control character."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

import pytest
from hostile_cases import DOCUMENTS, ENCODINGS, KAZAKH, LINES, RUSSIAN, TITLE, encoded, typed
from wire_desk import START, Desk
from wire_parts import (
    XML,
    feed,
    head,
    item,
    raw,
    redirect,
    reply,
    rss,
)
from wire_server import Server

from tui.archive import Archive
from tui.feeds.fault import told
from tui.feeds.http import Limits

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]")


# Encodings: items, with the right letters


@pytest.mark.parametrize("name", ENCODINGS)
async def test_encodings(server: Server, desk: Desk, name: str) -> None:
    body, kind = ENCODINGS[name]
    found = await desk.outcome(server.add("/feed", reply(body, typed(kind) if kind else {})))
    assert (found.state, found.new) == ("new", 1), found.error
    assert desk.items()[0].title == RUSSIAN


async def test_kazakh_in_its_own_code_page(server: Server, desk: Desk) -> None:
    await desk.outcome(server.add("/feed", reply(encoded(KAZAKH, "kz1048", "kz-1048"), {})))
    assert desk.items()[0].title == KAZAKH


# Malformed and odd documents: items


@pytest.mark.parametrize("name", DOCUMENTS)
async def test_odd_documents_give_their_items(server: Server, desk: Desk, name: str) -> None:
    found = await desk.outcome(server.add("/feed", reply(DOCUMENTS[name], {})))
    assert found.state == "new", found.error
    assert [entry.title.replace("\xa0", " ") for entry in desk.items()] == [TITLE]


@pytest.mark.parametrize(
    "kind", ["text/html", "text/plain", "application/octet-stream", "image/png", "", "nonsense", "x/" * 999]
)
async def test_a_feed_under_any_content_type_is_a_feed(server: Server, desk: Desk, kind: str) -> None:
    found = await desk.outcome(server.add("/feed", reply(feed(2), typed(kind))))
    assert found.new == 2, found.error


async def test_a_feed_without_items_is_well(server: Server, desk: Desk) -> None:
    found = await desk.outcome(server.add("/feed", reply(rss([]))))
    assert (found.state, found.error) == ("unchanged", None)


# What is no feed, and what attacks: a line


@pytest.mark.parametrize("name", LINES)
async def test_the_rest_gives_a_clear_line(server: Server, desk: Desk, name: str) -> None:
    part, words = LINES[name]
    desk.limits = Limits(deadline=2.0)
    desk.worker.parse_seconds = 3
    found = await desk.outcome(server.add("/feed", part))
    if words:
        assert found.state == "failed"
        assert words in str(found.error)
        assert told(str(desk.state(server.url("/feed")).error)) == found.error
        assert not CONTROL.search(str(found.error))
    well = await desk.outcome(server.add("/well", reply(feed(1))))
    assert well.new == 1, "the next feed must not suffer"


async def test_a_chain_of_redirects_ends(server: Server, desk: Desk) -> None:
    for number in range(50):
        server.add(f"/{number}", redirect(f"/{number + 1}"))
    found = await desk.outcome(server.url("/0"))
    assert "more than 6 times" in str(found.error)
    assert len(server.log) == 7


async def test_quadratic_entities_are_bounded(server: Server, desk: Desk) -> None:
    desk.worker.parse_seconds = 3
    body = b'<!DOCTYPE rss [<!ENTITY a "' + b"x" * 100_000 + b'">]><rss><channel><item><title>' + b"&a;" * 100_000
    found = await desk.outcome(server.add("/feed", reply(body + b"</title></item></channel></rss>")))
    assert found.state in ("failed", "new")
    assert all(len(entry.title) <= 1000 for entry in desk.items())


async def test_lengths_that_lie(server: Server, desk: Desk) -> None:
    body = feed(3)
    short = server.add("/short", raw(head(200, {**XML, "Content-Length": str(len(body) - 30)}) + body))
    long = server.add("/long", raw(head(200, {**XML, "Content-Length": str(len(body) + 5000)}) + body))
    assert (await desk.outcome(short)).new == 2, "the items that are whole"
    assert (await desk.outcome(long)).new == 3
    assert desk.state(long).note == "part-came"


async def test_a_half_item_is_not_stored_twice_under_another_name(server: Server, desk: Desk) -> None:
    body = rss(
        [
            f"<item><title>News {n}</title><description>Long text</description><guid>id-{n}</guid></item>"
            for n in range(3)
        ]
    )
    cut = body[: body.rindex(b"text</desc")]
    url = server.add("/feed", reply(cut))
    await desk.outcome(url)
    server.add("/feed", reply(body))
    await desk.poll(everything=True)
    assert sorted(entry.title for entry in desk.items()) == ["News 0", "News 1", "News 2"]


# Odd items


async def stored(server: Server, desk: Desk, *items: str) -> dict[str, tuple[str, datetime]]:
    found = await desk.outcome(server.add("/feed", reply(rss(items))))
    assert found.state == "new", found.error
    return {entry.title: (entry.link, entry.published) for entry in desk.items()}


async def test_items_lacking_almost_everything(server: Server, desk: Desk) -> None:
    items = ["<item/>", "<item><title>T</title></item>", "<item><description>Only text.</description></item>"]
    found = await stored(server, desk, *items, "<item><link>http://x/only</link></item>")
    assert set(found) == {"T", "Only text.", "http://x/only"}
    again = await desk.poll(everything=True)
    assert again.new == 0


async def test_the_same_guid_twice_is_one_item(server: Server, desk: Desk) -> None:
    assert len(await stored(server, desk, item(1), item(1), item(2))) == 2


DATES = {
    "Пн, 16 ноя 2026 10:00:00 +0600": datetime(2026, 11, 16, 4, tzinfo=UTC),
    "16 ноября 2026 г., 10:30": datetime(2026, 11, 16, 10, 30, tzinfo=UTC),
    "16.11.2026 10:30": datetime(2026, 11, 16, 10, 30, tzinfo=UTC),
    "16 қараша 2026": datetime(2026, 11, 16, tzinfo=UTC),
    "Mon, 16 Nov 2026 10:00:00 GMT": datetime(2026, 11, 16, 10, tzinfo=UTC),
    "2026-11-16T10:00:00+06:00": datetime(2026, 11, 16, 4, tzinfo=UTC),
    "Thu, 01 Jan 1970 00:00:00 GMT": START,
    "Fri, 01 Jan 2055 00:00:00 GMT": START,
    "0000-00-00 00:00:00": START,
    "99999999999999": START,
    "soon": START,
    "": START,
}


@pytest.mark.parametrize("written", DATES)
async def test_dates(server: Server, desk: Desk, written: str) -> None:
    found = await stored(server, desk, f"<item><title>T</title><pubDate>{written}</pubDate></item>")
    assert found["T"][1] == DATES[written]


async def test_a_date_slightly_ahead_stands(server: Server, desk: Desk) -> None:
    ahead = START + timedelta(hours=20)
    found = await stored(server, desk, f"<item><title>T</title><pubDate>{ahead.isoformat()}</pubDate></item>")
    assert found["T"][1] == ahead


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/news/1", "/news/1"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("  http://x/spaced  ", "http://x/spaced"),
        ("http://x/\x1b]0;t\x07", "http://x/"),
    ],
)
async def test_links(server: Server, desk: Desk, link: str, expected: str) -> None:
    found = await stored(server, desk, f"<item><title>T</title><link>{escape(link)}</link></item>")
    expected = server.url(expected) if expected.startswith("/") else expected
    assert found["T"][0] == expected


def hostile_titles() -> Iterator[str]:
    yield "[/foo]"
    yield "[@click=app.bell()]x"
    yield "[bold red]Rich[/]"
    yield "osc52 \x1b]52;c;aGVsbG8=\x07 end"
    yield "osc8 \x1b]8;;http://evil\x1b\\click\x1b]8;;\x1b\\ end"
    yield "c1 \x9b31m\x9d0;x\x9c\x85 end"
    yield "bidi \u202egnp.exe\u202c \u2066x\u2069"
    yield "zero\u200bwidth\u200d\ufeff\u2060"
    yield "new\nline\r\nand\ttab"
    yield "markup &lt;script&gt;alert(1)&lt;/script&gt; <b>bold</b>"
    yield "long " + "руда " * 20_000
    yield "zalgo " + "a" + "\u0301" * 1000
    yield "=cmd|'/c calc'!A1"


async def test_hostile_words_are_harmless_in_the_archive(server: Server, desk: Desk) -> None:
    titles = list(hostile_titles())
    in_json = [
        {"id": f"{n}\x1b\u202e", "title": title, "content_text": title * 2, "url": f"http://x/{title[:50]}"}
        for n, title in enumerate(titles)
    ]
    in_xml = [
        f"<item><guid>{n}</guid><title>{escape(title)}</title><description>{escape(title)}</description></item>"
        for n, title in enumerate(titles)
    ]
    assert (await desk.outcome(server.add("/json", reply(json.dumps({"items": in_json}).encode(), {})))).new == len(
        titles
    )
    assert (await desk.outcome(server.add("/xml", reply(rss(in_xml))))).new == len(titles)
    with Archive.open(desk.path) as archive:
        for entry in desk.items():
            whole = archive.item(entry.id)
            assert whole is not None
            for text in (entry.title, entry.link, entry.source, whole.text):
                assert not CONTROL.search(text.replace("\n", "") if text == whole.text else text)
            assert len(entry.title) <= 1000
        assert {"[/foo]", "[@click=app.bell()]x"} <= {entry.title for entry in desk.items()}


async def test_a_megabyte_of_text_in_an_item(server: Server, desk: Desk) -> None:
    assert await stored(server, desk, item(1, text="Kazakhstan produces copper. " * 40_000))


async def test_no_more_items_than_allowed_and_the_newest_of_them(server: Server, desk: Desk) -> None:
    items = [
        f"<item><title>N{n}</title><pubDate>{(START - timedelta(hours=2000 - n)).isoformat()}</pubDate></item>"
        for n in range(2000)
    ]
    desk.worker.read_seconds = 60
    found = await stored(server, desk, *items)
    assert len(found) == 500
    assert {"N1999", "N1500"} <= set(found)


async def test_a_feed_that_kills_the_reader_leaves_the_others_alone(server: Server, desk: Desk) -> None:
    desk.worker.parse_seconds = 2
    killer = b"<rss><channel>" + b"<item><a><b>" * 400_000
    desk.subscribe(server.add("/killer", reply(killer)))
    desk.subscribe(*(server.add(f"/{n}", reply(feed(2))) for n in range(4)))
    report = await desk.poll()
    assert report.new == 8
