"""A page written in another alphabet, laid out as its words are read; and the way back to the places of the source.

Units, scales and numerals are looked up in running text, so a Kazakh text in Latin letters is put into Cyrillic for them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TypeVar

from tui.reading.amounts.dates import Period
from tui.reading.amounts.quantities import Quantity
from tui.reading.layout.page import Page
from tui.reading.layout.words import Word

Placed = TypeVar("Placed", Period, Quantity)


class Transcription:
    """``page`` with the words as they are read; ``back`` puts what was found there in its place in the source."""

    def __init__(self, page: Page) -> None:
        parts: list[str] = []
        words: list[Word] = []
        self._here: list[int] = [0]
        self._there: list[int] = [0]
        at = end = 0
        for word in page.words:
            gap = page.folded[end : word.start]
            start = at + len(gap)
            at, end = start + len(word.form), word.end
            parts += [gap, word.form]
            words.append(Word(word.form, start, at))
            self._here += [start, at]
            self._there += [word.start, end]
        text = "".join(parts) + page.folded[end:]
        self.page = Page(page.document, page.lang, text, text, words)
        self._source = page.source

    def back(self, found: list[Placed]) -> list[Placed]:
        """The same things at their places in the source."""
        return [replace(x, start=self._place(x.start), end=self._place(x.end)) for x in found]

    def quoted(self, found: list[Quantity]) -> list[Quantity]:
        """Quantities at their places, written as the source writes them."""
        return [replace(q, original=self._source[q.start : q.end]) for q in self.back(found)]

    def _place(self, place: int) -> int:
        at = bisect_right(self._here, place) - 1
        return self._there[at] + place - self._here[at]


def is_transcribed(page: Page) -> bool:
    """Whether the page's words are read in other letters than the source's."""
    return not page.own_letters
