"""Each rule of politeness, judged from the server's log over scheduled polls."""

from __future__ import annotations

import re
from datetime import timedelta
from email.utils import format_datetime

import pytest
from wire_desk import START, Desk
from wire_parts import XML, conditional, feed, head, late, packed, raw, redirect, reply, sequence
from wire_server import Request, Server

import tui
from tui.config.model import Auth, FeedConfig

HALF_HOUR = timedelta(minutes=30)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
VALIDATORS = ("If-None-Match", "If-Modified-Since")


def sent(request: Request) -> tuple[str | None, str | None]:
    return request.get(VALIDATORS[0]), request.get(VALIDATORS[1])


# Validators


@pytest.mark.parametrize(
    "etag",
    ['"plain"', 'W/"weak"', "unquoted", '"with spaces, and, commas"', '"кен"'.encode().decode("latin-1"), '""', "'"],
)
async def test_an_etag_comes_back_byte_for_byte(server: Server, desk: Desk, etag: str) -> None:
    desk.subscribe(server.add("/feed", conditional(feed(), etag=etag)))
    await desk.poll()
    report = await desk.poll(HOUR)
    assert [sent(request) for request in server.log] == [(None, None), (etag, None)]
    assert report.answered == 1
    assert report.new == 0


@pytest.mark.parametrize(
    "modified",
    [
        "Fri, 20 Nov 2026 08:00:00 GMT",
        "2026-11-20T08:00:00Z",
        "Friday, 20-Nov-26 08:00:00 GMT",
        "yesterday",
        "Fri, 20 Nov 2026 08:00:00 +0600",
    ],
)
async def test_a_date_comes_back_byte_for_byte(server: Server, desk: Desk, modified: str) -> None:
    desk.subscribe(server.add("/feed", conditional(feed(), modified=modified)))
    await desk.poll()
    await desk.poll(HOUR)
    assert [sent(request) for request in server.log] == [(None, None), (None, modified)]


async def test_both_validators_come_back(server: Server, desk: Desk) -> None:
    desk.subscribe(server.add("/feed", conditional(feed(), '"x"', "some day")))
    await desk.poll()
    await desk.poll(HOUR)
    assert sent(server.log[1]) == ('"x"', "some day")


async def test_a_new_etag_is_kept_although_the_body_is_the_same(server: Server, desk: Desk) -> None:
    parts = [reply(feed(), {**XML, "ETag": f'"{number}"'}) for number in range(3)]
    desk.subscribe(server.add("/feed", sequence(parts)))
    for _ in range(3):
        await desk.poll(HOUR)
    assert [sent(request)[0] for request in server.log] == [None, '"0"', '"1"']


async def test_validators_go_when_the_last_200_had_none(server: Server, desk: Desk) -> None:
    desk.subscribe(server.add("/feed", sequence([conditional(feed(), '"x"', "day"), reply(feed(4)), reply(feed(4))])))
    for _ in range(3):
        await desk.poll(HOUR)
    assert [sent(request) for request in server.log] == [(None, None), ('"x"', "day"), (None, None)]


async def test_they_go_also_when_the_body_is_the_same(server: Server, desk: Desk) -> None:
    desk.subscribe(server.add("/feed", sequence([reply(feed(), {**XML, "ETag": '"x"'}), reply(feed())])))
    for _ in range(3):
        await desk.poll(HOUR)
    assert [sent(request) for request in server.log] == [(None, None), ('"x"', None), (None, None)]


async def test_a_304_may_bring_a_new_validator_and_takes_none_away(server: Server, desk: Desk) -> None:
    first = reply(feed(), {**XML, "ETag": '"1"', "Last-Modified": "some day"})
    renewed, silent = reply(b"", {"ETag": '"2"'}, 304), reply(b"", {}, 304)
    desk.subscribe(server.add("/feed", sequence([first, renewed, silent])))
    for _ in range(4):
        await desk.poll(HOUR)
    pairs = [sent(request) for request in server.log]
    assert pairs == [(None, None), ('"1"', "some day"), ('"2"', "some day"), ('"2"', "some day")]


