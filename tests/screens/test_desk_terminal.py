"""The desk as a program in a real pseudo-terminal: what goes down the wire, and how it leaves."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path

import desk_samples
import pytest

PATIENCE = 20.0


@dataclass
class Terminal:
    """A program at the other end of a pseudo-terminal; ``shown`` is every byte that it wrote."""

    child: int
    wire: int
    shown: bytes = field(default=b"", repr=False)

    def wait_for(self, words: str) -> float:
        """Read until ``words`` have come, and say when."""
        until = time.monotonic() + PATIENCE
        while words.encode() not in self.shown:
            assert time.monotonic() < until, f"never saw {words!r} in {self.shown[-2000:]!r}"
            if select.select([self.wire], [], [], 0.2)[0]:
                self.shown += os.read(self.wire, 65_536)
        return time.monotonic()

    def press(self, keys: str) -> None:
        os.write(self.wire, keys.encode())

    def end(self) -> int:
        """Read to the end and give the exit code."""
        while True:
            try:
                data = os.read(self.wire, 65_536)
            except OSError:
                break
            if not data:
                break
            self.shown += data
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


def _start(folder: Path, archive: Path, size: tuple[int, int] = (120, 40), **environment: str) -> Terminal:
    config = folder / "feeds.toml"
    config.write_text('[[feed]]\ntitle = "Nobody"\nurl = "http://127.0.0.1:9/x"\n', encoding="utf-8")
    command = [sys.executable, "-m", "tui", "--config", str(config), "--archive", str(archive), "--offline"]
    root = str(Path(__file__).parents[2])
    settings = {"TERM": "xterm-256color", "PYTHONPATH": root, "KENWATCH_NOW": desk_samples.NOW.isoformat()}
    child, wire = pty.fork()
    if child == 0:
        os.environ.update(settings | environment)
        os.execv(command[0], command)
    fcntl.ioctl(wire, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    return Terminal(child, wire)


@pytest.mark.parametrize("environment", [{}, {"COLORTERM": "truecolor"}, {"NO_COLOR": "1"}], ids=str)
def test_nothing_foreign_reaches_the_terminal(tmp_path: Path, environment: dict[str, str]) -> None:
    archive = tmp_path / "archive.db"
    told = []
    for number, title in enumerate(desk_samples.HOSTILE):
        story = desk_samples.Story(desk_samples.ASTANA, number, title, f"{title}\n\n{title}", countries=("CN",))
        desk_samples.make_facts(story, title)
        told.append(story)
    desk_samples.fill(archive, told)
    terminal = _start(tmp_path, archive, **environment)
    terminal.wait_for("[/foo]")
    terminal.wait_for(" quit")
    terminal.press("jj\r")
    terminal.wait_for("next fact")
    terminal.press("nnq")
    assert terminal.end() == 0
    shown = terminal.shown
    assert b"c3RvbGVu" not in shown
    assert b"evil.example" not in shown
    assert not re.search(rb"\x1b\]52;|\x1b\]8;|\x1b\[2J\x1b\[31m", shown)
    text = shown.decode("utf-8")
    assert not re.search(r"[\x80-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]", text)
    if "NO_COLOR" in environment:
        assert b"38;2;" not in shown


def test_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    desk_samples.fill(archive)
    terminal = _start(tmp_path, archive)
    terminal.wait_for("Zijin agrees")
    terminal.wait_for(" quit")
    started = time.monotonic()
    terminal.press("й")
    assert terminal.end() == 0
    assert time.monotonic() - started < 3
    shown = terminal.shown
    assert shown.rindex(b"\x1b[?1049l") > shown.rindex(b"\x1b[?1049h")
    assert shown.rindex(b"\x1b[?25h") > shown.rindex(b"\x1b[?25l")


def test_a_terminal_that_goes_away(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    desk_samples.fill(archive)
    terminal = _start(tmp_path, archive)
    terminal.wait_for(" quit")
    os.close(terminal.wire)
    until = time.monotonic() + PATIENCE
    while os.waitpid(terminal.child, os.WNOHANG) == (0, 0):
        if time.monotonic() > until:
            os.kill(terminal.child, signal.SIGKILL)
            pytest.fail("still there")
        select.select([], [], [], 0.05)
