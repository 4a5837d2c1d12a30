"""The reader: the other reports of the same story, and the way from unread item to unread item."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import desk_samples
import pytest
from desk_pilot import SIZES, Desk, compare, desk

from tui.desk.screens.reader import ReaderScreen
from tui.desk.widgets.margin import Margin


def _reader(running: Desk) -> ReaderScreen:
    screen = running.app.screen
    assert isinstance(screen, ReaderScreen)
    return screen


def _twice() -> list[desk_samples.Story]:
    """The first story as another feed tells it too."""
    told = desk_samples.stories()
    again = replace(told[0], feed=desk_samples.KURIER, hours=told[0].hours + 1)
    return [*told, again]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_tells_the_reports_of_the_story(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size, told=_twice()) as running:
        await running.press("enter")
        if size[0] > 80:
            assert "2 reports of this story" in running.text()
        compare(f"reader-story-{size[0]}x{size[1]}", running.text())


async def test_goes_through_the_reports_of_the_story(tmp_path: Path) -> None:
    async with desk(tmp_path, told=_twice()) as running:
        await running.press("enter")
        seen = [_reader(running).item.entry.source]
        for key in ("v", "м"):
            await running.press(key)
            seen.append(_reader(running).item.entry.source)
        assert seen == ["Steppe Wire", "Горный курьер", "Steppe Wire"]
        margin = _reader(running).query_one(Margin)
        report = next(report for report in margin._reports if report.source == "Горный курьер")
        margin.post_message(Margin.ReportChosen(report))
        await running.settle()
        assert _reader(running).item.entry.source == "Горный курьер"
        assert "2 reports of this story" in running.text()


async def test_an_item_that_nobody_else_reports_says_so(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("enter", "v")
        assert [told.message for told in running.app._notifications] == ["No other report of this story is known."]


async def test_from_unread_item_to_unread_item(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        entries = running.news.entries
        await running.press("down", "m", "up", "enter", "u")
        assert _reader(running).item.entry.id == entries[2].id
        await running.press("U")
        assert [told.message for told in running.app._notifications] == ["No more items that way."]


async def test_tells_what_its_publisher_changed(tmp_path: Path) -> None:
    told = desk_samples.stories()
    before = replace(told[0], title="The wording before", deals=[], metrics=[], events=[], mentions=[])
    desk_samples.fill(tmp_path / "archive.db", [before, *told[1:]])
    async with desk(tmp_path, (200, 60), told=told) as running:
        await running.press("enter")
        assert "Changed by its publisher" in running.text()
        assert "- The wording before" in running.text()
        assert f"+ {told[0].title[:20]}" in running.text()
