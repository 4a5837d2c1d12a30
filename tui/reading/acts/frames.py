"""Frames: readable patterns over what a sentence mentions, kept as data.

A sentence becomes a line of letters, one for every name, figure, date and cue in it, in order; the words between have none.
A frame is a pattern over those letters, written with the names of the types:

    buyer:company .. buy .. share:percent? .. stake .. target:company|site

``..`` skips up to eight letters, ``~`` up to two, ``?`` makes an element optional, ``+`` takes a list, ``slot:`` names what
is found. A type is a kind of mention (company, site, region, country, commodity), of figure (money, percent, mass, count,
area, period) or the id of a cue. Frames are compiled to plain regular expressions that never look back over more than a few
letters. Where the order of words is free, a frame is written without one (clusters.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tui.reading.acts.clusters import Cluster, cluster
from tui.reading.acts.guard import ByType, Guard, guard
from tui.reading.acts.line import Line
from tui.reading.acts.match import ELEMENT, FrameError, Match, Slots
from tui.reading.lookup.library import CUE, Library
from tui.reading.lookup.vocabulary import Entry

_PASSING = ("mass", "count", "area", "commodity", "plan")
"""Types that a narrow gap may hold besides: they only say more of what stands beside them."""

_GAPS = {"..": ".{0,8}?", "~": "Q{0,3}?.{0,2}?"}
"""What may lie between two elements: how many letters are skipped at most."""

KINDS = (
    "company",
    "site",
    "region",
    "country",
    "commodity",
    "money",
    "percent",
    "mass",
    "count",
    "area",
    "period",
)
"""The kinds of names and figures; every other type is a cue."""

_FIRST = 0x4E00
"""Letters are taken from here on; none of them means anything to ``re``."""


@dataclass(frozen=True)
class Frame:
    """A pattern of an entry as a regular expression, tried on the lines that its ``guard`` admits; compiled for the first of
    them, as most frames meet none."""

    expression: str
    guard: Guard
    entry: Entry

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self.expression)

    @cached_property
    def slots(self) -> tuple[tuple[int, str], ...]:
        """Its groups, each with the name of what is found."""
        return tuple((group, name.rsplit("_", 1)[0]) for name, group in self.pattern.groupindex.items())


class Alphabet:
    """Which letter stands for which type."""

    def __init__(self, shelf: Library) -> None:
        types = dict.fromkeys((*KINDS, *(cue.id for cue in shelf.of_kind(CUE))))
        self._letters = {name: chr(_FIRST + number) for number, name in enumerate(types)}
        self._passing = "[" + "".join(self._letters[name] for name in _PASSING) + "]"

    def letter(self, name: str) -> str:
        """The letter of a type. Raises FrameError for a name that is none."""
        try:
            return self._letters[name]
        except KeyError:
            raise FrameError(f"{name}: no such type of mention, figure or cue") from None

    def spell(self, line: Line) -> str:
        """The line as letters, one a token."""
        letters = self._letters
        return "".join([letters[t.type] for t in line.tokens])

    def expression(self, pattern: str) -> str:
        """A frame's pattern as a regular expression; its groups are the slots, numbered where one is named twice.

        Raises FrameError."""
        parts: list[str] = []
        used: dict[str, int] = {}
        for element in pattern.split():
            if element in _GAPS:
                parts.append(_GAPS[element].replace("Q", self._passing))
                continue
            match = ELEMENT.fullmatch(element)
            if match is None:
                raise FrameError(f"{element}: expected slot:type|type with ? or + at the end, .. or ~")
            slot, types, mark = match.groups()
            piece = "[" + "".join(self.letter(t) for t in types.split("|")) + "]"
            if mark == "+":
                piece = f"{piece}(?:{self.letter('country')}?{piece}){{0,5}}"
            if slot:
                used[slot] = used.get(slot, 0) + 1
                piece = f"(?P<{slot}_{used[slot]}>{piece})"
            parts.append(piece + ("?" if mark == "?" else ""))
        return "".join(parts)


def _elements(pattern: str) -> Iterator[frozenset[str]]:
    """The types of each element of a frame that a line must hold."""
    for element in pattern.split():
        match = ELEMENT.fullmatch(element)
        if match is not None and match[3] != "?":
            yield frozenset(match[2].split("|"))


class Frames:
    """All frames of one family (``deal-frame``, ``event-frame``)."""

    def __init__(self, shelf: Library, kind: str) -> None:
        self._alphabet = Alphabet(shelf)
        self.frames = [
            Frame(self._alphabet.expression(pattern), guard(entry, _elements(pattern)), entry)
            for entry in shelf.of_kind(kind)
            for pattern in entry.properties.get("patterns", ())
        ]
        self.clusters = [
            cluster(pattern, entry, self._alphabet.letter)
            for entry in shelf.of_kind(kind)
            for pattern in entry.properties.get("around", ())
        ]
        self._spoken: dict[str, ByType[Frame | Cluster]] = {}

    def find(self, line: Line, language: str) -> Iterator[Match]:
        """Every frame's matches in a line, frame by frame in the order of the files, those without an order last."""
        letters = ""
        for tried in self._of(language).among(line.types) if line.tokens else ():
            if isinstance(tried, Cluster):
                yield from tried.find(line)
                continue
            letters = letters or self._alphabet.spell(line)
            for found in tried.pattern.finditer(letters):
                yield Match(tried.entry, line, found.start(), found.end() - 1, _slots(tried, found, line))

    def _of(self, language: str) -> ByType[Frame | Cluster]:
        """The frames whose order of words belongs to a language."""
        if language not in self._spoken:
            listed: list[Frame | Cluster] = [*self.frames, *self.clusters]
            self._spoken[language] = ByType([one for one in listed if _spoken(one.entry, language)], KINDS)
        return self._spoken[language]


def _spoken(entry: Entry, language: str) -> bool:
    """Whether the order of a frame's words is that of a language."""
    return language in entry.properties.get("languages", (language,))


def _slots(frame: Frame, found: re.Match[str], line: Line) -> Slots:
    slots: Slots = {}
    for group, slot in frame.slots:
        first, after = found.span(group)
        if first < 0:
            continue
        tokens = line.tokens[first:after]
        if len(tokens) > 1:
            tokens = tuple(t for t in tokens if t.type != "country")
        slots[slot] = slots.get(slot, ()) + tokens
    return slots


@lru_cache(maxsize=8)
def frames(shelf: Library, kind: str) -> Frames:
    """The frames of a library, kept with it. Raises FrameError."""
    return Frames(shelf, kind)
