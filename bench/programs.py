"""Several programs on one archive: two desks in terminals, a watch and a cron job.

    python -m bench programs [--feeds 60] [--hosts 12] [--rounds 20]

All start at once, from before there is an archive; then a feed after the other brings an item, and the cron job asks it. Told is
how often each feed was asked, how many requests a host saw at a time, and how long after an item was in the archive it
stood on each desk.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench._publishers import Served, served

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
_ITEMS = 5


@dataclass
class Desk:
    """A desk in a terminal of its own, read all the time; ``seen`` are the moments at which what was looked for came."""

    command: Sequence[str]
    environment: dict[str, str]
    shown: bytes = b""
    seen: dict[bytes, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._child, self._wire = pty.fork()
        if self._child == 0:
            os.environ.update(self.environment)
            os.execv(self.command[0], list(self.command))
        fcntl.ioctl(self._wire, termios.TIOCSWINSZ, struct.pack("HHHH", 45, 160, 0, 0))
        self._sought: set[bytes] = set()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._wire, 65_536)
            except OSError:
                return
            self.shown += data
            for words in [words for words in self._sought if words in self.shown]:
                self.seen[words] = time.monotonic()
                self._sought.discard(words)

    def seek(self, words: str) -> None:
        """From now on look for ``words``."""
        self._sought.add(words.encode())

    def when(self, words: str) -> float:
        """The moment at which ``words`` stood there; waits for it. Raises TimeoutError."""
        until = time.monotonic() + PATIENCE
        while words.encode() not in self.seen:
            if time.monotonic() > until:
                raise TimeoutError(words)
            time.sleep(0.005)
        return self.seen[words.encode()]

    def quit(self) -> int:
        """Leave it, and give its exit code."""
        os.write(self._wire, b"q")
        return os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])


def stored(archive: Path) -> int:
    """How many items are in the archive."""
    from tui.archive import Archive

    if not archive.is_file():
        return 0
    with Archive.open(archive, read_only=True) as opened:
        return opened.counts().items


def begin(server: Served, desks: Sequence[Desk], job: Sequence[str], archive: Path, folder: Path) -> None:
    """The first poll, by all at once; and what the server saw of it."""
    feeds = len(server.urls)
    subprocess.run([*job, "poll"], cwd=folder, check=True, capture_output=True)
    until = time.monotonic() + PATIENCE
    while stored(archive) < feeds * _ITEMS and time.monotonic() < until:
        time.sleep(0.1)
    counted = server.counted()
    times = sorted(counted["asked"].values())
    print(
        f"first poll by all four: {len(times)} of {feeds} feeds asked, each {times[0]} to {times[-1]} times; ", end=""
    )
    print(f"at most {counted['in flight']} requests at a host at a time; {stored(archive)} items of {feeds * _ITEMS}")


def delays(server: Served, desks: Sequence[Desk], job: Sequence[str], archive: Path, rounds: int) -> list[float]:
    """Seconds from an item's arrival in the archive to each desk's showing it."""
    found: list[float] = []
    for number in range(rounds):
        title, feed = f"Kazzinc A{number:04}", number % len(server.urls)
        for desk in desks:
            desk.seek(title)
        server.tell(feed, title)
        before = stored(archive)
        with subprocess.Popen([*job, "poll", "--all", server.urls[feed]], stdout=subprocess.DEVNULL) as process:
            while stored(archive) == before and process.poll() is None:
                time.sleep(0.005)
            arrived = time.monotonic()
            found += [desk.when(title) - arrived for desk in desks]
    return found


def main(arguments: Sequence[str]) -> int:
    """Prints what was seen."""
    parser = argparse.ArgumentParser(prog="python -m bench programs", description=__doc__)
    parser.add_argument("--feeds", type=int, default=60)
    parser.add_argument("--hosts", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args(arguments)
    with (
        served(options.feeds, _ITEMS, options.hosts) as server,
        tempfile.TemporaryDirectory(prefix="kenwatch-bench-") as name,
    ):
        folder = Path(name)
        archive = folder / "archive.db"
        tables = (f'[[feed]]\nurl = "{url}"\ntitle = "{url}"\nfulltext = "never"\n' for url in server.urls)
        (folder / "feeds.toml").write_text("".join(tables))
        job = [sys.executable, "-m", "tui", "--config", str(folder / "feeds.toml"), "--archive", str(archive)]
        os.environ.update({"PYTHONPATH": str(ROOT), "HOME": name})
        desks = [Desk(job, {"TERM": "xterm-256color"}) for _ in range(2)]
        with subprocess.Popen([*job, "poll", "--watch"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as watch:
            try:
                begin(server, desks, job, archive, folder)
                found = sorted(delays(server, desks, job, archive, options.rounds))
            finally:
                codes = [desk.quit() for desk in desks]
                watch.terminate()
                told = watch.communicate()[0]
        locked = sum(text.count(b"locked") for text in (told, *(desk.shown for desk in desks)))
    print(f"{len(found)} items seen on a desk after median {statistics.median(found):.2f} s, at most {found[-1]:.2f} s")
    print(f"'locked' was told {locked} times; the desks ended with {codes}, the watch with {watch.returncode}")
    return 0
