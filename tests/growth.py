"""An end for work that would otherwise go on for minutes: how a test tells linear from quadratic without a stopwatch."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

PATIENCE = 60.0
"""Seconds of CPU: some twenty times what the slowest of these tests needs, a fraction of what quadratic work would."""


class TooMuchWorkError(AssertionError):
    """The work was ended: it grows faster than its input."""


@contextmanager
def bounded(seconds: float = PATIENCE) -> Iterator[None]:
    """Ends what runs inside after that much CPU time of this process, with `TooMuchWorkError`.

    Where a system has no such timer (Windows) nothing is ended.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def give_up(number: int, frame: FrameType | None) -> None:
        raise TooMuchWorkError(f"still at work after {seconds:.0f} s of CPU")

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
