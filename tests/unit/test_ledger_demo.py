"""What the demonstration's archive shows of the ledger: many reports become one story, one deal, one series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from operator import itemgetter

import pytest
from archive_samples import state

from tui.archive import Archive
from tui.archive.facts import Span
from tui.archive.listing import Choice
from tui.config.model import FeedConfig
from tui.demo.edition import DEMO_NOW, load
from tui.demo.render import link
from tui.ledger import trend
from tui.ledger.deals import deals
from tui.ledger.partners import partners
from tui.ledger.query import Query, midnight
from tui.ledger.series import series
from tui.ledger.settle import settle
from tui.ledger.stories import stories
from tui.model import Document, Item
from tui.reading import read


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("demo") / "archive.db") as opened:
        for feed in load():
            config = FeedConfig(f"http://127.0.0.1:9/{feed.path}", feed.title, feed.language, feed.kind)
            told = [
                (
                    Item(item.id, item.title, item.text, link(feed, item), item.published, feed.language),
                    read(Document(item.title, item.text, item.published, feed.language)),
                )
                for item in feed.items
            ]
            opened.save_poll(config, state(config), told, DEMO_NOW)
        settle(opened)
        yield opened


def test_stories_are_merged_in_three_languages(archive: Archive) -> None:
    told = [{report.language for report in story.reports} for story in stories(archive, Query())]
    assert sum(languages == {"en", "ru", "kk"} for languages in told) >= 12


def test_two_that_ask_one_bank_for_their_mines_are_two_stories(archive: Archive) -> None:
    told = [{report.link.rpartition("/")[2] for report in story.reports} for story in stories(archive, Query())]
    assert any(names >= {"tungsten-a-year-on", "volfram-god-spustya"} for names in told)
    assert not any("drozhilovskoye-2026" in names for names in told)


def test_a_deal_of_many_sources_and_stages_with_what_they_say_differently(archive: Archive) -> None:
    (found,) = [deal for deal in deals(archive, Query()) if any("Posung" in party.name for party in deal.parties)]
    assert {stage.stage for stage in found.stages} >= {"memorandum", "signed"}
    assert len(found.stages) == 3
    assert len({report.source for report in found.reports}) >= 4
    assert {report.language for report in found.reports} == {"en", "ru", "kk"}
    assert (found.amount, found.jobs) == (97.5e6, 420)
    said = dict(found.contradictions)["amount"]
    assert sorted(set(map(float, map(str, said.values())))) == [97.5e6, 105e6]
    assert found.confidence.level == "fair"
    assert "amounts-differ" in found.confidence.reasons


@pytest.mark.parametrize(
    "span", [Span(), Span(since=date(2024, 6, 1)), Span(since=date(2024, 2, 1), until=date(2026, 11, 19))]
)
def test_lists_that_are_read_at_once_are_those_that_are_read_alone(archive: Archive, span: Span) -> None:
    def everything() -> list[object]:
        told = archive.deals(span, background=span.since is None)
        names, items = {row.story for row in told if row.story}, {row.item for row in told[::2]}
        series = sorted(archive.metrics(span), key=itemgetter(0))  # of one series together
        pages = [archive.page(Choice(beat=True, limit=9, oldest=oldest)) for oldest in (False, True)]
        every = archive.page(Choice(since=midnight(span.since or date(1970, 1, 1)), alone=True))
        return [told, archive.events(span), series, archive.story_reports(names, items), *pages, every]

    alone = everything()
    with archive.at_once(span):
        assert everything() == alone
    assert all(alone)


def test_a_letter_of_interest_is_no_loan_that_was_signed(archive: Archive) -> None:
    banks = [d for d in deals(archive, Query()) if d.kind == "financing" and any("Export" in p.name for p in d.parties)]
    assert banks
    assert {d.stage for d in banks} <= {"talks", "planned"}


def test_two_purchases_of_one_company_are_two_deals(archive: Archive) -> None:
    sums = {d.amount for d in deals(archive, Query()) if any(party.name == "SM Minerals" for party in d.parties)}
    assert {11_763_850, 89_000_000} <= sums


def test_no_report_is_counted_twice_with_one_sum(archive: Archive) -> None:
    told = [deal for deal in deals(archive, Query()) if deal.usd]
    for one, other in combinations(told, 2):
        if {r.link for r in one.reports} & {r.link for r in other.reports}:
            assert (one.amount, one.currency) != (other.amount, other.currency), (one.parties, other.parties)


def test_no_deal_names_a_party_twice(archive: Archive) -> None:
    for deal in deals(archive, Query()):
        names = [party.name for party in deal.parties if " " in party.name]
        assert not [(a, b) for a in names for b in names if a != b and b.startswith(f"{a} of ")]


def test_what_one_of_many_reports_speaks_of_beside_it_is_not_of_the_deal(archive: Archive) -> None:
    of_nfc = [deal for deal in deals(archive, Query()) if any(party.id == "nfc" for party in deal.parties)]
    found = max(of_nfc, key=lambda deal: len(deal.reports))
    assert len(found.reports) > 10
    assert found.commodities == ("copper",)


def test_a_series_over_eight_periods_with_a_restatement(archive: Archive) -> None:
    told = [s for s in series(archive, Query()) if (s.subject, s.metric) == ("Kounrad", "production")]
    found = max(told, key=lambda s: len(s.points))
    years = [point for point in found.points if len(point.period or "") == 4]
    assert [point.period for point in years] == [str(year) for year in range(2018, 2026)]
    assert [(point.period, point.value) for point in years if point.restated_from == 14_254] == [("2022", 14_231)]
    assert trend.growth(found, years[1]) == pytest.approx(13_771 / 14_049 - 1, abs=1e-6)
    assert all(point.reports[0].evidence.text for point in years)


def test_partners_with_their_contacts_and_what_is_open(archive: Archive) -> None:
    found = {partner.country: partner for partner in partners(archive, Query(), today=DEMO_NOW.date())}
    korea = found["KR"]
    assert korea.first is not None
    assert korea.last is not None
    assert korea.first < korea.last
    assert any(partner.open for partner in found.values())
