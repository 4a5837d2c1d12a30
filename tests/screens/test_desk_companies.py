"""The companies by what was last told of them: where they stand, how one gets there, and back to their figures."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import desk_samples
from desk_pilot import Desk, compare, desk

from tui.clock import fixed_clock
from tui.desk.screens.profile import ProfileScreen
from tui.desk.screens.reader import ReaderScreen
from tui.desk.widgets.companies import CompaniesPanel, name_of
from tui.ledger.entries import CompanyEntry, Series
from tui.ledger.subjects import Subject


def _panel(running: Desk) -> CompaniesPanel:
    return running.screen.query_one(CompaniesPanel)


async def test_figures_beside_other_panels_companies_alone(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("tab", "tab")
        assert all(isinstance(row, Series) for row in _panel(running).rows)
        await running.press("z")
        compare("companies-alone-120x40", running.text())
        rows = _panel(running).rows
        assert all(isinstance(row, CompanyEntry) for row in rows)
        days = [row.last for row in rows if isinstance(row, CompanyEntry)]
        assert days == sorted(days, reverse=True)
        await running.press("z")
        assert isinstance(_panel(running).current, Series)
        await running.press("c")
        assert [name_of(row) for row in _panel(running).rows] == [name_of(row) for row in rows]
        await running.press("c")
        assert isinstance(_panel(running).current, Series)


async def test_where_there_is_room_the_last_deal_is_told(tmp_path: Path) -> None:
    async with desk(tmp_path, (200, 24)) as running:
        await running.press("tab", "tab", "z")
        compare("companies-alone-200x24", running.text())


async def test_a_company_opens_as_its_page_and_its_last_figure_at_its_sentence(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        await running.press("tab", "tab", "down")
        assert name_of(_panel(running).current) == "Kazatomprom"
        await running.press("v")
        assert isinstance(running.app.screen, ReaderScreen)
        assert "25 839" in running.app.screen.lit.evidence.text
        await running.press("escape", "enter")
        assert isinstance(running.app.screen, ProfileScreen)
        assert running.app.screen.subject == Subject("company", "Kazatomprom")
        await running.press("escape", "end", "v")  # nothing but a deal is known of it
        assert running.app.screen is running.screen


async def test_companies_of_the_period_and_of_the_search(tmp_path: Path) -> None:
    later = fixed_clock(desk_samples.NOW + timedelta(days=200))
    async with desk(tmp_path, (80, 24), clock=later) as running:
        await running.press("tab", "tab")
        assert "Nothing was told of any company in 90 days." in running.text()
        await running.press("d")
        assert len(_panel(running).rows) == 6
        await running.press("slash", *"zijin", "enter", "tab", "tab")
        assert "Zijin Mining" in [name_of(row) for row in _panel(running).rows]
        assert "SK ecoplant" not in [name_of(row) for row in _panel(running).rows]
        await running.press("slash", *" zeppelin", "enter", "tab", "tab")
        assert "No companies with" in running.text()


async def test_no_value_stands_without_what_it_measures(tmp_path: Path) -> None:
    async with desk(tmp_path, (59, 14)) as running:
        await running.press("tab", "tab")
        head = running.text().splitlines()[1].split()
        assert "Company" in head
        assert ("Value" in head) == ("Figure" in head)
