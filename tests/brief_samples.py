"""A made-up month for the brief: every stage, several languages and currencies; and the same told by a hostile feed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tui.ledger.entries import (
    DealEntry,
    EventEntry,
    NewsEntry,
    Overview,
    PartnerEntry,
    Point,
    Report,
    Series,
    SourceEntry,
    StageEntry,
    Totals,
)
from tui.model import Evidence, Party

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)

HOSTILE = (
    "[/foo]",
    "[@click=app.bell()]x",
    "\x1b]52;c;aGVsbG8=\x07copied",
    "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "\x9b31mred\x9d52;c;aGk=\x9c",
    "\u202egnp.exe\u2066 \u200b\ufeff",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    '<script>alert("x")</script><img src=x onerror=alert(1)>',
    "](javascript:alert(1)) | `code` **bold** <!-- https://evil.example www.evil.example",
    "'; DROP TABLE items; --",
    "{title} {0} %s %(x)s",
    "x" * 100_000,
    "",
)


def report(number: int, source: str, text: str, *, language: str = "en", title: str = "") -> Report:
    return Report(
        item=number,
        link=f"https://news.example/{number}",
        source=source,
        language=language,
        published=datetime(2026, 11, 1 + number % 20, 6, tzinfo=UTC),
        evidence=Evidence(text, 0, len(text), "sample"),
        title=title,
    )


def deal(number: int, stage: str, day: str, reports: tuple[Report, ...], **values: object) -> DealEntry:
    whole: dict[str, object] = {
        "id": f"d{number}",
        "kind": "investment",
        "parties": (),
        "countries": (),
        "amount": None,
        "currency": None,
        "usd": None,
        "usd_rate": None,
        "commodities": (),
        "places": (),
        "jobs": None,
        "stake": None,
        "date": day,
        "date_from": "text",
        "day": day,
        "stage": stage,
        "stages": (StageEntry(stage, day, tuple(r.link for r in reports)),),
        "reports": reports,
        "background": False,
    }
    return DealEntry(**{**whole, **values})  # type: ignore[arg-type]


SMELTER = report(1, "Steppe Ledger", "The two signed for a smelter of 300,000 tonnes a year, worth $1.5 billion.")
SMELTER_RU = report(2, "Степной курьер", "Стороны подписали договор на 1,5 млрд долларов.", language="ru")
TUNGSTEN = report(3, "Tethys Wire", "The loan of 240 million dollars would pay for the tungsten mine.")
ROAD = report(4, "Дала хабары", "Жоба құны 40 миллиард теңге, 350 адам жұмыспен қамтылады.", language="kk")
MINE = report(5, "Pit Parapet", "Talks about the mine were called off on Friday.")
URANIUM = report(6, "Filings Board", "Output was 25,839 tonnes in 2025, 11 % more than the year before.")
COPPER = report(7, "Filings Board", "Kounrad produced 4,146 tonnes of copper in the third quarter.")

DEALS = (
    deal(
        1,
        "signed",
        "2026-11-18",
        (SMELTER, SMELTER_RU),
        kind="construction",
        parties=(Party("China Nonferrous", "contractor", "CN"), Party("KAZ Minerals", "client", "KZ")),
        countries=("CN",),
        amount=1.5e9,
        currency="USD",
        usd=1.5e9,
        usd_rate="text",
        commodities=("copper",),
        places=("Aktogay",),
        jobs=1000,
    ),
    deal(
        2,
        "talks",
        "2026-11-15",
        (TUNGSTEN,),
        kind="financing",
        parties=(Party("Exim Bank", "lender", "US"), Party("Severny Katpar", "borrower", "KZ")),
        countries=("US",),
        amount=240e6,
        currency="USD",
        usd=240e6,
        usd_rate="text",
        commodities=("tungsten", "molybdenum"),
        places=("Upper Kairakty",),
        stake=70.0,
        date=None,
        date_from="report",
    ),
    deal(
        3,
        "completed",
        "2026-11-12",
        (ROAD,),
        parties=(Party("Altyn Dala", "", "KZ"), Party("KIGAM", "partner", "KR")),
        countries=("KR",),
        amount=40e9,
        currency="KZT",
        usd=79.4e6,
        usd_rate="year",
        commodities=("lithium",),
        jobs=350,
    ),
    deal(
        4,
        "cancelled",
        "2026-11-10",
        (MINE,),
        kind="acquisition",
        parties=(Party("Aurum Holdings", "buyer", "GB"),),
        countries=("GB",),
        commodities=("gold",),
    ),
)

SERIES = (
    Series(
        "Kazatomprom",
        "production",
        "uranium",
        "t",
        tuple(
            Point(str(2021 + n), value, f"{value:,} tonnes", (URANIUM,))
            for n, value in enumerate((21819.0, 21227.0, 21112.0, 23270.0, 25839.0))
        ),
        URANIUM.published,
    ),
    Series(
        "Central Asia Metals",
        "production",
        "copper",
        "t",
        (Point("2025-Q3", 3343.0, "3,343 t", (COPPER,)), Point("2026-Q3", 4146.0, "4,146 t", (COPPER,))),
        COPPER.published,
    ),
    Series("Zijin Mining", "market-value", None, "USD", (Point("2022", 47e9, "$47 billion", (SMELTER,)),), NOW),
)


def event(day: str, kind: str, countries: tuple[str, ...], told: Report, *parties: str) -> EventEntry:
    return EventEntry(day, "text", day, kind, parties, countries, told)


EVENTS = (
    event("2026-11-18", "agreement", ("CN",), SMELTER, "China Nonferrous", "KAZ Minerals"),
    event("2026-11-15", "negotiation", ("US",), TUNGSTEN, "Exim Bank"),
    event("2026-10", "exploration", ("KR", "CN"), ROAD, "KIGAM"),
    event("2026-09-02", "dispute", ("CN",), MINE),
    event("2026-08-15", "meeting", ("CN", "US"), SMELTER),
)

PARTNERS = (
    PartnerEntry("CN", 1, 1.5e9, 0.0, 3, "2026-11-18"),
    PartnerEntry("US", 1, 0.0, 240e6, 2, "2026-11-15"),
    PartnerEntry("KR", 1, 79.4e6, 0.0, 1, "2026-10"),
    PartnerEntry("GB", 1, 0.0, 0.0, 0, "2026-11-10"),
)


def item(number: int, title: str, source: str, language: str = "en", **tags: tuple[str, ...]) -> NewsEntry:
    moment = datetime(2026, 11, 20 - number % 19, 6, tzinfo=UTC)
    return NewsEntry(
        id=number,
        title=title,
        link=f"https://news.example/{number}",
        source=source,
        feed="https://news.example/feed",
        language=language,
        published=moment,
        fetched=moment,
        relevant=True,
        foreign=True,
        score=6.0,
        **tags,
    )


NEWS = (
    item(1, "A smelter for Aktogay", "Steppe Ledger", countries=("CN",), commodities=("copper",)),
    item(2, "Завод у Актогая: договор подписан", "Степной курьер", "ru", countries=("CN",), commodities=("copper",)),
    item(4, "Литий өндірісі басталды", "Дала хабары", "kk", countries=("KR",), commodities=("lithium",)),
    item(6, "Uranium output up 11 %", "Filings Board", commodities=("uranium",)),
)

SOURCES = (
    SourceEntry("https://news.example/feed", "Steppe Ledger", 120, 40, NOW, NOW, NOW, "every 30 min", None),
    SourceEntry("https://bad.example/feed", "Members' Gazette", 0, 0, NOW, None, NOW, "back off", "It serves a page."),
)

OVERVIEW = Overview(
    generated=NOW,
    since=datetime(2026, 10, 22, tzinfo=UTC),
    until=None,
    deals=DEALS,
    series=SERIES,
    events=EVENTS,
    partners=PARTNERS,
    news=NEWS,
    sources=SOURCES,
    totals=Totals(deals=3, usd_signed=1.5794e9, usd_intended=240e6, undisclosed=1),
)

EMPTY = Overview(NOW, None, None, (), (), (), (), (), ())


def hostile() -> Overview:
    """An archive in which every word that a feed can bring is hostile, as if nothing had been cleaned before."""
    reports = tuple(report(n, text, text, title=text) for n, text in enumerate(HOSTILE))
    reports = tuple(r._replace(link="javascript:alert(1)" if n % 2 else r.link) for n, r in enumerate(reports))
    deals = tuple(
        deal(
            n, "signed", "2026-11-18", (told,), parties=(Party(text, "", text[:9]),), places=(text,), countries=("CN",)
        )
        for n, (told, text) in enumerate(zip(reports, HOSTILE, strict=True))
    )
    series = tuple(
        Series(text, "production", "copper", "t", (Point("2025", 1.0, text, (told,)),), NOW)
        for told, text in zip(reports, HOSTILE, strict=True)
    )
    events = tuple(
        event("2026-11-18", "meeting", ("CN",), told, text) for told, text in zip(reports, HOSTILE, strict=True)
    )
    return replace(
        OVERVIEW,
        deals=deals,
        series=series,
        events=events,
        news=tuple(item(n, text, text, companies=(text,), places=(text,)) for n, text in enumerate(HOSTILE)),
        sources=tuple(SourceEntry(text, text, 0, 0, None, None, None, text, text) for text in HOSTILE),
    )
