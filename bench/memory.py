"""The memory of a desk that is left open while feeds go on publishing: one line a minute.

    python -m bench memory [MINUTES] [ITEMS] [FEEDS] [ARCHIVE]        (default: 10 100000 60)

The desk runs in a pseudo-terminal over an archive of ITEMS and polls FEEDS, every five minutes each; every minute a twentieth
of them publish something, and somebody looks at it: moves, reads an item, goes through the panels, opens a company, searches.
ARCHIVE is a file to keep the archive in for the next run.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench._publishers import served
from bench.desk import Terminal
from bench.first_paint import settled
from tui.archive import Archive

MINUTE = 60.0
SHARE = 0.05
ROUNDS = (
    ("j", "j", "\r", "n", "\x1b"),
    ("\t", "j", "\r", "\x1b"),
    ("\t", "j", "\r", "\x1b"),
    ("\t", "i", "u", "\t"),
    ("\t", "\t", "z", "j", "\r", "\x1b", "z", "\t", "\t"),
    ("/", "c", "o", "p", "p", "e", "r", "\x1b", "\x1b"),
    ("f", "j", "j", "\x1b"),
)
"""What somebody presses, a row a minute."""


def curve(terminal: Terminal, archive: Path, minutes: int) -> Iterator[tuple[float, float, float, int]]:
    """Each minute: the desk's megabytes, those with its poller, the share of a core that both took, and the items."""
    for minute in range(minutes):
        began, before = time.monotonic(), terminal.seconds_of_cpu()
        for key in ROUNDS[minute % len(ROUNDS)]:
            terminal.press(key)
            terminal.rest(0.7)
        terminal.rest(max(0.0, began + MINUTE - time.monotonic()))
        took = max(0.0, terminal.seconds_of_cpu() - before)
        with Archive.open(archive, read_only=True) as opened:
            items = opened.counts().items
        yield terminal.megabytes(), terminal.megabytes_in_all(), took / MINUTE, items


def main(arguments: Sequence[str]) -> int:
    """Makes the archive, watches, prints."""
    numbers = [int(argument) for argument in arguments[:3]]
    minutes, items, feeds = numbers + [10, 100_000, 60][len(numbers) :]
    kept = Path(arguments[3]) if len(arguments) > 3 else None
    with served(feeds, 10) as server, tempfile.TemporaryDirectory(prefix="kenwatch-bench-") as name:
        folder = Path(name)
        archive = settled(folder, items, kept)
        tables = (
            f'[[feed]]\nurl = "{url}"\ntitle = "{url}"\nevery = "5m"\nfulltext = "never"\n' for url in server.urls
        )
        (folder / "feeds.toml").write_text("".join(tables), encoding="utf-8")
        world = ("--config", str(folder / "feeds.toml"), "--archive", str(archive))
        terminal = Terminal((sys.executable, "-m", "tui", *world), folder, {})
        terminal.until(" quit")
        print("minute   desk MB   with poller MB   CPU    items", flush=True)
        for minute, (own, whole, cpu, count) in enumerate(curve(terminal, archive, minutes), 1):
            print(f"{minute:6} {own:9.1f} {whole:16.1f} {cpu:6.1%} {count:8,}", flush=True)
            server.change(SHARE)
        terminal.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
