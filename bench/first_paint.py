"""How long until the top headline is readable, next to a bare Textual app with one Static, in one run.

    python -m bench first_paint [ITEMS…]        (default: 10000)

Both start as programs of their own in a pseudo-terminal, in turns; the clock runs from the start of the process to the
moment when the words have come out of the terminal's other end. The second ratio is the desk complete, its keys alive.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from pathlib import Path

from bench.archive import NOW, make
from tui.archive import Archive
from tui.config.model import FeedConfig
from tui.feeds.state import FeedState
from tui.ledger.settle import settle
from tui.model import Item, Reading

ROUNDS = 15
LINES, COLUMNS = 40, 120
PATIENCE = 20.0
HEADLINE = "Headline number 0"
BARE = f"""
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static({HEADLINE!r})

Bare().run()
"""
FEED = FeedConfig("http://127.0.0.1:9/bench.xml", "Bench", language="en")


def fill(path: Path, count: int) -> None:
    """An archive of ``count`` items, the newest with a headline to look for."""
    make(path, count - 1)
    reading = Reading("en", True, True, 5.0, "1", countries=("CN",), commodities=("copper",))
    newest = Item("newest", HEADLINE, "Copper.", "https://example.com/newest", NOW)
    with Archive.open(path) as archive:
        archive.save_poll(FEED, FeedState(FEED.url), [(newest, reading)], NOW)


def settled(folder: Path, count: int, kept: Path | None) -> Path:
    """An archive in ``folder`` as ``fill`` makes it, its ledger in order; what was ``kept`` of an earlier run is copied, and
    made where it is not there yet: it takes minutes."""
    path = folder / "archive.db"
    if kept is None or not kept.is_file():
        fill(path, count)
        with Archive.open(path) as archive:
            settle(archive)
        if kept is not None:
            shutil.copy(path, kept)
    else:
        shutil.copy(kept, path)
        Archive.open(path).close()  # it may be of an older schema
    return path


def seen(command: Sequence[str], wanted: Sequence[bytes], folder: Path) -> list[float]:
    """Seconds from the start of ``command`` to each of ``wanted`` on its terminal."""
    started = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", KENWATCH_NOW=NOW.isoformat())
        os.execv(command[0], list(command))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    shown, found = b"", [0.0] * len(wanted)
    while not all(found) and time.perf_counter() - started < PATIENCE:
        if select.select([terminal], [], [], 0.5)[0]:
            shown += os.read(terminal, 65_536)
            for index, words in enumerate(wanted):
                if not found[index] and words in shown:
                    found[index] = time.perf_counter() - started
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    if not all(found):
        raise SystemExit(f"never seen: {[w for w, at in zip(wanted, found, strict=True) if not at]}\n{shown!r}")
    return found


def measure(count: int, folder: Path) -> None:
    """One line about an archive of ``count`` items."""
    path = folder / f"{count}.db"
    fill(path, count)
    config = folder / "feeds.toml"
    config.write_text(f'[[feed]]\ntitle = "Bench"\nurl = "{FEED.url}"\n', encoding="utf-8")
    bare = (sys.executable, "-c", BARE)
    desk = (sys.executable, "-m", "tui", "--config", str(config), "--archive", str(path), "--offline")
    bares, firsts, wholes = [], [], []
    for _ in range(ROUNDS):
        bares += seen(bare, (HEADLINE.encode(),), folder)
        first, whole = seen(desk, (HEADLINE.encode(), b" quit"), folder)
        firsts.append(first)
        wholes.append(whole)
    ratio = statistics.median(f / b for f, b in zip(firsts, bares, strict=True))
    whole_ratio = statistics.median(w / b for w, b in zip(wholes, bares, strict=True))
    print(
        f"{count:>9,} items: bare {_ms(bares)}, headline {_ms(firsts)} = {ratio:.2f} x,"
        f" desk with its keys {_ms(wholes)} = {whole_ratio:.2f} x"
    )


def _ms(times: Sequence[float]) -> str:
    return f"{statistics.median(times) * 1000:.0f} ms"


def main(arguments: Sequence[str]) -> int:
    """The sizes given, 10,000 items by default."""
    os.environ["PYTHONPATH"] = str(Path(__file__).parent.parent)
    with tempfile.TemporaryDirectory(prefix="kenwatch-bench-") as folder:
        for count in [int(argument) for argument in arguments] or [10_000]:
            measure(count, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
