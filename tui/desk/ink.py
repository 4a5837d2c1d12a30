"""How text gets onto the desk: every string, foreign or our own, becomes terminal cells through ``segment``.

Nothing here parses markup, and nothing that comes out can move the cursor, ring the bell or set a clipboard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.desk.cells import Piece, safe

Inks: TypeAlias = Mapping[str, Style]
"""Styles by the name of the ink."""


def segment(text: str, style: Style | None = None) -> Segment:
    """The one door for text into a widget: a segment of printable cells, never markup."""
    return Segment(safe(text), style)


def strip(pieces: Iterable[Piece], inks: Inks, width: int, ground: Style) -> Strip:
    """One line of a widget on its ``ground``, exactly ``width`` cells wide."""
    segments = []
    for text, ink in pieces:
        own = style(ink, inks) if ink else None
        segments.append(segment(text, ground if own is None else ground + own))
    return Strip(segments).adjust_cell_length(max(0, width), ground)


def style(ink: str, inks: Inks) -> Style | None:
    """The style of an ink; unknown ones have none."""
    if "+" not in ink:
        return inks.get(ink)
    return Style.combine(inks[part] for part in ink.split("+") if part in inks)
