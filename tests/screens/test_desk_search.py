"""The search line: completions, mistakes under the very letters, results while typing, saved views."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import desk_samples
import pytest
from desk_pilot import SIZES, Desk, compare, desk

from tui.archive.filter import OneOf
from tui.desk.advice import advise, understood
from tui.desk.widgets.search import SearchHint, SearchLine
from tui.ledger.language import names_of

NAMES = names_of(desk_samples.CONFIG, desk_samples.NOW)
VIEWS = (("China copper", "country:CN commodity:copper"),)


def _line(running: Desk) -> str:
    return running.screen.query_one(SearchLine).value


async def _type(running: Desk, words: str) -> None:
    for letter in words:
        await running.pilot.press({" ": "space", ":": "colon", ">": "greater_than_sign"}.get(letter, letter))
    await running.settle()


def test_a_term_that_is_being_typed_is_no_mistake_yet() -> None:
    assert advise("country:ch", 10, NAMES, (), lambda _: {}).mistake == ""
    found = advise("country:zz lithium", 18, NAMES, (), lambda _: {})
    assert (found.mistake != "", found.start, found.end) == (True, 8, 10)


def test_what_is_understood_counts_whatever_stands_beside_it() -> None:
    whole = understood("country:CN stage:sinned amount:big", NAMES, ())
    assert [test.values for test in whole.tests if isinstance(test, OneOf)] == [("CN",)]
    assert not understood('"never closed', NAMES, ())
    assert not understood("@nobody", NAMES, ())


async def test_completing_a_query(tmp_path: Path) -> None:
    async with desk(tmp_path, (100, 30)) as running:
        await running.press("slash")
        await _type(running, "count")
        await running.press("tab")
        assert _line(running) == "country:"
        offered = [one.text for one in running.screen.query_one(SearchHint)._advice.completions]
        assert offered[0] == "CN"  # what the archive speaks of most
        await _type(running, "ch")
        await running.press("down", "tab")
        assert _line(running) == "country:CN"
        assert all("CN" in entry.countries for entry in running.news.entries)
        assert running.news.entries
        await running.press("up", "enter")
        assert not running.screen.query(SearchHint)


async def test_what_has_no_room_is_counted(tmp_path: Path) -> None:
    async with desk(tmp_path, (60, 30)) as running:
        await running.press("slash")
        await _type(running, "commodity:")
        hint = running.screen.query_one(SearchHint)
        for _ in hint._advice.completions:
            placed = list(hint._placed())
            assert hint._chosen in [index for index, _, _ in placed]
            left = len(hint._advice.completions) - len(placed)
            assert left > 0
            assert hint.render_line(0).text.rstrip().endswith(f" +{left}")
            await running.press("down")


async def test_a_click_takes_a_completion(tmp_path: Path) -> None:
    async with desk(tmp_path, (100, 30)) as running:
        await running.press("slash", "c")
        await running.pilot.click("#hint", offset=(14, 0))
        await running.settle()
        assert _line(running) == "commodity:"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_mistake_is_shown_below_its_letters(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size) as running:
        await running.press("slash")
        await _type(running, "country:CN stage:sinned copper")
        compare(f"search-mistake-{size[0]}x{size[1]}", running.text())
        await running.press("enter")
        assert running.screen.query(SearchLine)  # nothing is left with a mistake in it unsaid
        await running.press("tab")
        assert _line(running) == "country:CN stage:signed copper"
        await running.press("enter")
        assert not running.screen.query(SearchLine)


async def test_saved_views_are_in_the_palette(tmp_path: Path) -> None:
    config = replace(desk_samples.CONFIG, views=VIEWS)
    async with desk(tmp_path, config=config) as running:
        await running.press("ctrl+p", *"china copper")
        await running.press("enter")
        assert running.screen.panels.scope.words == "country:CN commodity:copper"
        assert running.news.entries


async def test_what_others_named_is_only_text_in_the_palette(tmp_path: Path) -> None:
    config = replace(desk_samples.CONFIG, views=(("[/foo] mine", "copper"),))
    story = desk_samples.Story(desk_samples.ASTANA, 1, "[/foo]", "[/foo] bought a mine.", countries=("CN",))
    desk_samples.make_facts(story, story.title)
    async with desk(tmp_path, told=[story], config=config) as running:
        await running.press("ctrl+p", *"/foo")
        shown = running.text()
        while shown.count("[/foo]") < 2:
            await running.settle()
            shown = running.text()
        assert "[/foo] mine" in shown


async def test_a_word_that_is_being_typed_is_the_beginning_of_one(tmp_path: Path) -> None:
    async with desk(tmp_path, (100, 30)) as running:
        everything = len(running.news.entries)
        await running.press("slash")
        await running.pilot.press("к", "а")
        await running.pilot.pause()
        assert len(running.news.entries) == everything  # too early to tell
        await _type(running, "зат")
        found = running.news.entries
        assert 0 < len(found) < everything
        assert running.screen.panels.scope.words == "казат*"
        await _type(running, "омпром")
        assert running.screen.panels.scope.words == "казатомпром"
        assert running.news.entries == found
        await _type(running, " zz")
        assert not running.news.entries  # nobody has typed for a while
        await running.press("enter")
        running.screen.panels.refresh()
        await running.settle()
        assert running.screen.panels.scope.words == "казатомпром zz"
