"""Words around a name, as data: where a phrase must stand, what may lie between, and what an analyst can add."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.model import Document
from tui.reading import read
from tui.reading.check import check
from tui.reading.lookup.contexts import Context
from tui.reading.lookup.library import library
from tui.reading.lookup.vocabulary import Entry


def table(stands: str, *phrases: str, gap: int = 0) -> Context:
    return Context(Entry("context", "x", "x", tuple(("en", p) for p in phrases), {"stands": stands, "gap": gap}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("formerly ", True),
        ('formerly the jsc "', True),
        ("formerly known ", False),
        ("formerly. ", False),
        ("reformerly ", False),
        ("бывшего тоо «", True),
    ],
)
def test_a_phrase_before_a_name_touches_it_but_for_article_form_and_quote(text: str, expected: bool) -> None:
    assert table("before", "formerly", "бывш*").before(f"x {text}casting", len(f"x {text}")) is expected


def test_a_gap_lets_so_many_words_lie_between() -> None:
    near, far = "according to the press office of ", "according to what the press office of "
    told = table("before", "according to", gap=4)
    assert told.before(near, len(near))
    assert not told.before(far, len(far))


def test_a_phrase_behind_a_name_follows_its_case() -> None:
    told = table("behind", "мен", "compan*", gap=1)
    assert told.behind("қытаймен", 5)
    assert told.behind("чехиядан мен", 5)
    assert told.behind("china mining companies", 5)
    assert not told.behind("china has many good companies", 5)
    assert not told.behind("china менi", 5)


def test_a_star_alone_is_any_one_word() -> None:
    told = table("near", "joint * with")
    assert told.near("a joint venture with them", 0, 25)
    assert not told.near("a joint with them", 0, 17)


def test_nothing_is_met_where_there_is_no_table() -> None:
    assert not Context(None).near("anything at all", 0, 15)


STORY = Document(
    "Kazakhmys opens a copper mine in Kazakhstan",
    "Kazakhmys opened a copper mine in Kazakhstan, as divulged by Rio Tinto. Output will reach a million tonnes.",
)


def test_an_analyst_adds_a_phrase(tmp_path: Path) -> None:
    assert "Rio Tinto" in read(STORY).companies
    (tmp_path / "mine.toml").write_text('[context.source-before]\nstands = "before"\nen = ["as divulged by"]\n')
    assert "Rio Tinto" not in read(STORY, library(tmp_path)).companies


def test_a_place_that_there_is_none_of_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[context.rival]\nstands = "under"\nen = ["ahead of"]\n')
    (told,) = [f for f in check([tmp_path]) if f.entry == "context.rival"]
    assert (told.line, "before" in told.text) == (2, True)


@pytest.mark.parametrize("wrong", ['stands = "under"', "stands = 3", 'gap = "two"', "gap = 1_000_000_000", "gap = -1"])
def test_a_table_that_is_wrong_stops_no_reading(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "mine.toml").write_text(f'[context.rival]\n{wrong}\nen = ["ahead of"]\n')
    assert read(STORY, library(tmp_path)).relevant
