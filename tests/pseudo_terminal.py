"""A program run at the other end of a pseudo-terminal: what people see, and how it leaves."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from patience import PATIENCE

T = TypeVar("T", bound="Terminal")


@dataclass
class Terminal:
    """The program's terminal; ``shown`` is every byte that it wrote."""

    child: int
    wire: int
    shown: bytes = field(default=b"", repr=False)

    def wait_for(self, words: str) -> None:
        """Read until ``words`` have come."""
        until = time.monotonic() + PATIENCE
        while words.encode() not in self.shown:
            assert time.monotonic() < until, f"never saw {words!r} in {self.shown[-2000:]!r}"
            if select.select([self.wire], [], [], 0.2)[0]:
                self.shown += os.read(self.wire, 65_536)

    def press(self, keys: str) -> None:
        """Type ``keys``."""
        os.write(self.wire, keys.encode())

    def wait_until_stopped(self) -> None:
        """Read until the program is stopped, and what it wrote before: it stops when all of that is written."""
        until = time.monotonic() + PATIENCE
        status = None
        while status is None or select.select([self.wire], [], [], 0.2)[0]:
            assert time.monotonic() < until, "never stopped"
            if select.select([self.wire], [], [], 0.05)[0]:
                self.shown += os.read(self.wire, 65_536)
            if status is None:
                child, told = os.waitpid(self.child, os.WUNTRACED | os.WNOHANG)
                status = told if child else None
        assert os.WIFSTOPPED(status)

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


@dataclass
class Watched(Terminal):
    """A terminal that is read all the time, so that its program never waits for whoever tests it."""

    def __post_init__(self) -> None:
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self.wire, 65_536)
            except OSError:
                return
            if not data:
                return
            self.shown += data

    def wait_for(self, words: str) -> None:
        """Wait until ``words`` have come."""
        until = time.monotonic() + PATIENCE
        while words.encode() not in self.shown:
            assert time.monotonic() < until, f"never saw {words!r} in {self.shown[-2000:]!r}"
            time.sleep(0.02)

    def end(self) -> int:
        """Wait for the end and give the exit code."""
        self._reader.join(PATIENCE)
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


def start(
    command: Sequence[str],
    environment: Mapping[str, str],
    size: tuple[int, int] = (120, 40),
    kind: type[T] = Terminal,  # type: ignore[assignment]
) -> T:
    """Run ``command`` in a terminal of ``size`` columns and lines, with ``environment`` added to this process's own."""
    child, wire = pty.fork()
    if child == 0:
        # Before the program starts, as in a terminal: one without a size yet is taken for 80 by 25.
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        os.environ.update(environment)
        os.execv(command[0], list(command))
    return kind(child, wire)