async def test_an_error_in_between_leaves_the_validators(server: Server, desk: Desk) -> None:
    good = conditional(feed(), '"x"')
    error = reply(b"oh", {"ETag": '"of the error page"'}, 500)
    page = reply(b"<html>busy</html>", {"Content-Type": "text/html", "ETag": '"of the page"'})
    desk.subscribe(server.add("/feed", sequence([good, error, page, good])))
    for _ in range(4):
        await desk.poll(DAY)
    assert [sent(request)[0] for request in server.log] == [None, '"x"', '"x"', '"x"']


async def test_a_transfer_that_broke_off_leaves_no_validators(server: Server, desk: Desk) -> None:
    body = feed(3)
    broken = raw(head(200, {**XML, "ETag": '"x"', "Content-Length": str(len(body) + 100)}) + body[:-60])
    desk.subscribe(server.add("/feed", sequence([broken, reply(body)])))
    await desk.poll()
    await desk.poll(HOUR)
    assert sent(server.log[1]) == (None, None)
    assert len(desk.items()) == 3


# Redirects


async def test_301_on_the_same_host_is_believed_at_once_and_told(server: Server, desk: Desk) -> None:
    new = server.add("/new", reply(feed()))
    desk.subscribe(server.add("/old", redirect("/new", 301)))
    reports = [await desk.poll(), await desk.poll(HOUR)]
    assert [report.outcomes[0].moved for report in reports] == [new, ""]
    assert [request.path for request in server.log] == ["/old", "/new", "/new"]


@pytest.mark.parametrize("status", [301, 308])
async def test_a_move_to_another_host_is_believed_after_three_polls_over_a_day(
    server: Server, desk: Desk, status: int
) -> None:
    new = server.add("/new", reply(feed()), host="127.0.0.2")
    desk.subscribe(server.add("/old", redirect(new, status)))
    reports = [await desk.poll(timedelta(hours=12)) for _ in range(5)]
    assert [request.path for request in server.log] == ["/old", "/new"] * 3 + ["/new"] * 2
    assert [report.outcomes[0].moved for report in reports] == ["", "", new, "", ""]


async def test_three_polls_within_an_hour_are_not_enough(server: Server, desk: Desk) -> None:
    new = server.add("/new", reply(feed()), host="127.0.0.2")
    desk.subscribe(server.add("/old", redirect(new, 301)))
    for _ in range(4):
        await desk.poll(HALF_HOUR)
    assert len(server.requests("/old")) == 4


@pytest.mark.parametrize("status", [302, 303, 307])
async def test_a_temporary_redirect_keeps_the_old_address(server: Server, desk: Desk, status: int) -> None:
    server.add("/new", reply(feed()))
    desk.subscribe(server.add("/old", redirect("/new", status)))
    for _ in range(5):
        await desk.poll(DAY)
    assert len(server.requests("/old")) == 5


async def test_a_temporary_hop_on_the_way_keeps_all_behind_it(server: Server, desk: Desk) -> None:
    server.add("/c", reply(feed()))
    server.add("/b", redirect("/c", 301))
    desk.subscribe(server.add("/a", redirect("/b", 302)))
    for _ in range(3):
        await desk.poll(DAY)
    assert len(server.requests("/a")) == 3


async def test_a_new_address_that_is_lost_leads_back_to_the_old(server: Server, desk: Desk) -> None:
    server.add("/new", sequence([reply(feed()), reply(status=404), reply(feed())]))
    desk.subscribe(server.add("/old", redirect("/new", 301)))
    for _ in range(3):
        await desk.poll(2 * DAY)
    assert [request.path for request in server.log] == ["/old", "/new", "/new", "/old", "/new"]


async def test_a_redirect_to_an_error_is_not_believed(server: Server, desk: Desk) -> None:
    server.add("/new", reply(status=404))
    desk.subscribe(server.add("/old", redirect("/new", 301)))
    await desk.poll()
    await desk.poll(2 * DAY)
    assert [request.path for request in server.log] == ["/old", "/new", "/old", "/new"]


# Errors


