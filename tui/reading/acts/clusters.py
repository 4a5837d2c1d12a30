"""Frames without an order: a trigger, and what must stand near it, before or behind.

    around = ["trigger:sell|buy company stake|mine|plant share:percent?"]

For each trigger the nearest token of each type is taken, none twice, and no company twice; ``unless`` names types that must
not stand right beside the trigger (tonnes that are sold are no acquisition).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tui.reading.acts.guard import Guard, guard
from tui.reading.acts.line import Line, Token
from tui.reading.acts.match import ELEMENT, FrameError, Match, Slots
from tui.reading.lookup.vocabulary import Entry

_REACH = 8
"""Tokens on either side of the trigger that are looked at."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its slot, the types that fill it, whether it may be missing."""

    slot: str
    types: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """A compiled frame without an order, tried on the lines that its ``guard`` admits."""

    entry: Entry
    guard: Guard
    trigger: frozenset[str]
    others: tuple[Element, ...]
    unless: frozenset[str]

    def find(self, line: Line) -> Iterator[Match]:
        """The matches in a line, one for each trigger that has all it needs around it."""
        for place, token in enumerate(line.tokens):
            if token.type in self.trigger and not (self.unless and self._barred(line, place)):
                match = self._match(line, place)
                if match is not None:
                    yield match

    def _barred(self, line: Line, place: int) -> bool:
        beside = line.tokens[max(place - 1, 0) : place] + line.tokens[place + 1 : place + 2]
        return any(t.type in self.unless for t in beside)

    def _match(self, line: Line, place: int) -> Match | None:
        tokens = line.tokens
        nearest = _nearest(place, len(tokens))
        used, names = {place}, set[str]()
        slots: Slots = {"trigger": (tokens[place],)}
        for element in self.others:
            types = element.types
            fitting = (i for i in nearest if tokens[i].type in types and i not in used and _is_new(tokens[i], names))
            found = next(fitting, None)
            if found is None:
                if element.optional:
                    continue
                return None
            used.add(found)
            token = tokens[found]
            if token.mention is not None:
                names.add(token.mention.id)
            slots[element.slot] = (*slots.get(element.slot, ()), token)
        return Match(self.entry, line, min(used), max(used), slots)


@lru_cache(maxsize=2048)
def _nearest(place: int, count: int) -> tuple[int, ...]:
    """Where the tokens beside a trigger stand, of so many in the line, the nearest first."""
    beside = (place + side * far for far in range(1, _REACH + 1) for side in (-1, 1))
    return tuple(i for i in beside if 0 <= i < count)


def _is_new(token: Token, names: set[str]) -> bool:
    """Whether a token names nobody who fills another slot."""
    return token.mention is None or token.mention.id not in names


def cluster(pattern: str, entry: Entry, letter: Callable[[str], str]) -> Cluster:
    """A frame without an order, from its text; ``letter`` knows the types. Raises FrameError."""
    elements = []
    for part in pattern.split():
        match = ELEMENT.fullmatch(part)
        if match is None or match[3] == "+":
            raise FrameError(f"{part}: expected slot:type|type with ? at the end")
        types = frozenset(match[2].split("|"))
        for name in types:
            letter(name)
        elements.append(Element(match[1] or "", types, match[3] == "?"))
    if not elements or elements[0].slot != "trigger":
        raise FrameError(f"{pattern}: expected the trigger first")
    needed = guard(entry, (e.types for e in elements if not e.optional))
    return Cluster(entry, needed, elements[0].types, tuple(elements[1:]), frozenset(entry.properties.get("unless", ())))
