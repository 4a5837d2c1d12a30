"""What kind an undertaking is of and how far it has gone, as the clues of the sentences that tell of it make likeliest.

The clues are the frames, cues and verbs that were found there, the words beside those that name the undertaking, and whatever
else is said of it there and around; what they weigh is fitted to annotated documents (knowledge/weights-acts.toml). What the
rules take from the sentences is one voice among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from tui.model import DEAL_KINDS, STAGES
from tui.reading.acts.aspect import aspect
from tui.reading.acts.drafts import Draft
from tui.reading.acts.line import Line, Token
from tui.reading.acts.undertaking import Undertaking
from tui.reading.acts.wording import Wording
from tui.reading.layout.page import Page
from tui.reading.layout.sentences import Span
from tui.reading.layout.words import STEM
from tui.reading.lookup.library import Library

OPTIONS = {"kind": DEAL_KINDS, "stage": STAGES}
"""What is decided by weights, each with what there is to choose from. The table of a decision has for each clue what it says for
each option, in hundredths of a point."""

VOICES = {"kind": 250, "stage": 200}
"""Hundredths of a point for what the rules say. They cannot be fitted to the documents that the rules were made with, on which
these are nearly always right. On the 114 deals of closed documents the stage was right for .82, .81, .77, .75 with 150, 200, 250,
350, the kind for .88, .86, .87, .85; sentences of plain grammar that the tests pin ask for more than 200 in a kind."""

_THINGS = frozenset(
    {"company", "money", "percent", "count", "mass", "area", "period", "country", "region", "site", "commodity", "side"}
    | {"pronoun"}
)
"""Types of what is no verb."""

_AROUND, _REACH = 3, 60
"""Words before and behind the one that names an undertaking that say what it means, and characters in which they stand."""

_NEAR = 500
"""Characters before and behind a sentence in which words say what it is about, as those of the title do."""

_OPENING = 2
"""Sentences, the title with them, that say what the whole item is about: of whose talks, of what was signed."""

_MOST = {"parties": 3, "drafts": 4, "sentence": 4, "years": 3}
"""From which number on more makes no difference."""

_WORD = re.compile(r"[^\W\d_]+")


def likeliest(shelf: Library, what: str, clues: set[str], told: str) -> str:
    """The kind or stage (``what``) that the clues make likeliest, of those that there are; ``told`` is what the rules say."""
    table, options = _table(shelf, what), OPTIONS[what]
    voice = [VOICES[what] if option == told else 0 for option in options]
    rows = filter(None, map(table.get, clues))
    points = [sum(said) for said in zip(voice, *rows, strict=True)]
    return options[points.index(max(points))]


@lru_cache(maxsize=4)
def _table(shelf: Library, what: str) -> dict[str, Sequence[int]]:
    """By clue, what it says for each option."""
    entry = shelf.get("weight", what)
    held = {} if entry is None else entry.properties
    return {clue: row for clue, row in held.items() if is_row(what, row)}


def is_row(what: str, value: object) -> bool:
    """Whether a value is a number for each option of ``what``."""
    return isinstance(value, list) and len(value) == len(OPTIONS[what]) and all(isinstance(one, int) for one in value)


def is_letter(group: Undertaking) -> bool:
    """Whether no more than a letter of interest is told: what its words weigh elsewhere, it lends nothing."""
    return any(d.line.has("interest-letter") for d in group.drafts)


class Telling:
    """Describes how one page tells of its undertakings."""

    def __init__(self, page: Page, shelf: Library, lines: Sequence[Line], wording: Wording) -> None:
        self._page, self._shelf, self._lines, self._wording = page, shelf, lines, wording

    def clues(self, group: Undertaking, kind: str, parties: int) -> set[str]:
        """The clues of an undertaking that the rules take for one of a ``kind``, with so many ``parties``."""
        page, main = self._page, group.main
        found = {
            "any",
            f"language-{page.lang}",
            f"told-{kind}",
            f"parties-{min(parties, _MOST['parties'])}",
            f"drafts-{min(len(group.drafts), _MOST['drafts'])}",
            f"sentence-{min(main.line.number, _MOST['sentence'])}",
        }
        if group.amount is not None:
            found.add("sum")
        if group.long_past(page):
            found.add("long-past")
        found.update(_beside(page, main), self._spoken_of(main.line.span), self._opening, self._told(main))
        for draft in group.drafts:
            if draft is not main:
                found.update([f"also-{clue}" for clue in self._told(draft)])
        return found

    @cached_property
    def _opening(self) -> set[str]:
        """The clues of what the item opens with, and how that is meant."""
        found: set[str] = set()
        for line in self._lines[:_OPENING]:
            for token in line.tokens:
                if token.type not in _THINGS:
                    found.add(f"opens-{token.type}")
                    if means := aspect(self._page, self._shelf, line, token):
                        found.add(f"opens-{token.type}-{means}")
        return found

    def _told(self, draft: Draft) -> Iterator[str]:
        """The clues of a sentence: its frame, and what is found in it, verbs with how they are meant."""
        line, trigger = draft.line, draft.trigger
        meant = aspect(self._page, self._shelf, line, trigger) or "plain"
        yield f"frame-{draft.rule}"
        yield from (f"by-{trigger.type}", f"by-{meant}", f"by-{trigger.type}-{meant}")
        yield from [f"has-{name}" for name in line.types]
        for token in line.tokens:
            if token.type == "period":
                yield from _dated(self._page, token)
            elif token.type not in _THINGS and (means := aspect(self._page, self._shelf, line, token)):
                yield f"has-{token.type}-{means}"

    def _spoken_of(self, sentence: Span) -> list[str]:
        """The words of a sentence, and of what is near it and of the title."""
        between = self._wording.between
        near = between(sentence.start - _NEAR, sentence.end + _NEAR) | between(*self._page.sentences[0])
        return [*[f"in-{stem}" for stem in between(*sentence)], *[f"near-{stem}" for stem in near]]


def _dated(page: Page, token: Token) -> Iterator[str]:
    """The clues of a date: of what sort it is, and in how many years from the item's."""
    yield f"date-{token.value.sort}"
    year, published = str(token.value.value)[:4], page.document.published
    if year.isdigit() and published is not None:
        most = _MOST["years"]
        yield f"years-{max(-most, min(most, int(year) - published.year))}"


def _beside(page: Page, draft: Draft) -> Iterator[str]:
    """The words that name an undertaking and those around them, without their endings."""
    start, end, span = draft.trigger.start, draft.trigger.end, draft.line.span
    before = _stems(page.spoken(max(start - _REACH, span.start), start))[-_AROUND:]
    behind = _stems(page.spoken(end, min(end + _REACH, span.end)))[:_AROUND]
    yield f"word-{'-'.join(_stems(page.spoken(start, end)))}"
    yield from (f"before-{place}-{stem}" for place, stem in enumerate(reversed(before)))
    yield from (f"behind-{place}-{stem}" for place, stem in enumerate(behind))


def _stems(text: str) -> list[str]:
    return [word[:STEM] for word in _WORD.findall(text)]
