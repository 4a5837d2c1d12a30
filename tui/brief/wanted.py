"""What a brief shall hold: the choice of whoever asks for it."""

from __future__ import annotations

from dataclasses import dataclass

from tui.config.model import BRIEF_GROUPS, BRIEF_SECTIONS

SECTIONS = BRIEF_SECTIONS
"""The sections in the order in which they stand; the headline is always there."""

GROUPS = BRIEF_GROUPS
"""What deals can be grouped by; company figures by company and commodity."""

ROWS = 40
"""Rows a section of a page."""

STORIES = 500
"""The newest stories, among which a page looks for its notable items."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """``top`` rows a section at most: deals worth most, series that can be compared, items that most report; ``sections``
    are some of ``SECTIONS``, ``group_by`` one of ``GROUPS``; ``title`` and ``note`` ("" for none) are the author's own
    words, the note's paragraphs parted by empty lines."""

    top: int = ROWS
    sections: tuple[str, ...] = SECTIONS
    group_by: str = GROUPS[0]
    title: str = ""
    note: str = ""
