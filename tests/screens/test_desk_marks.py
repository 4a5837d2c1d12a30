"""Items as stories, mutes, hiding, marking all, and taking it all back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import desk_samples
import pytest
from desk_pilot import SIZES, Desk, compare, desk

from tui.archive import Archive, Choice
from tui.desk.screens.reader import ReaderScreen


def _unread(path: Path) -> int:
    with Archive.open(path) as archive:
        return len(archive.ids(Choice(beat=True, unread=True)))


def _twice() -> list[desk_samples.Story]:
    """The first story as another feed tells it too."""
    told = desk_samples.stories()
    return [*told, replace(told[0], feed=desk_samples.KURIER, hours=told[0].hours + 1)]


def _arrive(running: Desk) -> None:
    with Archive.open(running.path) as archive:
        state = desk_samples.state_of(desk_samples.ASTANA)
        archive.save_poll(desk_samples.ASTANA, state, [desk_samples.fresh(1, 1).pair(3000)], desk_samples.NOW)
    running.screen.panels.refresh()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_row_for_each_story(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size, told=_twice()) as running:
        items = len(running.news.entries)
        await running.press("v")
        told = [entry for entry in running.news.entries if entry.reports > 1]
        assert len(running.news.entries) == items - sum(entry.reports - 1 for entry in told)
        assert told
        await running.press("z")
        compare(f"stories-{size[0]}x{size[1]}", running.text())
        await running.press("v")
        assert len(running.news.entries) == items


async def test_marking_a_story_marks_all_its_reports(tmp_path: Path) -> None:
    async with desk(tmp_path, told=_twice()) as running:
        before = _unread(running.path)
        await running.press("v")
        story = next(entry for entry in running.news.entries if entry.reports > 1 and not entry.read)
        running.news.go_to(story.id)
        await running.press("m")
        assert running.news.entry is not None
        assert running.news.entry.read
        assert _unread(running.path) == before - story.reports
        await running.press("Z")
        assert _unread(running.path) == before


async def test_all_is_marked_but_what_has_just_arrived(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        before = _unread(running.path)
        _arrive(running)
        await running.settle()
        await running.press("M")
        assert _unread(running.path) == 1
        assert [entry.title for entry in running.news.entries if not entry.read] == ["Fresh item 1"]
        await running.press("u")
        assert _unread(running.path) == before + 1


async def test_hidden_items_leave_the_cursor_on_the_next_and_come_back(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("down", "down")
        hidden, following = running.news.entry, running.news.entries[3]
        assert hidden is not None
        await running.press("x")
        assert running.news.entry == following
        running.screen.panels.refresh()
        await running.settle()
        assert hidden.id not in [entry.id for entry in running.news.entries]
        await running.press("Z")
        assert hidden.id in [entry.id for entry in running.news.entries]
        assert running.news.entry == following


async def test_a_mute_holds_in_the_list(tmp_path: Path) -> None:
    config = replace(desk_samples.CONFIG, mutes=(("No lithium", "lithium"),))
    async with desk(tmp_path, config=config) as running:
        assert running.news.entries
        assert not any(entry.title.startswith("SK ecoplant") for entry in running.news.entries)
        assert f" {len(running.news.entries)} unread" in running.text()


async def test_a_star_is_taken_back_in_the_reader(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("enter", "s")
        reader = running.app.screen
        assert isinstance(reader, ReaderScreen)
        assert reader._starred
        await running.press("Z")
        assert not reader._starred
        await running.press("Z", "Z", "escape")  # the mark as read; then nothing is left
        assert running.news.entry is not None
        assert not running.news.entry.read


async def test_a_word_on_a_deal_is_taken_back_from_the_desk(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("tab", "enter", "c", "escape")
        with Archive.open(running.path) as archive:
            assert len(archive.corrections()) == 1
        await running.press("u")
        with Archive.open(running.path) as archive:
            assert archive.corrections() == ()


async def test_a_notice_covers_no_more_than_it_says(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24), notices=True) as running:
        await running.press("M")
        shown = running.text().splitlines()
        (told,) = (line for line in shown if "18 items marked as read. Z takes it back." in line)
        assert shown.index(told) == len(shown) - 2
        assert len(running.screen.query("Toast")) == 1
