"""The analyst's corrections of figures and events: what they do, that they last, that they can be taken back and shared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from archive_samples import ASTANA, KURIER, NOW, event, evidence, item, metric, reading, state

from tui.archive import Archive
from tui.archive.filter import Filter, OneOf
from tui.brief.jsontext import dumps
from tui.ledger import corrections
from tui.ledger.corrections import CorrectionError
from tui.ledger.entries import EventEntry, Point, Series
from tui.ledger.events import events
from tui.ledger.fields import typed
from tui.ledger.live import LiveFacts, glance
from tui.ledger.partners import partners
from tui.ledger.points import WRONG
from tui.ledger.query import Query
from tui.ledger.series import series
from tui.ledger.shapes import as_json
from tui.ledger.timeline import Pair, timeline
from tui.model import Event, Metric

MADE = metric(value=25.0, period="2025", original="25 tonnes", evidence=evidence("It made 25 tonnes in 2025."))
BEFORE = metric(value=23.0, period="2024", original="23 tonnes", evidence=evidence("In 2024 it made 23 tonnes."))
OTHER = metric(
    subject="CAML",
    subject_id="caml",
    value=13.0,
    period="2025",
    original="13 tonnes",
    evidence=evidence("CAML made 13 tonnes in 2025."),
)
MET = event(evidence=evidence("They met in Astana."), parties=("KIGAM",), countries=("KR",))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.db") as opened:
        tell(opened, "a", MADE, BEFORE, MET)
        tell(opened, "b", OTHER)
        yield opened


def tell(archive: Archive, guid: str, *told: Metric | Event, feed=ASTANA, version: str = "1", days: int = 0) -> None:
    words = " ".join(f"{guid}word{n}" for n in range(20))
    found = reading(
        metrics=tuple(fact for fact in told if isinstance(fact, Metric)),
        events=tuple(fact for fact in told if isinstance(fact, Event)),
        version=version,
    )
    known = archive.search(f"{guid}word1")
    if known:
        archive.save_readings([(known[0].id, found)])
    else:
        more = item(guid, text=words, published=NOW - timedelta(days=days))
        archive.save_poll(feed, state(feed), [(more, found)], NOW)


def figures(archive: Archive, query: Query | None = None) -> dict[str, list[tuple[str | None, float, str | None]]]:
    """By subject, each point's period, value and flag."""
    return {s.subject: [(p.period, p.value, p.flag) for p in s.points] for s in series(archive, query or Query())}


def point(archive: Archive, period: str, subject: str = "Kazatomprom") -> Point:
    (found,) = [p for s in series(archive, Query()) if s.subject == subject for p in s.points if p.period == period]
    return found


def meeting(archive: Archive) -> EventEntry:
    (found,) = events(archive, Query())
    return found


def test_a_wrong_figure_is_shown_and_counts_for_nothing(archive: Archive) -> None:
    tell(archive, "c", metric(value=26.0, period="2025", evidence=evidence("Output came to 26 tonnes.")), feed=KURIER)
    (told_of,) = [s for s in series(archive, Query()) if s.subject == "Kazatomprom"]
    wrong = next(p for p in told_of.points if p.value == 25.0)
    corrections.mark(archive, wrong.id, "wrong", NOW)
    assert figures(archive)["Kazatomprom"] == [("2024", 23.0, None), ("2025", 25.0, WRONG), ("2025", 26.0, None)]
    shown = next(as_json(s) for s in series(archive, Query()) if s.subject == "Kazatomprom")
    (told,) = [p for p in shown["points"] if p["value"] == 25.0]
    assert (told["flag"], told["checked"], told["growth"], told["id"]) == ("wrong", "wrong", None, wrong.id)


def test_what_is_said_of_a_figure_holds_for_all_that_tell_it(archive: Archive) -> None:
    corrections.edit(archive, point(archive, "2025").id, "value", 25_000, NOW)
    tell(archive, "c", metric(value=25.0, period="2025", evidence=evidence("A rewrite: 25 tonnes.")), feed=KURIER)
    assert figures(archive)["Kazatomprom"] == [("2024", 23.0, None), ("2025", 25_000.0, None)]
    assert (len(point(archive, "2025").reports), point(archive, "2025").checked) == (2, "edited")


