"""A document laid out for reading: folded, split into words and sentences, its names and cues found."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tui.model import Document, Mention
from tui.reading.layout.sentences import Span, sentences
from tui.reading.layout.words import Word
from tui.reading.lookup.lexicon import Hit

if TYPE_CHECKING:
    from tui.reading.amounts.dates import Period
    from tui.reading.amounts.quantities import Quantity
    from tui.reading.lookup.lexicon import Lexicon
REACH = 50_000
"""Facts are looked for in the first so many characters of an item: no article is longer, and an attack may be."""


_CITY = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w'’-]*(?: [A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w'’-]*){0,2}"
_DATELINE = re.compile(
    rf"(?:(?:By [\w. ]{{3,40}}\n+)?{_CITY}(?:, {_CITY}){{0,2}}(?:[,.] ?(?:{_CITY}\.? \d{{1,2}}|\d{{1,2}} \w{{3,9}}\.?))?"
    r"(?:, \d{4})?(?:\.? ?/[^/\n]{2,30}/\.?| ?\([^)\n]{2,20}\))?(?:\.? ?[–—-] |\. ?(?=KAZINFORM|[A-ZҚ]{5})|\. (?=[A-Z]))"
    rf"|{_CITY}, {_CITY}, \w+ \d{{1,2}}\b"
    rf"|{_CITY}(?: {_CITY})?\. \d{{1,2}} \w{{3,9}}\.? (?:{_CITY}(?: {_CITY})? )?[–—-] "
    r"|[A-ZÀ-ÝА-ЯӘҒҚҢӨҰҮІŃǴ]{4,}\. (?=[^\W\d_]))"
)


@dataclass
class Page:
    """What every later step works on. ``hits`` are what the vocabularies found, ``mentions`` the
    companies, sites, regions and countries made of them, ``periods`` and ``quantities`` the dates and figures (of items on the
    beat only); all in order of place; offsets count in ``source``."""

    document: Document
    lang: str
    source: str
    folded: str
    words: list[Word]
    hits: list[Hit] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    latin: bool = False
    """Whether this is Kazakh in Latin letters."""
    _telling: list[Hit] | None = None
    _sorted: tuple[list[Hit], dict[str, list[Hit]]] = field(default_factory=lambda: ([], {}))

    def of_kind(self, kind: str) -> list[Hit]:
        """The hits of entries of a kind."""
        if self._sorted[0] is not self.hits:
            kinds: dict[str, list[Hit]] = {}
            for hit in self.hits:
                kinds.setdefault(hit.entry.kind, []).append(hit)
            self._sorted = self.hits, kinds
        return self._sorted[1].get(kind, [])

    def telling(self, lexicon: Lexicon) -> list[Hit]:
        """The words that tell facts, which frames and figures ask for; ``lexicon`` is that of the library."""
        if self._telling is None:
            self._telling = lexicon.find(self.source, self.folded, self.words)
        return self._telling

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of title and text; the title is the first."""
        return sentences(self.source)

    @cached_property
    def dateline(self) -> Span:
        """The place and date that an agency puts before its text; empty where there are none."""
        start = len(self.document.title) + 2
        match = _DATELINE.match(self.source, start)
        return Span(start, match.end() if match else start)

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that ``place`` is in (or the last one before it)."""
        after = bisect_right(self._starts, place)
        return after - 1 if after else 0

    @cached_property
    def word_starts(self) -> list[int]:
        """Where each word begins."""
        return [w.start for w in self.words]

    @cached_property
    def forms(self) -> list[str]:
        """The words alone, in order."""
        return [word.form for word in self.words]

    def word_at(self, place: int) -> int:
        """The number of the first word that begins at or after ``place``; how many words there are, if none does."""
        return bisect_left(self.word_starts, place)

    @cached_property
    def own_letters(self) -> bool:
        """Whether the words are read in the letters that the source is written with."""
        return self.lang != "kk" or all(self.folded[w.start : w.end] == w.form for w in self.words[:20])

    def spoken(self, start: int, end: int) -> str:
        """The text between two places, in the letters that its words are read in."""
        if self.own_letters or start >= end:
            return self.folded[start:end]
        parts, at = [], start
        for word in self.words[self.word_at(start) : self.word_at(end)]:
            parts += [self.folded[at : word.start], word.form]
            at = word.end
        return "".join(parts) + self.folded[at:end]

    @cached_property
    def _mineral_starts(self) -> set[int]:
        return {w.start for h in self.of_kind("commodity") for w in self.words[h.first : h.last + 1]}

    def is_mineral(self, place: int) -> bool:
        """Whether the word that begins at ``place`` names a metal or mineral."""
        return place in self._mineral_starts
