"""A sentence as the line of what it mentions: names, figures, dates and cues in order of place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from tui.model import Mention
from tui.reading.layout.page import Page
from tui.reading.layout.sentences import Span
from tui.reading.lookup.lexicon import Hit
from tui.reading.lookup.library import CUE, Library

LONGEST = 160
"""Tokens of a line that count; no sentence that people write has more."""

MOST = 400
"""Sentences of an item that facts are read from; the rest is tagged only."""

_FORM_BEFORE = re.compile(r"(?:тоо|ао|llp|jsc|llc|оао|зао) ?\"?$")
_FORM_BEHIND = re.compile(r"\"?,? ?(?:жшс|ақ|llp|jsc|llc|ltd|plc)\b")
_EACH = re.compile(r"[дтн][ае]н$")
"""How a Kazakh sum ends that each of several gives: 20 млн доллардан салады."""

_NAMES = ("company", "site", "region", "country")
_FIGURES = ("money", "percent", "mass", "count", "area")


@dataclass(slots=True, eq=False)  # not frozen: made by the hundred on every page, and freezing doubles what that costs
class Token:
    """One thing that a sentence mentions: a name, figure, period or cue (``type``) with what it stands for; of a name that is
    its ``mention``, too. A token is only ever itself, so that it is found in its line without a look at its fields."""

    type: str
    start: int
    end: int
    value: Any = None
    mention: Mention | None = None
    meant: str | None = field(default=None, init=False, repr=False)
    """How it is meant, if it is a verb: told once and kept (aspect.py)."""


@dataclass(slots=True, eq=False)  # not frozen, as tokens are not
class Line:
    """A sentence: its number and place, its tokens in order, and the ``types`` of these. It is only ever itself, too."""

    number: int
    span: Span
    tokens: tuple[Token, ...]
    types: frozenset[str] = field(init=False, repr=False)
    clauses: tuple[Line, ...] | None = field(default=None, init=False, repr=False)
    """The lines that it is cut into, none where it is one, and the places of what interrupts it; once they are asked for
    (clauses.py)."""
    asides: list[tuple[int, int]] | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        self.types = frozenset([t.type for t in self.tokens])

    def of(self, *types: str) -> list[Token]:
        """The tokens of these types, in order."""
        return [] if self.types.isdisjoint(types) else [t for t in self.tokens if t.type in types]

    def has(self, *types: str) -> bool:
        """Whether a token of one of these types is there."""
        return not self.types.isdisjoint(types)


def lines(page: Page, spoken: Iterable[Token], stand_ins: Iterable[Mention] = ()) -> list[Line]:
    """The page's sentences as lines, of its names, figures and dates, the cues ``spoken`` and further company mentions
    (co-reference). A number that is part of a cue is none: екі жақ."""
    spoken = list(spoken)
    within = {t.start for t in spoken}
    found = [
        Token(_part(page, m) if m.kind == "site" else m.kind, m.start, m.end, m, m)
        for m in page.mentions
        if m.kind in _NAMES
    ]
    found += [Token("company", m.start, m.end, m, m) for m in stand_ins]
    found += [Token("commodity", h.start, h.end, h.entry) for h in page.of_kind("commodity")]
    found += [
        Token(q.kind, q.start, q.end, q)
        for q in page.quantities
        if q.kind in _FIGURES and not (q.spelt and q.start in within)
    ]
    found += [Token("period", p.start, p.end, p) for p in page.periods]
    covered = _covered(len(page.source), [t for t in found if t.type != "commodity"])
    metals = {t.start for t in found if t.type == "commodity"}
    starts = {t.start for t in found if t.type == "company"}
    sums = {t.end for t in found if t.type == "money" and not _EACH.search(page.folded, t.start, t.end)}
    founded = {t.end + 1 for t in spoken if t.type == "found"}
    free = [t for t in spoken if not (covered[t.start] or covered[t.end - 1] or t.start in metals)]
    found += [
        replace(t, type="venture")
        if t.type == "jv" and t.start not in founded and _is_form(page, t, starts)
        else replace(t, type="invest")
        if t.type == "build" and _is_put(page, t, sums)
        else t
        for t in free
    ]
    found.sort(key=lambda t: (t.start, -t.end))
    return _by_sentence(page, found)


def _part(page: Page, mention: Mention) -> str:
    """What the name of a site is in its sentence: a plant with a legal form is a company."""
    before, behind = page.folded[max(mention.start - 8, 0) : mention.start], page.folded[mention.end : mention.end + 8]
    return "company" if _FORM_BEFORE.search(before) or _FORM_BEHIND.match(behind) else "site"


def cues(page: Page, shelf: Library) -> list[Token]:
    """The cues of a page: of two that overlap the longer, of two at one place the one that is marked as first."""
    kept: list[Hit] = []
    upto = 0
    for hit in page.telling(shelf.facts(page.lang)):
        if hit.entry.kind != CUE:
            continue
        if hit.start >= upto:
            kept.append(hit)
            upto = hit.end
        elif (hit.first, hit.last) == (kept[-1].first, kept[-1].last) and not _is_first(kept[-1]) and _is_first(hit):
            kept[-1] = hit
    return [Token(h.entry.id, h.start, h.end, h.entry) for h in kept]


def _is_first(cue: Hit) -> bool:
    return bool(cue.entry.properties.get("first"))


def _is_form(page: Page, token: Token, companies: set[int]) -> bool:
    """Whether СП or JV is only the form of the name behind it: a venture, but none of those named around. One that is founded
    is what those named behind it found."""
    if token.end - token.start > len("сп"):
        return False
    gap = next((i for i in range(token.end, token.end + 3) if i in companies), None)
    return gap is not None and not page.folded[token.end : gap].strip(' "')


def _is_put(page: Page, token: Token, sums: set[int]) -> bool:
    """Whether the Kazakh verb that also means to build has a sum of money right before it, which is put into something."""
    return page.lang == "kk" and token.start - 1 in sums and page.folded.startswith("сал", token.start)


def _covered(size: int, tokens: Iterable[Token]) -> bytearray:
    """Which of so many characters names and figures cover."""
    covered = bytearray(size)
    for token in tokens:
        end = min(token.end, token.start + 200)
        covered[token.start : end] = b"\x01" * (end - token.start)
    return covered


def _by_sentence(page: Page, tokens: list[Token]) -> list[Line]:
    result: list[Line] = []
    starts = [token.start for token in tokens]
    after = 0
    for number, span in enumerate(page.sentences[:MOST]):
        first = bisect_left(starts, span.start, after)
        after = bisect_left(starts, span.end, first)
        told = tuple(tokens[first : min(after, first + LONGEST)])
        if told and told[0].type == "boilerplate" and told[0].start == span.start and number > 0:
            told = ()
        result.append(Line(number, span, told))
    return result
