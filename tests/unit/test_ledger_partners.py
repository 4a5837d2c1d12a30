"""Who works with whom, and the timeline of a pair."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from archive_samples import ASTANA, NOW, deal, event, item, reading, state

from tui.archive import Archive
from tui.ledger.partners import partners
from tui.ledger.query import Query
from tui.ledger.shapes import as_json
from tui.ledger.timeline import Pair, timeline
from tui.model import Deal, Event, Party

TODAY = NOW.date()
ZIJIN = Party("Zijin Mining Group", "buyer", "CN", "zijin")
URANIUM = ("uranium",)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.db") as opened:
        yield opened


def tell(archive: Archive, guid: str, *facts: Deal | Event, **more: Any) -> None:
    told = reading(
        deals=tuple(f for f in facts if isinstance(f, Deal)),
        events=tuple(f for f in facts if isinstance(f, Event)),
        **more,
    )
    words = " ".join(f"{guid}word{n}" for n in range(20))
    archive.save_poll(ASTANA, state(), [(item(guid, text=words), told)], NOW)


@pytest.fixture
def told(archive: Archive) -> Archive:
    """Three deals of China, one of them talks that came to nothing, and a meeting."""
    kaz = Party("Kazatomprom", "seller", "KZ", "kazatomprom")
    cgn = Party("CGN", "buyer", "CN", "cgn")
    tell(archive, "a", deal(amount=100e6, date="2024-03-05", parties=(ZIJIN,), commodities=("gold",)))
    tell(archive, "b", deal(amount=50e6, date="2026-11-18", parties=(cgn, kaz), commodities=URANIUM, kind="offtake"))
    tell(archive, "c", deal(amount=None, stage="talks", date="2023-06-01", parties=(ZIJIN, kaz), commodities=("tin",)))
    tell(archive, "d", event(date="2022-01-10", parties=("Zijin Mining Group",)), commodities=URANIUM)
    return archive


def test_a_country_by_year_stage_and_commodity(told: Archive) -> None:
    (china,) = partners(told, Query(), today=TODAY)
    assert (china.country, china.company, china.deals, china.usd, china.events) == ("CN", None, 3, 150e6, 1)
    assert (china.first, china.last) == ("2022-01-10", "2026-11-18")
    assert [(y.year, y.deals, y.usd) for y in china.years] == [("2023", 1, 0), ("2024", 1, 100e6), ("2026", 1, 50e6)]
    assert china.stages == (("signed", 2), ("talks", 1))
    assert china.commodities == (("gold", 1), ("tin", 1), ("uranium", 1))
    assert len(china.open) == 1
    assert china.usd_by_stage == (("signed", 150e6),)
    assert as_json(china)["usd_by_commodity"] == {"gold": 100e6, "uranium": 50e6}
    assert as_json(china)["years"]["2026"] == {"deals": 1, "usd": 50e6, "usd_intended": 0.0}


def test_companies_are_the_foreign_ones(told: Archive) -> None:
    found = partners(told, Query(), by="company", today=TODAY)
    assert [(p.company, p.country, p.deals, p.events) for p in found] == [
        ("Zijin Mining Group", "CN", 2, 1),
        ("CGN", "CN", 1, 0),
    ]


def test_talks_are_open_after_a_year_without_an_outcome(told: Archive) -> None:
    (china,) = partners(told, Query(), today=date(2024, 5, 31))
    assert china.open == ()


@pytest.mark.parametrize(
    ("pair", "days"),
    [
        (Pair(country="CN", commodity="uranium"), ["2026-11-18", "2022-01-10"]),
        (Pair(company="zijin", country="CN"), ["2024-03-05", "2023-06-01", "2022-01-10"]),
        (Pair(company="Kazatomprom", commodity="tin"), ["2023-06-01"]),
        (Pair(country="DE"), []),
        (Pair(company="zijin", country="KZ"), ["2024-03-05", "2023-06-01", "2022-01-10"]),
    ],
)
def test_the_timeline_of_a_pair(told: Archive, pair: Pair, days: list[str]) -> None:
    assert [entry.day for entry in timeline(told, Query(), pair)] == days


def test_the_timeline_keeps_to_its_span(told: Archive) -> None:
    found = timeline(told, Query(since=date(2023, 1, 1), until=date(2025, 1, 1), limit=1), Pair(country="CN"))
    assert [(entry.what, entry.stage, entry.day) for entry in found] == [("deal", "signed", "2024-03-05")]
    assert as_json(found[0])["link"] == "https://example.com/a"


def test_a_step_of_a_deal_is_no_event_beside_it(archive: Archive) -> None:
    tell(archive, "a", deal(), event(kind="agreement", date="2026-11-18"), event(kind="meeting", date="2026-11-18"))
    found = timeline(archive, Query(), Pair(country="CN"))
    assert sorted((entry.what, entry.kind) for entry in found) == [("deal", "investment"), ("event", "meeting")]


def test_a_year_stays_a_year(archive: Archive) -> None:
    tell(archive, "a", deal(date="2018"))
    (china,) = partners(archive, Query(), today=TODAY)
    assert (china.first, china.last) == ("2018", "2018-12-31")
