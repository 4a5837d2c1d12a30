"""Deals: the drafts of an item's sentences, put together to one deal an undertaking."""

from __future__ import annotations

from collections.abc import Iterator

from tui.model import Deal
from tui.reading.acts.drafts import drafts
from tui.reading.acts.frames import frames
from tui.reading.acts.line import Line
from tui.reading.acts.standing import WEIGHTS, stands
from tui.reading.acts.undertakings import Undertakings
from tui.reading.beat.tags import Tags
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.lookup.weights import weights

FRAMES = "deal-frame"
"""The kind of the entries that hold frames of deals."""


def deals(page: Page, shelf: Library, tags: Tags, lines: list[Line]) -> tuple[Deal, ...]:
    """The deals of a page that is on the beat, in the order in which they come up."""
    found = drafts(page, shelf, lines, frames(shelf, FRAMES))
    return tuple(Undertakings(page, shelf, tags, lines).made_of(found)) if found else ()


def weighed(page: Page, shelf: Library, tags: Tags, lines: list[Line]) -> Iterator[tuple[Deal, dict[str, float], bool]]:
    """All that might be a deal, with every clue that counted and its points, and whether enough speaks for it."""
    known = weights(shelf, WEIGHTS)
    found = drafts(page, shelf, lines, frames(shelf, FRAMES))
    for one in Undertakings(page, shelf, tags, lines).weighed(found):
        yield one.deal, {clue: known[clue] for clue in one.clues if clue in known}, stands(known, one.deal, one.clues)
