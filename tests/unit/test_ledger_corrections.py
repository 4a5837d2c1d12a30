"""The analyst's corrections: what they do, that no reading undoes them, that they can be taken back and shared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from archive_samples import ASTANA, NOW, deal, evidence, item, reading, state

from tui.archive import Archive
from tui.brief.jsontext import dumps
from tui.config.model import FeedConfig
from tui.ledger import corrections
from tui.ledger.corrections import CorrectionError
from tui.ledger.deals import deal as find
from tui.ledger.deals import deals, totals
from tui.ledger.entries import DealEntry
from tui.ledger.gazetteer import gazetteer
from tui.ledger.language import Names, parse
from tui.ledger.query import Query
from tui.ledger.settle import settle
from tui.ledger.shapes import as_json
from tui.ledger.sieve import passes
from tui.model import Deal, Party

MORE = timedelta(minutes=1)
FIRST = deal(
    parties=(Party("Zijin Mining Group", "buyer", "CN", "zijin"),),
    amount=100e6,
    date="2024-03-05",
    evidence=evidence("Zijin will pay $100 million for the mine."),
    commodities=("gold",),
)
SECOND = deal(
    parties=(Party("CGN", "buyer", "CN", "cgn"),),
    amount=50e6,
    date="2025-11-18",
    evidence=evidence("CGN signed for uranium worth $50 million."),
    commodities=("uranium",),
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.db") as opened:
        tell(opened, "a", FIRST)
        tell(opened, "b", SECOND)
        yield opened


def tell(archive: Archive, guid: str, *told: Deal, **more: object) -> None:
    words = " ".join(f"{guid}word{n}" for n in range(20))
    archive.save_poll(ASTANA, state(), [(item(guid, text=words, **more), reading(deals=told))], NOW)


def reread(archive: Archive, guid: str, *told: Deal) -> None:
    """What newer rules make of a report."""
    (found,) = archive.search(f"{guid}word1")
    archive.save_readings([(found.id, reading(deals=told, version="2"))])


def named(archive: Archive, company: str) -> DealEntry:
    (found,) = [d for d in deals(archive, Query()) if any(company in p.name for p in d.parties)]
    return found


def test_two_deals_become_one_and_two_again(archive: Archive) -> None:
    before = deals(archive, Query())
    corrections.merge(archive, [deal.id for deal in before], NOW)
    (merged,) = deals(archive, Query())
    assert {p.name for p in merged.parties} == {"Zijin Mining Group", "CGN"}
    assert {r.link for r in merged.reports} == {"https://example.com/a", "https://example.com/b"}
    undone = corrections.undo(archive)
    assert undone is not None
    assert undone.action == "merge"
    assert deals(archive, Query()) == before
    assert corrections.undo(archive) is None


def test_a_merge_brings_reports_from_outside_the_span(archive: Archive) -> None:
    corrections.merge(archive, [d.id for d in deals(archive, Query())], NOW)
    (merged,) = deals(archive, Query(since=date(2025, 1, 1)))
    assert len(merged.reports) == 2


def test_a_report_is_split_off(archive: Archive) -> None:
    tell(archive, "c", replace(FIRST, evidence=evidence("Zijin paid $100 million, sources say.")))
    whole = named(archive, "Zijin")
    assert len(whole.reports) == 2
    corrections.split(archive, whole.id, ["https://example.com/c"], NOW)
    found = [d for d in deals(archive, Query()) if d.parties[0].name.startswith("Zijin")]
    assert sorted([r.link[-1] for r in d.reports] for d in found) == [["a"], ["c"]]
    corrections.merge(archive, [d.id for d in found], NOW + MORE)
    assert len(named(archive, "Zijin").reports) == 2, "what was split can be merged again"


def test_edits_show_and_say_so(archive: Archive) -> None:
    name = named(archive, "Zijin").id
    corrections.edit(archive, name, "amount", 250e6, NOW)
    corrections.edit(archive, name, "stage", "completed", NOW + MORE)
    corrections.edit(archive, name, "date", "2026-11-01", NOW + 2 * MORE)
    (entry,) = deals(archive, Query(since=date(2026, 10, 1)))
    assert (entry.amount, entry.usd, entry.stage, entry.date, entry.day) == (
        250e6,
        250e6,
        "completed",
        "2026-11-01",
        "2026-11-01",
    )
    assert [s.stage for s in entry.stages] == ["completed"]
    assert as_json(entry)["checked"] == "edited"
    corrections.undo(archive)
    assert deals(archive, Query(since=date(2026, 10, 1))) == ()
    assert named(archive, "Zijin").stage == "completed", "only the last is taken back"


def test_an_edited_sum_in_tenge_is_converted(archive: Archive) -> None:
    name = named(archive, "Zijin").id
    corrections.edit(archive, name, "amount", 47e9, NOW)
    corrections.edit(archive, name, "currency", "KZT", NOW + MORE)
    entry = named(archive, "Zijin")
    assert entry.usd == pytest.approx(100e6, rel=0.1)
    assert entry.usd_rate == "year"
    corrections.edit(archive, name, "amount", None, NOW + 2 * MORE)
    assert (named(archive, "Zijin").amount, named(archive, "Zijin").usd) == (None, None)


def test_a_wrong_deal_is_shown_and_never_summed(archive: Archive) -> None:
    corrections.mark(archive, named(archive, "Zijin").id, "wrong", NOW)
    corrections.mark(archive, named(archive, "CGN").id, "checked", NOW)
    assert {d.checked for d in deals(archive, Query())} == {"wrong", "yes"}
    assert totals(deals(archive, Query())).usd_signed == 50e6


def test_corrections_outlive_other_readings(archive: Archive) -> None:
    name = named(archive, "Zijin").id
    corrections.edit(archive, name, "amount", 250e6, NOW)
    corrections.merge(archive, [name, named(archive, "CGN").id], NOW + MORE)
    longer = evidence("On Monday Zijin will pay $100 million for the mine. It is open.")
    reread(archive, "a", replace(FIRST, evidence=longer, kind="acquisition", amount=None))
    reread(archive, "b", replace(SECOND, amount=51e6))
    (entry,) = deals(archive, Query())
    assert (entry.amount, entry.checked, len(entry.reports)) == (250e6, "edited", 2)


def test_a_correction_whose_deal_is_not_read_any_more_waits(archive: Archive) -> None:
    corrections.mark(archive, named(archive, "Zijin").id, "checked", NOW)
    reread(archive, "a")
    (entry,) = corrections.corrections(archive)
    assert entry.deals == ()
    reread(archive, "a", FIRST)
    assert named(archive, "Zijin").checked == "yes"


def test_corrections_follow_a_report_that_its_publisher_moves(archive: Archive) -> None:
    name = named(archive, "Zijin").id
    corrections.mark(archive, name, "checked", NOW)
    file = [dumps(line) for line in corrections.export(archive)]
    for number in (1, 2):
        tell(archive, "a", FIRST, title=f"Zijin buys, updated {number}", link=f"https://example.com/moved/{number}")
    moved = named(archive, "Zijin")
    assert (moved.id, moved.checked) == (name, "yes")
    (line,) = corrections.export(archive)
    assert line["deals"][0][0]["link"] == "https://example.com/moved/2"
    corrections.undo(archive)
    corrections.take(archive, file)
    assert named(archive, "Zijin").checked == "yes"


def test_what_another_feed_still_has_at_an_address_stays_there(archive: Archive) -> None:
    other = FeedConfig("http://127.0.0.1:9/other", "Other")
    same = item("a", text="Zijin will pay. " * 30)
    archive.save_poll(other, state(other), [(same, reading(deals=(FIRST,)))], NOW)
    corrections.mark(archive, named(archive, "Zijin").id, "checked", NOW)
    tell(archive, "a", SECOND, title="Another article", link="https://example.com/moved")
    assert named(archive, "Zijin").checked == "yes"
    assert named(archive, "CGN").checked is None


def test_two_deals_of_one_sentence_are_told_apart(archive: Archive) -> None:
    said = evidence("Altyn buys the mine and Boliden lends $5 million.")
    buys = deal(kind="acquisition", amount=None, parties=(Party("Altyn", "buyer"),), evidence=said)
    lends = deal(kind="financing", amount=5e6, parties=(Party("Boliden", "lender", "SE"),), evidence=said)
    tell(archive, "d", buys, lends)
    corrections.mark(archive, named(archive, "Boliden").id, "wrong", NOW)
    assert (named(archive, "Altyn").checked, named(archive, "Boliden").checked) == (None, "wrong")


def test_a_deal_is_found_by_what_it_says_now(archive: Archive) -> None:
    first, second = named(archive, "Zijin").id, named(archive, "CGN").id
    corrections.edit(archive, first, "parties", [{"name": "Boliden", "role": "buyer", "country": "SE"}], NOW)
    corrections.edit(archive, first, "countries", ["SE"], NOW + MORE)
    settle(archive)
    for name in (first, second):
        assert find(archive, name) == next(d for d in deals(archive, Query()) if d.id == name)
    assert find(archive, "nobody") is None
    for asked in (
        "company:boliden",
        "company:zijin",
        "country:SE",
        "country:CN",
        "country:CN company:cgn",
        "company:cgn",
    ):
        query = Query().narrowed(parse(asked, Names(gazetteer, NOW.date())))
        assert deals(archive, query) == tuple(d for d in deals(archive, Query()) if passes(d, query.filter)), asked
    assert [d.id for d in deals(archive, Query().narrowed(parse("country:SE", Names(gazetteer, NOW.date()))))] == [
        first
    ]


def test_a_team_shares_a_file(archive: Archive, tmp_path: Path) -> None:
    name = named(archive, "Zijin").id
    corrections.edit(archive, name, "parties", [{"name": "Zijin Mining", "role": "buyer", "country": "CN"}], NOW)
    corrections.mark(archive, named(archive, "CGN").id, "wrong", NOW + MORE)
    lines = [dumps(one) for one in corrections.export(archive)]
    with Archive.open(tmp_path / "other.db") as other:
        tell(other, "b", SECOND)
        tell(other, "a", FIRST)
        assert corrections.take(other, [*lines, ""]) == (2, 2)
        assert corrections.take(other, lines) == (0, 2), "the same correction twice is one"
        shown = [(d.id, d.checked, d.parties) for d in deals(other, Query())]
        assert shown == [(d.id, d.checked, d.parties) for d in deals(archive, Query())]
        assert [dumps(one) for one in corrections.export(other)] == lines


@pytest.mark.parametrize("seed", range(5))
def test_any_order_of_reports_gives_the_same_corrected_deals(tmp_path: Path, seed: int) -> None:
    told = [
        (f"r{n}", replace(FIRST, amount=n * 1e6, parties=(Party(f"P{n}", "buyer", "CN", f"p{n}"),)))
        for n in range(1, 7)
    ]
    with Archive.open(tmp_path / "one.db") as one, Archive.open(tmp_path / "other.db") as other:
        for guid, fact in told:
            tell(one, guid, fact)
        names = [d.id for d in deals(one, Query())]
        corrections.merge(one, names[:3], NOW)
        corrections.edit(one, names[0], "stake", 51.0, NOW + MORE)
        corrections.mark(one, names[4], "wrong", NOW + MORE)
        corrections.take(other, [dumps(c) for c in corrections.export(one)])
        for guid, fact in Random(seed).sample(told, len(told)):
            tell(other, guid, fact)
        assert [as_json(d) for d in deals(one, Query())] == [as_json(d) for d in deals(other, Query())]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", -1),
        ("amount", "much"),
        ("amount", float("nan")),
        ("currency", "dollars"),
        ("stage", "done"),
        ("kind", None),
        ("date", "2025-13-01"),
        ("stake", 101),
        ("jobs", 1.5),
        ("countries", ["China"]),
        ("parties", [{"role": "buyer"}]),
        ("id", "x"),
    ],
)
def test_what_no_deal_can_have_is_refused(archive: Archive, field: str, value: object) -> None:
    with pytest.raises(CorrectionError):
        corrections.edit(archive, named(archive, "Zijin").id, field, value, NOW)
    assert corrections.corrections(archive) == ()


@pytest.mark.parametrize(
    "line",
    [
        "x",
        "[]",
        "null",
        "{}",
        '{"made": "2026-01-01", "action": "burn", "deals": [[{"link": "https://a.example/", "evidence": "x"}]]}',
        '{"made": "now", "action": "wrong", "deals": [[{"link": "https://a.example/", "evidence": "x"}]]}',
        '{"made": "2026-01-01", "action": "wrong", "deals": [[{"link": "javascript:x", "evidence": "x"}]]}',
        '{"made": "2026-01-01", "action": "wrong", "deals": [[]]}',
        '{"made": "2026-01-01", "action": "wrong", "deals": [[{"link": 7, "evidence": 8}]]}',
        '{"made": "2026-01-01", "action": "edit", "field": "amount", "value": "lots",'
        ' "deals": [[{"link": "https://a.example/", "evidence": "x"}]]}',
    ],
)
def test_a_file_that_is_none_changes_nothing(archive: Archive, line: str) -> None:
    good = '{"made": "2026-01-01", "action": "wrong", "deals": [[{"link": "https://a.example/", "evidence": "x"}]]}'
    with pytest.raises(CorrectionError, match="Line 2"):
        corrections.take(archive, [good, line])
    assert corrections.corrections(archive) == ()


def test_mistakes_are_sentences(archive: Archive) -> None:
    name = named(archive, "Zijin").id
    with pytest.raises(CorrectionError, match="two deals"):
        corrections.merge(archive, [name], NOW)
    with pytest.raises(CorrectionError, match="no deal"):
        corrections.mark(archive, "zzz", "wrong", NOW)
    with pytest.raises(CorrectionError, match="at least one"):
        corrections.split(archive, name, ["https://example.com/a"], NOW)
    with pytest.raises(CorrectionError, match="tells nothing"):
        corrections.split(archive, name, ["https://example.com/zzz"], NOW)
