"""The ledger's queries over a real archive: what is recent, what is summed, what stands where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from archive_samples import ASTANA, KURIER, NOW, deal, event, evidence, full_reading, item, metric, reading, state

from tui.archive import Archive
from tui.brief.jsontext import dumps
from tui.config.model import Config, FeedConfig
from tui.ledger import currency, periods
from tui.ledger.deals import deals, totals
from tui.ledger.events import events
from tui.ledger.news import counts, news
from tui.ledger.overview import overview
from tui.ledger.partners import partners
from tui.ledger.query import Query
from tui.ledger.series import series
from tui.ledger.shapes import as_json
from tui.ledger.sources import sources
from tui.model import Deal, Event, Item, Metric, Party

RECENT = Query(since=date(2026, 8, 22), until=date(2026, 11, 20))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.db") as opened:
        yield opened


def tell(archive: Archive, *facts: Deal | Metric | Event, guid: str = "1", feed=ASTANA, **more: Any) -> None:
    """One report that tells ``facts``."""
    told = reading(
        deals=tuple(f for f in facts if isinstance(f, Deal)),
        metrics=tuple(f for f in facts if isinstance(f, Metric)),
        events=tuple(f for f in facts if isinstance(f, Event)),
    )
    more.setdefault("link", f"https://example.com/{guid}")
    more.setdefault("text", " ".join(f"{guid}word{n}" for n in range(20)))
    archive.save_poll(feed, state(feed), [(item(guid, **more), told)], NOW)


def deal_of(name: str, **more: Any) -> Deal:
    """A deal of its own: other parties than any other."""
    return deal(parties=(Party(f"Miner {name}", "buyer", None, f"miner-{name}"),), **more)


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def test_a_deal_stands_at_the_date_the_text_gives(archive: Archive) -> None:
    tell(archive, deal(date="2026-11-18"))
    (entry,) = deals(archive, RECENT)
    assert (entry.day, entry.date, entry.date_from) == ("2026-11-18", "2026-11-18", "text")
    assert (entry.stage, [s.stage for s in entry.stages]) == ("signed", ["signed"])
    assert entry.reports[0].link == "https://example.com/1"
    assert entry.reports[0].evidence == evidence()


def test_an_undated_deal_stands_at_its_reports_day_marked(archive: Archive) -> None:
    tell(archive, deal(date=None), published=ago(3))
    (entry,) = deals(archive, RECENT)
    assert (entry.day, entry.date, entry.date_from) == ("2026-11-17", None, "report")
    shape = as_json(entry)
    assert (shape["date"], shape["date_from"], shape["stages"][0]["date"]) == ("2026-11-17", "report", None)


def test_deals_of_one_day_stand_in_the_same_order_in_every_archive(archive: Archive) -> None:
    for guid in "fbdace":
        tell(archive, deal_of(guid), guid=guid)
    assert [entry.reports[0].link[-1] for entry in deals(archive, Query())] == [*"abcdef"]


def test_an_old_deal_reported_today_is_not_recent(archive: Archive) -> None:
    tell(archive, deal(date="2019-05-03"))
    assert deals(archive, RECENT) == ()
    assert len(deals(archive, Query())) == 1


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2026-11", "2026-11-20"),
        ("2026", "2026-11-20"),
        ("2026-10", "2026-10-31"),
        ("2024-02", "2024-02-29"),
        ("soon", "2026-11-20"),
        ("2025", "2025-12-31"),
        ("2027", "2026-11-20"),
        ("2026-12-01", "2026-11-20"),
    ],
)
def test_a_date_in_part_stands_at_its_end_but_not_after_the_report(archive: Archive, told: str, day: str) -> None:
    tell(archive, deal(date=told))
    assert deals(archive, Query())[0].day == day


@pytest.mark.parametrize("told", [None, "2026-11-18"])
def test_a_background_deal_is_kept_and_never_recent(archive: Archive, told: str | None) -> None:
    tell(archive, deal(background=True, date=told))
    assert deals(archive, RECENT) == ()
    (entry,) = deals(archive, Query())
    assert entry.background
    assert totals([entry]).deals == 0
    assert totals([entry]).usd_signed == 0
    assert partners(archive, Query()) == ()


def test_both_ends_of_a_span_are_included(archive: Archive) -> None:
    for n, day in enumerate(["2026-08-21", "2026-08-22", "2026-11-20"]):
        tell(archive, deal_of(str(n), date=day), guid=str(n))
    assert [entry.day for entry in deals(archive, RECENT)] == ["2026-11-20", "2026-08-22"]


def test_deals_come_newest_first_and_limited(archive: Archive) -> None:
    for n in range(5):
        tell(archive, deal_of(str(n), date=f"2026-11-1{n}"), guid=str(n))
    assert [entry.day[-2:] for entry in deals(archive, Query(limit=2))] == ["14", "13"]


def test_totals_count_from_signed_on_and_sum_intentions_apart(archive: Archive) -> None:
    stages = ["talks", "planned", "memorandum", "signed", "approved", "underway", "completed", "cancelled"]
    for n, stage in enumerate(stages):
        tell(archive, deal_of(stage, stage=stage, amount=10.0**n), guid=str(n))
    tell(archive, deal_of("x", amount=None, currency=None), guid="undisclosed")
    tell(archive, deal_of("y", amount=None, currency=None, stage="cancelled"), guid="off")
    total = totals(deals(archive, Query()))
    assert total.usd_signed == 1_111_000
    assert total.usd_intended == 111
    assert total.undisclosed == 1
    assert total.deals == 10


def test_one_link_in_two_feeds_is_summed_once(archive: Archive) -> None:
    tell(archive, deal(), guid="a", link="https://example.com/same")
    tell(archive, deal(), guid="b", link="https://example.com/same", feed=KURIER)
    assert totals(deals(archive, Query())).usd_signed == 100e6


def test_two_deals_of_one_sentence_are_two(archive: Archive) -> None:
    tell(archive, deal(amount=1.0), deal(amount=2.0))
    assert len({entry.id for entry in deals(archive, Query())}) == 2


def test_a_deals_name_outlives_another_reading(archive: Archive) -> None:
    tell(archive, deal())
    (before,) = deals(archive, Query())
    archive.save_readings([(1, reading(version="2", deals=(deal(date=None), deal(stage="completed"))))])
    assert before.id in {entry.id for entry in deals(archive, Query())}


def test_the_texts_own_conversion_wins(archive: Archive) -> None:
    tell(archive, deal(amount=17e9, currency="KZT", converted=(40.3e6, "USD"), date="2021-02-10"))
    (entry,) = deals(archive, Query())
    assert (entry.usd, entry.usd_rate) == (40.3e6, "text")
    assert (entry.amount, entry.currency) == (17e9, "KZT")


def test_a_yearly_rate_converts_the_rest(archive: Archive) -> None:
    tell(archive, deal(amount=17e9, currency="KZT", date="2021-02-10"))
    (entry,) = deals(archive, Query())
    assert entry.usd == pytest.approx(17e9 / 425.91)
    assert entry.usd_rate == "year"


def test_dollars_are_not_converted_and_unknown_money_is_not_guessed(archive: Archive) -> None:
    tell(archive, deal_of("1"), guid="1")
    tell(archive, deal_of("2", currency="XAU", date="2026-11-17"), guid="2")
    tell(archive, deal_of("3", amount=None, currency=None, date="2026-11-16"), guid="3")
    assert [(e.usd, e.usd_rate) for e in deals(archive, Query())] == [(100e6, None), (None, None), (None, None)]


def test_rates_say_their_year_and_whether_they_are_estimates() -> None:
    known, estimate = currency.rate("KZT", "2021-05"), currency.rate("KZT", "2025-01-01")
    assert known is not None
    assert estimate is not None
    assert (known.per_usd, known.year, known.estimate) == (425.91, 2021, False)
    assert estimate.estimate
    later, earlier = currency.rate("KZT", "2026-11-18"), currency.rate("KZT", "1999")
    assert later is not None
    assert earlier is not None
    assert (later.year, earlier.year) == (2025, 2005)
    assert currency.rate("XXX", "2021") is None
    assert currency.to_usd(1.0, "EUR", "no day") is None


def test_the_rates_are_those_of_the_domain_data() -> None:
    source = Path(__file__).parents[3] / "shared" / "domain" / "fx_yearly.csv"
    if not source.is_file():
        pytest.skip("the domain data is not here")
    import csv

    for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()):
        for name in ("KZT", "RUB", "CNY", "EUR", "GBP", "KRW", "JPY", "AUD", "CAD", "TRY"):
            found = currency.rate(name, row["year"])
            assert found is not None
            assert not row[name] or (found.per_usd, found.year) == (float(row[name]), int(row["year"]))


def test_points_of_one_series_come_in_order_of_period(archive: Archive) -> None:
    for n, period in enumerate(["2025", None, "2025-Q4", "2024", "2025-01/2025-09", "2025-H1", "2026-01-31"]):
        tell(archive, metric(period=period, value=float(n)), guid=str(n))
    (found,) = series(archive, Query())
    assert [p.period for p in found.points] == [
        None,
        "2024",
        "2025-H1",
        "2025-01/2025-09",
        "2025-Q4",
        "2025",
        "2026-01-31",
    ]
    assert (found.subject, found.metric, found.commodity, found.unit) == ("Kazatomprom", "production", "uranium", "t")


def test_the_same_figure_of_several_reports_is_one_point(archive: Archive) -> None:
    tell(archive, metric(), guid="2", published=ago(1))
    tell(archive, metric(subject="Казатомпром"), guid="1", published=ago(2), feed=KURIER)
    tell(archive, metric(value=25_000.0), guid="3")
    (found,) = series(archive, Query())
    assert [(p.value, [r.link[-1] for r in p.reports]) for p in found.points] == [
        (25_839.0, ["1", "2"]),
        (25_000.0, ["3"]),
    ]
    assert found.latest == NOW


def test_what_differs_in_commodity_unit_or_basis_is_another_series(archive: Archive) -> None:
    tell(
        archive,
        metric(),
        metric(commodity="gold"),
        metric(unit="oz"),
        metric(basis="guidance"),
        metric(metric="capacity"),
    )
    found = series(archive, Query())
    assert len(found) == 5
    assert [s.points[0].flag for s in found if s.points[0].flag] == ["guidance"]


def test_what_measures_a_whole_company_is_one_series_for_all_metals(archive: Archive) -> None:
    tell(
        archive,
        metric(metric="revenue", unit="USD"),
        metric(metric="revenue", unit="USD", commodity="gold", period="2024"),
    )
    (found,) = series(archive, Query())
    assert (found.commodity, len(found.points)) == (None, 2)


def test_a_series_with_a_recent_report_shows_all_its_points(archive: Archive) -> None:
    tell(archive, metric(period="2020"), guid="old", published=ago(2000))
    tell(archive, metric(period="2025"), guid="new")
    tell(archive, metric(subject_id="caml"), guid="other", published=ago(2000))
    (found,) = series(archive, RECENT)
    assert [p.period for p in found.points] == ["2020", "2025"]


def test_an_undated_event_stands_at_its_reports_day_marked(archive: Archive) -> None:
    tell(archive, event(date="2026-12-24"), event(), event(date="2026-10"), published=ago(2))
    found = [(e.day, e.date, e.date_from) for e in events(archive, Query())]
    assert found == [
        ("2026-12-24", "2026-12-24", "text"),
        ("2026-11-18", None, "report"),
        ("2026-10-31", "2026-10", "text"),
    ]
    assert [e.day for e in events(archive, RECENT)] == ["2026-11-18", "2026-10-31"]
    shapes = map(as_json, events(archive, Query()))
    assert [shape["date"] for shape in shapes] == ["2026-12-24", "2026-11-18", "2026-10"]


def test_partners_by_signed_money(archive: Archive) -> None:
    tell(archive, deal_of("1", countries=("CN", "RU")), event(countries=("KR",)), guid="1")
    tell(archive, deal_of("2", countries=("RU",), stage="talks", date="2026-11-19"), guid="2")
    tell(archive, deal_of("3", countries=("DE",), stage="cancelled"), guid="3")
    found = {p.country: p for p in partners(archive, Query())}
    assert [p.country for p in partners(archive, Query())] == ["RU", "CN", "DE", "KR"]
    assert (found["RU"].deals, found["RU"].usd, found["RU"].usd_intended, found["RU"].last) == (
        2,
        100e6,
        100e6,
        "2026-11-19",
    )
    assert (found["DE"].deals, found["DE"].usd) == (1, 0.0)
    assert (found["KR"].deals, found["KR"].events, found["KR"].last) == (0, 1, "2026-11-20")


def test_words_choose_by_their_forms(archive: Archive) -> None:
    tell(archive, deal(), event(), metric(), guid="1", text="Добыча меди на руднике")
    tell(archive, deal(), event(), metric(subject_id="x"), guid="2", text="Gold")
    query = Query(words="медь рудник")
    assert [e.reports[0].link[-1] for e in deals(archive, query)] == ["1"]
    assert [e.report.link[-1] for e in events(archive, query)] == ["1"]
    assert [s.points[0].reports[0].link[-1] for s in series(archive, query)] == ["1"]
    assert [e.link[-1] for e in news(archive, query)] == ["1"]


def test_the_news_list_shows_the_beat_by_default(archive: Archive) -> None:
    tell(archive, guid="1")
    off: list[tuple[Item, Any]] = [(item("2"), reading(relevant=False))]
    archive.save_poll(ASTANA, state(), off, NOW)
    assert len(news(archive, Query())) == 1
    assert len(news(archive, Query(), everything=True)) == 2
    assert len(news(archive, Query(until=date(2026, 11, 20)))) == 1
    assert news(archive, Query(until=date(2026, 11, 19))) == ()
    assert (counts(archive).items, counts(archive).relevant) == (2, 1)


def _config(*feeds: FeedConfig) -> Config:
    return Config(path=None, feeds=feeds)


def test_sources_in_the_order_of_the_configuration(archive: Archive) -> None:
    tell(archive)
    off = FeedConfig("http://127.0.0.1:9/off", "Off", enabled=False)
    first, second = sources(archive, _config(KURIER, ASTANA, off), NOW)
    assert (first.title, first.items, first.last_poll, first.next_poll) == ("Курьер", 0, None, NOW)
    assert (second.title, second.items, second.relevant, second.error) == ("Astana Wire", 1, 1, None)


def test_an_overview_sums_all_though_it_shows_few(archive: Archive) -> None:
    for n in range(4):
        tell(archive, deal_of(str(n)), event(), guid=str(n))
    seen = overview(archive, _config(ASTANA), Query(RECENT.since, RECENT.until, limit=2), NOW)
    assert (len(seen.deals), len(seen.events), len(seen.news)) == (2, 2, 2)
    assert seen.totals.usd_signed == 400e6
    assert seen.partners[0].deals == 4
    assert (seen.since, seen.generated) == (datetime(2026, 8, 22, tzinfo=UTC), NOW)


def test_an_overview_has_the_lists_that_are_asked_for(archive: Archive) -> None:
    tell(archive, deal_of("one"), event(), guid="1")
    seen = overview(archive, _config(ASTANA), RECENT, NOW, parts={"partners", "sources"})
    assert [partner.deals for partner in seen.partners] == [1]
    assert (len(seen.sources), seen.series, seen.news) == (1, (), ())
    assert overview(archive, _config(ASTANA), RECENT, NOW, parts={"events"}).deals == ()


def test_an_empty_archive_gives_empty_lists(archive: Archive) -> None:
    seen = overview(archive, _config(ASTANA), RECENT, NOW)
    assert (seen.deals, seen.series, seen.events, seen.partners, seen.news) == ((), (), (), (), ())
    assert seen.totals == totals([])


CONTRACT = {
    "item": "id title link source feed language published fetched relevant foreign score countries companies commodities "
    "places read starred story",
    "deal": "id kind parties countries amount currency usd usd_rate commodities places jobs stake date date_from stage "
    "stages reports contradictions checked background confidence",
    "series": "subject metric commodity unit points",
    "event": "date date_from kind parties countries evidence link source language id checked",
}


def test_the_shapes_are_those_that_scripts_rely_on(archive: Archive) -> None:
    archive.save_poll(ASTANA, state(), [(item(), full_reading())], NOW)
    found = {
        "item": news(archive, Query()),
        "deal": deals(archive, Query()),
        "series": series(archive, Query()),
        "event": events(archive, Query()),
    }
    for name, (entry,) in found.items():
        shape = as_json(entry)
        assert list(shape) == CONTRACT[name].split()
        assert list(json.loads(dumps(shape))) == list(shape)
    (told,) = as_json(found["deal"][0])["reports"]
    assert told == {
        "link": "https://example.com/1",
        "source": "Astana Wire",
        "language": "en",
        "published": NOW,
        "evidence": "Zijin will pay $100 million.",
    }
    (point,) = as_json(found["series"][0])["points"]
    assert list(point) == [
        "period",
        "value",
        "original",
        "reports",
        "evidence",
        "restated_from",
        "flag",
        "growth",
        "id",
        "checked",
    ]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024-Q3", "2024-07-01", "2024-09-31"),
        ("2024-09", "2024-09-01", "2024-09-31"),
        ("2024-09-05", "2024-09-05", "2024-09-05"),
        ("whenever", "whenever", "whenever"),
    ],
)
def test_bounds_of_periods(period: str, first: str, last: str) -> None:
    assert periods.bounds(period) == (first, last)
