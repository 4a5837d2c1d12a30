"""Who and where: the companies, sites, regions and countries that a page names."""

from __future__ import annotations

from tui.model import Mention
from tui.reading.lexicon import NAMES
from tui.reading.library import Library
from tui.reading.page import Page


def entities(page: Page, shelf: Library) -> list[Mention]:
    """The page's named entities in order of place."""
    return [
        Mention(h.entry.kind, h.entry.id, h.entry.name, h.start, h.end, h.entry.properties.get("country"))
        for h in page.hits
        if h.entry.kind in NAMES and not h.weak
    ]
