"""Text in terminal cells: made harmless, measured, fitted, broken into lines. Knows nothing of screens."""

from __future__ import annotations

from typing import TypeAlias

from rich.cells import cell_len, set_cell_size

from tui import text as boundary

Piece: TypeAlias = tuple[str, str]
"""A text and the ink to write it with: "" for the widget's own colour, ``gold+lit`` for one ink on another's ground."""

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


def wrap(text: str, width: int, most: int = 0) -> list[str]:
    """``text`` broken at spaces into lines of at most ``width`` cells; longer words are cut, and of more than ``most`` lines
    the last one says so."""
    lines = [text[start:end] for start, end in wrap_spans(text, width)]
    if not most or len(lines) <= most:
        return lines
    last = lines[most - 1].rstrip()
    if cell_len(last) >= width:
        last = set_cell_size(last, max(0, width - 1)).rstrip()
    return [*lines[: most - 1], last + ELLIPSIS]


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
