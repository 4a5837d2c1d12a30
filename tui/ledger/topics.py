"""What a report is about besides deals and meetings: an accident, a strike, a ban; what somebody did; what else it speaks of;
and the figures that it gives in words. The words are data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from tui.ledger.numerals import Spelt, begins, figure_at
from tui.tables import tables
from tui.text import fold

_LOOKED_THROUGH = {"topic": 200, "act": 450, "motif": 1_500}
"""Characters below the title that tell what a report is about, and what somebody did; what comes later may be told in passing."""

_OPENING = 200
"""Characters of a text that say whether it is a digest."""

_BEFALLING = frozenset({"accident", "death", "strike", "appointment"})
_WORD = re.compile(r"\w+")
_LETTERS = 3
"""By how many of its first letters a word is found."""

_HERE = Path(__file__).parent
_FILES = (_HERE / "topics.toml", _HERE / "motifs.toml")


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells: its topics, those of its title, what somebody did, what else it speaks of, its figures in words."""

    topics: set[str] = field(default_factory=set)
    titled: set[str] = field(default_factory=set)
    acts: set[str] = field(default_factory=set)
    motifs: set[str] = field(default_factory=set)
    figures: set[Spelt] = field(default_factory=set)

    @property
    def is_of_mishap(self) -> bool:
        """Whether the title tells of what befell a company rather than of what it undertook."""
        return not _BEFALLING.isdisjoint(self.titled)


@dataclass(frozen=True, slots=True)
class _Spelling:
    """The beginning of a word, or of some, that tells one thing of a sort; ``whole`` where the word must end there."""

    sort: str
    name: str
    beginning: str
    whole: bool

    def stands(self, folded: str, start: int) -> bool:
        """Whether it stands at a word's start."""
        if not folded.startswith(self.beginning, start):
            return False
        end = start + len(self.beginning)
        return not (self.whole and _WORD.match(folded, end))


_NUMBER = _Spelling("number", "", "", whole=False)
"""What every word of a number in words is."""


def told(title: str, text: str) -> Told:
    """What title and beginning of a report tell, in any language."""
    folded = fold(f"{title}\n{text[: _LOOKED_THROUGH['motif']]}")
    body = len(title) + 1
    found = Told()
    sorts = {"topic": found.topics, "act": found.acts, "motif": found.motifs}
    upto = 0
    for match in _WORD.finditer(folded):
        begun = _beginning(match.group())
        if not begun:  # most words
            continue
        start = match.start()
        for spelling in begun:
            if spelling is _NUMBER:
                if start >= upto:
                    figure, upto = figure_at(folded, match)
                    if figure:
                        found.figures.add(figure)
            elif start < body + _LOOKED_THROUGH[spelling.sort] and spelling.stands(folded, start):
                sorts[spelling.sort].add(spelling.name)
                if start < body and spelling.sort == "topic":
                    found.titled.add(spelling.name)
    return found


@cache
def says() -> Mapping[str, float]:
    """How much each motif says where two reports have it."""
    return {motif: float(told["says"]) for motif, told in _listed()["motif"].items()}


def is_digest(title: str, text: str) -> bool:
    """Whether a report says in its title, or with its first words, that it goes through the news of a week or more."""
    titles, openings = _digests()
    return bool(titles.search(fold(title)) or openings.match(fold(text[:_OPENING])))


def is_of_market(title: str) -> bool:
    """Whether a title tells what a metal costs on the market."""
    return bool(_markets().match(fold(title)))


@lru_cache(maxsize=32_768)
def _beginning(word: str) -> tuple[_Spelling, ...]:
    """The spellings that may stand where ``word`` does: it begins with them, or they with it."""
    near = _spellings().get(word[:_LETTERS], ())
    begun = [one for one in near if word.startswith(one.beginning) or one.beginning.startswith(word)]
    return (*begun, _NUMBER) if begins(word) else tuple(begun)


@cache
def _spellings() -> Mapping[str, list[_Spelling]]:
    """All spellings by their first letters."""
    found: dict[str, list[_Spelling]] = {}
    for sort in _LOOKED_THROUGH:
        for name, words in _listed()[sort].items():
            for word in _all(words):
                spelling = _Spelling(sort, name, fold(word.removesuffix(".")), word.endswith("."))
                found.setdefault(spelling.beginning[:_LETTERS], []).append(spelling)
    return found


@cache
def _digests() -> tuple[re.Pattern[str], re.Pattern[str]]:
    title, opening = ("|".join(_all(_listed()["digest"][where])) for where in ("title", "opening"))
    return re.compile(title), re.compile(rf"\W*(?:{opening})")


@cache
def _markets() -> re.Pattern[str]:
    """The titles of a market report by their beginning: a metal, and what its price does."""
    metals, moves = _listed()["market"]["metal"], _listed()["market"]["move"]
    told = (f"(?:{'|'.join(metals[lang])})(?:{'|'.join(moves[lang])})" for lang in metals)
    return re.compile("|".join(told))


@cache
def _listed() -> dict[str, dict[str, dict[str, Any]]]:
    """The words of topics and motifs."""
    return {sort: listed for file in _FILES for sort, listed in tables(file.read_text(encoding="utf-8")).items()}


def _all(words: Mapping[str, Any]) -> Iterator[str]:
    return (word for lang in ("en", "ru", "kk") for word in words.get(lang, ()))
