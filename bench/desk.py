"""The open desk in a pseudo-terminal: key to paint, results while typing, stalls of its loop, memory, CPU when idle.

    python -m bench desk [ITEMS] [FEEDS] [ARCHIVE]        (default: 100000 500)

First offline and left alone, then while FEEDS feeds are polled for the first time. A key is timed from its writing until the
headline it leads to has come out of the terminal, a letter of a search from its arrival until what it finds was drawn; a
stall is one callback of the event loop. What a machine does besides
slows all programs: beside it stands, in the same run, a bare Textual app whose one line a key changes. ARCHIVE is a file to
keep the archive in for the next run.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from bench._cost import children
from bench._probe import STALL
from bench.archive import NOW
from bench.first_paint import COLUMNS, FEED, LINES, settled
from bench.polling import ROOT
from tui.archive import Archive, Choice

HOSTS, PUBLISHED = 50, 30
KEYS = 60
QUERIES = ("copper mine country:CN", "меди рудник has:deal", 'company:zijin "gold mine" -plant')
IDLE = 20.0
BARE_WORDS = ("the first words", "the other words")
BARE = f"""
from textual.app import App
from textual.widgets import Static

class Bare(App):
    BINDINGS = [("j", "say({BARE_WORDS[1]!r})"), ("k", "say({BARE_WORDS[0]!r})")]

    def compose(self):
        yield Static({BARE_WORDS[0]!r})

    def action_say(self, words):
        self.query_one(Static).update(words)

Bare().run()
"""
STOPPED = {"KENWATCH_NOW": NOW.isoformat()}


class Terminal:
    """A desk at the other end of a pseudo-terminal."""

    def __init__(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        self.child, self._wire = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", **environment)
            os.execv(command[0], list(command))
        fcntl.ioctl(self._wire, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    def until(self, words: str, seconds: float = 60.0) -> float | None:
        """Seconds until ``words`` have come; None where they never do."""
        began, shown = time.perf_counter(), b""
        while time.perf_counter() - began < seconds:
            if select.select([self._wire], [], [], 0.1)[0]:
                try:
                    shown += os.read(self._wire, 65_536)
                except OSError:  # the desk was left
                    return None
                if words.encode() in shown:
                    return time.perf_counter() - began
        return None

    def rest(self, seconds: float) -> None:
        """Let it work, reading what it draws."""
        self.until("\x00never\x00", seconds)

    def press(self, keys: str) -> None:
        """Write keys."""
        os.write(self._wire, keys.encode())

    def megabytes(self) -> float:
        """Memory of the desk's own process, without the poller's."""
        return _megabytes(self.child)

    def megabytes_in_all(self) -> float:
        """Memory of the desk and of every process that it started."""
        return sum(map(_megabytes, tree(self.child)))

    def seconds_of_cpu(self) -> float:
        """Of the process and those that it started and that are still there."""
        return sum(map(_seconds_of_cpu, tree(self.child)))

    def end(self, key: str = "q") -> None:
        """Leave the desk."""
        self.press(key)
        self.rest(20.0)
        with suppress(ProcessLookupError):
            os.kill(self.child, signal.SIGTERM)
        os.waitpid(self.child, 0)
        os.close(self._wire)


def tree(process: int) -> list[int]:
    """A process with all that it started, and what those did."""
    return [process, *(one for child in children(process) for one in tree(child))]


def _megabytes(process: int) -> float:
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:  # it has just ended
        return 0.0
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024


def _seconds_of_cpu(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def steps(terminal: Terminal, titles: Sequence[str], bare: Terminal) -> tuple[list[float], list[float]]:
    """Seconds from each key to what it leads to, in turns down and up: on the desk, and on the bare app right after."""
    took: tuple[list[float], list[float]] = ([], [])
    for number in range(KEYS):
        down = number % 2 == 0
        for seconds, one, words in zip(took, (terminal, bare), (titles, BARE_WORDS), strict=True):
            one.press("j" if down else "k")
            seen = one.until(words[1 if down else 0], 5.0)
            seconds.append(5.0 if seen is None else seen)
            one.rest(0.025)
    return took


@contextmanager
def publishers(feeds: int) -> Iterator[int]:
    """A server of that many feeds; its port."""
    command = [sys.executable, str(ROOT / "bench" / "_publishers.py"), str(feeds), str(PUBLISHED), str(HOSTS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        yield int(server.stdout.readline())
        server.stdin.close()


def _tell(name: str, took: Sequence[float]) -> None:
    ordered = sorted(took)
    if ordered:
        middle, high = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
        print(
            f"{name:32} median {middle * 1000:6.1f} ms   p95 {high * 1000:6.1f} ms   worst {ordered[-1] * 1000:6.1f} ms"
        )


def _compare(name: str, desk: Sequence[float], bare: Sequence[float]) -> None:
    _tell(name, desk)
    _tell("    the bare app meanwhile", bare)


def _tell_found(when: str, told: Mapping[str, Any]) -> None:
    """What letters of a search and leaving it took, and how much of it the desk's own work did."""
    for name, is_letter in (("results while typing", True), ("a search left", False)):
        took = [numbers for letter, *numbers in told["found"] if letter is is_letter]
        for label, of_each in zip((f"{name}, {when}", "    of its own CPU"), zip(*took, strict=True), strict=False):
            _tell(label, of_each)


