"""The log of a program without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.cli import logbook


def test_old_files_are_turned_over_and_the_oldest_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "SIZE", 2_000)
    log = logbook.opened(tmp_path / "new" / "kenwatch.log")
    for number in range(500):
        log.info("poll %d", number)
    for handler in log.handlers:
        handler.close()
    files = sorted((tmp_path / "new").iterdir())
    assert len(files) == 1 + logbook.KEPT
    assert all(file.stat().st_size <= 2_000 for file in files)
    assert files[0].read_text(encoding="utf-8").endswith("poll 499\n")
