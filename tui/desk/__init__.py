"""The desk: the terminal screens. ``run`` is the way in."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path

from tui.clock import Clock
from tui.config.model import Config, Problem

_PATIENCE = 0.2
"""Seconds that the curtain waits for the first page; a slower archive is read while the screens are imported."""

_FRAMES = "120"
"""Paintings a second at most: what was found is not kept waiting for the second frame after that of the letter typed."""


def run(
    config: Config,
    problems: Sequence[Problem],
    archive_path: Path,
    clock: Clock,
    *,
    offline: bool,
    mouse: bool,
    keep: Callable[[str], None],
) -> int:
    """Open the desk on an archive and stay until the reader leaves; the exit code. An error of our own is raised when
    the terminal is restored.

    ``problems`` are told once, ``offline`` polls nothing, ``mouse`` False leaves the mouse to the terminal; ``keep`` takes a
    line about all that the desk does. With ``NO_COLOR`` set, the desk keeps to the terminal's own colours. The first
    headlines are drawn before the screens' libraries are imported, and nothing is collected until the desk is painted.
    """
    gc.disable()
    # A desk ends with its terminal, also where nohup would have it stay.
    if hasattr(signal, "SIGHUP"):  # not on every system
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    os.environ.setdefault("TEXTUAL_FPS", _FRAMES)
    if isinstance(sys.__stderr__, TextIOWrapper):
        sys.__stderr__.reconfigure(errors="replace")  # a terminal that knows no Kazakh shows what it can
    from tui.config.zone import zone_of
    from tui.desk import arrangement, curtain, glyphs
    from tui.desk.source import Source

    kept = arrangement.load(arrangement.beside(archive_path))
    source = Source(config, archive_path, clock, stories=kept.stories)
    ascii_only = glyphs.asked(config.marks, getattr(sys.__stderr__, "encoding", None))
    drawn = curtain.draw(source.headlines(_PATIENCE), clock(), zone_of(config), kept, ascii_only=ascii_only)
    try:
        from tui.desk.app import DeskApp
        from tui.desk.tidy import Tidy

        drawing = {"plain": "NO_COLOR" in os.environ, "ascii_only": ascii_only}
        app = DeskApp(
            config, problems, archive_path, clock, offline=offline, source=source, tidy=Tidy(), keep=keep, **drawing
        )
        drawn = False
        code = app.run(mouse=mouse)
    finally:
        if drawn:
            curtain.drop()
    if app.failure is not None:
        raise app.failure
    return 1 if code is None else code
