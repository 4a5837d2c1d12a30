"""Stories corrected where they are read: a report stands apart, belongs to another story, two stories are one; and back."""

from __future__ import annotations

from pathlib import Path

from desk_pilot import Desk, desk

from tui.archive import Archive, Span
from tui.desk.screens.chooser import ChoiceRows, Chooser
from tui.desk.screens.reader import ReaderScreen
from tui.ledger.stories import story


def _reader(running: Desk) -> ReaderScreen:
    screen = running.app.screen
    assert isinstance(screen, ReaderScreen)
    return screen


def _reports(folder: Path) -> list[list[int]]:
    """The items of each story."""
    with Archive.open(folder / "archive.db", read_only=True) as archive:
        told = (story(archive, name) for name in archive.stories(Span()))
        return sorted(sorted(report.item for report in one.reports) for one in told if one is not None)


async def test_two_stories_become_one_and_a_report_stands_apart_again(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        before = _reports(tmp_path)
        await running.press("enter")
        item = _reader(running).item.entry.id
        await running.press("M")
        assert isinstance(running.app.screen, Chooser)
        other = running.app.screen.query_one(ChoiceRows).current
        assert other is not None
        await running.press("enter")
        joined = next(told for told in _reports(tmp_path) if item in told)
        assert len(joined) == 2
        assert f"{len(joined)} reports of this story" in running.text()
        await running.press("Z")
        assert _reports(tmp_path) == before
        await running.press("i", "enter")
        assert len(_reader(running)._story) > 1
        await running.press("x")
        assert all(item not in told for told in _reports(tmp_path))
        assert "reports of this story" not in running.text()
        await running.press("Z", "Z")
        assert _reports(tmp_path) == before


async def test_what_cannot_be_corrected_is_told(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("end", "enter")
        before = _reports(tmp_path)
        assert _reader(running)._story == ()
        await running.press("x")
        assert _reports(tmp_path) == before
        assert running.app._notifications