def test_a_checked_figure_is_believed_over_others(archive: Archive) -> None:
    corrections.mark(archive, point(archive, "2025").id, "checked", NOW)
    tell(archive, "c", metric(value=25_000.0, period="2025", evidence=evidence("A slip.")))
    tell(archive, "d", metric(value=25_000.0, period="2025", evidence=evidence("Slips.")), feed=KURIER)
    assert [value for _, value, flag in figures(archive)["Kazatomprom"] if flag is None] == [23.0, 25.0]


def test_an_edited_period_finds_its_place(archive: Archive) -> None:
    corrections.edit_typed(archive, point(archive, "2025").id[:9], "period", "2025-H1", NOW)
    corrections.edit_typed(archive, point(archive, "2024").id, "basis", "guidance", NOW)
    found = {s.points[0].flag: [p.period for p in s.points] for s in series(archive, Query())[:3] if s.unit == "t"}
    assert found["guidance"] == ["2024"]
    assert figures(archive)["CAML"] == [("2025", 13.0, None)]


@pytest.mark.parametrize("narrow", [False, True])
def test_a_figure_moves_to_whose_it_is(archive: Archive, narrow: bool) -> None:
    corrections.edit(archive, point(archive, "2024").id, "subject", "CAML", NOW)
    asked = Filter((OneOf("company", ("CAML",), (), ("caml",)),))
    query = Query(filter=asked) if narrow else Query()
    assert figures(archive, query)["CAML"] == [("2024", 23.0, None), ("2025", 13.0, None)]
    rest = figures(archive, Query(filter=Filter((OneOf("company", (), (), ("kazatomprom",)),))))
    assert rest["Kazatomprom"] == [("2025", 25.0, None)]


def test_corrections_of_figures_outlive_other_readings(archive: Archive) -> None:
    corrections.edit(archive, point(archive, "2025").id, "value", 25_839, NOW)
    again = metric(
        value=25.0, period="2025", original="25 tonnes", evidence=evidence("Sources: It made 25 tonnes in 2025.")
    )
    tell(archive, "a", again, BEFORE, version="2")
    assert ("2025", 25_839.0, None) in figures(archive)["Kazatomprom"]
    tell(archive, "a", BEFORE, version="3")
    assert [c.deals for c in corrections.corrections(archive)] == [()]
    tell(archive, "a", MADE, version="4")
    assert point(archive, "2025").value == 25_839


def test_a_wrong_event_counts_for_nobody(archive: Archive) -> None:
    assert [p.country for p in partners(archive, Query())] == ["KR"]
    corrections.mark(archive, meeting(archive).id, "wrong", NOW)
    assert (meeting(archive).checked, as_json(meeting(archive))["checked"]) == ("wrong", "wrong")
    assert partners(archive, Query()) == ()
    assert timeline(archive, Query(), Pair("KR")) == ()
    assert corrections.undo(archive)
    assert len(timeline(archive, Query(), Pair("KR"))) == 1


def test_an_edited_event_stands_where_and_with_whom_it_was(archive: Archive) -> None:
    name = meeting(archive).id
    corrections.edit_typed(archive, name, "date", "2025-05", NOW)
    corrections.edit_typed(archive, name, "countries", "CN, JP", NOW)
    corrections.edit_typed(archive, name, "kind", "memorandum", NOW)
    found = meeting(archive)
    assert (found.day, found.date_from, found.countries, found.kind) == (
        "2025-05-31",
        "text",
        ("CN", "JP"),
        "memorandum",
    )
    assert events(archive, Query(since=date(2026, 1, 1))) == ()
    assert events(archive, Query(since=date(2025, 1, 1), until=date(2025, 12, 31))) == (found,)
    assert found.checked == "edited"
    assert name == found.id


