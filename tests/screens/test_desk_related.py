"""What stands below a card and the reader: what else is told of those who are named there."""

from __future__ import annotations

from pathlib import Path

import desk_samples
import pytest
from desk_pilot import Desk, desk

from tui.desk.screens.deal import DealScreen
from tui.desk.screens.reader import ReaderScreen
from tui.desk.widgets.known import KnownRows
from tui.desk.widgets.related import RelatedLists
from tui.ledger.subjects import Subject


def _told() -> list[desk_samples.Story]:
    """The samples, and an earlier report of one of the parties."""
    earlier = desk_samples.Story(
        desk_samples.KURIER, 700, "RG Gold пересчитала запасы", "RG Gold произвела 5 тонн золота в 2024 году.",
        commodities=("gold",), companies=("RG Gold",),
    )  # fmt: skip
    earlier.metrics = [desk_samples._metric(earlier, earlier.text, "RG Gold", 5, "gold", "2024")]
    bought, *others = desk_samples.stories()
    bought.companies = ("Zijin Mining", "RG Gold")
    return [bought, *others, earlier]


def _lists(running: Desk) -> RelatedLists:
    return running.app.screen.query_one(RelatedLists)


@pytest.mark.parametrize("way", [("tab", "enter"), ("enter",)], ids=("card", "reader"))
async def test_what_else_is_told_stands_below(tmp_path: Path, way: tuple[str, ...]) -> None:
    async with desk(tmp_path, told=_told()) as running:
        await running.press(*way)
        screen = running.app.screen
        shown = running.text()
        for words in ("Zijin Mining", "gold output", "RG Gold пересчитала запасы", "Deals 1 · China"):
            assert words in shown
        await running.press("tab", "tab", "enter")
        assert isinstance(running.app.screen, ReaderScreen)
        assert running.app.screen.item.entry.title == "RG Gold пересчитала запасы"
        await running.press("escape")
        assert running.app.screen is screen
        assert isinstance(running.app.focused, KnownRows)
        await running.press("tab")
        assert not isinstance(running.app.focused, KnownRows)
        await running.press("escape")
        assert running.app.screen is running.screen


@pytest.mark.parametrize("way", [("tab", "enter"), ("enter",)], ids=("card", "reader"))
async def test_it_takes_the_place_where_there_is_little_room(tmp_path: Path, way: tuple[str, ...]) -> None:
    async with desk(tmp_path, (80, 24), told=_told()) as running:
        await running.press(*way)
        screen = running.app.screen
        assert not _lists(running).display
        await running.press("tab")
        assert _lists(running).size.height == 23
        assert "RG Gold пересчитала запасы" in running.text()
        await running.press("escape")
        assert running.app.screen is screen
        assert not _lists(running).display
        await running.press("escape")
        assert running.app.screen is running.screen


async def test_from_card_to_card_and_back(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("tab", "enter")
        first = running.app.screen
        assert isinstance(first, DealScreen)
        await running.press("tab", "enter")
        second = running.app.screen
        assert isinstance(second, DealScreen)
        assert second.deal.amount == 100e6
        await running.press("escape")
        assert running.app.screen is first


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_where_nothing_else_is_told_it_says_so(tmp_path: Path, size: tuple[int, int]) -> None:
    alone = desk_samples.Story(
        desk_samples.ASTANA, 1, "Zijin looks around", "Nothing came of it.", companies=("Zijin",)
    )
    async with desk(tmp_path, size, told=[alone], notices=True) as running:
        await running.press("enter", "tab")
        assert not _lists(running).display
        assert "Nothing came of it." in running.text()
        assert [notice.message for notice in running.app._notifications] == [
            "Nothing else is told of those who are named here."
        ]


async def test_another_item_has_others_below(tmp_path: Path) -> None:
    async with desk(tmp_path, told=_told()) as running:
        await running.press("enter", "right")
        assert "Kazatomprom" in running.text()
        assert "RG Gold" not in running.text()
        await running.press("left")
        assert "RG Gold пересчитала запасы" in running.text()


async def test_a_page_that_has_room_goes_on_with_those_it_names(tmp_path: Path) -> None:
    async with desk(tmp_path, (200, 60), told=_told()) as running:
        running.app.show_subject(Subject("company", "Zijin Mining"))
        await running.settle()
        assert "News 1 · RG Gold" in running.text()
        await running.pilot.resize_terminal(80, 24)
        await running.settle()
        assert "RG Gold пересчитала" not in running.text()