async def test_410_is_never_asked_again_even_by_force(server: Server, desk: Desk) -> None:
    desk.subscribe(server.add("/feed", reply(status=410)))
    first = await desk.poll()
    assert first.failed == 1
    assert "gone" in str(first.outcomes[0].error)
    await desk.poll(timedelta(days=400))
    await desk.poll(DAY, everything=True)
    assert len(server.log) == 1


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("as_date", [False, True])
async def test_retry_after_is_obeyed_even_by_force(server: Server, desk: Desk, status: int, as_date: bool) -> None:
    wait = timedelta(hours=5)
    value = format_datetime(START + wait, usegmt=True) if as_date else str(int(wait.total_seconds()))
    desk.subscribe(server.add("/feed", sequence([reply(b"", {"Retry-After": value}, status), reply(feed())])))
    await desk.poll()
    await desk.poll(wait - timedelta(minutes=1), everything=True)
    assert len(server.log) == 1
    await desk.poll(timedelta(minutes=2))
    assert len(server.log) == 2


@pytest.mark.parametrize("value", ["-5", "soon", "", "Fri, 32 Foo 2026", "99999999999999999999"])
async def test_a_senseless_retry_after_is_no_trap(server: Server, desk: Desk, value: str) -> None:
    desk.subscribe(server.add("/feed", sequence([reply(b"", {"Retry-After": value}, 503), reply(feed())])))
    await desk.poll()
    report = await desk.poll(2 * DAY)
    assert report.answered == 1


@pytest.mark.parametrize("part", [reply(status=500), reply(status=404), raw(b"")])
async def test_failures_back_off_doubling_to_a_day(server: Server, desk: Desk, part: object) -> None:
    url = server.add("/feed", part)  # type: ignore[arg-type]
    desk.subscribe(url)
    gaps = []
    for _ in range(10):
        await desk.poll()
        state = desk.state(url)
        assert state.next_poll is not None
        gaps.append((state.next_poll - desk.now).total_seconds() / 60)
        desk.now = state.next_poll
    assert len(server.log) == 10
    for number, gap in enumerate(gaps[:5]):
        assert 30 * 2**number <= gap <= 30 * 2**number * 1.25
    assert 18 * 60 <= gaps[-1] <= 24 * 60
    assert len({gap / 2**number for number, gap in enumerate(gaps[:5])}) > 1, "no jitter"


async def test_a_success_ends_the_back_off(server: Server, desk: Desk) -> None:
    url = server.add("/feed", sequence([reply(status=500), reply(status=500), reply(feed())]))
    desk.subscribe(url)
    for _ in range(3):
        await desk.poll(DAY)
    state = desk.state(url)
    assert (state.failures, state.error, state.failing_since) == (0, None, None)
    await desk.poll(HALF_HOUR)
    assert len(server.log) == 4


async def test_a_network_that_is_down_is_held_against_no_feed(server: Server, desk: Desk) -> None:
    closed = [f"http://127.0.0.{number}:1/feed" for number in (4, 5)]
    desk.subscribe(*closed)
    report = await desk.poll()
    assert {outcome.error for outcome in report.outcomes} == {"The network is down."}
    desk.subscribe(server.add("/feed", reply(feed())))
    report = await desk.poll()
    assert report.asked == 3, "the next poll asks at once"
    assert [desk.state(url).failures for url in closed] == [1, 1]
    assert desk.state(closed[0]).error == "refused"


# What publishers ask for


def polls_at(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("headers", "channel"),
    [
        ({"Cache-Control": "public, max-age=7200"}, ""),
        ({"Expires": format_datetime(START + 2 * HOUR, usegmt=True)}, ""),
        ({}, "<ttl>120</ttl>"),
        ({}, "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>12</sy:updateFrequency>"),
        ({"Cache-Control": "max-age=7200", "Expires": "0"}, "<ttl>5</ttl>"),
    ],
)
async def test_the_interval_a_publisher_asks_for_is_kept(
    server: Server, desk: Desk, headers: dict[str, str], channel: str
) -> None:
    url = server.add("/feed", reply(feed(3, channel), {**XML, **headers}))
    desk.subscribe(url)
    await desk.poll()
    assert desk.state(url).reason == "every 30 min; its publisher asks for 2 h"
    await desk.poll(timedelta(minutes=119))
    assert len(server.log) == 1
    await desk.poll(timedelta(minutes=2))
    assert len(server.log) == 2


