"""Which of the sums that an item tells is what an undertaking is worth, if any is.

What the rules take is one voice among the clues: where a sum stands, beside which cues and words, of whom its sentence speaks.
What they weigh is fitted to annotated documents (knowledge/weights-sums.toml).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log10

from tui.reading.acts.line import Line, Token
from tui.reading.acts.sums import is_amount, is_sum
from tui.reading.acts.undertaking import Undertaking
from tui.reading.acts.wording import Wording
from tui.reading.layout.page import Page
from tui.reading.layout.words import STEM
from tui.reading.lookup.lexicon import Hit
from tui.reading.lookup.library import Library
from tui.reading.lookup.weights import points, weights

WEIGHTS = "deal-sum"
"""The table of what each clue says for a sum's being the undertaking's."""

VOICE = 0.5
"""Points for what the rules take. They cannot be fitted to the documents that the rules were made with, on which these are
nearly always right: of 0.5, 0.8, 1, 1.4 and 2 this did best on 106 deals of closed documents (.95, .94, .94, .93,
.93)."""

_FAR = 2
"""Sentences on either side of an undertaking's in which its sum may be told."""

_AROUND, _REACH = 4, 60
"""Words before and behind a sum that say what it is, and characters in which they stand."""

_MOST = 3
"""From which number of sums on more makes no difference."""

_MEASURES = ("metric", "figure-word")
"""Kinds of the words that tell what a figure measures."""

_THINGS = frozenset(
    {"company", "money", "percent", "count", "mass", "area", "period", "country", "region", "site", "commodity", "side"}
    | {"pronoun"}
)
"""Types of what is no cue."""


@dataclass(slots=True)
class Option:
    """A sum that may be the undertaking's, None for no sum; whether the rules take it, and the other clues."""

    token: Token | None
    ruled: bool
    clues: set[str]


class Worth:
    """Weighs the sums of one page."""

    def __init__(self, page: Page, shelf: Library, lines: Sequence[Line], wording: Wording) -> None:
        self._page, self._shelf, self._lines, self._wording = page, shelf, lines, wording
        self._said: dict[int, set[str]] = {}

    def of(self, group: Undertaking, kind: str, ruled: Token | None, claimed: set[float]) -> Token | None:
        """The sum for which the clues say most, None where they say most for there being none; ``ruled`` is the one that the
        rules take, ``claimed`` are the values of the sums that undertakings tell with their own words."""
        known = weights(self._shelf, WEIGHTS)
        options = self.options(group, kind, ruled, claimed)
        return max(options, key=lambda option: points(known, option.clues) + VOICE * option.ruled).token

    def options(self, group: Undertaking, kind: str, ruled: Token | None, claimed: set[float]) -> list[Option]:
        """What there is to choose from for an undertaking of a ``kind``: no sum, and each that is told near it."""
        told = [(line, t) for line, t in self._sums if t is ruled or _may_be(group, line, t)]
        if not told:
            return [Option(None, True, set())]
        values = [t.value.value for _, t in told]
        found = [Option(None, ruled is None, {"none", f"none-{kind}", f"none-of-{min(len(set(values)), _MOST)}"})]
        for line, token in told:
            same = ruled is not None and token.value.value == ruled.value.value
            clues = {"some", f"some-{kind}"}
            clues.update(
                _where(group, line, token),
                _of_value(token, values),
                _beside(line, token, kind),
                self._measured(line, token),
                self._worded(line, token),
                self._said_in(line),
            )
            if token.value.value in claimed and not same:
                clues.add("claimed")
            found.append(Option(token, same, clues))
        return found

    @cached_property
    def _sums(self) -> list[tuple[Line, Token]]:
        return [(line, token) for line in self._lines for token in line.of("money")]

    def _measured(self, line: Line, token: Token) -> Iterator[str]:
        """The words of a sum's sentence that tell what figures measure: revenue, exports, the price."""
        hits = self._page.telling(self._shelf.facts(self._page.lang))
        first, after = (bisect_left(hits, place, key=_start) for place in line.span)
        within = [hit for hit in hits[first:after] if hit.entry.kind in _MEASURES]
        before = [h.entry.id for h in within if h.start < token.start]
        behind = [h.entry.id for h in within if h.start >= token.end]
        for side, idents in (("before", before[::-1]), ("behind", behind)):
            for ident in idents:
                yield f"measure-{ident}"
                yield f"measure-{side}-{ident}"
            if idents:
                yield f"measure-next-{side}-{idents[0]}"

    def _worded(self, line: Line, token: Token) -> Iterator[str]:
        """The words before and behind a sum, without their endings, and figures left out."""
        before = self._stems(max(token.start - _REACH, line.span.start), token.start)[::-1]
        behind = self._stems(token.end, min(token.end + _REACH, line.span.end))
        for side, stems in (("before", before), ("behind", behind)):
            for place, stem in enumerate(stems[:_AROUND]):
                yield f"{side}-{stem}"
                if place == 0:
                    yield f"{side}-0-{stem}"

    def _said_in(self, line: Line) -> set[str]:
        """The cues and dates of a sentence and its words, those left out that name somebody or some place."""
        found = self._said.get(line.number)
        if found is None:
            found = {f"in-{stem}" for stem in self._wording.between(*line.span)}
            found.update([f"has-{t.value.sort if t.type == 'period' else t.type}" for t in line.tokens])
            self._said[line.number] = found
        return found

    def _stems(self, start: int, end: int) -> list[str]:
        words = self._page.words[self._page.word_at(start) : self._page.word_at(end)]
        return [w.form[:STEM] for w in words if w.form.isalpha() and w.start >= start and w.end <= end]


def _start(hit: Hit) -> int:
    return hit.start


def _may_be(group: Undertaking, line: Line, token: Token) -> bool:
    return group.apart(line) <= _FAR and is_sum(token)


def _where(group: Undertaking, line: Line, token: Token) -> Iterator[str]:
    """Where a sum stands, seen from the undertaking."""
    apart = line.number - group.main.line.number
    yield f"apart-{max(-_MOST, min(_MOST, apart))}"
    if any(token in d.line.tokens for d in group.drafts):
        yield "drafted"
    if any(d.amount is token for d in group.drafts):
        yield "caught"
    if any(token in d.line.tokens for d in group.history):
        yield "history"
    if line.number == 0:
        yield "titled"
    if not is_amount(line, token):
        yield "unfit"
    named = {t.mention.id for t in line.of("company") if t.mention}
    if named:
        yield "of-others" if named.isdisjoint(group.parties) else "of-party"


def _beside(line: Line, token: Token, kind: str) -> Iterator[str]:
    """The things and cues of its sentence that a sum stands next to."""
    at = line.tokens.index(token)
    for side, tokens in (("before", line.tokens[:at][::-1]), ("behind", line.tokens[at + 1 :])):
        yield f"next-{side}-{tokens[0].type if tokens else 'nothing'}"
        cue = next((t.type for t in tokens if t.type not in _THINGS), None)
        if cue is not None:
            yield f"cue-{side}-{cue}"
            yield f"cue-{side}-{cue}-{kind}"


def _of_value(token: Token, values: Sequence[float]) -> Iterator[str]:
    """What a sum is among those that are told."""
    value = token.value.value
    if values.count(value) > 1:
        yield "again"
    if len(set(values)) == 1:
        yield "sole"
    elif value == max(values):
        yield "largest"
    elif value == min(values):
        yield "smallest"
    if value == values[0]:
        yield "first"
    yield f"unit-{token.value.unit}-{int(log10(value))}"
