"""Glyphs for what comes out of data: an unknown kind still has one."""

from __future__ import annotations

from tui.words import mark

_UNKNOWN = "·"


def glyph(section: str, key: str) -> str:
    """The mark of an id (``glyph("stage", "signed")``), a dot where there is none."""
    try:
        return mark(f"{section}.{key}")
    except KeyError:
        return _UNKNOWN
