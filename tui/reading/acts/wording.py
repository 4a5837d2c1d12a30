"""The words of an item by their stems, as clues to what is spoken of; what names somebody or some place is left out."""

from __future__ import annotations

from functools import cached_property

from tui.reading.layout.page import Page
from tui.reading.layout.words import STEM


class Wording:
    """Tells the words of one page by their stems."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def between(self, start: int, end: int) -> set[str]:
        """The stems of the words that begin between two places."""
        stems = set(self._stems[self._page.word_at(start) : self._page.word_at(end)])
        stems.discard("")
        return stems

    @cached_property
    def _stems(self) -> list[str]:
        """The stem of each word; none of what is no word, and of names."""
        page = self._page
        stems = [word.form[:STEM] if word.form.isalpha() else "" for word in page.words]
        for mention in page.mentions:
            first, last = page.word_at(mention.start), page.word_at(mention.end)
            if first and page.words[first - 1].end > mention.start:
                first -= 1
            stems[first:last] = [""] * (last - first)
        return stems
