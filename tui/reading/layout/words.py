"""Text as words: a word is a run of letters and digits; hyphens, dots, quotes and spaces lie between words."""

from __future__ import annotations

import re
from functools import partial
from itertools import accumulate
from typing import NamedTuple

STEM = 6
"""Letters by which a word is known whatever its ending."""

_PARTED = re.compile(r"([^\W_]+)")


class Word(NamedTuple):
    """One word of the folded text and where it stands."""

    form: str
    start: int
    end: int


_word = partial(tuple.__new__, Word)
"""What Word() does with a tuple, without a call of Python's own for each word."""


def words(folded: str) -> list[Word]:
    """The words of a folded text, in order. Linear in its length."""
    if folded.isalnum():
        return [Word(folded, 0, len(folded))]
    pieces = _PARTED.split(folded)  # gap, word, gap, word, …, gap
    ends = list(accumulate(map(len, pieces)))
    return list(map(_word, zip(pieces[1::2], ends[0::2], ends[1::2], strict=False)))
