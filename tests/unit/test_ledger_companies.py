"""Companies by what was last told of them, and the page of one name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import desk_samples
import pytest

from tui.archive import Archive
from tui.ledger.companies import companies
from tui.ledger.deals import deals
from tui.ledger.events import events
from tui.ledger.gazetteer import gazetteer
from tui.ledger.profile import SIGNED, profile
from tui.ledger.query import Query
from tui.ledger.related import related
from tui.ledger.series import series
from tui.ledger.shapes import as_json
from tui.ledger.subjects import Subject, known, of_name


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    desk_samples.fill(tmp_path / "archive.db")
    with Archive.open(tmp_path / "archive.db") as opened:
        yield opened


def test_companies_by_what_was_last_told(archive: Archive) -> None:
    found = {one.name: one for one in companies(archive, Query(), gazetteer())}
    assert set(found) >= {"Zijin Mining", "RG Gold", "Kazatomprom", "SK ecoplant", "Tau-Ken Samruk", "紫金矿业"}
    gold = found["RG Gold"]
    assert (gold.deals, gold.usd, gold.events, gold.figures, gold.last) == (1, 1.2e9, 1, 1, "2026-11-20")
    assert found["Kazatomprom"].country == "KZ"
    assert found["紫金矿业"].usd_intended == 100e6
    days = [one.last for one in companies(archive, Query(), gazetteer())]
    assert days == sorted(days, reverse=True)
    assert len(companies(archive, Query(limit=2), gazetteer())) == 2


def test_a_company_as_json(archive: Archive) -> None:
    told = [as_json(one) for one in companies(archive, Query(), gazetteer()) if one.name == "Kazatomprom"]
    latest = json.loads(json.dumps(told))[0]["latest"]
    assert (latest["metric"], latest["points"][0]["period"], latest["points"][0]["value"]) == (
        "production",
        "2025",
        25839,
    )


def test_the_page_of_a_company(archive: Archive) -> None:
    page = profile(archive, Subject("company", "Zijin Mining"), gazetteer())
    assert [deal.amount for deal in page.deals] == [1.2e9]
    assert [tie.title for tie in page.partners] == ["RG Gold"]
    assert [tie.subject for tie in page.places] == [Subject("place", "Raygorodok")]
    assert page.about[:2] == (("sort", "miner"), ("country", "CN"))


def test_a_companys_page_has_nothing_of_a_longer_name(archive: Archive) -> None:
    assert profile(archive, Subject("company", "RG"), gazetteer()).deals == ()


def test_the_page_of_a_country_sums_its_binding_deals_by_year(archive: Archive) -> None:
    page = profile(archive, Subject("country", "CN"), gazetteer())
    (signed,) = page.series
    assert (signed.metric, signed.unit) == (SIGNED, "USD")
    assert [(point.period, point.value) for point in signed.points] == [("2026", 1.2e9)]
    assert signed.points[0].reports[0].evidence.text.startswith("Zijin Mining agreed")
    assert [event.day for event in page.events] == sorted((event.day for event in page.events), reverse=True)


def test_what_a_name_is(archive: Archive) -> None:
    vocabulary = gazetteer()
    assert of_name("Kazatomprom", vocabulary) == Subject("company", "Kazatomprom")
    assert of_name("Raygorodok", vocabulary).kind == "place"
    assert of_name("Kazakhstan", vocabulary) == Subject("country", "KZ")
    assert of_name("Nobody Ltd", vocabulary) == Subject("company", "Nobody Ltd")
    asked = Query()
    found = known(deals(archive, asked), series(archive, asked), events(archive, asked), vocabulary)
    assert len(found) == len(set(found))
    assert {Subject("country", "CN"), Subject("company", "Kazatomprom"), Subject("place", "Raygorodok")} <= set(found)


def test_what_else_is_told_of_the_parties_of_a_deal(archive: Archive) -> None:
    (deal,) = profile(archive, Subject("company", "Zijin Mining"), gazetteer()).deals
    told = {report.item for report in deal.reports}
    asked = (Subject("company", "Zijin Mining"), Subject("country", "CN"), Subject("country", "KZ"))
    (china,) = related(archive, asked, gazetteer(), desk_samples.NOW.date(), told)
    assert china.of == (Subject("country", "CN"),)
    assert deal.id not in {one.id for one in china.deals}
    assert china.news
    assert told.isdisjoint(entry.id for entry in china.news)
    (lately,) = related(archive, asked, gazetteer(), desk_samples.NOW.date(), told, enough=1)
    assert 0 < len(lately.news) < len(china.news)
    assert lately.news == china.news[: len(lately.news)]


def test_regions_and_authorities_are_not_looked_around(archive: Archive) -> None:
    wide = (Subject("place", "Karaganda Region"), Subject("company", "Government of Kazakhstan"))
    assert related(archive, wide, gazetteer(), desk_samples.NOW.date()) == ()
