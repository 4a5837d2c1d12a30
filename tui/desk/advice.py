"""What to say to somebody who types a query: how it may go on, or what is wrong with it and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.archive.filter import EVERYTHING, Filter
from tui.words import say

if TYPE_CHECKING:  # with the vocabularies behind them; the line to search in does not wait for these
    from tui.ledger.completion import Common, Completion
    from tui.ledger.language import Names, QueryError, Views

_MOST_MISTAKES = 50


@dataclass(frozen=True, slots=True)
class Advice:
    """``completions`` of what stands before the cursor, the likeliest first; ``mistake`` in the characters from ``start`` to
    ``end``, "" where there is none; a mistake's only completion is its correction, where one is likely."""

    completions: tuple[Completion, ...] = ()
    mistake: str = ""
    start: int = 0
    end: int = 0


def advise(text: str, position: int, names: Names, views: Views, common: Common) -> Advice:
    """Completions at ``position``; and the first mistake, unless the term that is being typed may yet become right. Raises
    no more than ``common``."""
    from tui.ledger.completion import complete
    from tui.ledger.language import QueryError, parse

    found = tuple(
        one for one in complete(text, position, names, views, common) if one.text != text[one.start : one.end]
    )
    try:
        parse(text, names, views)
    except QueryError as error:
        if not found or not error.start <= position <= error.end:
            return _corrected(error)
    return Advice(found)


def _corrected(error: QueryError) -> Advice:
    if not error.suggestion:
        return Advice((), str(error), error.start, error.end)
    from tui.ledger.completion import Completion

    correction = Completion(error.suggestion, error.start, error.end, error.suggestion)
    told = str(error).removesuffix(say("query.likely", word=error.suggestion)).rstrip()
    return Advice((correction,), told, error.start, error.end)


def understood(text: str, names: Names, views: Views) -> Filter:
    """What ``text`` asks for, but for the terms that cannot be understood (yet)."""
    from tui.ledger.language import QueryError, parse
    from tui.ledger.tokens import tokens

    for _ in range(_MOST_MISTAKES):
        try:
            return parse(text, names, views)
        except QueryError as error:
            wrong = next((t for t in tokens(text) if t.start <= error.start <= t.end), None)
            start, end = (wrong.start, wrong.end) if wrong else (error.start, error.end)
            if not text[start:end].strip():
                break
            text = text[:start] + " " * (end - start) + text[end:]
    return EVERYTHING
