"""Weights of clues, as data: tables ``[weight.x]`` give each clue that speaks for ``x`` its points.

They are fitted to annotated documents (see bench) and not written by hand; a clue without a weight says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import fsum

from tui.reading.lookup.library import Library

Table = Mapping[str, float]
"""Points by clue."""


@lru_cache(maxsize=64)
def weights(shelf: Library, ident: str) -> Table:
    """The points of the clues that speak for ``ident``; none where no table is of it; what is no number counts for
    nothing."""
    entry = shelf.get("weight", ident)
    held = {} if entry is None else entry.properties
    return {clue: value for clue, value in held.items() if isinstance(value, int | float)}


def points(table: Table, clues: Iterable[str]) -> float:
    """What the clues say together, in whatever order a set gives them."""
    return fsum(filter(None, map(table.get, clues)))
