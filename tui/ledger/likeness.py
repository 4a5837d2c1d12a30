"""Whether two reports tell the same event. A function of the two alone, so that any order of arrival joins the same."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from tui.archive.settling import Signature, Unsettled
from tui.ledger.clues import clues_of, is_country, is_figure
from tui.model import Reading
from tui.text import fold

WINDOW = timedelta(days=4)
"""Reports of one event lie no further apart; the same words a month later are another month's figures."""

_WORD = re.compile(r"\w+")
_SOURCE_SUFFIX = re.compile(r" [-–—] [^-–—]{2,40}$")
_FIRST_WORDS = 150
_FIRST_CHARACTERS = 20_000
"""No report needs more to say what it is about, and a hostile one must not cost."""

_CONTAINED = 0.45
_SHARED = 2.2
_SHARED_NAMES = 2.3
_OTHER_FIGURES = 1.0
"""More that names alone must weigh where both reports give figures and share none."""

_OVERLAP = 0.3
_NEARLY = 0.299
"""_OVERLAP but for how sums are rounded."""

_OVERLAP_NAMES = 0.45
_OVERLAP_WORDS = 0.5

_SOON, _AT_ONCE = timedelta(days=2), timedelta(days=1)
"""How near each other reports lie that tell the same event by names alone, and short ones of which less is asked, as they
have less to share: what comes later is as likely a digest of the week."""

_SHARED_SOON, _OVERLAP_SOON = 1.6, 0.6
_SHARED_SHORT, _A_FIGURE = 1.7, 0.5
_NEARLY_SAME = ((1.7, 0.6), (1.3, 0.7))
"""What names alone must weigh, and which share of the longer report's they must be."""
_SOME_FIGURE = 0.8


@dataclass(frozen=True, slots=True)
class Comparable:
    """A signature with what its comparisons need again and again: the weight of all its clues, how many figures say
    something by themselves, and the foreign countries."""

    signature: Signature
    weight: float
    strong: int
    countries: frozenset[str]


def sign(report: Unsettled, reading: Reading) -> Signature:
    """What ``report`` is compared by."""
    title = _SOURCE_SUFFIX.sub(_blank, report.title)
    text = report.text[:_FIRST_CHARACTERS]
    return Signature(
        item=report.item,
        published=report.published,
        lang=report.lang,
        clues=clues_of(title[:_FIRST_CHARACTERS], text, report.published.year, reading),
        shingles=shingles(f"{title} {text}"[:_FIRST_CHARACTERS]),
    )


def _blank(match: re.Match[str]) -> str:
    """As many spaces: the offsets of what was read must still hold."""
    return " " * len(match.group())


def shingles(text: str) -> bytes:
    """Pairs of neighbouring words at the text's beginning, as packed numbers."""
    words = _WORD.findall(fold(text))[:_FIRST_WORDS]
    numbers = {crc32(f"{one} {other}".encode("utf-8", "replace")) for one, other in pairwise(words)}
    return array("I", sorted(numbers)).tobytes()


@lru_cache(maxsize=256)
def _unpacked(packed: bytes) -> frozenset[int]:
    return frozenset(array("I", packed))


def comparable(signature: Signature) -> Comparable:
    """``signature`` made ready for many comparisons."""
    return Comparable(
        signature=signature,
        weight=sum(signature.clues.values()),
        strong=sum(is_figure(clue) and weight >= _SOME_FIGURE for clue, weight in signature.clues.items()),
        countries=frozenset(filter(is_country, signature.clues)),
    )


class Neighbours:
    """Reports among which to look for those that are like one. Found by their clues: most pairs share one or none, and need
    no comparison."""

    def __init__(self) -> None:
        self._all: dict[int, Comparable] = {}
        self._by_clue: dict[str, list[tuple[int, float]]] = {}

    def add(self, signature: Signature) -> None:
        """Takes a report in, each once."""
        if signature.item not in self._all:
            self._all[signature.item] = comparable(signature)
            for clue, weight in signature.clues.items():
                self._by_clue.setdefault(clue, []).append((signature.item, weight))

    def alike(self, item: int) -> list[int]:
        """The others that tell the same event as ``item``."""
        one = self._all[item]
        common: dict[int, float] = {}
        known = common.get
        for clue, weight in one.signature.clues.items():
            for other, its in self._by_clue[clue]:
                common[other] = known(other, 0.0) + (its if its < weight else weight)  # min() costs twice as much
        return [
            other
            for other, whole in common.items()
            if whole >= _NEARLY * min(one.weight, self._all[other].weight)
            and other != item
            and alike(one, self._all[other])
        ]


def alike(one: Comparable, other: Comparable) -> bool:
    """Whether both tell the same event: by figures and names together, by several names where a report gives no figures,
    or by their words; short reports of a day or two by most of what they have. One shared company is never enough, nor are
    the same words about other names."""
    apart = abs(one.signature.published - other.signature.published)
    if apart > WINDOW:
        return False
    figures, whole = shared(one.signature, other.signature)
    overlap = whole / max(1e-9, min(one.weight, other.weight))
    if overlap < _OVERLAP or (figures < _SOME_FIGURE and _contradict(one, other)):
        return False
    if (
        one.signature.lang == other.signature.lang
        and overlap >= _OVERLAP_WORDS
        and _contained(one, other) >= _CONTAINED
    ):
        return True
    if figures >= _SOME_FIGURE:
        return whole >= _SHARED or (apart <= _SOON and whole >= _SHARED_SOON and overlap >= _OVERLAP_SOON)
    other_figures = bool(one.strong) and bool(other.strong)
    if whole >= _SHARED_NAMES + _OTHER_FIGURES * other_figures and overlap >= _OVERLAP_NAMES:
        return apart <= _SOON
    if apart > _AT_ONCE:
        return False
    if whole >= _SHARED_SHORT and figures >= _A_FIGURE and overlap >= _OVERLAP_SOON:
        return True
    same = whole / max(one.weight, other.weight)
    return not other_figures and any(whole >= least and same >= share for least, share in _NEARLY_SAME)


def shared(one: Signature, other: Signature) -> tuple[float, float]:
    """The weight of the figures that both have, and of all clues that both have."""
    figures = whole = 0.0
    for clue in one.clues.keys() & other.clues.keys():
        weight = min(one.clues[clue], other.clues[clue])
        whole += weight
        figures += weight * is_figure(clue)
    return figures, whole


def _contradict(one: Comparable, other: Comparable) -> bool:
    """Whether two that share no figure both have several, or share no country, though both have one."""
    if one.countries and other.countries and not one.countries & other.countries:
        return True
    return min(one.strong, other.strong) >= 2


def _contained(one: Comparable, other: Comparable) -> float:
    """The share of the shorter one's pairs of words that both have."""
    first, second = _unpacked(one.signature.shingles), _unpacked(other.signature.shingles)
    return len(first & second) / max(1, min(len(first), len(second)))
