"""Keys typed ahead of a screen's leaving take no other screen away."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_pilot import desk
from textual import events

from tui.desk.screens.chooser import Chooser
from tui.desk.screens.command_palette import Palette
from tui.desk.screens.leaving import leave
from tui.desk.screens.reader import ReaderScreen


async def test_a_choice_made_twice_in_the_palette_leaves_the_reader_open(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("enter", "ctrl+p")
        palette = running.app.screen
        assert isinstance(palette, Palette)
        palette.dismiss()
        palette.dismiss()
        await running.settle()
        assert isinstance(running.app.screen, ReaderScreen)


async def test_a_page_is_left_once(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("enter")
        reader = running.app.screen
        leave(reader)
        leave(reader)
        await running.settle()
        assert running.app.screen is running.screen


async def test_what_is_chosen_twice_by_keys_typed_ahead_is_done_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(tmp_path) as running:
        done: list[str] = []
        monkeypatch.setattr(running.app, "action_next_theme", lambda: done.append("theme"))
        await running.press("ctrl+p", *"theme")
        await running.pilot.pause(0.3)
        for _ in range(3):
            running.app.post_message(events.Key("enter", "\r"))
        await running.settle()
        assert running.app.screen is running.screen
        assert done == ["theme"]


@pytest.mark.parametrize("key", ["escape", "backspace"])
async def test_a_chooser_is_left_by_the_keys_that_help_names(tmp_path: Path, key: str) -> None:
    async with desk(tmp_path) as running:
        running.app.push_screen(Chooser("Which?", []), lambda chosen: None)
        await running.settle()
        assert isinstance(running.app.screen, Chooser)
        await running.press(key)
        assert running.app.screen is running.screen
        assert running.app.is_running
