"""Keys typed ahead of a screen's leaving take no other screen away."""

from __future__ import annotations

from pathlib import Path

from desk_pilot import desk

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
