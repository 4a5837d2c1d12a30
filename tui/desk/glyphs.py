"""Marks, frames and small charts in ASCII, for terminals and eyes that want no other glyphs. Letters stay what they are.

Without the screens' libraries: the curtain uses it before they are there."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tui.words import catalogue

_ALIKE = {
    "-": "─━═╌╍┄┅–—−‐‑",
    "|": "│┃║┊┆╎▌▍▎▏▐▕▊▋",
    "+": "╭╮╰╯┌┐└┘├┤┬┴┼╷╵╴╶⇧",
    "_": "▁",
    ".": "▂·…•",
    ":": "▃",
    "=": "▄",
    "*": "▆",
    "%": "▇",
    "#": "█▅",
    "^": "▀▔↑",
    "v": "↓▾",
    "<": "←↵⌫",
    ">": "→",
    '"': "“”„«»",
    "'": "‘’",
    "x": "×",
    " ": "\u00a0\u2007\u2009\u202f",
    "T": "₸",
    "E": "€",
    "L": "£",
    "Y": "¥",
    "R": "₽",
    "o": "○◦°",
}
"""ASCII characters, and what each stands in for besides our marks."""
_BRAILLE = range(0x2801, 0x2900)


def asked(setting: str, encoding: str | None) -> bool:
    """Whether ASCII is asked for: by the setting, or by the terminal's encoding where the setting is ``auto``."""
    if setting != "auto":
        return setting == "ascii"
    try:
        return codecs.lookup(encoding or "utf-8").name not in ("utf-8", "utf-16", "utf-32", "gb18030")
    except LookupError:
        return True


@cache
def table() -> dict[int, str]:
    """The stand-in of each glyph, one cell for one cell."""
    found = {ord(glyph): stand_in for stand_in, glyphs in _ALIKE.items() for glyph in glyphs}
    found |= dict.fromkeys(_BRAILLE, "*")
    return found | {ord(glyph): stand_in for glyph, stand_in in _marks(catalogue()["mark"])}


def _marks(section: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for value in section.values():
        if isinstance(value, Mapping):
            yield from _marks(value)
        elif len(value[0]) == len(value[1]) == 1 and not value[0].isascii():
            yield value[0], value[1]