async def test_force_skips_what_the_publisher_merely_prefers(server: Server, desk: Desk) -> None:
    part = reply(
        feed(3, "<ttl>600</ttl><skipDays><day>Friday</day></skipDays>"), {**XML, "Cache-Control": "max-age=9999"}
    )
    desk.subscribe(server.add("/feed", part))
    await desk.poll()
    await desk.poll(timedelta(minutes=1), everything=True)
    assert len(server.log) == 2


async def test_a_wish_for_a_year_is_cut_to_a_day_and_one_for_a_second_ignored(server: Server, desk: Desk) -> None:
    slow = server.add("/slow", reply(feed(), {**XML, "Cache-Control": "max-age=31536000"}))
    quick = server.add("/quick", reply(feed(), {**XML, "Cache-Control": "max-age=1"}))
    desk.subscribe(slow, quick)
    await desk.poll()
    await desk.poll(timedelta(minutes=20))
    assert len(server.log) == 2
    await desk.poll(DAY)
    assert len(server.log) == 4


async def test_a_304_that_says_nothing_keeps_what_the_200_asked_for(server: Server, desk: Desk) -> None:
    first = conditional(feed(), '"x"', more={"Cache-Control": "max-age=7200"})
    desk.subscribe(server.add("/feed", sequence([first, raw(head(304, {}))])))
    await desk.poll()
    await desk.poll(2 * HOUR)
    await desk.poll(HOUR)
    assert len(server.log) == 2


async def test_skipped_hours_are_skipped(server: Server, desk: Desk) -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in range(9, 14))
    desk.subscribe(server.add("/feed", reply(feed(3, f"<skipHours>{hours}</skipHours>"))))
    for _ in range(9):  # 09:00 to 13:00 UTC on the half hours
        await desk.poll()
        desk.now += HALF_HOUR
    assert len(server.log) == 1
    desk.now = START.replace(hour=14)
    await desk.poll()
    assert len(server.log) == 2


async def test_skipped_days_are_skipped(server: Server, desk: Desk) -> None:
    days = "<skipDays><day>Saturday</day><day>Sunday</day></skipDays>"
    desk.subscribe(server.add("/feed", reply(feed(3, days))))
    asked = []
    for _ in range(5):
        before = len(server.log)
        await desk.poll()
        asked.append(len(server.log) > before)
        desk.now += DAY
    assert asked == [True, False, False, True, True]


async def test_a_feed_that_skips_every_hour_skips_none(server: Server, desk: Desk) -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    desk.subscribe(server.add("/feed", reply(feed(3, f"<skipHours>{hours}</skipHours>"))))
    await desk.poll()
    await desk.poll(HOUR)
    assert len(server.log) == 2


async def test_a_quiet_slow_feed_is_asked_less_often(server: Server, desk: Desk) -> None:
    slow = feed(2).replace(b"</title><link>http://wire.example/0", b"</title><pubDate>2026-01-01</pubDate><link>/0")
    slow = slow.replace(b"</title><link>http://wire.example/1", b"</title><pubDate>2026-03-01</pubDate><link>/1")
    url = server.add("/feed", reply(slow))
    desk.subscribe(url)
    for _ in range(4):
        await desk.poll(HOUR)
    assert desk.state(url).reason == "every 30 min; quiet for long, so every 60 min"


# One request at a time


async def test_one_request_per_feed_and_poll_whatever_happens(server: Server, desk: Desk) -> None:
    for status in (200, 404, 500, 503):
        desk.subscribe(server.add(f"/{status}", reply(b"" if status != 200 else feed(), status=status)))
    desk.subscribe(server.add("/gone", raw(b"")))
    await desk.poll()
    assert sorted(request.path for request in server.log) == ["/200", "/404", "/500", "/503", "/gone"]


async def test_the_same_address_twice_is_one_feed(server: Server, desk: Desk) -> None:
    url = server.add("/feed", reply(feed()))
    desk.subscribe(url, url)
    await desk.poll()
    assert len(server.log) == 1


