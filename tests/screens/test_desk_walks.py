"""Whoever types anything at any speed, and leaves at any moment, finds the terminal as it was: a campaign for `make slow`."""

from __future__ import annotations

import os
import random
import select
import sys
import time
from pathlib import Path

import pytest
from patience import PATIENCE
from pseudo_terminal import Terminal, start

_ROOT = str(Path(__file__).parents[2])
_WALKS = 40
_SIZES = ((40, 12), (80, 24), (120, 40), (200, 60))
_KEYS = (
    *"jkhl?dtcfgGnpsaz /uov1234+-<>[]mxewyJKйол\r\t\x1b\x10\x7f",
    *("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "country:CN\r", "uran\r", "enlarge\r\r\r", "amount:>\r"),
)
"""What is typed: nearly every key of the desk, and words that only some places want."""


def _listen(terminal: Terminal, seconds: float) -> None:
    until = time.monotonic() + seconds
    while select.select([terminal.wire], [], [], max(0.0, until - time.monotonic()))[0]:
        try:
            terminal.shown += os.read(terminal.wire, 65_536)
        except OSError:
            return


def _leave(terminal: Terminal) -> int:
    """Out of whatever is open, until the program has ended."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for key in ("\x1b", "q"):  # apart, or they would be one key
            try:
                terminal.press(key)
            except OSError:
                break
            _listen(terminal, 0.2)
        child, status = os.waitpid(terminal.child, os.WNOHANG)
        if child:
            return os.waitstatus_to_exitcode(status)
    pytest.fail("still there")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(_WALKS))
def test_a_walk_ends_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.chdir(tmp_path)  # where briefs are written
    chance = random.Random(seed)
    places = {"XDG_CACHE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    settings = {"TERM": "xterm-256color", "PYTHONPATH": _ROOT} | places
    terminal = start([sys.executable, "-m", "tui", "--demo"], settings, chance.choice(_SIZES))
    if chance.random() < 0.7:
        terminal.wait_for("\x1b[?1049h")
        _listen(terminal, chance.random())
    for _ in range(chance.randint(0, 40)):
        terminal.press(chance.choice(_KEYS))
        _listen(terminal, chance.choice((0.0, 0.02, 0.1, 0.3)))
    assert _leave(terminal) == 0
    os.close(terminal.wire)
    assert b"Traceback" not in terminal.shown
    assert b"Warning" not in terminal.shown
    assert not list(tmp_path.rglob("crash-*"))
