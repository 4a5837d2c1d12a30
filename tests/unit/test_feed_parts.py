"""The small pure parts of the feeds' room: headers, decompression, dates, hints, closing tags, addresses."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.feeds import dates, guard, headers, hints
from tui.feeds.closing import closed
from tui.feeds.encoding import decode
from tui.feeds.http import _may_know_secrets
from tui.feeds.inflate import Body, CorruptError, TooBigError

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@given(st.binary(max_size=3000), st.integers(1, 500), st.sampled_from(["gzip", "zlib", "raw", "members"]))
def test_what_was_packed_comes_out_whole(data: bytes, step: int, way: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(data),
        "zlib": zlib.compress(data),
        "raw": raw.compress(data) + raw.flush(),
        "members": gzip.compress(data[:100]) + gzip.compress(data[100:]),
    }[way]
    body = Body(compressed=True, limit=4000)
    for start in range(0, len(packed), step):
        body.feed(packed[start : start + step])
    assert body.value() == data
    assert not body.cut_short


@given(st.binary(min_size=1, max_size=2000))
def test_hostile_streams_end_in_an_error_or_in_bytes(data: bytes) -> None:
    body = Body(compressed=True, limit=100_000)
    try:
        body.feed(data)
    except (CorruptError, TooBigError):
        return
    assert len(body.value()) <= 100_000


def test_highly_packed_data_is_not_lost_at_the_edge_of_a_step() -> None:
    for size in (65_535, 65_536, 65_537, 200_000):
        body = Body(compressed=True, limit=1 << 20)
        body.feed(gzip.compress(bytes(size)))
        assert len(body.value()) == size


def test_the_bound_holds() -> None:
    body = Body(compressed=True, limit=1 << 20)
    with pytest.raises(TooBigError):
        body.feed(gzip.compress(bytes(50 << 20)))
    plain = Body(compressed=False, limit=10)
    with pytest.raises(TooBigError):
        plain.feed(b"x" * 11)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", NOW + timedelta(minutes=2)),
        (" 120 ", NOW + timedelta(minutes=2)),
        ("Fri, 20 Nov 2026 10:00:00 GMT", NOW + timedelta(hours=1)),
        ("Fri, 20 Nov 2026 08:00:00 GMT", None),
        ("0", None),
        ("", None),
        ("soon", None),
        ("-1", None),
    ],
)
def test_retry_after(value: str, expected: datetime | None) -> None:
    assert headers.retry_after(value, NOW) == expected


@pytest.mark.parametrize(
    ("control", "expires", "expected"),
    [
        ("max-age=60", "", 60.0),
        ('public, MAX-AGE="60"', "", 60.0),
        ("s-maxage=60", "", None),
        ("max-age=0", "Fri, 20 Nov 2026 10:00:00 GMT", None),
        ("no-cache", "Fri, 20 Nov 2026 10:00:00 GMT", 3600.0),
        ("", "0", None),
        ("", "Fri, 20 Nov 2020 10:00:00 GMT", None),
    ],
)
def test_freshness(control: str, expires: str, expected: float | None) -> None:
    assert headers.freshness(control, expires, NOW) == expected


@given(st.text(max_size=60))
def test_no_date_breaks_the_reader_of_dates(written: str) -> None:
    found = dates.moment(written)
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize(
    ("ttl", "period", "frequency", "expected"),
    [
        ("60", "", "", 3600.0),
        ("x", "", "", None),
        ("-5", "", "", None),
        ("", "hourly", "2", 1800.0),
        ("", "daily", "", 86400.0),
        ("", "", "4", 21600.0),
        ("", "fortnightly", "1", None),
        ("5", "hourly", "1", 3600.0),
        ("60", "hourly", "0", 3600.0),
    ],
)
def test_intervals_that_documents_ask_for(ttl: str, period: str, frequency: str, expected: float | None) -> None:
    assert hints.asked(ttl, period, frequency) == expected


def test_hours_and_days() -> None:
    hours = "<skipHours><hour>0</hour><hour> 24 </hour><hour>7</hour><hour>99</hour></skipHours>"
    document = hours + "<skipDays><day>Sunday</day></skipDays>"
    assert hints.skipped_hours(document) == (0, 7)
    assert hints.skipped_days(document) == (6,)


def test_open_leaves_are_closed_and_the_rest_left_alone() -> None:
    assert closed("<item><title>A<link>b</link></item>") == "<item><title>A</title><link>b</link></item>"
    sound = "<item><title>A</title><description><![CDATA[<title>]]></description></item>"
    assert closed(sound) == sound


@given(st.text(min_size=30), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_unicode_survives_decoding(text: str, encoding: str) -> None:
    text = "<rss>" + text.replace("\x00", "")
    assert decode(text.encode(encoding, "replace")) == text.encode(encoding, "replace").decode(encoding)


@given(st.binary(max_size=500), st.text(max_size=50))
def test_any_bytes_decode(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("127.9.9.9", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("255.255.255.255", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("no address", False),
    ],
)
def test_addresses_of_the_inside(address: str, public: bool) -> None:
    assert guard.is_public(address) == public


class Recorder(httpx.AsyncBaseTransport):
    """Stands for the network: the guard's tests must connect to nobody."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(200)


async def test_the_address_that_was_checked_is_the_one_connected_to() -> None:
    answers = [["93.184.216.34"], ["127.0.0.1"]]

    async def fickle(host: str, port: int) -> list[str]:
        return answers.pop(0)

    network = Recorder()
    transport = guard.Pinned(network, fickle, public_only=True)
    request = httpx.Request("GET", "https://news.example/a")
    await transport.handle_async_request(request)
    assert network.requests[0].url.host == "93.184.216.34"
    assert network.requests[0].headers["host"] == "news.example"
    assert network.requests[0].extensions["sni_hostname"] == "news.example"
    with pytest.raises(guard.PrivateAddressError):
        await transport.handle_async_request(httpx.Request("GET", "https://news.example/a"))
    assert len(network.requests) == 1


async def test_one_inside_address_among_public_ones_is_enough_to_refuse() -> None:
    async def mixed(host: str, port: int) -> list[str]:
        return ["93.184.216.34", "10.0.0.1"]

    network = Recorder()
    with pytest.raises(guard.PrivateAddressError):
        await guard.Pinned(network, mixed, public_only=True).handle_async_request(
            httpx.Request("GET", "http://news.example/")
        )
    assert network.requests == []


@pytest.mark.parametrize(
    ("url", "feed", "known"),
    [
        ("https://mines.example/a", "https://mines.example/feed", True),
        ("https://mines.example/a", "http://mines.example/feed", True),
        ("http://mines.example/a", "http://mines.example/feed", True),
        ("http://mines.example/a", "https://mines.example/feed", False),
        ("https://www.mines.example/a", "https://mines.example/feed", False),
        ("https://mines.example.evil/a", "https://mines.example/feed", False),
    ],
)
def test_secrets_are_for_the_own_host_and_not_in_the_open(url: str, feed: str, known: bool) -> None:
    assert _may_know_secrets(url, feed) is known
