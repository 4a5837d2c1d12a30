"""How much of their wording two texts share, by pairs of neighbouring words at their beginning."""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from tui.text import fold

_WORD = re.compile(r"\w+")
_FIRST_WORDS = 150
"""No report needs more to say what it is about."""


def shingles(text: str) -> bytes:
    """Pairs of neighbouring words at the text's beginning, as packed numbers."""
    words = _WORD.findall(fold(text))[:_FIRST_WORDS]
    numbers = {crc32(f"{one} {other}".encode("utf-8", "replace")) for one, other in pairwise(words)}
    return array("I", sorted(numbers)).tobytes()


def contained(one: bytes, other: bytes) -> float:
    """The share of the shorter one's pairs of words that both have."""
    first, second = _unpacked(one), _unpacked(other)
    return len(first & second) / max(1, min(len(first), len(second)))


@lru_cache(maxsize=256)
def _unpacked(packed: bytes) -> frozenset[int]:
    return frozenset(array("I", packed))
