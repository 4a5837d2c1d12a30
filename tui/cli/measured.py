"""How wide a terminal draws a glyph: it is written, and the terminal is asked where its cursor has come to."""

from __future__ import annotations

import contextlib
import os
import re
import select
from collections.abc import Iterator, Sequence

_PLACE = re.compile(rb"\x1b\[\d+;(\d+)R")
_PATIENCE = 1.0
"""Seconds without any answer after which a terminal is taken for one that gives none."""


def widths(terminal: int, glyphs: Sequence[str], patience: float = _PATIENCE) -> dict[str, int]:
    """The cells that each glyph takes on ``terminal``, a file descriptor open both ways; those only that it answers for.
    The line that the cursor is on is used, and left empty."""
    if os.name != "posix" or not glyphs:
        return {}
    with _raw(terminal):
        os.write(terminal, "".join(f"\r{glyph}\x1b[6n" for glyph in glyphs).encode())
        told = _answers(terminal, len(glyphs), patience)
        os.write(terminal, b"\r\x1b[K")
    return dict(zip(glyphs, told, strict=False))


def _answers(terminal: int, wanted: int, patience: float) -> list[int]:
    read = b""
    while len(found := _PLACE.findall(read)) < wanted and select.select([terminal], [], [], patience)[0]:
        more = os.read(terminal, 4096)
        if not more:
            break
        read += more
    return [int(column) - 1 for column in found]


@contextlib.contextmanager
def _raw(terminal: int) -> Iterator[None]:
    """What the terminal answers is neither shown nor kept back until a line ends."""
    import termios

    before = termios.tcgetattr(terminal)
    quiet = [*before[:3], before[3] & ~(termios.ECHO | termios.ICANON), *before[4:]]
    termios.tcsetattr(terminal, termios.TCSADRAIN, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
