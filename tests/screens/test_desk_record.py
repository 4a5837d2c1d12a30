"""What the desk keeps for the report of a crash: notices, failures of workers, the screens that were opened and left."""

from __future__ import annotations

from pathlib import Path

from desk_pilot import desk


async def test_notices_and_screens_are_recorded(tmp_path: Path) -> None:
    kept: list[str] = []
    async with desk(tmp_path) as running:
        running.app.keep = kept.append
        await running.press("r", "question_mark", "escape", "enter")
    assert kept == [
        "09:00:00 warning: Offline: nothing is polled. Start without --offline to poll.",
        "09:00:00 screen HelpScreen",
        "09:00:00 screen DeskScreen",
        "09:00:00 screen ReaderScreen",
    ]


async def test_a_worker_that_fails_is_recorded(tmp_path: Path) -> None:
    async def fail() -> None:
        raise RuntimeError("nobody expected this")

    kept: list[str] = []
    async with desk(tmp_path) as running:
        running.app.keep = kept.append
        running.app.run_worker(fail(), exit_on_error=False)
        await running.settle()
    assert kept == ["09:00:00 error: That did not work: RuntimeError: nobody expected this"]