def test_a_team_shares_corrections_of_all_kinds(archive: Archive, tmp_path: Path) -> None:
    corrections.mark(archive, point(archive, "2024").id, "wrong", NOW)
    corrections.edit(archive, point(archive, "2025").id, "value", 26, NOW)
    corrections.edit(archive, meeting(archive).id, "parties", ["KIGAM", "Tau-Ken"], NOW)
    lines = [dumps(one) for one in corrections.export(archive)]
    assert [json.loads(line)["of"] for line in lines] == ["figure", "figure", "event"]
    with Archive.open(tmp_path / "other.db") as other:
        tell(other, "a", MADE, BEFORE, MET)
        tell(other, "b", OTHER)
        assert corrections.take(other, lines) == (3, 3)
        assert corrections.take(other, lines) == (0, 3)
        assert (series(other, Query()), events(other, Query())) == (series(archive, Query()), events(archive, Query()))
        held = [c.deals for c in corrections.corrections(other)]
        assert held == [(point(other, "2024").id,), (point(other, "2025").id,), (meeting(other).id,)]
        for _ in range(3):
            assert corrections.undo(other)
        assert figures(other)["Kazatomprom"] == [("2024", 23.0, None), ("2025", 25.0, None)]


@pytest.mark.parametrize("seed", range(3))
def test_panels_that_stay_open_see_corrections(archive: Archive, seed: int) -> None:
    chance, live = Random(seed), LiveFacts(archive)
    moment = NOW
    for number in range(12):
        moment += timedelta(minutes=1)
        what = chance.random()
        if what < 0.3:
            corrections.undo(archive)
        elif what < 0.5:
            value = metric(value=float(chance.randrange(20, 30)), period="2025", evidence=evidence(f"Report {number}."))
            tell(archive, f"n{number}", value, MET, feed=chance.choice((ASTANA, KURIER)), days=number)
        else:
            one: Series = chance.choice(series(archive, Query()))
            field, said = chance.choice((("value", 7), ("subject", "CAML"), ("period", "2023"), ("commodity", "gold")))
            corrections.edit(archive, chance.choice(one.points).id, field, said, moment)
            corrections.mark(archive, chance.choice(events(archive, Query())).id, "wrong", moment)
        assert live.series() == tuple(map(glance, series(archive, Query())))
        assert live.events() == events(archive, Query())


@pytest.mark.parametrize(
    ("field", "value"),
    [("value", "much"), ("value", None), ("period", "soon"), ("basis", "hope"), ("amount", 5), ("unit", "two words")],
)
def test_what_no_figure_can_have_is_refused(archive: Archive, field: str, value: object) -> None:
    with pytest.raises(CorrectionError):
        corrections.edit(archive, point(archive, "2025").id, field, value, NOW)
    assert archive.corrections() == ()


def test_figures_and_events_are_neither_merged_nor_split(archive: Archive) -> None:
    for name in (point(archive, "2025").id, meeting(archive).id, "zzz", ""):
        with pytest.raises(CorrectionError):
            corrections.merge(archive, [name, point(archive, "2024").id], NOW)
        with pytest.raises(CorrectionError):
            corrections.split(archive, name, ["https://example.com/a"], NOW)
    corrections.mark(archive, point(archive, "2025").id, "wrong", NOW)
    (line,) = corrections.export(archive)
    with pytest.raises(CorrectionError):
        corrections.take(archive, [dumps({**line, "action": "merge"})])
    with pytest.raises(CorrectionError):
        corrections.take(archive, [dumps({**line, "of": "moon"})])


@pytest.mark.parametrize(
    ("text", "value"),
    [("1500000", 1.5e6), ("1,500,000", 1.5e6), ("12 500", 12_500), ("1.5bn", 1.5e9), ("1,5 млрд", 1.5e9), ("0,5", 0.5)],
)
def test_sums_are_typed_as_people_write_them(text: str, value: float) -> None:
    assert typed("amount", text) == value
