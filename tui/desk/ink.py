"""How text gets onto the desk: every string, foreign or our own, becomes terminal cells through ``segment``.

Nothing here parses markup, and nothing that comes out can move the cursor, ring the bell or set a clipboard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui import text as boundary

Piece: TypeAlias = tuple[str, str]
"""A text and the ink to write it with: "" for the widget's own colour, ``gold+lit`` for one ink on another's ground."""

Inks: TypeAlias = Mapping[str, Style]
"""Styles by the name of the ink."""

ELLIPSIS = "…"
_LONGEST = 4_000
"""Characters of one piece that are looked at: no line of a terminal is longer."""
_SELECTORS = dict.fromkeys(range(0xFE00, 0xFE10))
"""Variation selectors: terminals disagree about the width that they give."""


def safe(text: str) -> str:
    """``text`` as printable characters of one line, whatever it was; spaces at the ends stay."""
    text = text[:_LONGEST]
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(_SELECTORS)
    if text.isprintable():
        return text
    lead = " " * (len(text) - len(text.lstrip()))
    trail = " " * (len(text) - len(text.rstrip())) if text.strip() else ""
    cleaned = lead + boundary.line(text) + trail
    return "".join(character for character in cleaned if character.isprintable())


def segment(text: str, style: Style | None = None) -> Segment:
    """The one door for text into a widget: a segment of printable cells, never markup."""
    return Segment(safe(text), style)


def width_of(text: str) -> int:
    """The cells that ``text`` takes in a terminal: 2 for most CJK characters, 0 for combining marks."""
    return cell_len(safe(text))


def fit(text: str, width: int, align: str = "left") -> str:
    """``text`` in exactly ``width`` cells: cut with an ellipsis, or padded on the side that ``align`` leaves free."""
    if width <= 0:
        return ""
    text = safe(text)
    taken = cell_len(text)
    if taken > width:
        return set_cell_size(set_cell_size(text, width - 1).rstrip() + ELLIPSIS, width)
    space = " " * (width - taken)
    return space + text if align == "right" else text + space


def strip(pieces: Iterable[Piece], inks: Inks, width: int, ground: Style, lit: Style | None = None) -> Strip:
    """One line of a widget, exactly ``width`` cells wide, on the widget's ``ground``; ``lit`` lies over the ground."""
    segments = [segment(text, style(ink, inks)) for text, ink in pieces if text]
    line = Strip(segments).adjust_cell_length(max(0, width))
    return (line if lit is None else line.apply_style(lit)).apply_style(ground)


def style(ink: str, inks: Inks) -> Style | None:
    """The style of an ink; unknown ones have none."""
    if "+" not in ink:
        return inks.get(ink)
    return Style.combine(inks[part] for part in ink.split("+") if part in inks)


def wrap(text: str, width: int) -> list[str]:
    """``text`` broken at spaces into lines of at most ``width`` cells; longer words are cut."""
    return [text[start:end] for start, end in wrap_spans(text, width)]


def wrap_spans(text: str, width: int) -> list[tuple[int, int]]:
    """Where the lines of ``text`` start and end when it is broken at spaces into ``width`` cells; at least one line."""
    width = max(1, width)
    spans: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = _line_end(text, start, width)
        spans.append((start, end))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
    return spans or [(0, 0)]


def _line_end(text: str, start: int, width: int) -> int:
    """The end of the line that begins at ``start``: after the last word that fits, or in the middle of a long one."""
    taken, space = 0, -1
    for index in range(start, len(text)):
        character = text[index]
        taken += 1 if character.isascii() else cell_len(character)
        if taken > width and character != " ":
            return space if space > start else max(index, start + 1)
        if character == " ":
            space = index
    return len(text)
