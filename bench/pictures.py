"""Draws the desk's pictures from the demonstration (SVG; rsvg-convert makes PNG of it).

    python -m bench pictures [FOLDER] [--every]

The README's at 150 x 44; ``--every`` view at 80 x 24, 120 x 40 and 200 x 60, dark and light.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from tui.clock import fixed_clock
from tui.config.model import Config
from tui.demo import DEMO_NOW, DemoServer
from tui.desk.app import DeskApp
from tui.poller import Poller

Steps = Mapping[str, tuple[str, ...]]
"""The pictures and the keys that lead from one to the next."""

README = (150, 44)
STEPS: Steps = {
    "desk": (),
    "reader": ("down", "down", "enter", "n"),
    "help": ("escape", "question_mark"),
    "card": ("escape", "slash", *"company:nfc", "enter", "tab", "enter"),
    "company": ("escape", "escape", "tab", "enter"),
}
SIZES = ((80, 24), (120, 40), (200, 60))
THEMES = ("karatau", "steppe")
FONT, SIZE = "DejaVu Sans Mono", 20.265
BLOCKS = re.compile(r'<text class="([^"]+)" x="([^"]+)" y="([^"]+)" textLength="([^"]+)"[^>]*>(([▁-█])\6*)</text>')
DOWN, LINE = 6.6, 24.4
"""How far below a line's letters its cells end, and how high they are."""
EVERY: Steps = {
    "desk": (),
    "stories": ("v",),
    "all": ("v", "a"),
    "reader": ("a", "enter"),
    "reader-fact": ("n", "n"),
    "help": ("question_mark",),
    "deals": ("escape", "escape", "tab", "z", "D"),
    "deals-filter": ("c",),
    "card": ("escape", "down", "down", "enter"),
    "card-edit": ("m",),
    "companies": ("escape", "escape", "tab"),
    "company": ("enter",),
    "company-figures": ("tab",),
    "timeline": ("escape", "escape", "tab"),
    "timeline-closer": ("i", "i", "left"),
    "country": ("b", "enter"),
    "search": ("escape", "escape", "slash", *"country:"),
    "search-mistake": (*"zz", "space", *"copper"),
    "feeds": ("escape", "f"),
    "add-feed": ("a",),
    "palette": ("escape", "escape", "ctrl+p"),
}


async def _walk(app: DeskApp, pilot: Pilot[int], steps: Steps, folder: Path, suffix: str) -> None:
    for name, keys in steps.items():
        for key in keys:
            await pilot.press({":": "colon"}.get(key, key))
        for _ in range(25):
            await pilot.pause(0.05)
        (folder / f"{name}{suffix}.svg").write_text(_drawn(app), encoding="utf-8")


def _drawn(app: DeskApp) -> str:
    """The screen as a picture, in a font that has Kazakh letters, in the size in which its letters fill their cells; no
    space is lost, and blocks meet as they do in a terminal."""
    drawn = app.export_screenshot().replace("<svg ", '<svg xml:space="preserve" ', 1)
    drawn = BLOCKS.sub(_block, drawn)
    return drawn.replace("Fira Code", FONT).replace("font-size: 20px", f"font-size: {SIZE}px")


def _block(found: re.Match[str]) -> str:
    """A run of equal blocks as a rectangle."""
    height = LINE * (ord(found[6]) - ord("▁") + 1) / 8
    top = float(found[3]) + DOWN - height
    return f'<rect class="{found[1]}" x="{found[2]}" y="{top:.1f}" width="{found[4]}" height="{height + 0.7:.1f}"/>'


async def _draw(config: Config, archive: Path, size: tuple[int, int], theme: str, steps: Steps, folder: Path) -> None:
    suffix = f"-{size[0]}x{size[1]}-{theme}" if steps is EVERY else ""
    app = DeskApp(config, (), archive, fixed_clock(DEMO_NOW), offline=False)
    app.theme = theme
    async with app.run_test(size=size) as pilot:
        await _walk(app, pilot, steps, folder, suffix)


async def draw(folder: Path, *, every: bool) -> None:
    """Poll the demonstration and save one SVG a picture into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        archive = Path(place) / "demo.db"
        async with DemoServer() as server:
            config = replace(server.config, path=Path(place) / "feeds.toml")
            poller = Poller(config, archive, fixed_clock(DEMO_NOW))
            await poller.poll(everything=True)
            await poller.close()
            if not every:
                await _draw(config, archive, README, THEMES[0], STEPS, folder)
                return
            for size in SIZES:
                for theme in THEMES:
                    await _draw(config, archive, size, theme, EVERY, folder)


def main(arguments: Sequence[str]) -> int:
    """Draws what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench pictures", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build") / "pictures")
    parser.add_argument("--every", action="store_true", help="every view at every size, dark and light")
    options = parser.parse_args(arguments)
    asyncio.run(draw(options.folder, every=options.every))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
