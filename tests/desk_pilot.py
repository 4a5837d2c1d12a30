"""Running the real desk under Pilot: on an archive of samples, settled before anything is looked at."""

from __future__ import annotations

import asyncio
import math
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import desk_samples
from patience import PATIENCE
from textual import _wait
from textual.pilot import Pilot

from tui.clock import Clock, fixed_clock
from tui.config.model import Config, Problem
from tui.desk.app import DeskApp
from tui.desk.screens.desk import DeskScreen
from tui.desk.widgets.news import NewsList

GOLDENS = Path(__file__).parent / "screens" / "goldens"
REWRITE = "KENWATCH_GOLDENS"
"""Set to 1, the goldens are written anew instead of compared."""
SIZES = ((80, 24), (120, 40), (200, 60))

# A pilot waits after each key until the process has used no CPU for a moment, on a loaded machine for seconds.
# Desk.settle knows when nothing is to come: it looks some times, with turns of the loop between for what a busy machine delays.
_TURNS, _REST, _LOOKS = 25, 0.01, 3
_wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = 0.0, math.inf


@dataclass
class Desk:
    """A running desk and the hands on it."""

    app: DeskApp
    pilot: Pilot[int]
    path: Path

    @property
    def screen(self) -> DeskScreen:
        return self.app._desk

    @property
    def news(self) -> NewsList:
        return self.screen.query_one(NewsList)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Until no worker runs and no refresh waits, some looks in a row: messages may still be on their way."""
        calm = 0
        async with asyncio.timeout(PATIENCE):
            while calm < _LOOKS:
                for _ in range(_TURNS):
                    await asyncio.sleep(0)
                await self.pilot.pause(_REST)
                busy = any(not worker.is_finished for worker in self.app.workers)
                waiting = self.screen.panels.waiting or not self.screen.query("#timeline") or self.app._resize_event
                calm = 0 if busy or waiting else calm + 1

    def text(self) -> str:
        """What the terminal shows, as plain lines."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


@asynccontextmanager
async def desk(
    folder: Path,
    size: tuple[int, int] = (120, 40),
    *,
    told: list[desk_samples.Story] | None = None,
    config: Config = desk_samples.CONFIG,
    offline: bool = True,
    clock: Clock | None = None,
    filled: bool = True,
    plain: bool = False,
    problems: tuple[Problem, ...] = (),
    notices: bool = False,
) -> AsyncIterator[Desk]:
    """A desk on an archive in ``folder``, all samples in it unless told otherwise."""
    path = folder / "archive.db"
    if filled:
        desk_samples.fill(path, told)
    app = DeskApp(config, problems, path, clock or fixed_clock(desk_samples.NOW), offline=offline, plain=plain)
    app.NOTIFICATION_TIMEOUT = PATIENCE  # type: ignore[misc]  # a notice is there when a busy machine comes to look
    async with app.run_test(size=size, notifications=notices) as pilot:
        running = Desk(app, pilot, path)
        if offline:
            await running.settle()
        yield running


def compare(name: str, shown: str) -> None:
    """Hold what is shown against ``goldens/NAME.txt``."""
    path = GOLDENS / f"{name}.txt"
    if os.environ.get(REWRITE):
        path.write_text(shown, encoding="utf-8")
    assert path.exists(), f"no golden {path.name}: write it with {REWRITE}=1 and look at it"
    assert shown == path.read_text(encoding="utf-8"), f"{path.name} differs; look, then {REWRITE}=1 to accept"
