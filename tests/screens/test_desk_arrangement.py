"""Panels larger, smaller, hidden and back; pinned companies; all of it there again when the desk is opened anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk_pilot import SIZES, Desk, compare, desk

from tui.desk import arrangement
from tui.desk.arrangement import Arrangement
from tui.desk.widgets.companies import CompaniesPanel, name_of


def _widths(running: Desk) -> tuple[int, int]:
    return running.news.outer_size.width, running.screen.query_one("#side").outer_size.width


async def test_panels_are_resized_hidden_and_remembered(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        assert _widths(running) == (54, 66)
        await running.press("w", "w", "tab", "w", "tab", "X")
        assert _widths(running) == (66, 54)
        assert not running.screen.query_one("#companies").display
    async with desk(tmp_path, filled=False) as running:
        compare("arranged-120x40", running.text())
        await running.press("A")
        assert _widths(running) == (54, 66)
        assert running.screen.query_one("#companies").display


async def test_the_last_panel_stays_and_going_to_a_hidden_one_shows_it(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("X", "X", "X")
        assert running.screen._shown == ["timeline"]
        await running.press("X", "tab")
        assert running.screen._shown == ["timeline"]
        assert running.screen.query_one("#side").outer_size.width == 120
        running.screen.go_to("news")
        await running.settle()
        assert running.screen._shown == ["news", "timeline"]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_pinned_companies_stay_on_top(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size) as running:
        await running.press("tab", "tab", "end")
        panel = running.screen.query_one(CompaniesPanel)
        assert panel.current is not None
        last = name_of(panel.current)
        await running.press("p")
        assert name_of(panel.current) == last
        assert name_of(panel.rows[0]) == last
        running.screen.panels.refresh()
        await running.settle()
        assert name_of(panel.rows[0]) == last
    async with desk(tmp_path, size, filled=False) as running:
        await running.press("tab", "tab")
        assert name_of(running.screen.query_one(CompaniesPanel).rows[0]) == last


async def test_stories_and_theme_are_remembered(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("v", "t")
    async with desk(tmp_path, filled=False) as running:
        assert running.app.theme == "steppe"
        assert running.news.stories


@pytest.mark.parametrize(
    "told",
    [
        "",
        "[]",
        "not json",
        json.dumps(
            {"share": 400, "hidden": "news", "heights": [["deals"], ["deals", 99], 3], "theme": 7, "stories": 1}
        ),
    ],
)
def test_what_is_no_sense_was_never_said(tmp_path: Path, told: str) -> None:
    path = tmp_path / "archive.desk.json"
    path.write_text(told, encoding="utf-8")
    assert arrangement.load(path) == Arrangement()


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    path = arrangement.beside(tmp_path / "archive.db")
    kept = Arrangement().resized("news", 2).resized("deals", -1).without("timeline").pin("ЕРГ")
    arrangement.save(path, kept)
    assert arrangement.load(path) == kept
    assert kept.resized("news", 50).share == arrangement.WIDEST
    assert kept.resized("deals", -50).height("deals") == arrangement.LOWEST
    arrangement.save(tmp_path / "no folder" / "x.json", kept)  # where nothing can be written nothing is said
