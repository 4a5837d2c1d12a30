"""What happens around an open desk: its archive is replaced, restored, taken away, damaged; its clock jumps."""

from __future__ import annotations

import gc
import weakref
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import desk_samples
import pytest
from desk_pilot import Desk, desk

from tui.archive import Archive
from tui.archive.connection import connect
from tui.archive.upkeep import backup, restore
from tui.desk.screens.desk import DeskScreen
from tui.desk.tidy import _forget_closed

OTHER = desk_samples.Story(desk_samples.ASTANA, 1, "A smelter opens in the other archive", "A smelter opens.")


def _other(folder: Path) -> Path:
    path = folder / "other.db"
    desk_samples.fill(path, [OTHER])
    with closing(connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    return path


async def _looked(running: Desk) -> None:
    running.screen._look()
    await running.settle()


async def test_another_file_in_the_archives_place_is_shown(tmp_path: Path) -> None:
    other = _other(tmp_path)
    async with desk(tmp_path) as running:
        await running.press("s", "tab", "enter")
        assert len(running.app.screen_stack) == 2
        running.path.rename(tmp_path / "away.db")
        other.replace(running.path)
        await _looked(running)
        assert isinstance(running.app.screen, DeskScreen)
        assert [entry.title for entry in running.news.entries] == [OTHER.title]
        assert "▲" not in running.text()
        assert not running.screen.query_one("#deals").rows
        await running.press("u")  # a mark on an item of the old archive is no business of the new one's
        assert not running.news.entries[0].starred
        await running.press("shift+tab", "home", "enter")
        assert OTHER.title in running.text()
    with Archive.open(tmp_path / "away.db", read_only=True) as away:
        assert away.counts().starred == 1  # what the journal held went with it


async def test_a_restored_archive_is_shown(tmp_path: Path) -> None:
    desk_samples.fill(tmp_path / "archive.db")
    backup(tmp_path / "archive.db", tmp_path / "kept.db")
    later = desk_samples.Story(desk_samples.ASTANA, 0.1, "This came after the backup", "This came.")
    desk_samples.fill(tmp_path / "archive.db", [later])
    async with desk(tmp_path, filled=False) as running:
        assert running.news.entries[0].title == later.title
        assert "This came" in running.text()
        restore(tmp_path / "kept.db", running.path, force=True)
        await _looked(running)
        assert running.news.entries[0].title == "Zijin agrees to buy RG Gold for $1.2 billion"
        assert "This came" not in running.text()


async def test_an_archive_that_is_taken_away_stays_in_sight_until_there_is_another(tmp_path: Path) -> None:
    other = _other(tmp_path)
    async with desk(tmp_path) as running:
        for part in ("archive.db", "archive.db-wal", "archive.db-shm"):
            (tmp_path / part).unlink(missing_ok=True)
        await _looked(running)
        await running.press("enter")
        assert "Zijin" in running.text()
        await running.press("escape")
        other.replace(running.path)
        await _looked(running)
        assert [entry.title for entry in running.news.entries] == [OTHER.title]


async def test_what_is_no_archive_is_told_and_a_whole_one_shown_again(tmp_path: Path) -> None:
    other = _other(tmp_path)
    async with desk(tmp_path) as running:
        before = len(running.news.entries)
        nonsense = tmp_path / "nonsense"
        nonsense.write_bytes(b"no archive at all " * 4_000)
        nonsense.replace(running.path)
        await _looked(running)
        await running.press("enter")
        assert running.app.failure is None
        assert len(running.news.entries) == before
        assert any("archive.db" in told.message for told in running.app._notifications)
        await running.press("escape")
        other.replace(running.path)
        await _looked(running)
        assert [entry.title for entry in running.news.entries] == [OTHER.title]


class _Hands:
    """A clock that somebody sets."""

    def __init__(self) -> None:
        self.moment = desk_samples.NOW

    def __call__(self) -> datetime:
        return self.moment


async def test_a_clock_that_jumps(tmp_path: Path) -> None:
    clock = _Hands()
    async with desk(tmp_path, clock=clock) as running:
        for jump in (timedelta(days=-400), timedelta(days=3650), timedelta(0)):
            clock.moment = desk_samples.NOW + jump
            running.screen._tick()
            await running.press("d", "down", "enter", "escape")
            running.screen.panels.refresh()
            await running.settle()
            assert running.app.failure is None
        assert "Today" in running.text()


async def test_nothing_of_a_closed_screen_is_kept(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("enter")
        painted = weakref.ref(running.app.screen.query_one("#article")._styles_cache)
        await running.press("escape")
        _forget_closed()
        gc.collect()
        assert painted() is None


async def test_an_archive_that_may_only_be_read_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write everywhere, so what the system says of the file is told here; the archive is really read only."""
    desk_samples.fill(tmp_path / "archive.db")
    monkeypatch.setattr("tui.desk.source.os.access", lambda path, mode: False)
    async with desk(tmp_path, filled=False, notices=True) as running:
        assert running.app.source.read_only
        assert "1 failing · read-only" in running.text()
        before = running.news.entry
        await running.press("enter", "s", "escape", "r", "M")
        assert running.news.entry == before, "nothing is marked"
        told = [notice.message for notice in running.app._notifications]
        assert told[0] == "This archive may only be read: nothing is polled, and no marks are kept."
        with Archive.open(running.path) as archive:
            assert archive.counts().starred == 0
