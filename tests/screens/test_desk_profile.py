"""The pages of companies, sites and countries: what they show, how one gets there, and to the sentence of each figure."""

from __future__ import annotations

from pathlib import Path

import desk_samples
import pytest
from desk_pilot import SIZES, Desk, compare, desk
from textual.widgets import Input

from tui.desk.screens.chooser import Chooser
from tui.desk.screens.profile import ProfileScreen
from tui.desk.screens.reader import ReaderScreen
from tui.desk.widgets.known import KnownRows
from tui.desk.widgets.points import PointRows
from tui.ledger.subjects import Subject


def _page(running: Desk) -> ProfileScreen:
    screen = running.app.screen
    assert isinstance(screen, ProfileScreen)
    return screen


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_looks_as_it_was_looked_at(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size) as running:
        running.app.show_subject(Subject("company", "Kazatomprom"))
        await running.settle()
        compare(f"profile-{size[0]}x{size[1]}", running.text())
        if size[0] < 100:
            await running.press("tab")
            compare(f"profile-figures-{size[0]}x{size[1]}", running.text())


async def test_every_figure_is_one_key_from_its_sentence(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("tab", "tab", "enter", "tab", "down", "enter")
        reader = running.app.screen
        assert isinstance(reader, ReaderScreen)
        assert reader.lit is not None
        assert "23270" in reader.lit.evidence.text
        await running.press("escape")
        assert isinstance(running.app.focused, PointRows)
        await running.press("tab", "enter")
        assert isinstance(running.app.screen, ReaderScreen)
        assert "25 839" in running.app.screen.lit.evidence.text


async def test_a_country_shows_its_deals_partners_sites_and_events(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        running.app.show_subject(Subject("country", "CN"))
        await running.settle()
        shown = running.text()
        for words in ("China · Country", "signed deals", "Zijin Mining", "Raygorodok", "2026", "commissioning"):
            assert words in shown


async def test_from_a_page_to_the_next_and_back(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        running.app.show_subject(Subject("company", "Zijin Mining"))
        await running.settle()
        rows = _page(running).query_one(KnownRows)
        rows.cursor = next(i for i, row in enumerate(rows.rows) if getattr(row, "title", "") == "Raygorodok")
        await running.press("enter")
        assert _page(running).subject == Subject("place", "Raygorodok")
        await running.press("escape")
        assert _page(running).subject == Subject("company", "Zijin Mining")
        await running.press("escape")
        assert running.app.screen is running.screen


async def test_names_of_a_row_are_offered(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("tab", "b")
        assert isinstance(running.app.screen, Chooser)
        assert [choice.words for choice in running.app.screen._choices][:2] == ["RG Gold", "Zijin Mining"]
        await running.press("down", "enter")
        assert _page(running).subject == Subject("company", "Zijin Mining")
        await running.press("escape", "enter", "и")
        assert isinstance(running.app.screen, Chooser)
        await running.press("escape")
        assert "reports" in running.app.screen.focused.id


async def test_a_row_of_the_news_leads_to_its_only_name(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("b")
        assert _page(running).subject == Subject("country", "CN")


async def test_the_palette_offers_names(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("ctrl+p", *"kazatomp")
        for _ in range(40):
            await running.pilot.pause(0.02)
        await running.press("enter")
        for _ in range(20):
            await running.pilot.pause(0.02)
        await running.settle()
        assert _page(running).subject == Subject("company", "Kazatomprom")


async def test_a_name_that_nothing_is_known_of_says_so(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        running.app.show_subject(Subject("company", "[/foo] Nobody"))
        await running.settle()
        assert "Nothing is known of [/foo] Nobody yet." in running.text()
        await running.press("tab", "tab", "enter", "b", "escape")
        assert running.app.screen is running.screen


async def test_hostile_names_are_only_text(tmp_path: Path) -> None:
    told = []
    for number, title in enumerate(desk_samples.HOSTILE):
        story = desk_samples.Story(desk_samples.ASTANA, number, title, f"{title}\n\n{title}", countries=("CN",))
        desk_samples.make_facts(story, title)
        told.append(story)
    async with desk(tmp_path, told=told) as running:
        shown = []
        for _ in told:
            running.screen.go_to("companies")
            await running.press("enter")
            shown.append(running.text())
            await running.press("escape", "down")
        running.app.show_subject(Subject("country", "CN"))
        await running.settle()
        shown.append(running.text())
        assert running.app.return_value is None
    for text in shown:
        assert all(character.isprintable() or character == "\n" for character in text)


async def test_a_figure_is_judged_and_mended_on_its_page(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("tab", "tab", "enter", "tab", "down", "c")
        assert "✓ checked" in running.text()
        assert running.app.focused is _page(running).query_one(PointRows)
        assert _page(running).query_one(PointRows).current.period == "2024"
        await running.press("m", "enter")
        running.app.screen.query_one(Input).value = "23300"
        await running.press("enter", "escape")
        assert "23,300 t" in running.text()
        assert "✓ edited" in running.text()
        await running.press("home", "w")
        assert "✕ wrong" in running.text()
        await running.press("u")
        assert "✕ wrong" not in running.text()
        assert "✓ edited" in running.text()


async def test_what_is_no_figure_cannot_be_judged(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        running.app.show_subject(Subject("country", "CN"))
        await running.settle()
        await running.press("c", "m")
        told = {notice.message for notice in running.app._notifications}
        assert told == {"The cursor is on no figure that could be checked."}
