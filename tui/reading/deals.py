"""Deals: the drafts of an item's sentences, put together to one deal an undertaking."""

from __future__ import annotations

from tui.model import Deal
from tui.reading.drafts import drafts
from tui.reading.frames import frames
from tui.reading.library import Library
from tui.reading.line import Line
from tui.reading.page import Page
from tui.reading.tags import Tags
from tui.reading.undertakings import Undertakings

FRAMES = "deal-frame"
"""The kind of the entries that hold frames of deals."""


def deals(page: Page, shelf: Library, tags: Tags, lines: list[Line]) -> tuple[Deal, ...]:
    """The deals of a page that is on the beat, in the order in which they come up."""
    found = drafts(page, shelf, lines, frames(shelf, FRAMES))
    return tuple(Undertakings(page, shelf, tags, lines).made_of(found))
