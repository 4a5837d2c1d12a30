"""Text as words: a word is a run of letters and digits; hyphens, dots, quotes and spaces lie between words."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """One word of the folded text and where it stands."""

    form: str
    start: int
    end: int


def forms(folded: str) -> list[str]:
    """The words of a folded text, without their places: three times as quick."""
    return _WORD.findall(folded)


def words(folded: str) -> list[Word]:
    """The words of a folded text, in order. Linear in its length."""
    new = tuple.__new__  # what Word() does, without a call of Python's own for each word
    if folded.isalnum():
        return [new(Word, (folded, 0, len(folded)))]
    return [new(Word, (m[0], m.start(), m.end())) for m in _WORD.finditer(folded)]
