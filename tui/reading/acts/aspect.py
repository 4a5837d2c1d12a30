"""Whether a verb speaks of what is done, is going on, is meant to come, may come, or is denied.

The endings and auxiliaries are data (knowledge/aspects.toml); the word itself is looked at first, then what stands before
it in its clause, in Kazakh what stands behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tui.reading.acts.line import Line, Token
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library

DONE, PRESENT, ONGOING, FUTURE, MAYBE, NOT, NONE = "done", "present", "ongoing", "future", "maybe", "not", ""

_NOUNS = frozenset({"agreement", "memo", "jv", "venture", "offtake"})
"""Cues that are nouns: their endings are those of number and case."""

_REACH = 36
"""Characters before (in Kazakh behind) a verb that its auxiliaries stand in."""

_CONVERB = re.compile(r"[аеёиоуыіөүұәй]п$")
"""A Kazakh verb that leaves its tense to the last of its sentence: жобалап, салып береді."""

_WORDS = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[;:]|, (?:and|but|while|which|who|where|а|но|однако|который|которая|которое|где|ал|бірақ) ")


@dataclass(frozen=True, slots=True)
class Rules:
    """One language's auxiliaries and endings, compiled; in the order in which they are asked."""

    auxiliaries: tuple[tuple[str, re.Pattern[str]], ...]
    endings: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=16)
def rules(shelf: Library, language: str) -> Rules:
    """The rules of a language; those of English for an unknown one."""
    entries = [e for e in shelf.of_kind("aspect") if e.properties.get("language") == language]
    auxiliaries = [
        (e.properties["means"], e.properties["auxiliaries"]) for e in entries if e.properties.get("auxiliaries")
    ]
    endings = [(e.properties["means"], e.properties["endings"]) for e in entries if e.properties.get("endings")]
    return Rules(
        tuple(
            (means, re.compile(rf"(?:^|[\s(\"'-])(?:{'|'.join(words)})(?=$|[\s.,;:)\"'-])"))
            for means, words in auxiliaries
        ),
        tuple((means, re.compile(rf"(?:{'|'.join(words)})$")) for means, words in endings),
    )


def aspect(page: Page, shelf: Library, line: Line, token: Token) -> str:
    """How the token's verb is meant: done, present (of headlines), ongoing, future, maybe, not; "" where nothing tells
    (a noun, say)."""
    spoken = rules(shelf, page.lang)
    before = page.spoken(max(line.span.start, token.start - _REACH), token.start)
    before = _CLAUSE.split(before)[-1]
    behind = ""
    if page.lang == "kk":
        behind = _CLAUSE.split(page.spoken(token.end, min(line.span.end, token.end + _REACH)))[0]
    form = page.spoken(token.start, token.end)
    around = behind if page.lang == "kk" else before
    for means, pattern in spoken.auxiliaries:
        if pattern.search(around):
            return means
    if token.type in _NOUNS:
        return NONE
    spelt = form.split()
    if page.lang == "kk":
        spelt = spelt[::-1]
        if _CONVERB.search(form):
            spelt = [*_WORDS.findall(page.spoken(token.end, line.span.end))[-1:], *spelt]
    for word in spelt:
        for means, pattern in spoken.endings:
            if pattern.search(word):
                return means
    return NONE
