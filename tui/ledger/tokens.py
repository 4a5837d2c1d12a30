"""The words, phrases and ``key:value,value`` terms of a query, with the places where they stand. Nothing is an error here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_QUOTES = {'"': '"', "“": "”", "«": "»"}
_KEY = re.compile(r"([^\W\d_]+):")
_VALUE = re.compile(r'[^\s,"“«]*')
_WORD = re.compile(r'[^\s"“«]+')
_VIEW = "@"
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A value, word or phrase without its quotes; ``start`` and ``end`` take them in. ``closed`` is False where the closing
    quote is missing."""

    text: str
    start: int
    end: int
    quoted: bool = False
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Token:
    """One term: ``key`` None is a word or phrase; a saved view has the key ``@``."""

    key: Piece | None
    values: tuple[Piece, ...]
    negated: bool
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The terms of ``text`` in their order."""
    at = _space(text, 0)
    while at < len(text):
        token = _token(text, at)
        if token is not None:
            yield token
        at = _space(text, token.end if token else at + 1)


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    assert found is not None
    return found.end()


def _token(text: str, start: int) -> Token | None:
    """The term that begins at ``start``; None for a dash that stands alone."""
    negated = text[start] == "-"
    at = start + negated
    if at == len(text) or (negated and text[at].isspace()):
        return None
    key = _key(text, at)
    if key is None:
        piece = _quoted(text, at) or _bare(text, at, _WORD)
        return Token(None, (piece,), negated, start, piece.end)
    values = []
    at = key.end
    while True:
        piece = _quoted(text, at) or _bare(text, at, _VALUE)
        values.append(piece)
        if not text.startswith(",", piece.end):
            return Token(key, tuple(values), negated, start, piece.end)
        at = piece.end + 1


def _key(text: str, at: int) -> Piece | None:
    if text[at] == _VIEW:
        return Piece(_VIEW, at, at + 1)
    found = _KEY.match(text, at)
    return Piece(found[1], at, found.end()) if found else None


def _quoted(text: str, at: int) -> Piece | None:
    close = _QUOTES.get(text[at : at + 1])
    if close is None:
        return None
    end = text.find(close, at + 1)
    if end < 0:
        return Piece(text[at + 1 :], at, len(text), quoted=True, closed=False)
    return Piece(text[at + 1 : end], at, end + 1, quoted=True)


def _bare(text: str, at: int, pattern: re.Pattern[str]) -> Piece:
    found = pattern.match(text, at)
    assert found is not None
    return Piece(found[0], at, found.end())
