"""The ledger is what its reports make it, whatever came first, was copied, edited or let go of."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from archive_samples import state
from growth import bounded
from story_samples import REPORTS, Told

from tui.archive import Archive, Choice
from tui.archive.settling import PLACES, DealNode, Unsettled
from tui.archive.upkeep import prune
from tui.brief.jsontext import dumps
from tui.config.model import FeedConfig
from tui.ledger.dealmatch import candidate
from tui.ledger.dealpoints import points
from tui.ledger.deals import deals
from tui.ledger.likeness import sign
from tui.ledger.query import Query
from tui.ledger.series import series
from tui.ledger.settle import settle
from tui.ledger.shapes import as_json
from tui.ledger.stories import stories
from tui.model import NEAR_BEAT, Document, Item, Reading
from tui.reading import read

COPIES = tuple(
    replace(told, name=f"{told.name}-copy{n}", hours=told.hours + hours, kind=("press", "agency", "company")[n])
    for told in REPORTS
    if told.name in ("a1", "a2", "c1", "h1", "k1", "e1")
    for n, hours in enumerate((0.0, 60.0, 150.0))
)
ALL = (*REPORTS, *COPIES)
OFF = Reading("en", False, False, 0.0, "9")


@cache
def understood(told: Told) -> Reading:
    return replace(read(Document(told.title, told.text, told.published, told.lang)), relevant=True)


def report(archive: Archive, told: Told, other: Told | None = None, found: Reading | None = None) -> None:
    """Saves a report, in the words of another where one is given."""
    said = other or told
    feed = FeedConfig(f"http://127.0.0.1:9/{told.kind}/{told.lang}", f"{told.kind} {told.lang}", told.lang, told.kind)
    item = Item(told.name, said.title, said.text, told.link, told.published, told.lang)
    archive.save_poll(feed, state(feed), [(item, found or understood(said))], told.published)


def ledger(archive: Archive) -> str:
    lists = (stories(archive, Query()), deals(archive, Query()), series(archive, Query()))
    return dumps([[as_json(entry) for entry in entries] for entries in lists])


def plain(path: Path, reports: tuple[Told, ...]) -> str:
    """The ledger of reports that came in order and were settled at once."""
    with Archive.open(path) as archive:
        for told in reports:
            report(archive, told)
        return ledger(archive)


def maybe_settle(archive: Archive, chance: random.Random) -> None:
    if chance.random() < 0.4:
        settle(archive)


@pytest.mark.parametrize("seed", range(2))
def test_copies_come_in_any_order(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with Archive.open(tmp_path / "shuffled") as archive:
        for told in chance.sample(ALL, len(ALL)):
            report(archive, told)
            maybe_settle(archive, chance)
        assert ledger(archive) == plain(tmp_path / "plain", ALL)


@pytest.mark.parametrize("seed", range(2))
def test_edits_and_what_leaves_the_beat_leave_no_trace(tmp_path: Path, seed: int) -> None:
    chance = random.Random(100 + seed)
    gone = set(chance.sample(ALL, len(ALL) // 3))
    left = tuple(told for told in ALL if told not in gone)
    with Archive.open(tmp_path / "busy") as archive:
        for told in chance.sample(ALL, len(ALL)):
            report(archive, told, chance.choice((told, chance.choice(ALL))))
            maybe_settle(archive, chance)
        for told in chance.sample(ALL, len(ALL)):
            if told in gone:
                numbers = [e.id for e in archive.page(Choice()) if e.link == told.link]
                archive.save_readings([(number, OFF) for number in numbers])
            else:
                report(archive, told)
            maybe_settle(archive, chance)
        assert ledger(archive) == plain(tmp_path / "plain", left)


@pytest.mark.parametrize("seed", range(2))
def test_readings_that_all_changed_are_settled_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(
        300 + seed
    )  # seeds of which a deal that one reading dropped was asked for by another's report
    bare = {told for told in ALL if chance.random() < 0.7}

    def newer(told: Told) -> Reading:
        found = replace(understood(told), version="9")
        return replace(found, deals=(), events=()) if told in bare else found

    with Archive.open(tmp_path / "reread") as archive:
        for told in ALL:
            report(archive, told)
        settle(archive)
        known = {entry.link: entry.id for entry in archive.page(Choice())}
        archive.save_readings([(known[told.link], newer(told)) for told in ALL])
        monkeypatch.setattr("tui.ledger.settle.BATCH", 1)
        after = ledger(archive)
    with Archive.open(tmp_path / "fresh") as archive:
        for told in ALL:
            report(archive, told, found=newer(told))
        assert ledger(archive) == after


@pytest.mark.parametrize("seed", range(2))
def test_what_was_let_go_of_leaves_no_trace(tmp_path: Path, seed: int) -> None:
    chance = random.Random(200 + seed)
    bare = {told for told in ALL if chance.random() < 0.5}
    path = tmp_path / "pruned"

    def tell(archive: Archive, told: Told) -> None:
        found = understood(told)
        report(archive, told, found=replace(found, deals=(), metrics=(), events=()) if told in bare else found)

    with Archive.open(path) as archive:
        for told in chance.sample(ALL, len(ALL)):
            tell(archive, told)
            maybe_settle(archive, chance)
        settle(archive)
        prune(path, max(told.published for told in ALL) + timedelta(days=1))
        after = ledger(archive)
        kept = {entry.link for entry in archive.page(Choice())}
    with Archive.open(tmp_path / "fresh") as archive:
        for told in (one for one in ALL if one.link in kept):
            tell(archive, told)
        assert ledger(archive) == after


@pytest.mark.parametrize("seed", range(2))
def test_what_comes_to_the_beat_and_leaves_it_may_do_so_in_any_order(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    guests = set(chance.sample(ALL, len(ALL) // 3))

    def found(told: Told, *, is_guest: bool) -> Reading:
        bare = replace(understood(told), relevant=False, score=NEAR_BEAT, deals=(), metrics=(), events=())
        return bare if is_guest else understood(told)

    with Archive.open(tmp_path / "shuffled") as archive:
        for told in chance.sample(ALL, len(ALL)):
            report(archive, told, found=found(told, is_guest=chance.random() < 0.5))
            maybe_settle(archive, chance)
        numbers = {entry.link: entry.id for entry in archive.page(Choice())}
        for told in chance.sample(ALL, len(ALL)):
            archive.save_readings([(numbers[told.link], found(told, is_guest=told in guests))])
            maybe_settle(archive, chance)
        shuffled = ledger(archive)
    with Archive.open(tmp_path / "plain") as archive:
        for told in ALL:
            report(archive, told, found=found(told, is_guest=told in guests))
        assert ledger(archive) == shuffled


def test_two_deals_are_as_like_as_they_are_the_other_way_round() -> None:
    found = []
    for number, told in enumerate(REPORTS):
        reading = understood(told)
        signed = sign(Unsettled(number, True, told.title, told.text, told.lang, told.published, reading), reading)
        for place, deal in enumerate(reading.deals):
            node = DealNode(number * PLACES + place, number, deal, told.published, told.story)
            found.append(candidate(node, signed))
    pairs = list(combinations(found, 2))
    assert [points(one, other) for one, other in pairs] == [points(other, one) for one, other in pairs]


def test_whoever_sends_the_same_words_again_and_again_has_them_compared_once(tmp_path: Path) -> None:
    first, size = REPORTS[0], 600
    feed = FeedConfig("http://127.0.0.1:9/copies", "Copies")
    items = [
        (Item(f"{n}", first.title, first.text, f"https://e.example/{n}", first.published), understood(first))
        for n in range(size)
    ]
    with Archive.open(tmp_path / "archive.db") as archive, bounded():
        archive.save_poll(feed, state(feed), items, first.published)
        settle(archive)
        (story,) = stories(archive, Query())
        assert len(story.reports) == size
        assert len(deals(archive, Query())) == len(understood(first).deals)
