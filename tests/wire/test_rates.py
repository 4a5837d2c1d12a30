"""The National Bank's rates, served in its format by a loopback server: read, kept for ever, marked, asked for politely."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from archive_samples import ASTANA, deal, evidence, item, reading, state
from wire_desk import START, Desk
from wire_parts import reply, rss
from wire_server import Server

from tui.archive import Archive
from tui.feeds.http import Limits
from tui.feeds.rates import DayRates, RatesError, address, parse
from tui.ledger.deals import deals
from tui.ledger.query import Query
from tui.model import Deal, Party
from tui.poller.rates import PER_POLL, update

XML = {"Content-Type": "text/xml; charset=utf-8"}
RATES = {"USD": ("498.12", 1), "EUR": ("525.4", 1), "KGS": ("57.6", 10), "KRW": ("35.53", 100), "VND": ("19.62", 1000)}


def table(day: str, rates: dict[str, tuple[str, int]] = RATES) -> bytes:
    """``get_rates.cfm`` as the bank serves it."""
    items = "".join(
        f"<item><fullname>ВАЛЮТА {name}</fullname><title>{name}</title><description>{value}</description>"
        f"<quant>{quant}</quant><index></index><change>0.00</change></item>"
        for name, (value, quant) in rates.items()
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rates><generator>Alternate RSS Builder</generator>'
        f"<title>Official exchange rates of National Bank of Republic Kazakhstan</title><link>www.nationalbank.kz</link>"
        f"<description>Official exchange rates</description><copyright>www.nationalbank.kz</copyright><date>{day}</date>"
        f"{items}</rates>"
    ).encode()


def channel(day: str) -> bytes:
    """``rates_all.xml`` as the bank serves it."""
    items = "".join(
        f"<item><title>{name}</title><pubDate>{day}</pubDate><description>{value}</description><quant>{quant}</quant>"
        f"<index>UP</index><change>+1.05</change><link></link></item>"
        for name, (value, quant) in RATES.items()
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Rates</title>{items}</channel></rss>'.encode()


@pytest.mark.parametrize("body", [table("20.11.2024"), channel("20.11.2024")])
def test_rates_are_for_one_unit(body: bytes) -> None:
    found = parse(body)
    assert found.day == date(2024, 11, 20)
    assert found.tenge == pytest.approx({"USD": 498.12, "EUR": 525.4, "KGS": 5.76, "KRW": 0.3553, "VND": 0.01962})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not xml",
        b"<html><body>busy</body></html>",
        b"<rates><item>",
        b'<!DOCTYPE r [<!ENTITY a "aaaa">]><rates><item><title>&a;</title></item></rates>',
        b"<rates>" + b"<a>" * 50 + b"</a>" * 50 + b"</rates>",
    ],
)
def test_what_is_no_table_of_rates_is_refused(body: bytes) -> None:
    with pytest.raises(RatesError):
        parse(body)


def test_entries_that_are_no_rates_are_left_out() -> None:
    odd = {"USD": ("0", 1), "EUR": ("nan", 1), "usd": ("1", 1), "GBP": ("x", 1), "JPY": ("3.2", 7), "CNY": ("68,5", 1)}
    assert parse(table("1.2.2024", odd)) == DayRates(date(2024, 2, 1), {"CNY": 68.5})


def test_where_the_bank_keeps_a_days_rates() -> None:
    today = date(2026, 11, 20)
    assert address("http://b/rss/", date(2024, 3, 5), today) == "http://b/rss/get_rates.cfm?fdate=05.03.2024"
    assert address("http://b/rss", today, today) == "http://b/rss/rates_all.xml"


def tenge(name: str, day: str | None, **more: object) -> Deal:
    values = {"amount": 47e9, "currency": "KZT", "date": day, "parties": (Party(name, "buyer", "CN", name.lower()),)}
    return deal(evidence=evidence(f"{name} will pay."), places=(name,), **{**values, **more})


def fill(path: Path, *told: Deal) -> None:
    with Archive.open(path) as archive:
        for n, fact in enumerate(told):
            words = " ".join(f"{n}word{m}" for m in range(20))
            archive.save_poll(
                ASTANA, state(), [(item(str(n), text=words, published=START), reading(deals=(fact,)))], START
            )


def marked(path: Path) -> dict[str, tuple[float | None, str | None]]:
    with Archive.open(path) as archive:
        return {d.parties[0].name: (d.usd and round(d.usd), d.usd_rate) for d in deals(archive, Query())}


def day_path(day: str) -> str:
    return f"/rss/get_rates.cfm?fdate={day}"


async def test_rates_are_fetched_once_and_mark_what_they_convert(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    fill(
        path,
        tenge("Tenge", "2024-11-20"),
        tenge("Won", "2024-11-20", currency="KRW", amount=100e9),
        tenge("Month", "2024-11"),
        tenge("Text", "2024-11-20", converted=(90e6, "USD")),
        tenge("Dollars", "2024-11-19", currency="USD"),
        tenge("Passing", "2024-10-01", background=True),
    )
    server.add(day_path("20.11.2024"), reply(table("20.11.2024"), XML))
    base = server.url("/rss")
    report = await update(path, lambda: START, base=base, pause=0)
    assert (report.days, report.left, report.error) == ((date(2024, 11, 20),), 0, None)
    found = marked(path)
    assert found["Tenge"] == (round(47e9 / 498.12), "day")
    assert found["Won"] == (round(100e9 * 0.3553 / 498.12), "day")
    assert found["Month"][1] == "year", "a month is no day"
    assert found["Text"] == (90_000_000, "text")
    assert found["Dollars"] == (47_000_000_000, None)
    assert (await update(path, lambda: START, base=base, pause=0)).days == ()
    assert len(server.log) == 1


async def test_a_deal_without_a_date_takes_the_rate_of_its_reports_day(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    fill(path, tenge("Today", None))
    server.add("/rss/rates_all.xml", reply(channel("20.11.2026"), XML))
    await update(path, lambda: START, base=server.url("/rss"), pause=0)
    assert marked(path)["Today"][1] == "day"


@pytest.mark.parametrize("answer", [reply(b"<html></html>", XML), reply(b"", XML, status=503)])
async def test_a_failure_leaves_the_yearly_average(server: Server, tmp_path: Path, answer) -> None:
    path = tmp_path / "archive.db"
    fill(path, tenge("One", "2024-11-20"), tenge("Two", "2024-11-19"))
    server.add(day_path("20.11.2024"), answer)
    report = await update(path, lambda: START, base=server.url("/rss"), pause=0)
    assert (report.days, report.left) == ((), 2)
    assert report.error
    assert {rate for _, rate in marked(path).values()} == {"year"}
    assert len(server.log) == 1, "after a failure nothing more is asked"


async def test_a_day_for_which_there_are_none_is_asked_once(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    fill(path, tenge("Sunday", "2024-11-17"), tenge("Other", "2024-11-16"))
    server.add(day_path("17.11.2024"), reply(table("17.11.2024", {}), XML))
    server.add(day_path("16.11.2024"), reply(table("01.01.2024"), XML))
    for _ in range(2):
        await update(path, lambda: START, base=server.url("/rss"), pause=0)
    assert len(server.log) == 2
    assert {rate for _, rate in marked(path).values()} == {"year"}


async def test_a_poll_fetches_a_few_days_where_feeds_toml_says_so(server: Server, desk: Desk) -> None:
    fill(desk.path, *(tenge(f"Miner{n}", f"2024-11-{n:02}") for n in range(1, PER_POLL + 4)))
    for n in range(1, PER_POLL + 4):
        server.add(day_path(f"{n:02}.11.2024"), reply(table(f"{n:02}.11.2024"), XML))
    desk.subscribe(server.add("/feed", reply(rss(["<item><guid>1</guid><title>Snow</title></item>"]))))
    await desk.poll()
    assert len(server.log) == 1, "only the feed was asked"
    desk.rates = server.url("/rss")
    await desk.poll(everything=True)
    assert sum("get_rates" in request.path for request in server.log) == PER_POLL
    assert sum(rate == "day" for _, rate in marked(desk.path).values()) == PER_POLL
    async with desk.poller() as poller:
        await poller.settle()
    assert sum("get_rates" in request.path for request in server.log) == PER_POLL, "nothing was left that needs any"


async def test_nobody_answers(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    fill(path, tenge("One", "2024-11-20"))
    report = await update(path, lambda: START, base="http://127.0.0.1:9/rss", pause=0, limits=Limits(deadline=5))
    assert report.error == "The server refuses the connection."
