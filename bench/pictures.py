"""Draws the README's pictures from the demonstration: ``python -m bench.pictures FOLDER`` (SVG; rsvg-convert makes PNG of it)."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tui.clock import fixed_clock
from tui.demo import DEMO_NOW, DemoServer
from tui.desk.app import DeskApp
from tui.desk.source import Source
from tui.poller import Poller

SIZE = (150, 44)
STEPS = {
    "desk": (),
    "reader": ("enter", "n"),
    "help": ("escape", "question_mark"),
    "card": ("escape", "tab", "down", "down", "down", "down", "down", "down", "enter"),
    "company": ("escape", "tab", "enter"),
}
"""The pictures and the keys that lead from one to the next."""


async def draw(folder: Path) -> None:
    """Poll the demonstration, open the desk on it and save one SVG a step into ``folder``."""
    clock = fixed_clock(DEMO_NOW)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        archive = Path(place) / "demo.db"
        async with DemoServer() as server:
            poller = Poller(server.config, archive, clock)
            await poller.poll(everything=True)
            await poller.close()
            app = DeskApp(
                server.config, (), archive, clock, offline=False, source=Source(server.config, archive, clock)
            )
            async with app.run_test(size=SIZE) as pilot:
                for name, keys in STEPS.items():
                    for key in keys:
                        await pilot.press(key)
                    for _ in range(60):
                        await pilot.pause(0.05)
                    app.save_screenshot(f"{name}.svg", path=str(folder))


if __name__ == "__main__":
    asyncio.run(draw(Path(sys.argv[1])))
