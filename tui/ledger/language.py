"""The one query language: ``country:CN commodity:copper,gold amount:>50m since:90d "full phrase" -word beg*``.

All terms must hold; values after a comma are alternatives; a dash in front turns a term round; ``@name`` stands for a saved
view. docs/queries.md describes it for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tui.archive.filter import EVERYTHING, Filter, Test, Words
from tui.archive.stems import words
from tui.config.checks import nearest
from tui.config.model import Config
from tui.config.zone import zone_of
from tui.ledger.gazetteer import gazetteer
from tui.ledger.keys import KEYS, Names, QueryError, amount
from tui.ledger.period import since
from tui.ledger.tokens import Piece, Token, tokens
from tui.text import fold
from tui.words import say

__all__ = ["Names", "QueryError", "Views", "names_of", "parse"]

Views = Sequence[tuple[str, str]]
"""Saved views: name and query."""

_DAYS = ("since", "until")
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class _Reader:
    names: Names
    views: dict[str, str]
    opened: tuple[str, ...] = ()

    def read(self, text: str) -> Filter:
        found = EVERYTHING
        for token in tokens(text):
            found = _both(found, self._term(token))
        return found

    def _term(self, token: Token) -> Filter:
        for piece in token.values:
            if not piece.closed:
                raise QueryError(say("query.unclosed"), piece.start, piece.end)
        if token.key is None:
            return _said(token)
        if token.key.text == "@":
            return self._view(token)
        key = fold(token.key.text)
        if key not in KEYS:
            likely = nearest(key, KEYS)
            message = say("query.unknown-key", name=token.key.text)
            raise QueryError(message, token.key.start, token.key.end, f"{likely}:" if likely else "")
        for piece in token.values:
            if not piece.text.strip():
                raise QueryError(say("query.no-value", name=key), token.start, piece.end)
        return self._day(key, token) if key in _DAYS else Filter((self._test(key, token),))

    def _test(self, key: str, token: Token) -> Test:
        understood = KEYS[key]
        if understood is not None:
            found: Test = understood(key, token.values, self.names)
        else:
            found = amount(_single(key, token))
        return replace(found, negated=token.negated, start=token.start, end=token.end)

    def _day(self, key: str, token: Token) -> Filter:
        piece = _single(key, token)
        if token.negated:
            raise QueryError(say("query.no-minus", name=key), token.start, token.end, f"until:{piece.text}")
        try:
            day = since(piece.text, self.names.today)
        except ValueError as error:
            raise QueryError(str(error), piece.start, piece.end) from error
        return Filter(since=day) if key == "since" else Filter(until=day)

    def _view(self, token: Token) -> Filter:
        (piece,) = token.values[:1]
        name = _view_name(piece.text)
        if token.negated:
            raise QueryError(say("query.no-minus", name=f"@{piece.text}"), token.start, token.end)
        if name not in self.views:
            message = say("query.unknown-view", name=piece.text)
            raise QueryError(message, token.start, token.end, nearest(name, self.views))
        if name in self.opened:
            raise QueryError(say("query.circle", name=piece.text), token.start, token.end)
        try:
            found = replace(self, opened=(*self.opened, name)).read(self.views[name])
        except QueryError as error:
            raise QueryError(say("query.in-view", name=piece.text, message=error), token.start, token.end) from error
        tests = tuple(replace(test, start=token.start, end=token.end) for test in found.tests)
        return replace(found, tests=tests)


def names_of(config: Config, now: datetime) -> Names:
    """What values are looked up in where ``config`` holds: the user's vocabulary over ours, and days in the user's zone."""
    return Names(lambda: gazetteer(*config.vocabularies), now.astimezone(zone_of(config)).date())


def parse(text: str, names: Names, views: Views = ()) -> Filter:
    """What ``text`` asks for. Raises QueryError, and nothing else, for what it cannot understand."""
    if len(text) > _LONGEST:
        raise QueryError(say("query.too-long", most=_LONGEST), _LONGEST, len(text))
    known = {_view_name(name): query for name, query in views}
    whole = text.strip()
    if whole.startswith("@") and _view_name(whole[1:]) in known:
        text = f'@"{whole[1:]}"'
    return _Reader(names, known).read(text)


def _said(token: Token) -> Filter:
    (piece,) = token.values
    if not words(piece.text):
        return EVERYTHING
    return Filter((Words(piece.text, piece.quoted, token.negated, token.start, token.end),))


def _single(key: str, token: Token) -> Piece:
    if len(token.values) > 1:
        raise QueryError(say("query.one-value", name=key), token.values[1].start, token.end)
    return token.values[0]


def _both(one: Filter, other: Filter) -> Filter:
    """What both ask for: the later beginning, the earlier end."""
    return Filter(
        one.tests + other.tests,
        max((day for day in (one.since, other.since) if day), default=None),
        min((day for day in (one.until, other.until) if day), default=None),
    )


def _view_name(name: str) -> str:
    return "-".join(fold(name).split())
