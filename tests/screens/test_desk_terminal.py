"""The desk as a program in a real pseudo-terminal: what goes down the wire, and how it leaves."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from pathlib import Path

import desk_samples
import pytest
from patience import PATIENCE
from pseudo_terminal import Terminal, start


def _start(folder: Path, archive: Path, **environment: str) -> Terminal:
    config = folder / "feeds.toml"
    config.write_text('[[feed]]\ntitle = "Nobody"\nurl = "http://127.0.0.1:9/x"\n', encoding="utf-8")
    command = [sys.executable, "-m", "tui", "--config", str(config), "--archive", str(archive), "--offline"]
    root = str(Path(__file__).parents[2])
    settings = {"TERM": "xterm-256color", "PYTHONPATH": root, "KENWATCH_NOW": desk_samples.NOW.isoformat()}
    return start(command, settings | environment)


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
    terminal.press("й")
    assert terminal.end() == 0
    shown = terminal.shown
    assert shown.rindex(b"\x1b[?1049l") > shown.rindex(b"\x1b[?1049h")
    assert shown.rindex(b"\x1b[?25h") > shown.rindex(b"\x1b[?25l")


@pytest.mark.parametrize("seen", ["\x1b[?1049h", "Zijin agrees", "\x1b[?1000h", " quit"])
def test_leaves_at_any_moment_of_the_start(tmp_path: Path, seen: str) -> None:
    archive = tmp_path / "archive.db"
    desk_samples.fill(archive)
    for _ in range(3):
        terminal = _start(tmp_path, archive)
        terminal.wait_for(seen)
        terminal.press("q")
        assert terminal.end() == 0
        assert b"Warning" not in terminal.shown


def test_into_the_background_and_back(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    desk_samples.fill(archive)
    terminal = _start(tmp_path, archive)
    terminal.wait_for(" quit")
    terminal.press("j\x1a")
    terminal.wait_until_stopped()
    shown = terminal.shown  # the shell finds its own screen, with a cursor and without reports of the mouse
    assert shown.rindex(b"\x1b[?1049l") > shown.rindex(b"\x1b[?1049h")
    assert shown.rindex(b"\x1b[?25h") > shown.rindex(b"\x1b[?25l")
    assert shown.rindex(b"\x1b[?1000l") > shown.rindex(b"\x1b[?1000h")
    terminal.shown = b""
    os.kill(terminal.child, signal.SIGCONT)
    terminal.wait_for("Zijin agrees")
    terminal.wait_for(" quit")
    terminal.press("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("hangup", [signal.SIG_DFL, signal.SIG_IGN], ids=str)
def test_a_terminal_that_goes_away(tmp_path: Path, hangup: signal.Handlers) -> None:
    archive = tmp_path / "archive.db"
    desk_samples.fill(archive)
    before = signal.signal(signal.SIGHUP, hangup)
    try:
        terminal = _start(tmp_path, archive)
    finally:
        signal.signal(signal.SIGHUP, before)
    terminal.wait_for(" quit")
    os.close(terminal.wire)
    until = time.monotonic() + PATIENCE
    while os.waitpid(terminal.child, os.WNOHANG) == (0, 0):
        if time.monotonic() > until:
            os.kill(terminal.child, signal.SIGKILL)
            pytest.fail("still there")
        select.select([], [], [], 0.05)
