"""Items and readings to fill archives with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tui.config.model import FeedConfig
from tui.feeds.state import FeedState
from tui.model import Deal, Event, Evidence, Field, Item, Mention, Metric, Party, Reading

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ASTANA = FeedConfig("http://127.0.0.1:9/astana.xml", "Astana Wire", language="en", kind="agency")
KURIER = FeedConfig("http://127.0.0.1:9/kurier.xml", "Курьер", language="ru")


def state(feed: FeedConfig = ASTANA) -> FeedState:
    """A state as a poll leaves it."""
    return FeedState(url=feed.url)


def evidence(text: str = "Zijin will pay $100 million.") -> Evidence:
    return Evidence(text, 0, len(text), "deal.sum")


def item(guid: str = "1", title: str = "Zijin comes", text: str = "Zijin will pay $100 million.", **more: Any) -> Item:
    more.setdefault("link", f"https://example.com/{guid}")
    more.setdefault("published", NOW)
    return Item(guid, title, text, **more)


def deal(**more: Any) -> Deal:
    values: dict[str, Any] = {
        "kind": "investment",
        "stage": "signed",
        "evidence": evidence(),
        "parties": (Party("Zijin Mining Group", "buyer", "CN", "zijin"), Party("Kazakh Invest")),
        "countries": ("CN",),
        "amount": 100e6,
        "currency": "USD",
        "date": "2026-11-18",
    }
    return Deal(**{**values, **more})


def metric(**more: Any) -> Metric:
    values: dict[str, Any] = {
        "subject": "Kazatomprom",
        "metric": "production",
        "value": 25839.0,
        "unit": "t",
        "evidence": evidence("Kazatomprom made 25,839 tonnes."),
        "period": "2025",
        "commodity": "uranium",
        "original": "25,839 tonnes",
        "subject_id": "kazatomprom",
    }
    return Metric(**{**values, **more})


def event(**more: Any) -> Event:
    values: dict[str, Any] = {"kind": "meeting", "evidence": evidence("They met."), "countries": ("CN",)}
    return Event(**{**values, **more})


def reading(**more: Any) -> Reading:
    values: dict[str, Any] = {"lang": "en", "relevant": True, "foreign": True, "score": 7.5, "version": "1"}
    return Reading(**{**values, **more})


def full_reading() -> Reading:
    """A reading that uses every noun."""
    return reading(
        countries=("CN", "RU"),
        companies=("Zijin Mining Group", "Kazakh Invest"),
        commodities=("copper", "gold"),
        places=("Bozshakol",),
        mentions=(
            Mention("company", "zijin", "Zijin Mining Group", 0, 5, "CN"),
            Mention("site", "", "Кен", 7, 10, new=True),
        ),
        deals=(deal(converted=(47e9, "KZT"), jobs=1000, stake=49.0, fields=(Field("amount", 15, 27),)),),
        metrics=(metric(),),
        events=(event(date="2024-08-15", parties=("Zijin Mining Group", "Kazakh Invest")),),
    )


def later(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)
