"""The reader's facts: checked, called wrong and mended where they stand, and the pages they lead to; citations."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import desk_samples
import pytest
from desk_pilot import Desk, compare, desk
from textual.widgets import Input

from tui.archive import Archive
from tui.desk import items
from tui.desk.screens.chooser import Chooser
from tui.desk.screens.deal import DealScreen
from tui.desk.screens.editor import Editor
from tui.desk.screens.profile import ProfileScreen
from tui.desk.screens.reader import ReaderScreen
from tui.ledger.corrections import corrections
from tui.ledger.deals import deals
from tui.ledger.query import Query
from tui.ledger.series import series
from tui.ledger.subjects import Subject
from tui.model import Metric

_OWNERS = (("Orano", 51.0), ("Kazatomprom", 49.0))


def _told(running: Desk) -> list[str]:
    return [notice.message for notice in running.app._notifications]


async def test_each_fact_is_checked_in_its_place(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("enter", "c")
        assert _told(running) == ["No fact is lit: n lights the next one."]
        await running.press("n", "c", "n", "ц", "n", "c")
        compare("reader-judged-120x40", running.text())
        assert running.text().count("✓ checked") == 2
        assert "✕ wrong" in running.text()
        await running.press("escape", "enter")
        assert running.text().count("✓ checked") == 2
        await running.press("Z")
        assert running.text().count("✓ checked") == 1
        await running.press("n", "n", "n", "c")
    with Archive.open(tmp_path / "archive.db") as archive:
        made = [(entry.correction.of, entry.correction.action) for entry in corrections(archive)]
        assert made == [("deal", "checked"), ("figure", "wrong"), ("event", "checked")]
        assert next(deal for deal in deals(archive, Query()) if deal.amount == 1.2e9).checked == "yes"


async def test_a_figure_is_mended(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("enter", "n", "n", "m")
        assert isinstance(running.app.screen, Editor)
        await running.press("enter")
        running.app.screen.query_one(Input).value = "7"
        await running.press("enter", "escape")
        assert isinstance(running.app.screen, ReaderScreen)
        assert "✓ edited" in running.text()
    with Archive.open(tmp_path / "archive.db") as archive:
        (gold,) = [one for one in series(archive, Query()) if one.subject == "RG Gold"]
    assert [point.value for point in gold.points] == [7.0]


async def test_facts_lead_to_pages(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("enter", "n", "enter")
        assert isinstance(running.app.screen, DealScreen)
        await running.press("escape", "n", "enter")
        page = running.app.screen
        assert isinstance(page, ProfileScreen)
        assert page.subject == Subject("company", "RG Gold")
        await running.press("escape", "n", "enter")
        assert isinstance(running.app.screen, Chooser)
        assert "China" in running.text()


async def test_a_citation_is_copied(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("enter", "Н")
        assert running.app.clipboard == (
            "Steppe Wire, “Zijin agrees to buy RG Gold for $1.2 billion”, 20 Nov 2026, https://news.example/0"
        )


def test_a_citation_holds_nothing_that_acts() -> None:
    story = desk_samples.Story(desk_samples.ASTANA, 1, "\x1b]52;c;eA==\x07Title\nof two lines", "Text.")
    told = items.citation(desk_samples.entry_of(story), (desk_samples.NOW - timedelta()).tzinfo)
    assert told.isprintable()
    assert "“Title" in told or "Title" in told


@pytest.mark.parametrize(("browser", "there"), [("w3m", False), ("lynx %s", False), ("firefox", True)])
def test_a_browser_of_the_terminal_is_none(monkeypatch: pytest.MonkeyPatch, browser: str, there: bool) -> None:
    import webbrowser

    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser(browser.split()[0]))
    assert items.has_browser() is there


async def test_of_two_figures_of_a_sentence_one_is_checked(tmp_path: Path) -> None:
    story = desk_samples.Story(desk_samples.ASTANA, 1, "Katco’s owners", "Katco: Orano 51%, Kazatomprom 49%.")
    whole = story.quote(story.text)
    story.metrics = [Metric(who, "stake", share, "%", whole, original=f"{share}%") for who, share in _OWNERS]
    async with desk(tmp_path, told=[story]) as running:
        await running.press("enter", "n", "n", "c")
        lines = running.text().splitlines()
        checked = [at for at, line in enumerate(lines) if "✓ checked" in line]
        assert len(checked) == 1
        assert "Kazatomprom" in lines[checked[0] + 1]
