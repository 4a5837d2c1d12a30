"""Columns that fit: the least important go when the panel is narrow, the flexible ones take what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tui.desk.cells import Piece, fit


@dataclass(frozen=True, slots=True)
class Column:
    """One column: at least ``width`` cells, ``flex`` shares of what is left; ``rank`` 0 always stays, higher goes first."""

    name: str
    width: int
    flex: int = 0
    align: str = "left"
    rank: int = 0
    most: int = 1_000


@lru_cache(64)
def lay(columns: tuple[Column, ...], room: int, gap: int = 1) -> dict[str, int]:
    """The width of each column that has a place in ``room`` cells, by name and in order."""
    kept = list(columns)
    while len(kept) > 1 and _needed(kept, gap) > room and max(column.rank for column in kept):
        kept.remove(max(kept, key=lambda column: column.rank))
    widths = {column.name: column.width for column in kept}
    spare = room - _needed(kept, gap)
    growing = [column for column in kept if column.flex]
    while spare > 0 and growing:
        share = max(1, spare // sum(column.flex for column in growing))
        for column in growing:
            more = min(spare, share * column.flex, column.most - widths[column.name])
            widths[column.name] += more
            spare -= more
        growing = [column for column in growing if widths[column.name] < column.most]
    return widths


def _needed(columns: Sequence[Column], gap: int) -> int:
    return sum(column.width for column in columns) + gap * (len(columns) - 1)


def row(columns: tuple[Column, ...], room: int, cells: dict[str, Piece], gap: int = 1) -> list[Piece]:
    """The pieces of one row: each cell of ``cells`` (by column) fitted into its column."""
    pieces: list[Piece] = []
    align = {column.name: column.align for column in columns}
    for name, width in lay(columns, room, gap).items():
        text, ink = cells.get(name, ("", ""))
        pieces += [(fit(text, width, align[name]), ink), (" " * gap, "")]
    return pieces[:-1]
