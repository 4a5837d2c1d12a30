"""Reports that are off the beat by their own words and tell a story of it: its guests."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from archive_samples import state
from story_samples import REPORTS, Told

from tui.archive import Archive, Choice
from tui.config.model import FeedConfig
from tui.ledger.deals import deals
from tui.ledger.grouping import grouped
from tui.ledger.news import news
from tui.ledger.query import Query
from tui.ledger.settle import batches, settle
from tui.ledger.stories import mark_story, stories
from tui.model import NEAR_BEAT, NEAR_WITH_METAL, Document, Item, Reading
from tui.reading import read


@cache
def understood(told: Told) -> Reading:
    return replace(read(Document(told.title, told.text, told.published, told.lang)), relevant=True)


@cache
def guest(told: Told, score: float = NEAR_BEAT) -> Reading:
    """A reading that finds ``told`` off the beat."""
    found = replace(understood(told), relevant=False, foreign=False, score=score)
    return replace(found, deals=(), metrics=(), events=())


def report(archive: Archive, told: Told, found: Reading | None = None) -> None:
    feed = FeedConfig(f"http://127.0.0.1:9/{told.kind}/{told.lang}", f"{told.kind} {told.lang}", told.lang, told.kind)
    item = Item(told.name, told.title, told.text, told.link, told.published, told.lang)
    archive.save_poll(feed, state(feed), [(item, found or understood(told))], told.published)


def told_by(archive: Archive) -> set[frozenset[str]]:
    settle(archive)
    return {frozenset(r.link.rpartition("/")[2] for r in s.reports) for s in stories(archive, Query())}


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.open(tmp_path / "archive.db") as opened:
        yield opened


def named(name: str) -> Told:
    return next(told for told in REPORTS if told.name == name)


def test_a_report_near_the_beat_tells_the_story_of_those_on_it(archive: Archive) -> None:
    for name in ("a1", "a2"):
        report(archive, named(name))
    report(archive, named("a3"), found=guest(named("a3")))
    assert told_by(archive) == {frozenset({"a1", "a2", "a3"})}
    assert len(news(archive, Query())) == 2, "the list of the beat is as it was"
    (deal,) = deals(archive, Query())
    assert len(deal.reports) == 3, "what the story is about, all of its reports tell"


def test_one_near_the_beat_is_settled_last(archive: Archive) -> None:
    report(archive, named("a3"), found=guest(named("a3")))
    assert not archive.unsettled(deferred=False)
    for name in ("a1", "a2"):
        report(archive, named(name))
    assert list(batches(archive, deferred=False)) == [2]
    assert not archive.unsettled(deferred=False)
    assert list(batches(archive)) == [1]


def test_one_that_comes_onto_the_beat_waits_no_longer(archive: Archive) -> None:
    a1 = named("a1")
    report(archive, a1, found=guest(a1))
    report(archive, replace(a1, text=a1.text + " More will follow."), found=understood(a1))
    assert list(batches(archive, deferred=False)) == [1]


def test_one_that_is_far_off_the_beat_tells_nothing(archive: Archive) -> None:
    report(archive, named("a1"))
    report(archive, named("a2"), found=guest(named("a2"), NEAR_WITH_METAL - 1))
    assert told_by(archive) == set()


@pytest.mark.parametrize(
    ("score", "commodities", "tells"),
    [(0.0, (), False), (NEAR_WITH_METAL - 0.5, ("gold",), False), (NEAR_WITH_METAL, ("gold",), True)],
)
def test_who_speaks_of_a_metal_is_not_as_far_off(
    archive: Archive, score: float, commodities: tuple[str, ...], tells: bool
) -> None:
    report(archive, named("a1"))
    report(archive, named("a2"), found=replace(guest(named("a2"), score), commodities=commodities))
    assert told_by(archive) == ({frozenset({"a1", "a2"})} if tells else set())


def test_one_that_speaks_of_no_metal_any_more_leaves_its_story(archive: Archive) -> None:
    report(archive, named("a1"))
    off = guest(named("a2"), 0.0)
    report(archive, named("a2"), found=replace(off, commodities=("gold",)))
    assert told_by(archive) == {frozenset({"a1", "a2"})}
    (number,) = (entry.id for entry in archive.page(Choice()) if entry.link == named("a2").link)
    archive.save_readings([(number, replace(off, commodities=()))])
    assert told_by(archive) == set()


def test_guests_make_no_story_by_themselves(archive: Archive) -> None:
    for name in ("a1", "a2", "a3"):
        report(archive, named(name), found=guest(named(name)))
    assert told_by(archive) == set()
    report(archive, named("a1"))
    assert told_by(archive) == set(), "nothing changed in its words"
    (number,) = (entry.id for entry in archive.page(Choice()) if entry.link == named("a1").link)
    archive.save_readings([(number, understood(named("a1")))])
    assert told_by(archive) == {frozenset({"a1", "a2", "a3"})}


def test_a_story_is_read_when_its_reports_on_the_beat_are(archive: Archive) -> None:
    report(archive, named("a1"))
    report(archive, named("a2"), found=guest(named("a2")))
    settle(archive)
    (row,) = news(archive, Query(), stories=True)
    assert row.reports == 2
    assert not row.read
    archive.mark_read([row.id], True)
    (row,) = news(archive, Query(), stories=True)
    assert row.read
    assert row.story is not None
    assert len(mark_story(archive, row.story, read=True)) == 2


def test_a_flood_of_guests_leaves_the_beat_alone(tmp_path: Path) -> None:
    hosts = [told for told in REPORTS if told.name != "a3"]
    feed = FeedConfig("http://127.0.0.1:9/flood", "Flood")
    flood = [
        (Item(f"{n}", told.title, f"{told.text} {n}", f"https://e.example/{n}", told.published, told.lang), guest(told))
        for n, told in enumerate([named("a3")] * 400)
    ]
    with Archive.open(tmp_path / "busy") as busy, Archive.open(tmp_path / "quiet") as quiet:
        busy.save_poll(feed, state(feed), flood, named("a3").published)
        for archive in (busy, quiet):
            for told in hosts:
                report(archive, told)
        own = {told.name for told in hosts}
        assert {story & own for story in told_by(busy)} == told_by(quiet)


def test_guests_change_nothing_of_what_the_others_make() -> None:
    chance = random.Random(3)
    near: dict[int, dict[int, float]] = {number: {} for number in range(40)}
    guests = set(chance.sample(sorted(near), 12))
    for one, other in combinations(near, 2):
        if not {one, other} <= guests and chance.random() < (0.8 if one // 5 == other // 5 else 0.05):
            near[one][other] = near[other][one] = round(chance.uniform(0.2, 1.0), 4)
    hosts = {one: {o: sure for o, sure in like.items() if o not in guests} for one, like in near.items()}
    hosts = {one: like for one, like in hosts.items() if one not in guests}
    names = {number: (number,) for number in near}
    found = grouped(near, names, guests)
    assert {frozenset(story - guests) for story in found if story - guests} == set(
        map(frozenset, grouped(hosts, names))
    )
    assert any(story & guests and story - guests for story in found)
    assert all(len(story) == 1 for story in found if story <= guests)


def test_a_guest_of_two_stories_is_of_neither() -> None:
    near = {1: {2: 0.9, 5: 0.8}, 2: {1: 0.9, 5: 0.8}, 3: {4: 0.9, 5: 0.8}, 4: {3: 0.9, 5: 0.8}}
    near |= {5: {1: 0.8, 2: 0.8, 3: 0.8, 4: 0.8}}
    names = {number: (number,) for number in near}
    assert {5} in grouped(near, names, {5})
    assert {1, 2, 6} in grouped(near | {6: {1: 0.6, 2: 0.6}}, names | {6: (6,)}, {5, 6})
    assert {6} in grouped(near | {6: {1: 0.3, 2: 0.3}}, names | {6: (6,)}, {5, 6})


def test_a_flash_is_of_the_story_that_half_of_its_reports_tell_as_it_does() -> None:
    near = {one: {other: 0.9 for other in range(1, 6) if other != one} for one in range(1, 6)}
    names = {number: (number,) for number in range(1, 7)}
    assert {1, 2, 3, 4, 5, 6} in grouped(near | {6: {1: 0.6, 2: 0.6, 3: 0.6}}, names, {6})
    assert {6} in grouped(near | {6: {1: 0.9}}, names, {6})
