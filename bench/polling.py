"""What a poll of 500 feeds costs kenwatch, newsboat and lemon24/reader: cold, unchanged, with a tenth changed.

    python -m bench polling [--feeds 500] [--items 30] [--reader-python PYTHON] [NAME…]

All ask the same server, each in an archive of its own; every poll is a process of its own, its CPU time and the peak of its
memory counted with all its children. newsboat is the system's, reader that of ``PYTHON`` (its own environment, so that it is
no dependency of this project); what is not there is skipped. On a busy machine CPU seconds can still be compared within a
run; wall times cannot.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench._cost import cost
from bench._publishers import served

ROOT = Path(__file__).parents[1]
ROUNDS = (("cold", 0.0), ("unchanged", 0.0), ("10 % changed", 0.1), ("unchanged again", 0.0))
WORKERS = 20

KENWATCH = """
import asyncio, sys
from pathlib import Path
from tui.clock import system_clock
from tui.config import load
from tui.poller import Poller

async def unread(self, documents):
    return [None] * len(documents)

async def main():
    if "--without-reading" in sys.argv:
        from tui.poller import process
        process.Worker.read = unread
    config, _ = load(Path("feeds.toml"))
    poller = Poller(config, Path("archive.db"), system_clock())
    try:
        report = await poller.poll(everything=True)
    finally:
        await poller.close()
    assert report.answered == len(config.feeds), report

asyncio.run(main())
"""

READER = f"""
import sys
from pathlib import Path
from reader import make_reader

reader = make_reader("reader.db")
known = {{feed.url for feed in reader.get_feeds()}}
for url in Path("urls").read_text().split():
    if url not in known:
        reader.add_feed(url)
reader.update_feeds(workers={WORKERS}, scheduled=False)
assert not any(feed.last_exception for feed in reader.get_feeds())
"""


@dataclass(frozen=True, slots=True)
class Program:
    """One of those that are compared: how it is prepared in a folder, and what polls once."""

    name: str
    prepare: Callable[[Path, Sequence[str]], None]
    command: tuple[str, ...]
    missing: str = ""


def programs(reader_python: str) -> list[Program]:
    """All, with the reason why one cannot take part."""
    newsboat = shutil.which("newsboat") or ""
    has_reader = not subprocess.run([reader_python, "-c", "import reader"], capture_output=True, check=False).returncode
    ours = (sys.executable, "-c", KENWATCH)
    return [
        Program("kenwatch, without reading", _feeds_toml, (*ours, "--without-reading")),
        Program("kenwatch", _feeds_toml, ours),
        Program(
            "newsboat",
            _newsboat,
            (newsboat, "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"),
            "" if newsboat else "not installed (Debian: apt install newsboat)",
        ),
        Program(
            "reader",
            _urls,
            (reader_python, "-c", READER),
            "" if has_reader else f"{reader_python} has none (pip install reader in an environment; --reader-python)",
        ),
    ]


def _feeds_toml(folder: Path, urls: Sequence[str]) -> None:
    tables = (f'[[feed]]\nurl = "{url}"\ntitle = "{url}"\nfulltext = "never"\n' for url in urls)
    (folder / "feeds.toml").write_text("".join(tables))


def _urls(folder: Path, urls: Sequence[str]) -> None:
    (folder / "urls").write_text("\n".join(urls) + "\n")


def _newsboat(folder: Path, urls: Sequence[str]) -> None:
    _urls(folder, urls)
    (folder / "config").write_text(f"reload-threads {WORKERS}\nmax-items 0\nsuppress-first-reload yes\n")


def measure(program: Program, feeds: int, items: int) -> None:
    """The lines of one program."""
    with served(feeds, items) as server, tempfile.TemporaryDirectory(prefix="kenwatch-bench-") as name:
        folder = Path(name)
        program.prepare(folder, server.urls)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": name}
        for label, share in ROUNDS:
            server.change(share)
            spent = cost(program.command, folder, environment)
            print(f"{program.name:26} {label:16} {spent.wall:7.1f} {spent.cpu:7.2f} {spent.peak:8.0f}", flush=True)


def main(arguments: Sequence[str]) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="python -m bench polling", description=__doc__)
    parser.add_argument("names", nargs="*", help="programs whose names begin like this; all without")
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--items", type=int, default=30)
    parser.add_argument("--reader-python", default=sys.executable, help="a Python that has reader")
    options = parser.parse_args(arguments)
    print(f"{options.feeds} feeds of {options.items} items\n{'':43} {'wall s':>7} {'CPU s':>7} {'peak MB':>8}")
    for program in programs(options.reader_python):
        if options.names and not program.name.startswith(tuple(options.names)):
            continue
        if program.missing:
            print(f"{program.name:26} skipped: {program.missing}")
        else:
            measure(program, options.feeds, options.items)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
