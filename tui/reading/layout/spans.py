"""Pieces of a source that do not overlap each other, asked fast which of them a place touches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Spans:
    """A set of (start, end) pairs, in order of place."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def touching(self, start: int, end: int) -> list[int]:
        """The numbers of the spans that share a character with ``start`` to ``end``."""
        last = bisect_left(self._starts, end)
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self._spans[first][1] <= start:
            first += 1
        return list(range(first, last))

    def hold(self, start: int, end: int) -> bool:
        """Whether one span has all of ``start`` to ``end`` in it."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._spans[at][1]

    def touch(self, start: int, end: int) -> bool:
        """Whether any span shares a character with ``start`` to ``end``."""
        last = bisect_left(self._starts, end)
        return last > 0 and self._spans[last - 1][1] > start
