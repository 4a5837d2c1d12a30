"""The deals as a table: sorted by key and by click, all columns on a wide screen; a deal's fields edited in place."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_pilot import Desk, compare, desk
from textual.widgets import Input

from tui.archive import Archive
from tui.desk.screens.chooser import Chooser
from tui.desk.screens.deal import DealScreen
from tui.desk.screens.editor import Editor
from tui.desk.widgets.deals import DealsPanel, ordered
from tui.ledger.deals import deals
from tui.ledger.query import Query


def _panel(running: Desk) -> DealsPanel:
    return running.screen.query_one(DealsPanel)


def _partners(running: Desk) -> list[str]:
    return [deal.parties[0].name for deal in _panel(running).rows]


async def test_sorts_by_key_and_turns_round(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        await running.press("tab")
        assert "Date▾" in running.text()
        while _panel(running)._order != "usd":
            await running.press("s")
        assert [deal.usd for deal in _panel(running).rows] == [1.2e9, 100e6, None]
        await running.press("Ы")
        assert [deal.usd for deal in _panel(running).rows] == [100e6, 1.2e9, None]
        assert "USD▴" in running.text()


async def test_narrows_to_one_value_of_the_column(tmp_path: Path) -> None:
    async with desk(tmp_path, (120, 40)) as running:
        await running.press("tab", "c")
        assert isinstance(running.app.screen, Chooser)
        assert [choice.value for choice in running.app.screen._choices][:4] == [
            "",
            "country:CN",
            "country:KR",
            "stage:talks",
        ]
        await running.press("down", "enter")
        assert running.screen.panels.scope.words == "country:CN"
        assert _partners(running) == ["RG Gold", "紫金矿业"]
        while _panel(running)._order != "parties":
            await running.press("s")
        await running.press("с", "end", "enter")
        assert running.screen.panels.scope.words == 'country:CN company:"紫金矿业"'
        assert _partners(running) == ["紫金矿业"]
        await running.press("c", "enter")
        assert len(_partners(running)) == 3


async def test_a_click_on_a_heading_sorts(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        await running.press("tab")
        line = running.text().split("\n")[2]
        await running.pilot.click(DealsPanel, offset=(line.index("Parties") + 1, 1))
        await running.settle()
        assert _partners(running) == sorted(_partners(running), key=str.casefold)
        await running.pilot.click(DealsPanel, offset=(line.index("Parties") + 1, 1))
        await running.settle()
        assert _partners(running) == sorted(_partners(running), key=str.casefold, reverse=True)


async def test_the_order_holds_when_deals_arrive(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        await running.press("tab", "S")
        before = _partners(running)
        running.screen.panels.refresh()
        await running.settle()
        assert _partners(running) == before


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_full_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size) as running:
        await running.press("tab", "z", "d", "d", "d")
        compare(f"deals-all-{size[0]}x{size[1]}", running.text())


async def test_ordered_by_any_column(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        known = _panel(running).rows
        for column in ("date", "partner", "parties", "commodity", "places", "kind", "stage", "stake", "amount"):
            for down in (True, False):
                assert sorted(deal.id for deal in ordered(known, column, down=down)) == sorted(d.id for d in known)


async def test_a_field_is_edited_in_place_and_taken_back(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("tab", "enter", "m")
        assert isinstance(running.app.screen, Editor)
        await running.press("down", "enter")
        assert isinstance(running.app.screen, Chooser)
        await running.press("down", "enter")
        await running.press("down", "enter")
        line = running.app.screen.query_one(Input)
        assert line.value == "1,200,000,000"
        line.value = "a lot"
        await running.press("enter")
        assert "expected a number" in running.text()
        line.value = "1300000000"
        await running.press("enter")
        assert "Kept: Amount." in running.text()
        compare("deal-form-120x40", running.text())
        await running.press("escape")
        card = running.app.screen
        assert isinstance(card, DealScreen)
        assert (card.deal.stage, card.deal.amount, card.deal.checked) == ("approved", 1.3e9, "edited")
        await running.press("u")
        assert card.deal.amount == 1.2e9
    with Archive.open(tmp_path / "archive.db") as archive:
        stages = {deal.parties[0].name: deal.stage for deal in deals(archive, Query())}
    assert stages["RG Gold"] == "approved"
