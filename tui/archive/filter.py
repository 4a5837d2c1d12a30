"""What a query asks for, as a tree: conditions that all must hold, each with the place in the query where it stands.

The archive asks its tables for it (``where``); the ledger makes it out of what people type. Values are resolved: ids and
canonical names as the tables hold them, moments as days, money in dollars."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

Worth = Callable[[float, str, str], float | None]
"""What an amount in a currency was worth in dollars on a day (ISO); None where nobody knows."""


@dataclass(frozen=True, slots=True)
class Words:
    """``text`` occurs: as words in any of their forms, with a star at its end as the beginning of one, or as they stand where it
    is a ``phrase``."""

    text: str
    phrase: bool = False
    negated: bool = False
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class OneOf:
    """``field`` is one of ``values``, or a name that holds one of ``parts`` (folded, at the beginning of a word).
    ``subjects`` are the same values as the keys of series write them."""

    field: str
    values: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    negated: bool = False
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Amount:
    """A deal's sum in dollars is at least ``least`` and at most ``most``."""

    least: float
    most: float
    worth: Worth = field(compare=False, repr=False)
    negated: bool = False
    start: int = 0
    end: int = 0


Test = Words | OneOf | Amount


@dataclass(frozen=True, slots=True)
class Filter:
    """All ``tests`` hold, from the day ``since`` to the day ``until``, both included."""

    tests: tuple[Test, ...] = ()
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        """Whether anything is left out at all."""
        return bool(self.tests or self.since or self.until)


EVERYTHING = Filter()