async def test_at_most_two_in_flight_per_host(server: Server, desk: Desk) -> None:
    for host in server.hosts:
        desk.subscribe(*(server.add(f"/{number}", late(reply(feed(1)), 0.03), host) for number in range(8)))
    await desk.poll(everything=True)
    assert dict(server.most_in_flight) == dict.fromkeys(server.hosts, 2)
    assert len(server.log) == 24


async def test_a_feed_that_is_switched_off_is_never_asked(server: Server, desk: Desk) -> None:
    desk.feeds.append(FeedConfig(server.add("/feed", reply(feed())), "off", enabled=False))
    await desk.poll(everything=True)
    assert server.log == []


# Headers


async def test_what_is_sent_and_what_is_not(server: Server, desk: Desk) -> None:
    chatty = reply(feed(), {**XML, "Set-Cookie": "a=b; Path=/"})
    server.add("/new", chatty)
    desk.subscribe(server.add("/feed", reply(b"", {"Location": "/new", "Set-Cookie": "c=d"}, 302)))
    await desk.poll()
    await desk.poll(HOUR)
    assert {request.path for request in server.log} == {"/feed", "/new"}
    for request in server.log:
        assert request.method == "GET"
        assert request.get("Cookie") is None
        assert request.get("Referer") is None
        assert request.all("Accept-Encoding") == ["gzip"]
        assert re.fullmatch(r"kenwatch/[\d.]+ \(feed reader\)", request.get("User-Agent") or "")
        accept = request.get("Accept") or ""
        assert all(kind in accept for kind in ("application/rss+xml", "application/atom+xml", "feed+json"))
        assert len(request.all("Host")) == 1


async def test_publishers_are_told_where_to_write_to(server: Server, desk: Desk) -> None:
    desk.contact = "anna@mines.example"
    desk.subscribe(server.add("/feed", reply(feed())))
    await desk.poll()
    (request,) = server.log
    assert request.all("User-Agent") == [f"kenwatch/{tui.__version__} (+anna@mines.example)"]


async def test_a_packed_feed_is_unpacked(server: Server, desk: Desk) -> None:
    for coding in ("gzip", "deflate", "x-gzip"):
        desk.subscribe(server.add(f"/{coding}", packed(feed(), coding)))
    report = await desk.poll()
    assert report.new == 9


async def test_each_feed_has_its_own_agent_headers_and_credentials(
    server: Server, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIRE_SECRET", "käse")
    other = server.add("/elsewhere", reply(feed()), host="127.0.0.2")
    for path, auth in (("/basic", Auth("anna", "WIRE_SECRET")), ("/bearer", Auth(token_env="WIRE_SECRET"))):
        url = server.add(path, redirect(other))
        desk.feeds.append(FeedConfig(url, path, agent="Mozilla/5.0", headers=(("X-Key", "7"),), auth=auth))
    await desk.poll()
    basic, bearer = server.requests("/basic")[0], server.requests("/bearer")[0]
    assert basic.get("Authorization") == "Basic YW5uYTprw6RzZQ=="
    assert (bearer.get("Authorization") or "").encode("latin-1") == "Bearer käse".encode()
    assert [request.get("User-Agent") for request in (basic, bearer)] == ["Mozilla/5.0"] * 2
    assert [request.get("X-Key") for request in (basic, bearer)] == ["7", "7"]
    for request in server.requests("/elsewhere"):
        assert request.get("Authorization") is None, "credentials are for the feed's own host"
        assert request.get("X-Key") is None


async def test_the_environments_proxy_is_used_but_for_what_it_excepts(
    server: Server, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url(""))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server.add("http://feeds.example/feed", reply(feed()))
    desk.subscribe("http://feeds.example/feed", server.add("/near", reply(feed())))
    report = await desk.poll()
    assert report.answered == 2
    assert {request.path for request in server.log} == {"http://feeds.example/feed", "/near"}


async def test_a_proxy_is_used_for_its_feed_alone(server: Server, desk: Desk) -> None:
    server.add("http://feeds.example/feed", reply(feed()))
    desk.feeds.append(FeedConfig("http://feeds.example/feed", "far", proxy=server.url("")))
    desk.subscribe(server.add("/near", reply(feed())))
    report = await desk.poll()
    assert report.answered == 2
    assert {request.path for request in server.log} == {"http://feeds.example/feed", "/near"}
