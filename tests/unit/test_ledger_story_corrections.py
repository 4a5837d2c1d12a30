"""The analyst's corrections of stories: these are one, these stand apart, this report belongs to that story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from archive_samples import ASTANA, NOW, item, reading, state
from story_samples import REPORTS, Told

from tui.archive import Archive
from tui.brief.jsontext import dumps
from tui.ledger import corrections, story_corrections
from tui.ledger.corrections import CorrectionError
from tui.ledger.query import Query
from tui.ledger.stories import stories
from tui.model import Document, Reading
from tui.reading import read

TOLD = [told for told in REPORTS if told.name[0] in "abcde"]
MORE = timedelta(minutes=1)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.db") as opened:
        for told in TOLD:
            tell(opened, told)
        yield opened


def tell(archive: Archive, told: Told) -> None:
    found = replace(read(Document(told.title, told.text, told.published, told.lang)), relevant=True)
    one = item(told.name, title=told.title, text=told.text, link=told.link, published=told.published)
    archive.save_poll(ASTANA, state(), [(one, found)], NOW)


def grouped(archive: Archive) -> list[str]:
    """Stories by their reports' names: ``a1a2b1``."""
    return sorted("".join(sorted(r.link.rpartition("/")[2] for r in s.reports)) for s in stories(archive, Query()))


def told_in(archive: Archive, name: str) -> str:
    """The id of the story that a report is in."""
    return archive.stories_at([link(name)])[0]


def link(name: str) -> str:
    return f"https://news.example/{name}"


BEFORE = ["a1a2a3a4a5", "b1b2", "c1c2", "d1d2", "e1e2"]


def test_as_the_ledger_has_it(archive: Archive) -> None:
    assert grouped(archive) == BEFORE


def test_two_stories_become_one_and_two_again(archive: Archive) -> None:
    grouped(archive)
    story_corrections.merge(archive, [told_in(archive, "c1"), told_in(archive, "d1")], NOW)
    assert grouped(archive) == ["a1a2a3a4a5", "b1b2", "c1c2d1d2", "e1e2"]
    assert corrections.corrections(archive)[0].deals == (told_in(archive, "c2"),)
    undone = corrections.undo(archive)
    assert undone is not None
    assert (undone.action, undone.of) == ("merge", "story")
    assert grouped(archive) == BEFORE


def test_reports_stand_apart_together(archive: Archive) -> None:
    grouped(archive)
    story_corrections.split(archive, told_in(archive, "a1"), [link("a4"), link("a5")], NOW)
    assert grouped(archive) == ["a1a2a3", "a4a5", *BEFORE[1:]]
    story_corrections.merge(archive, [told_in(archive, "a1"), told_in(archive, "a5")], NOW + MORE)
    assert grouped(archive) == BEFORE, "what was split can be merged again"


def test_a_report_belongs_to_another_story(archive: Archive) -> None:
    grouped(archive)
    story_corrections.move(archive, told_in(archive, "b1"), [link("a5")], NOW)
    assert grouped(archive) == ["a1a2a3a4", "a5b1b2", *BEFORE[2:]]


def test_what_a_correction_says_outlives_readings_and_counts_for_what_comes_later(archive: Archive) -> None:
    grouped(archive)
    story_corrections.move(archive, told_in(archive, "b1"), [link("a5")], NOW)
    story_corrections.merge(archive, [told_in(archive, "c1"), told_in(archive, "d1")], NOW + MORE)
    for number, reread in _read_again(archive):
        archive.save_readings([(number, replace(reread, relevant=True))])
    assert grouped(archive) == ["a1a2a3a4", "a5b1b2", "c1c2d1d2", "e1e2"]
    late = Told("a6", "buy", "en", 12, TOLD[0].title, TOLD[0].text)
    tell(archive, late)
    assert "a1a2a3a4a6" in grouped(archive)


def _read_again(archive: Archive) -> Iterator[tuple[int, Reading]]:
    for old in archive.outdated("newer"):
        yield old.id, read(Document(old.title, old.text, old.published or NOW, old.language))


def test_shared_corrections_wait_for_their_reports_in_any_order(archive: Archive, tmp_path: Path) -> None:
    grouped(archive)
    story_corrections.split(archive, told_in(archive, "a1"), [link("a4")], NOW)
    story_corrections.merge(archive, [told_in(archive, "e1"), told_in(archive, "b1")], NOW + MORE)
    story_corrections.move(archive, told_in(archive, "c1"), [link("a4"), link("d1")], NOW + 2 * MORE)
    expected = grouped(archive)
    assert expected == ["a1a2a3a5", "a4c1c2d1", "b1b2e1e2"]
    lines = [dumps(one) for one in corrections.export(archive)]
    for seed in range(3):
        with Archive.open(tmp_path / f"{seed}.db") as other:
            told = Random(seed).sample(TOLD, len(TOLD))
            for one in told[:5]:
                tell(other, one)
            assert corrections.take(other, lines) == (3, 3)
            assert corrections.take(other, lines) == (0, 3)
            for one in told[5:]:
                tell(other, one)
                stories(other, Query())
            assert grouped(other) == expected


def test_a_report_of_the_same_words_can_be_taken_out_alone(archive: Archive) -> None:
    copy = Told("a9", "buy", "en", 3, TOLD[0].title, TOLD[0].text)
    tell(archive, copy)
    assert grouped(archive)[0] == "a1a2a3a4a5a9"
    story_corrections.split(archive, told_in(archive, "a9"), [link("a9")], NOW)
    assert grouped(archive) == BEFORE
    corrections.undo(archive)
    assert grouped(archive)[0] == "a1a2a3a4a5a9"


def test_a_report_off_the_beat_can_belong_to_a_story(archive: Archive) -> None:
    grouped(archive)
    off = item("x", title="Other words", link=link("x"), published=TOLD[0].published)
    archive.save_poll(ASTANA, state(), [(off, reading(relevant=False))], NOW)
    story_corrections.move(archive, told_in(archive, "e1"), [link("x")], NOW)
    assert "e1e2x" in grouped(archive)


@pytest.mark.parametrize(
    ("action", "names", "said"),
    [
        ("split", ["c1", link("a1")], "no such report"),
        ("split", ["c1", link("c1"), link("c2")], "at least one"),
        ("split", ["c1"], "stand apart"),
        ("move", ["c1", link("nowhere")], "no such report"),
    ],
)
def test_what_cannot_be_is_said(archive: Archive, action: str, names: list[str], said: str) -> None:
    grouped(archive)
    story = told_in(archive, names[0])
    change = story_corrections.move if action == "move" else story_corrections.split
    with pytest.raises(CorrectionError, match=f"(?i){said}"):
        change(archive, story, names[1:], NOW)


def test_a_story_must_be_there(archive: Archive) -> None:
    grouped(archive)
    with pytest.raises(CorrectionError, match="two stories"):
        story_corrections.merge(archive, [told_in(archive, "c1")] * 2, NOW)
    with pytest.raises(CorrectionError, match="no story"):
        story_corrections.move(archive, "nosuch", [link("c1")], NOW)
