"""One story of many reports, one deal of many stories, whatever the order in which they come."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from archive_samples import state
from story_samples import REPORTS, STORIES, Told

from tui.archive import Archive, Choice
from tui.archive.settling import DealNode, Unsettled
from tui.brief.jsontext import dumps
from tui.config.model import FeedConfig
from tui.ledger import trend
from tui.ledger.dealmatch import Candidate, candidate
from tui.ledger.dealpoints import ENOUGH, points
from tui.ledger.deals import deals, totals
from tui.ledger.entries import DealEntry, NewsEntry
from tui.ledger.likeness import sign
from tui.ledger.names import bare
from tui.ledger.news import news
from tui.ledger.points import SLIP, STRAY
from tui.ledger.query import Query
from tui.ledger.reports import address
from tui.ledger.series import series
from tui.ledger.settle import settle
from tui.ledger.shapes import as_json
from tui.ledger.stories import mark_story, stories, story
from tui.model import Deal, Document, Evidence, Item, Mention, Metric, Party, Reading
from tui.reading import read
from tui.words import catalogue

BY_NAME = {told.name: told for told in REPORTS}


@cache
def understood(told: Told) -> Reading:
    """The reading, on the beat whatever it thinks: the stories are what is tested."""
    found = read(Document(told.title, told.text, told.published, told.lang))
    return Reading(**{name: getattr(found, name) for name in Reading.__dataclass_fields__} | {"relevant": True})


def report(archive: Archive, told: Told, found: Reading | None = None, **changes: Any) -> None:
    """Saves one report in a feed of its own kind."""
    feed = FeedConfig(f"http://127.0.0.1:9/{told.kind}/{told.lang}", f"{told.kind} {told.lang}", told.lang, told.kind)
    values = {"title": told.title, "text": told.text, "link": told.link, "published": told.published, **changes}
    item = Item(guid=told.name, language=told.lang, **values)
    archive.save_poll(feed, state(feed), [(item, found or understood(told))], told.published)


def grouped(archive: Archive) -> set[frozenset[str]]:
    return {frozenset(r.link.rpartition("/")[2] for r in s.reports) for s in stories(archive, Query())}


def ledger(archive: Archive) -> str:
    """All that the ledger says."""
    lists = (stories(archive, Query()), deals(archive, Query()), series(archive, Query()))
    return dumps([[as_json(entry) for entry in entries] for entries in lists])


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.open(tmp_path / "archive.db") as opened:
        yield opened


def test_what_belongs_together_is_joined_and_nothing_else(archive: Archive) -> None:
    for told in REPORTS:
        report(archive, told)
    assert grouped(archive) == {frozenset(names) for names in STORIES.values()}


def test_a_story_lists_its_reports_with_the_first_first(archive: Archive) -> None:
    for told in reversed(REPORTS):
        report(archive, told)
    (found,) = [s for s in stories(archive, Query()) if s.title == BY_NAME["a1"].title]
    assert [r.link[-2:] for r in found.reports] == ["a1", "a2", "a3", "a4", "a5"]
    assert {r.language for r in found.reports} == {"en", "ru", "kk"}
    assert story(archive, found.id) == found
    assert {e.story for e in archive.page(Choice()) if e.link[-2] == "a"} == {found.id}
    assert list(as_json(found)) == ["id", "title", "reports"]
    assert story(archive, "no such story") is None


def test_stories_of_a_span_come_newest_first(archive: Archive) -> None:
    for told in REPORTS:
        report(archive, told)
    recent = stories(archive, Query(since=date(2025, 4, 1)))
    assert [s.reports[0].link[-2:] for s in recent] == ["h1"]
    newest = [s.reports[-1].published for s in stories(archive, Query())]
    assert newest == sorted(newest, reverse=True)
    assert len(stories(archive, Query(limit=2))) == 2
    assert [s.reports[0].link[-2:] for s in stories(archive, Query(words="посла Франции"))] == ["c1"]


def test_the_news_list_shows_stories_instead_of_items(archive: Archive) -> None:
    for told in REPORTS:
        report(archive, told)
    settle(archive)
    items, rows = news(archive, Query()), news(archive, Query(), stories=True)
    assert len(rows) == len({entry.story or entry.id for entry in items})
    (row,) = [entry for entry in rows if entry.link.endswith("a5")]
    assert (row.reports, row.languages) == (5, ("en", "kk", "ru"))
    assert {entry.reports for entry in items if entry.story == row.story} == {5}
    assert [entry.published for entry in rows] == sorted((entry.published for entry in rows), reverse=True)

    paged: list[NewsEntry] = []
    while page := news(
        archive, Query(limit=4), stories=True, before=(paged[-1].published, paged[-1].id) if paged else None
    ):
        paged += page
    assert paged == list(rows)


def test_a_story_is_found_by_any_of_its_reports(archive: Archive) -> None:
    for told in REPORTS:
        report(archive, told)
    settle(archive)
    (row,) = news(archive, Query(words="Қаратас"), stories=True)
    assert (row.link[-2:], row.reports) == ("a3", 5)


def test_marking_a_story_marks_its_reports(archive: Archive) -> None:
    for told in REPORTS:
        report(archive, told)
    settle(archive)

    def row() -> NewsEntry:
        return next(entry for entry in news(archive, Query(), stories=True) if entry.link.endswith("a5"))

    archive.mark_read([entry.id for entry in news(archive, Query()) if entry.link.endswith("a5")])
    assert not row().read
    marked = mark_story(archive, str(row().story), read=True, starred=True)
    assert {entry.link[-2:] for entry in news(archive, Query()) if entry.id in marked} == {"a1", "a2", "a3", "a4", "a5"}
    assert (row().read, row().starred) == (True, True)
    assert archive.counts().unread == len(REPORTS) - 5
    mark_story(archive, str(row().story), read=False)
    assert (row().read, row().starred) == (False, True)
    assert mark_story(archive, "no such story", read=True) == ()


@pytest.mark.parametrize("seed", range(4))
def test_any_order_gives_the_same_ledger(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    order = list(REPORTS)
    outcomes = []
    for name in ("one", "other"):
        with Archive.open(tmp_path / name) as archive:
            for told in order:
                report(archive, told)
                if chance.random() < 0.4:
                    settle(archive)
            outcomes.append(ledger(archive))
        chance.shuffle(order)
    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize("seed", range(4))
def test_edits_leave_what_the_last_wording_alone_would(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with Archive.open(tmp_path / "plain") as plain, Archive.open(tmp_path / "edited") as edited:
        for told in REPORTS:
            report(plain, told)
        for told in chance.sample(REPORTS, len(REPORTS)):
            other = chance.choice(REPORTS)
            report(edited, told, understood(other), title=other.title, text=other.text)
            if chance.random() < 0.5:
                settle(edited)
        for told in chance.sample(REPORTS, len(REPORTS)):
            report(edited, told)
            if chance.random() < 0.3:
                settle(edited)
        assert ledger(edited) == ledger(plain)


def test_an_edit_takes_a_report_out_of_its_story(archive: Archive) -> None:
    for name in ("a1", "a2"):
        report(archive, BY_NAME[name])
    assert grouped(archive) == {frozenset({"a1", "a2"})}
    other = BY_NAME["e1"]
    report(archive, BY_NAME["a2"], understood(other), title=other.title, text=other.text)
    assert grouped(archive) == set()
    assert {entry.story for entry in archive.page(Choice())} == {None}


def test_what_leaves_the_beat_leaves_its_story(archive: Archive) -> None:
    for name in ("a1", "a2", "a3"):
        report(archive, BY_NAME[name])
    assert len(grouped(archive)) == 1
    archive.save_readings([(1, Reading("en", False, False, 0.0, "2"))])
    assert grouped(archive) == {frozenset({"a2", "a3"})}


def test_a_reader_sees_what_was_settled(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive.db") as archive:
        for name in ("a1", "a2"):
            report(archive, BY_NAME[name])
        settle(archive)
        report(archive, BY_NAME["a3"])
    with Archive.open(tmp_path / "archive.db", read_only=True) as archive:
        assert grouped(archive) == {frozenset({"a1", "a2"})}
        assert deals(archive, Query())


def test_settling_says_how_far_it_is_and_is_done_once(archive: Archive) -> None:
    for told in REPORTS:
        report(archive, told)
    heard: list[int] = []
    assert settle(archive, heard.append) == sum(heard) == len(REPORTS)
    assert settle(archive) == 0


HOSTILE = [
    "A" * 300_000,
    "1 " * 150_000,
    "1,111" * 60_000,
    "Кк " * 100_000,
    "Ab-" * 100_000,
    "\ud800 \0 [/x] '; --",
    " - " * 99_999,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_reports_are_settled_soon(archive: Archive, text: str) -> None:
    for number in range(2):
        told = Told(f"x{number}", None, "en", number, text, text)
        report(archive, told, tells(told, purchase(told, parties=(Party(text), Party("")), places=(text,))))
    assert settle(archive) == 2
    assert deals(archive, Query())[0].reports
    assert len(archive.page(Choice())) == 2


# Deals: readings made by hand, so that only the ledger is tested.

KARATAS = (
    Mention("company", "meridian", "Meridian Copper", 0, 1, "CA"),
    Mention("site", "karatas", "Karatas", 0, 1),
    Mention("country", "CA", "Canada", 0, 1),
)


def tells(told: Told, *facts: Deal | Metric) -> Reading:
    return Reading(
        lang=told.lang,
        relevant=True,
        foreign=True,
        score=9.0,
        version="1",
        mentions=KARATAS if told.name[0] in "ah" else (),
        deals=tuple(fact for fact in facts if isinstance(fact, Deal)),
        metrics=tuple(fact for fact in facts if isinstance(fact, Metric)),
    )


def purchase(told: Told, stage: str = "signed", **more: Any) -> Deal:
    values: dict[str, Any] = {
        "kind": "acquisition",
        "parties": (Party("Meridian Copper", "buyer", "CA", "meridian"), Party("Altyn Invest", "seller", "KZ")),
        "countries": ("CA",),
        "places": ("Karatas",),
        "commodities": ("copper",),
        "amount": 214e6,
        "currency": "USD",
    }
    proof = told.text.partition(". ")[0]
    return Deal(stage=stage, evidence=Evidence(proof, 0, len(proof), "test"), **{**values, **more})


def whole_purchase(archive: Archive) -> DealEntry:
    """The purchase of Karatas, as talks, signed (five reports, one of which names no deal) and completed."""
    told = {name: BY_NAME[name] for name in ("a1", "a2", "a3", "a4", "a5", "h1", "h2")}
    rumour = Told(
        "r1", None, "en", -60 * 24, "Meridian Copper in talks over Karatas", "Meridian wants Karatas. It may pay $250m."
    )
    report(archive, rumour, tells(rumour, purchase(rumour, "talks", amount=250e6)))
    report(archive, told["a1"], tells(told["a1"], purchase(told["a1"], date="2025-03-10")))
    report(
        archive,
        told["a2"],
        tells(told["a2"], purchase(told["a2"], "planned", parties=purchase(told["a2"]).parties[:1])),
    )
    report(archive, told["a3"], tells(told["a3"], purchase(told["a3"], amount=None, currency=None)))
    report(archive, told["a4"], tells(told["a4"], purchase(told["a4"], amount=None, currency=None, places=())))
    report(archive, told["a5"], tells(told["a5"]))
    report(archive, told["h1"], tells(told["h1"], purchase(told["h1"], "completed", date="2025-05-29")))
    report(archive, told["h2"], tells(told["h2"], purchase(told["h2"], "completed", stake=100.0)))
    (found,) = deals(archive, Query())
    return found


def test_one_deal_with_its_stages_and_sources(archive: Archive) -> None:
    found = whole_purchase(archive)
    assert [(s.stage, s.date, [link[-2:] for link in s.reports]) for s in found.stages] == [
        ("talks", None, ["r1"]),
        ("signed", "2025-03-10", ["a1", "a2", "a3", "a4", "a5"]),
        ("completed", "2025-05-29", ["h1", "h2"]),
    ]
    assert (found.stage, found.date, found.day, found.date_from) == ("completed", "2025-05-29", "2025-05-29", "text")
    assert (found.amount, found.currency, found.usd, found.stake) == (214e6, "USD", 214e6, 100.0)
    assert [(p.name, p.role) for p in found.parties] == [("Meridian Copper", "buyer"), ("Altyn Invest", "seller")]
    assert [r.link[-2:] for r in found.reports] == ["r1", "a1", "a2", "a3", "a4", "a5", "h1", "h2"]
    assert found.contradictions == ()
    assert not found.background
    assert totals([found]).usd_signed == 214e6


def test_the_side_that_one_report_tells_is_the_party_s_where_others_tell_none(archive: Archive) -> None:
    for name in ("a1", "a2", "a3"):
        told = BY_NAME[name]
        deal = purchase(told)
        sides = deal.parties if name == "a3" else tuple(replace(party, role="partner") for party in deal.parties)
        report(archive, told, tells(told, replace(deal, parties=sides)))
    (found,) = deals(archive, Query())
    assert {p.name: p.role for p in found.parties} == {"Meridian Copper": "buyer", "Altyn Invest": "seller"}


def test_a_report_that_names_no_deal_is_quoted_with_its_title(archive: Archive) -> None:
    found = whole_purchase(archive)
    quoted = next(r for r in found.reports if r.link.endswith("a5"))
    assert quoted.evidence.text == BY_NAME["a5"].title


def test_a_deal_is_recent_by_its_latest_stage(archive: Archive) -> None:
    whole_purchase(archive)
    assert len(deals(archive, Query(since=date(2025, 5, 1)))[0].stages) == 3
    assert deals(archive, Query(since=date(2025, 6, 1))) == ()
    assert deals(archive, Query(until=date(2025, 5, 1))) == ()


def test_contradictions_are_shown_and_not_averaged(archive: Archive) -> None:
    for name, amount in (("a1", 214e6), ("a2", 241e6), ("a3", 214e6)):
        report(archive, BY_NAME[name], tells(BY_NAME[name], purchase(BY_NAME[name], amount=amount)))
    (found,) = deals(archive, Query())
    assert found.amount == 214e6
    assert found.contradictions == (
        ("amount", {BY_NAME["a1"].link: 214e6, BY_NAME["a2"].link: 241e6, BY_NAME["a3"].link: 214e6}),
    )


def test_the_precise_figure_wins_over_the_round_one(archive: Archive) -> None:
    for name, amount in (("a1", 210e6), ("a2", 213.7e6), ("a3", 210e6)):
        report(archive, BY_NAME[name], tells(BY_NAME[name], purchase(BY_NAME[name], amount=amount)))
    (found,) = deals(archive, Query())
    assert found.amount == 213.7e6
    assert found.contradictions == ()


def test_the_company_is_believed_over_two_rewrites(archive: Archive) -> None:
    for name, amount, kind in (("a1", 214e6, "company"), ("a2", 241e6, "press"), ("a3", 241e6, "press")):
        told = Told(**{**BY_NAME[name].__dict__, "kind": kind})
        report(archive, told, tells(told, purchase(told, amount=amount)))
    assert deals(archive, Query())[0].amount == 214e6


@pytest.mark.parametrize(
    ("told", "amount"),
    [
        ((("a1", 214e6, "agency"), ("a2", 241e6, "press"), ("a3", 241e6, "press"), ("a5", 241e6, "press")), 214e6),
        ((("a1", 214e6, "company"), ("a2", 241e6, "agency"), ("a3", 241e6, "agency")), 214e6),
        ((("a1", 214e6, "official"), ("a2", 241e6, "company"), ("a3", 214e6, "press")), 241e6),
        ((("a1", 214e6, "agency"), ("a2", 241e6, "agency"), ("a3", 214e6, "press")), 241e6),
        ((("a1", 214e6, "press"), ("a2", 214e6, "press"), ("a3", 241e6, "press")), 214e6),
        ((("a1", 214e6, "press"), ("a3", 241e6, "press")), 241e6),
    ],
    ids=[
        "an agency over three rewrites",
        "a company over two agencies",
        "the newest of those who must know",
        "the newest agency",
        "most rewrites",
        "the newest rewrite",
    ],
)
def test_whose_figure_is_shown(archive: Archive, told: tuple[tuple[str, float, str], ...], amount: float) -> None:
    for name, value, kind in told:
        one = Told(**{**BY_NAME[name].__dict__, "kind": kind})
        report(archive, one, tells(one, purchase(one, amount=value)))
    (found,) = deals(archive, Query())
    assert found.amount == amount
    assert dict(found.contradictions)["amount"] == {BY_NAME[name].link: value for name, value, _ in told}


@pytest.mark.parametrize(
    ("told", "level", "reasons"),
    [
        ((("a1", 214e6, "press"),), "low", ("rewrites", "one-source")),
        ((("a1", 214e6, "agency"),), "fair", ("agency", "one-source")),
        ((("a1", 214e6, "company"), ("a2", 214e6, "press")), "high", ("official", "several-sources")),
        (
            (("a1", 214e6, "company"), ("a2", 241e6, "press")),
            "fair",
            ("official", "several-sources", "amounts-differ"),
        ),
    ],
)
def test_how_far_a_deal_may_be_believed(
    archive: Archive, told: tuple[tuple[str, float, str], ...], level: str, reasons: tuple[str, ...]
) -> None:
    for name, value, kind in told:
        one = Told(**{**BY_NAME[name].__dict__, "kind": kind})
        report(archive, one, tells(one, purchase(one, amount=value)))
    (found,) = deals(archive, Query())
    assert (found.confidence.level, found.confidence.reasons) == (level, reasons)
    assert all(reason in catalogue()["confidence-reason"] for reason in reasons)


def test_what_a_story_tells_as_news_is_no_history(archive: Archive) -> None:
    for name, day in (("a1", "2025-03-10"), ("a2", "2024-11-02"), ("a3", "2025-03-10")):
        report(archive, BY_NAME[name], tells(BY_NAME[name], purchase(BY_NAME[name], date=day)))
    (found,) = deals(archive, Query())
    assert [(stage.stage, stage.date) for stage in found.stages] == [("signed", "2025-03-10")]


def test_a_cancelled_deal_is_shown_and_never_summed(archive: Archive) -> None:
    report(archive, BY_NAME["a1"], tells(BY_NAME["a1"], purchase(BY_NAME["a1"])))
    report(archive, BY_NAME["h1"], tells(BY_NAME["h1"], purchase(BY_NAME["h1"], "cancelled")))
    (found,) = deals(archive, Query())
    assert found.stage == "cancelled"
    assert totals([found]) == totals([found]).__class__(deals=1)


def test_the_same_parties_do_other_deals_too(archive: Archive) -> None:
    first, second = BY_NAME["a1"], BY_NAME["h1"]
    report(archive, first, tells(first, purchase(first)))
    other = purchase(second, "signed", kind="construction", amount=37.5e6, places=("Sholak",), commodities=("gold",))
    plain = Told("x1", None, "en", second.hours, "Another contract", "Meridian Copper builds a mill at Sholak.")
    report(archive, plain, tells(plain, other))
    assert len(deals(archive, Query())) == 2


def test_a_party_is_one_with_and_without_its_legal_form(archive: Archive) -> None:
    for name, called in (("a1", "Meridian Copper"), ("a2", "Meridian Copper plc")):
        parties = (
            Party(called, "buyer", "CA", "" if "plc" in called else "meridian"),
            Party("Altyn Invest", "seller", "KZ"),
        )
        report(archive, BY_NAME[name], tells(BY_NAME[name], purchase(BY_NAME[name], parties=parties)))
    (found,) = deals(archive, Query())
    assert sorted(party.name for party in found.parties) == ["Altyn Invest", "Meridian Copper"]


def test_the_same_site_months_later_with_nobody_from_abroad_is_another_deal(archive: Archive) -> None:
    first, second = BY_NAME["a1"], BY_NAME["h1"]
    report(archive, first, tells(first, purchase(first, amount=None, currency=None)))
    other = purchase(second, kind="offtake", amount=None, currency=None, parties=(Party("Altyn Invest", "", "KZ"),))
    plain = Told("x1", None, "en", second.hours, "Copper sold", "Altyn Invest sold the copper of Karatas.")
    report(archive, plain, tells(plain, other))
    assert len(deals(archive, Query())) == 2


@pytest.mark.parametrize("name", ["JV Khorasan-U", "СП «Хорасан-U»", "ТОО Хорасан-U", "Khorasan-U LLP"])
def test_names_are_one_without_their_legal_forms(name: str) -> None:
    assert bare(name) == bare("Khorasan-U")


def test_a_report_never_tells_one_deal_twice(archive: Archive) -> None:
    told, copy = BY_NAME["a1"], BY_NAME["a2"]
    for one in (told, copy):
        loan = purchase(one, kind="financing", amount=90e6, parties=(Party("EBRD", "lender", "GB", "ebrd"),))
        report(archive, one, tells(one, purchase(one), loan))
    found = deals(archive, Query())
    assert sorted(d.amount or 0 for d in found) == [90e6, 214e6]
    assert all(len(d.reports) == 2 for d in found)


@pytest.mark.parametrize(("telling", "reports"), [(2, 5), (1, 1)])
def test_what_one_of_many_reports_speaks_of_is_not_what_the_story_is_about(
    archive: Archive, telling: int, reports: int
) -> None:
    for number, name in enumerate(("a1", "a2", "a3", "a4", "a5")):
        told = BY_NAME[name]
        report(archive, told, tells(told, purchase(told)) if number < telling else tells(told))
    (found,) = deals(archive, Query())
    assert len(found.reports) == reports


def test_who_sells_to_another_buyer_makes_another_deal() -> None:
    told = BY_NAME["a1"]
    found = understood(told)
    signature = sign(Unsettled(0, True, told.title, told.text, told.lang, told.published, found), found)
    seller = Party("Altyn Invest", "seller", "KZ")

    def sold(number: int, whom: str, role: str) -> Candidate:
        deal = purchase(told, parties=(seller, Party(whom, role)), amount=None, currency=None)
        return candidate(DealNode(number, number, deal, told.published, None), signature)

    first = sold(0, "Meridian Copper", "buyer")
    assert points(first, sold(1, "Terra Metals", "buyer")) < ENOUGH <= points(first, sold(2, "Terra Metals", "partner"))


def test_what_is_bought_is_another_deal_than_what_is_spent_on_another_site() -> None:
    told = BY_NAME["a1"]
    read_as = tells(told, purchase(told))
    signature = sign(Unsettled(1, True, told.title, told.text, told.lang, told.published, read_as), read_as)

    def spent(number: int, kind: str, *places: str) -> Candidate:
        deal = purchase(told, kind=kind, places=places, amount=None, currency=None)
        return candidate(DealNode(number, number, deal, told.published, None), signature)

    bought = spent(0, "acquisition", "Karatas")
    assert points(bought, spent(1, "investment", "Sayak")) < ENOUGH <= points(bought, spent(2, "investment", "Karatas"))
    assert points(spent(3, "investment", "Karatas"), spent(4, "investment", "Sayak")) > points(
        bought, spent(1, "investment", "Sayak")
    )


def test_a_venture_and_what_it_will_cost_are_one_though_a_report_tells_both(archive: Archive) -> None:
    first, both = BY_NAME["a1"], BY_NAME["h1"]
    report(archive, first, tells(first, purchase(first, kind="joint-venture")))
    venture = purchase(both, "completed", kind="joint-venture", amount=None, currency=None)
    report(archive, both, tells(both, venture, purchase(both, kind="investment")))
    (found,) = deals(archive, Query())
    assert (found.stage, found.amount) == ("completed", 214e6)


@pytest.mark.parametrize(
    ("named", "names"),
    [
        (("Bank of Ayagoz", "Bank of Ayagoz and Semey"), ["Bank of Ayagoz and Semey", "Meridian Copper"]),
        (("Ayagoz", "Ayagoz Mining"), ["Ayagoz", "Ayagoz Mining", "Meridian Copper"]),
    ],
)
def test_a_party_is_one_whose_name_is_cut_short(archive: Archive, named: tuple[str, str], names: list[str]) -> None:
    for name, seller in zip(("a1", "a2"), named, strict=True):
        parties = (purchase(BY_NAME[name]).parties[0], Party(seller, "seller"))
        report(archive, BY_NAME[name], tells(BY_NAME[name], purchase(BY_NAME[name], parties=parties)))
    (found,) = deals(archive, Query())
    assert sorted(party.name for party in found.parties) == names


@pytest.mark.parametrize(("said", "named"), [("Meridian bought it in May.", False), ("Tulpar Tin joins in.", True)])
def test_who_only_stands_beside_a_deal_in_one_of_several_reports_is_no_party(
    archive: Archive, said: str, named: bool
) -> None:
    for number, name in enumerate(("a1", "a2", "a3", "a4")):
        told = BY_NAME[name]
        deal = purchase(told)
        if number == 3:
            beside = Party("Tulpar Tin", "partner", "KZ")
            deal = replace(deal, parties=(*deal.parties, beside), evidence=Evidence(said, 0, len(said), "test"))
        report(archive, told, tells(told, deal))
    (found,) = deals(archive, Query())
    assert ("Tulpar Tin" in [party.name for party in found.parties]) == named


@pytest.mark.parametrize("what", ["site", "company"])
def test_two_purchases_from_one_seller_in_a_week_are_two(archive: Archive, what: str) -> None:
    for number, name in enumerate(("Karatas", "Sholak")):
        told = Told(
            f"y{number}", None, "en", number * 24, f"{name} sold", f"Meridian Copper buys {name} of Altyn Invest."
        )
        target = (Party(name, "target", "KZ"),) if what == "company" else ()
        of = purchase(told, parties=(*purchase(told).parties, *target), amount=None, currency=None, places=())
        report(archive, told, tells(told, replace(of, places=(name,)) if what == "site" else of))
    assert len(deals(archive, Query())) == 2


@pytest.mark.parametrize("kind", ["investment", "acquisition"])
def test_what_one_report_tells_of_the_same_parties_with_one_sum_it_tells_once(archive: Archive, kind: str) -> None:
    told = BY_NAME["a1"]
    buyer = purchase(told).parties[:1]
    report(archive, told, tells(told, purchase(told), purchase(told, "planned", kind=kind, parties=buyer)))
    (found,) = deals(archive, Query())
    assert totals([found]).usd_signed == 214e6


def test_reports_without_a_link_are_told_apart(archive: Archive) -> None:
    for name, amount in (("a1", 214e6), ("a2", 250e6), ("a3", 214e6)):
        told = BY_NAME[name]
        report(archive, told, tells(told, purchase(told, amount=amount)), link="")
    (found,) = deals(archive, Query())
    ((_, values),) = found.contradictions
    assert sorted(values.values()) == [214e6, 214e6, 250e6]
    assert {told for stage in found.stages for told in stage.reports} == set(map(address, found.reports)) == set(values)


def test_a_rounded_sum_contradicts_nobody(archive: Archive) -> None:
    for name, amount in (("a1", 214.5e6), ("a2", 210e6)):
        told = BY_NAME[name]
        report(archive, told, tells(told, purchase(told, amount=amount)))
    (found,) = deals(archive, Query())
    assert (found.amount, found.contradictions) == (214.5e6, ())


def test_two_who_lend_as_much_lend_twice(archive: Archive) -> None:
    told = BY_NAME["a1"]
    borrower = Party("Altyn Invest", "borrower", "KZ")
    loans = [
        purchase(told, kind="financing", parties=(Party(name, "lender", "GB"), borrower)) for name in ("EBRD", "ADB")
    ]
    report(archive, told, tells(told, *loans))
    assert totals(deals(archive, Query())).usd_signed == 428e6


@pytest.mark.parametrize(("said", "number"), [("", 1), ("Of $930 million $214 million are spent. ", 2)])
def test_sums_that_both_reports_name_are_of_two_things(archive: Archive, said: str, number: int) -> None:
    for name, amount in (("a1", 214e6), ("h1", 930e6)):
        told = Told(**{**BY_NAME[name].__dict__, "text": said + BY_NAME[name].text})
        report(archive, told, tells(told, purchase(told, amount=amount, kind="investment")))
    assert len(deals(archive, Query())) == number


@pytest.mark.parametrize(("begun", "number"), [("planned", 1), ("completed", 2)])
def test_a_plan_comes_true_at_another_price_but_what_was_bought_is_not_bought_again(
    archive: Archive, begun: str, number: int
) -> None:
    first = Told("y1", None, "en", 0, "Meridian wants it all", "Meridian Copper is to pay $930 million for it.")
    later = Told("y2", None, "en", 400 * 24, "Meridian pays less", "Meridian Copper pays $214 million for it.")
    report(archive, first, tells(first, purchase(first, begun, amount=930e6, places=())))
    report(archive, later, tells(later, purchase(later, places=())))
    assert len(deals(archive, Query())) == number


@pytest.mark.parametrize(
    ("began", "stage", "kind", "number"),
    [
        ("talks", "cancelled", "acquisition", 1),
        ("talks", "signed", "acquisition", 1),
        ("memorandum", "memorandum", "joint-venture", 1),
        ("completed", "talks", "acquisition", 2),
        ("memorandum", "memorandum", "agreement", 2),
        ("planned", "signed", "offtake", 2),
        ("talks", "planned", "offtake", 1),
    ],
)
def test_the_same_two_go_on_months_later_with_what_they_began(
    archive: Archive, began: str, stage: str, kind: str, number: int
) -> None:
    first = BY_NAME["a1"]
    nothing: dict[str, Any] = {"amount": None, "currency": None, "places": (), "kind": kind}
    report(archive, first, tells(first, purchase(first, began, **nothing)))
    later = Told("y1", None, "en", 100 * 24, "Meridian and Altyn", "Meridian Copper and Altyn Invest met again.")
    report(archive, later, tells(later, purchase(later, stage, **nothing)))
    assert len(deals(archive, Query())) == number


@pytest.mark.parametrize(
    ("began", "ended", "days", "number"),
    [
        (("memorandum", "exploration"), ("signed", "joint-venture"), 900, 1),
        (("signed", "joint-venture"), ("underway", "exploration"), 900, 1),
        (("signed", "joint-venture"), ("talks", "exploration"), 900, 2),
        (("signed", "offtake"), ("completed", "joint-venture"), 900, 2),
        (("talks", "agreement"), ("completed", "acquisition"), 100, 1),
        (("talks", "agreement"), ("completed", "financing"), 100, 2),
        (("signed", "acquisition"), ("signed", "acquisition"), 100, 1),
    ],
)
def test_what_two_began_they_go_on_with_in_other_words_and_years_after(
    archive: Archive, began: tuple[str, str], ended: tuple[str, str], days: int, number: int
) -> None:
    first = BY_NAME["a1"]
    nothing: dict[str, Any] = {"amount": None, "currency": None, "places": ()}
    report(archive, first, tells(first, purchase(first, began[0], kind=began[1], **nothing)))
    later = Told("y1", None, "en", days * 24, "Meridian and Altyn", "Meridian Copper and Altyn Invest met again.")
    report(archive, later, tells(later, purchase(later, ended[0], kind=ended[1], **nothing)))
    assert len(deals(archive, Query())) == number


@pytest.mark.parametrize(("places", "number"), [(((), ()), 1), ((("Sayak",), ("Karatas",)), 2)])
def test_a_takeover_is_told_again_but_not_the_purchase_of_a_mine(
    archive: Archive, places: tuple[tuple[str, ...], tuple[str, ...]], number: int
) -> None:
    first = BY_NAME["a1"]
    report(archive, first, tells(first, purchase(first, "signed", amount=None, currency=None, places=places[0])))
    later = Told("y1", None, "en", 100 * 24, "Meridian and Altyn", "Meridian Copper and Altyn Invest met again.")
    report(archive, later, tells(later, purchase(later, "signed", amount=None, currency=None, places=places[1])))
    assert len(deals(archive, Query())) == number


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_what_is_begun_anew_is_not_what_was_called_off(archive: Archive, order: tuple[int, ...]) -> None:
    first = BY_NAME["a1"]
    told = [
        (Told(f"w{n}", None, "en", n * 300 * 24, f"Meridian {n}", f"Altyn Invest may sell, for the time {n}."), stage)
        for n, stage in enumerate(("talks", "cancelled", "talks"))
    ]
    for one, stage in (told[n] for n in order):
        report(archive, one, tells(one, purchase(first, stage)))
    found = deals(archive, Query())
    assert [[stage.stage for stage in deal.stages] for deal in found] == [["talks"], ["talks", "cancelled"]]


@pytest.mark.parametrize(("rest", "stage"), [(2, "signed"), (3, "planned")])
def test_what_is_put_on_paper_one_of_three_reports_does_say_alone(archive: Archive, rest: int, stage: str) -> None:
    for number, name in enumerate(("a1", "a2", "a3", "a4")[: rest + 1]):
        told = BY_NAME[name]
        report(archive, told, tells(told, purchase(told, "planned" if number else "signed")))
    assert [deal.stage for deal in deals(archive, Query())] == [stage]


@pytest.mark.parametrize(("further", "stage"), [(1, "planned"), (2, "completed")])
def test_how_far_a_deal_is_one_of_three_reports_does_not_say_alone(archive: Archive, further: int, stage: str) -> None:
    for number, name in enumerate(("a1", "a2", "a3")):
        told = BY_NAME[name]
        report(archive, told, tells(told, purchase(told, "completed" if number < further else "planned")))
    assert [deal.stage for deal in deals(archive, Query())] == [stage]


@pytest.mark.parametrize(("off", "stage"), [(("a1",), "signed"), (("a1", "a3"), "cancelled")])
def test_that_a_deal_is_off_half_of_the_reports_must_say(archive: Archive, off: tuple[str, ...], stage: str) -> None:
    for name in ("a1", "a2", "a3"):
        told = BY_NAME[name]
        report(archive, told, tells(told, purchase(told, "cancelled" if name in off else "signed")))
    assert [deal.stage for deal in deals(archive, Query())] == [stage]


def test_a_loan_is_not_the_purchase_that_it_pays_for(archive: Archive) -> None:
    bought, lent = BY_NAME["a1"], BY_NAME["a2"]
    report(archive, bought, tells(bought, purchase(bought, "completed", amount=None, currency=None)))
    bank = (Party("EBRD", "lender", "GB", "ebrd"), *purchase(lent).parties)
    report(archive, lent, tells(lent, purchase(lent, "talks", kind="financing", amount=90e6, parties=bank)))
    assert {d.kind: d.stage for d in deals(archive, Query())} == {"acquisition": "completed", "financing": "talks"}


@pytest.mark.parametrize(("sold", "kinds"), [(None, ["investment", "offtake"]), (214e6, ["investment"])])
def test_what_a_venture_sells_is_not_the_venture_unless_both_are_told_with_the_same_sum(
    archive: Archive, sold: float | None, kinds: list[str]
) -> None:
    works, sale = BY_NAME["a1"], BY_NAME["a2"]
    report(archive, works, tells(works, purchase(works, kind="investment")))
    report(archive, sale, tells(sale, purchase(sale, kind="offtake", amount=sold)))
    assert sorted(d.kind for d in deals(archive, Query())) == kinds


@pytest.mark.parametrize(("begun", "lent", "number"), [("signed", 90e6, 2), ("signed", 214e6, 1), ("talks", 90e6, 1)])
def test_a_loan_of_another_sum_long_after_one_was_signed_is_another(
    archive: Archive, begun: str, lent: float, number: int
) -> None:
    first = BY_NAME["a1"]
    report(archive, first, tells(first, purchase(first, begun, kind="financing")))
    later = Told("y1", None, "en", 100 * 24, "Meridian and Altyn", "Meridian Copper lends to Altyn Invest again.")
    report(archive, later, tells(later, purchase(later, "signed", kind="financing", amount=lent)))
    assert len(deals(archive, Query())) == number


@pytest.mark.parametrize(
    ("lent", "kinds"),
    [(90e6, ["financing", "investment"]), (214e6, ["investment"]), (None, ["financing", "investment"])],
)
def test_a_loan_is_the_works_only_where_both_are_told_with_the_same_sum(
    archive: Archive, lent: float | None, kinds: list[str]
) -> None:
    works, loan = BY_NAME["a1"], BY_NAME["a2"]
    report(archive, works, tells(works, purchase(works, kind="investment")))
    report(archive, loan, tells(loan, purchase(loan, "talks", kind="financing", amount=lent)))
    assert sorted(d.kind for d in deals(archive, Query())) == kinds


def test_a_background_mention_joins_and_makes_nothing_recent(archive: Archive) -> None:
    told = BY_NAME["a1"]
    report(archive, told, tells(told, purchase(told, date="2025-03-10")))
    later = Told(
        "m1",
        None,
        "en",
        200 * 24,
        "Who owns Kazakh copper?",
        "Meridian Copper bought Karatas for $214 million in March.",
    )
    report(archive, later, tells(later, purchase(later, background=True)))
    (found,) = deals(archive, Query())
    assert (found.day, found.background, len(found.stages)) == ("2025-03-10", False, 1)
    assert deals(archive, Query(since=date(2025, 9, 1))) == ()


# Series


def figure(value: float, period: str | None = "2024", **more: Any) -> Metric:
    proof = f"It made {value:g} tonnes."
    values: dict[str, Any] = {"subject": "Karatas", "metric": "production", "unit": "t", "commodity": "copper"}
    return Metric(value=value, period=period, evidence=Evidence(proof, 0, len(proof), "test"), **{**values, **more})


def figures(
    archive: Archive, *told: tuple[float, float, str] | tuple[float, float], period: str | None = "2024"
) -> list[Any]:
    """The points of figures told as (day, value, feed's kind)."""
    for number, (day, value, *kind) in enumerate(told):
        words = " ".join(f"{number}word{n}" for n in range(12))
        one = Told(f"m{number}", None, "en", day * 24, words, words, kind[0] if kind else "press")
        report(archive, one, tells(one, figure(value, period)))
    return [(p.value, p.restated_from, p.flag, len(p.reports)) for s in series(archive, Query()) for p in s.points]


def test_a_later_figure_restates_an_earlier_one(archive: Archive) -> None:
    assert figures(archive, (0, 39.5e6), (360, 38.4e6)) == [(38.4e6, 39.5e6, None, 1)]


def test_figures_of_the_same_days_contradict_and_both_stay(archive: Archive) -> None:
    assert figures(archive, (0, 39.5e6), (1, 38.4e6)) == [(39.5e6, None, None, 1), (38.4e6, None, None, 1)]


def test_a_rounded_figure_backs_the_precise_one(archive: Archive) -> None:
    assert figures(archive, (0, 25_100), (0.5, 25_081), (40, 25_000)) == [(25_081, None, None, 3)]


def test_a_figure_rounded_to_one_digit_restates_nothing(archive: Archive) -> None:
    assert figures(archive, (0, 5.9), (90, 6.0)) == [(5.9, None, None, 2)]


def test_a_slip_of_a_thousand_is_flagged_and_left_out_of_the_point(archive: Archive) -> None:
    found = figures(archive, (0, 31.2e6), (0.2, 31.2e3), (0.5, 31.2e6, "company"))
    assert found == [(31.2e3, None, SLIP, 1), (31.2e6, None, None, 2)]


def test_figures_without_a_period_are_not_compared(archive: Archive) -> None:
    assert len(figures(archive, (0, 10.0), (300, 12.0), period=None)) == 2


def test_periods_are_never_mixed(archive: Archive) -> None:
    for number, period in enumerate(("2024", "2024-H1", "2024-Q1", "2024-01/2024-09")):
        told = Told(f"p{number}", None, "en", number, f"t{number}", f"t{number}")
        report(archive, told, tells(told, figure(100.0 + number, period)))
    assert [p.period for p in series(archive, Query())[0].points] == ["2024-Q1", "2024-H1", "2024-01/2024-09", "2024"]


def test_a_report_that_names_the_old_figure_beside_the_new_one_restates_it(archive: Archive) -> None:
    assert figures(archive, (0, 39.5e6)) == [(39.5e6, None, None, 1)]
    both = Told("both", None, "en", 360 * 24, "New words of another year", "38.4 million, restated from 39.5 million.")
    report(archive, both, tells(both, figure(38.4e6), figure(39.5e6)))
    (found,) = series(archive, Query())
    assert [(p.value, p.restated_from) for p in found.points] == [(38.4e6, 39.5e6)]


def test_months_that_make_a_half_year_are_the_half_year(archive: Archive) -> None:
    for number, period in enumerate(
        ("2024-H1", "2024-01/2024-06", "2024-01/2024-03", "2024-01/2024-12", "2024-02/2024-07")
    ):
        told = Told(f"h{number}", None, "en", number, f"t{number}", f"t{number}")
        report(archive, told, tells(told, figure(100.0, period)))
    (found,) = series(archive, Query())
    shown = [(p.period, len(p.reports)) for p in found.points]
    assert shown == [("2024-Q1", 1), ("2024-H1", 2), ("2024-02/2024-07", 1), ("2024", 1)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_is_told_without_a_commodity_belongs_to_the_only_one(archive: Archive, order: tuple[int, int]) -> None:
    for number in order:
        told = Told(f"c{number}", None, "en", number * 24 * 400, f"t{number}", f"t{number}")
        report(archive, told, tells(told, figure(100.0, f"{2023 + number}", commodity=("copper", None)[number])))
    for query in (Query(), Query(since=date(2026, 1, 1)), Query(until=date(2025, 12, 31))):
        (found,) = series(archive, query)
        assert (found.commodity, [p.period for p in found.points]) == ("copper", ["2023", "2024"])
    told = Told("gold", None, "en", 0, "t3", "t3")
    report(archive, told, tells(told, figure(100.0, "2024", commodity="gold")))
    assert sorted(s.commodity or "" for s in series(archive, Query())) == ["", "copper", "gold"]


def over_the_years(archive: Archive, *told: tuple[str, float], **more: Any) -> Any:
    """The series of figures told a year after each other, each as (period, value)."""
    for number, (period, value) in enumerate(told):
        words = " ".join(f"{number}word{n}" for n in range(12))
        one = Told(f"y{number}", None, "en", 24 * 30 * number, words, words)
        report(archive, one, tells(one, figure(value, period, **more)))
    (found,) = series(archive, Query())
    return found


def test_growth_is_against_the_same_period_of_the_year_before(archive: Archive) -> None:
    told = [("2022", 100.0), ("2024-H1", 60.0), ("2024", 120.0), ("2025-H1", 66.0), ("2025", 150.0)]
    found = over_the_years(archive, *told)
    assert {p.period: trend.growth(found, p) for p in found.points} == {
        "2022": None,
        "2024-H1": None,
        "2024": None,  # nobody told 2023
        "2025-H1": 0.1,
        "2025": 0.25,
    }
    assert trend.previous(found).period == "2024"


def test_a_figure_a_thousand_times_off_its_other_periods_is_flagged(archive: Archive) -> None:
    found = over_the_years(archive, ("2021", 31e6), ("2022", 32e6), ("2023", 33.1e3), ("2024", 34e6))
    assert [(p.period, p.flag) for p in found.points] == [
        ("2021", None),
        ("2022", None),
        ("2023", STRAY),
        ("2024", None),
    ]
    assert trend.growth(found, found.points[-1]) is None


def test_a_company_that_grows_much_is_not_flagged(archive: Archive) -> None:
    found = over_the_years(archive, ("2021", 1e3), ("2022", 9e3), ("2023", 90e3), ("2024", 400e3))
    assert {p.flag for p in found.points} == {None}


def test_pounds_of_oxide_and_tonnes_of_uranium_are_one_series(archive: Archive) -> None:
    told = (
        ("t", 21_112.0, "21,112 tU", "2023"),
        ("t", 23_270.0, "23,270 tU", "2024"),
        ("lb", 60.5e6, "60.5 Mlb", "2024"),
    )
    for number, (unit, value, original, period) in enumerate(told):
        words = " ".join(f"{number}word{n}" for n in range(12))
        one = Told(f"u{number}", None, "en", 24 * 30 * number, words, words)
        report(archive, one, tells(one, figure(value, period, unit=unit, commodity="uranium", original=original)))
    (found,) = series(archive, Query())
    assert found.unit == "t"
    assert [(p.period, p.value, p.original, len(p.reports)) for p in found.points] == [
        ("2023", 21_112.0, "21,112 tU", 1),
        ("2024", 23_270.0, "23,270 tU", 2),
    ]


def test_ounces_are_converted_where_tonnes_are_usual(archive: Archive) -> None:
    for number, (unit, value, period) in enumerate((("t", 6.0, "2023"), ("t", 6.5, "2024"), ("oz", 225_055.0, "2025"))):
        words = " ".join(f"{number}word{n}" for n in range(12))
        one = Told(f"o{number}", None, "en", 24 * 30 * number, words, words)
        told = figure(value, period, unit=unit, commodity="gold", original=f"{value:,.0f} {unit}")
        report(archive, one, tells(one, told))
    (found,) = series(archive, Query())
    assert (found.unit, found.points[-1].original) == ("t", "225,055 oz")
    assert found.points[-1].value == pytest.approx(7.0, rel=1e-4)


def test_tonnes_and_ounces_of_what_is_not_weighed_so_stay_apart(archive: Archive) -> None:
    for number, unit in enumerate(("t", "oz")):
        words = " ".join(f"{number}word{n}" for n in range(12))
        one = Told(f"z{number}", None, "en", 24 * 30 * number, words, words)
        report(archive, one, tells(one, figure(5.0, unit=unit, commodity="copper")))
    assert {s.unit for s in series(archive, Query())} == {"t", "oz"}
