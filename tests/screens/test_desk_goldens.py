"""The screens as plain text at three sizes. After a change: KENWATCH_GOLDENS=1, look at the difference, keep it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import desk_samples
import pytest
from desk_pilot import SIZES, compare, desk

each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@each_size
async def test_desk(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size) as running:
        compare(f"desk-{size[0]}x{size[1]}", running.text())


@each_size
async def test_reader(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size) as running:
        await running.press("enter", "n", "n")
        compare(f"reader-{size[0]}x{size[1]}", running.text())


@each_size
async def test_feeds(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size) as running:
        await running.press("f", "end")
        compare(f"feeds-{size[0]}x{size[1]}", running.text())


@each_size
async def test_deal(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size) as running:
        await running.press("tab", "enter")
        compare(f"deal-{size[0]}x{size[1]}", running.text())


@each_size
async def test_help(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size) as running:
        await running.press("question_mark")
        compare(f"help-{size[0]}x{size[1]}", running.text())


@pytest.mark.parametrize(("panel", "tabs"), [("deals", 1), ("companies", 2), ("timeline", 3)])
async def test_one_panel_at_a_time(tmp_path: Path, panel: str, tabs: int) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        await running.press(*["tab"] * tabs)
        compare(f"{panel}-80x24", running.text())


@each_size
async def test_empty_archive_offline(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size, filled=False) as running:
        compare(f"empty-offline-{size[0]}x{size[1]}", running.text())


async def test_empty_archive_without_feeds(tmp_path: Path) -> None:
    config = replace(desk_samples.CONFIG, feeds=())
    async with desk(tmp_path, filled=False, config=config) as running:
        compare("empty-no-feeds-120x40", running.text())


async def test_nothing_found(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("slash", *"zeppelin", "enter")
        compare("search-nothing-120x40", running.text())


async def test_hostile_titles(tmp_path: Path) -> None:
    told = [
        desk_samples.Story(desk_samples.ASTANA, hour, title, title) for hour, title in enumerate(desk_samples.HOSTILE)
    ]
    async with desk(tmp_path, (80, 24), told=told) as running:
        compare("hostile-80x24", running.text())
