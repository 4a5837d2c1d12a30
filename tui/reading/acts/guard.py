"""Which frames a line can match at all, told by the types in it alone: few of hundreds, so that the others are never tried."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeAlias, TypeVar

from tui.reading.lookup.vocabulary import Entry

_COMMON = 10
"""How many times more lines hold a common type than another."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What a line must hold for a frame to match: all types that it ``needs``, one of each of its ``choices``, none that
    it ``bars``."""

    needs: frozenset[str]
    choices: tuple[frozenset[str], ...]
    bars: frozenset[str]


def guard(entry: Entry, elements: Iterable[frozenset[str]]) -> Guard:
    """The guard of a frame of ``entry``; of each of the ``elements`` one type must be there."""
    asked = entry.properties.get("asks", ())
    wanted = [choice for choice in dict.fromkeys((*elements, frozenset(asked))) if choice]
    needs = frozenset(name for choice in wanted if len(choice) == 1 for name in choice)
    choices = tuple(c for c in wanted if len(c) > 1 and needs.isdisjoint(c))
    return Guard(needs, choices, frozenset(entry.properties.get("bars", ())))


class Guarded(Protocol):
    """Anything that has a guard."""

    @property
    def guard(self) -> Guard: ...


Kept = TypeVar("Kept", bound=Guarded)

_Asked: TypeAlias = tuple[int, int, tuple[int, ...], list[tuple[int, Kept]]]
"""What a guard needs, what it needs or bars, and its choices, as bits; the things that have it, each with its number."""


class ByType(Generic[Kept]):
    """Guarded things by the rarest type, or choice of types, that each needs, so that a line is tried on few of them; what is
    of ``common`` types stands in most lines. What guards ask for is kept as bits, one for each type."""

    def __init__(self, things: list[Kept], common: Collection[str]) -> None:
        self._bits: dict[str, int] = {}
        self._numbered: dict[str, list[_Asked[Kept]]] = {}
        guarded: dict[Guard, list[tuple[int, Kept]]] = {}
        for number, thing in enumerate(things):
            guarded.setdefault(thing.guard, []).append((number, thing))
        for guard, ones in guarded.items():
            needs, bars = self._held(guard.needs), self._held(guard.bars)
            asked = needs, needs | bars, tuple(map(self._held, guard.choices)), ones
            needed = [*((name,) for name in sorted(guard.needs)), *map(sorted, guard.choices)]
            rarest = min(needed, key=lambda names: sum(_COMMON if n in common else 1 for n in names), default=("",))
            for name in rarest:
                self._numbered.setdefault(name, []).append(asked)

    def _held(self, types: Iterable[str]) -> int:
        """The bits of these types."""
        return sum(self._bits.setdefault(name, 1 << len(self._bits)) for name in set(types))

    def among(self, types: frozenset[str]) -> list[Kept]:
        """The things that a line of these types may match, in their order."""
        numbered = self._numbered
        held = sum([self._bits[name] for name in types if name in self._bits])
        found = [
            one
            for name in (*types, "")
            if name in numbered
            for needs, asked, choices, ones in numbered[name]
            if held & asked == needs and (not choices or all(map(held.__and__, choices)))
            for one in ones
        ]
        return [thing for _, thing in sorted(dict(found).items())]