def _search(terminal: Terminal) -> None:
    """Each of QUERIES, typed letter by letter."""
    for query in QUERIES:
        terminal.press("/")
        terminal.rest(0.5)
        for letter in query:
            terminal.press(letter)
            terminal.rest(0.2)
        terminal.press("\x1b")
        terminal.rest(0.5)


def _titles(archive: Path) -> list[str]:
    """Of the two items at the top; what is polled is older."""
    with Archive.open(archive, read_only=True) as opened:
        return [entry.title[:12] for entry in opened.page(Choice(beat=True, limit=2))]


def measure(archive: Path, folder: Path, feeds: int) -> None:
    """Both runs on one archive; the second adds to it."""
    report, titles = folder / "report.json", _titles(archive)
    script = f"from bench._probe import probed; import sys; probed({str(report)!r}, sys.argv[1:])"
    config = folder / "feeds.toml"
    config.write_text(f'[[feed]]\ntitle = "Bench"\nurl = "{FEED.url}"\n', encoding="utf-8")
    world = ("--config", str(config), "--archive", str(archive))

    bare = Terminal((sys.executable, "-c", BARE), folder, STOPPED)
    quiet = Terminal((sys.executable, "-c", script, *world, "--offline"), folder, STOPPED)
    quiet.until(" quit")
    quiet.rest(8.0)
    before = quiet.seconds_of_cpu()
    quiet.rest(IDLE)
    print(f"idle, offline: {(quiet.seconds_of_cpu() - before) / IDLE:.2%} CPU, {quiet.megabytes():.0f} MB")
    _compare("key to paint, idle", *steps(quiet, titles, bare))
    _search(quiet)
    quiet.end()
    _tell_found("idle", json.loads(report.read_text(encoding="utf-8")))

    with publishers(feeds) as port:
        urls = [f"http://127.0.1.{n % HOSTS + 1}:{port}/{n}" for n in range(feeds)]
        tables = [f'[[feed]]\nurl = "{url}"\ntitle = "{url}"\nfulltext = "never"\n' for url in urls]
        config.write_text("".join(tables), encoding="utf-8")
        busy = Terminal((sys.executable, "-c", script, *world), folder, STOPPED)
        busy.until(" quit")
        busy.rest(2.0)
        _compare(f"key to paint, {feeds} feeds", *steps(busy, titles, bare))
        _search(busy)
        print(f"while polling: {busy.megabytes():.0f} MB, with the poller {busy.megabytes_in_all():.0f} MB")
        busy.end()
    bare.end("\x11")
    told = json.loads(report.read_text(encoding="utf-8"))
    _tell_found(f"{feeds} feeds", told)
    print(f"callbacks over {STALL * 1000:.0f} ms: {sum(took > STALL for took, *_ in told['stalls'])}")
    for took, cpu, what in sorted(told["stalls"], reverse=True)[:8]:
        print(f"  {took * 1000:6.1f} ms ({cpu * 1000:.0f} ms of its own) {what}")


def main(arguments: Sequence[str]) -> int:
    """Makes the archive, measures, prints."""
    os.environ["PYTHONPATH"] = str(ROOT)
    numbers = [int(argument) for argument in arguments[:2]]
    items, feeds = numbers + [100_000, 500][len(numbers) :]
    with tempfile.TemporaryDirectory(prefix="kenwatch-bench-") as name:
        folder = Path(name)
        measure(settled(folder, items, Path(arguments[2]) if len(arguments) > 2 else None), folder, feeds)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
