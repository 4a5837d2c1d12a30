"""The page laid out for its figures: sentence by sentence, the quantities with the words, names and periods around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from tui.model import Mention
from tui.reading.amounts.dates import Period
from tui.reading.amounts.quantities import Quantity
from tui.reading.layout.page import Page
from tui.reading.layout.sentences import Span
from tui.reading.lookup.lexicon import Hit
from tui.reading.lookup.library import Library

FAMILIES = frozenset(("mass", "money", "percent", "count", "area", "grade", "volume", "power"))
"""Families of quantities that can be metrics."""

_ASIDE = re.compile(
    r"\([^()]{0,60}\)|, (?:or|или|яғни|то есть) [^,;.]{1,30},|, (?:as|according to|by|по|как|согласно) [^,;.]{1,60},"
)
"""What is said in passing, and parts nothing."""

_CHAINED = re.compile(r"(?<=[аеыіөүуй]п), ")
"""The comma behind a Kazakh converb: what was said before it goes for the figures behind, too."""

_CLAUSE = re.compile(
    r", (?:(?:(?:of|from|in|в|из|с|[а-я]{5,}) )?(?:где|котор\w+|where|which|whose)"
    r"|(?:bought|acquired|opened|built|founded|commissioned|launched)(?= (?:by|in|from)\b)"
    r"|(?:купленн|приобретенн|открыт|построенн|основанн|запущенн)(?:ый|ая|ое|ые|ого|ой|ому|ом|ую|ых))"
    r" (?:[^,;.]|(?<=\d)[.,](?=\d))*,(?!\d)"
)
_CLAUSE_REACH = 100
_CLAUSE_KAZAKH = re.compile(r"[^,.;:]{0,80}?(?:[ғқ]ан|[гк]ен|[тй][ыі]н) [\"«]?[A-ZА-ЯӘҒҚҢӨҰҮҺІ]")
"""A Kazakh clause with the name that it describes: қуаты жылына 4 млн тоннаға жеткізілген Нұрқазған …"""

_ITEM = re.compile(r"(?:[-*•·▪]{1,2}|o) ")
"""What the items of a list begin with."""

_BOUND_BEFORE = re.compile(r"\b(?:by|until|till|since|from|before|к|до|с|после|after) $")
_SINCE = re.compile(r"\b(?:since|с|со) $")
_FROM = re.compile(r"\b(?:from|с|со) $")
_UNTIL = re.compile(r"\b(?:until|till|through to|up to|до|по) (?:the end of |конца )?$")
_UNTIL_KAZAKH = re.compile(r" (?:дейін|шейін)\b")
_SINCE_KAZAKH = re.compile(r" (?:бастап|бері)\b")
_BOUND_BEHIND = re.compile(r" (?:дейін|бастап|бері|қарай)\b")
_BESIDE = 2
_MOST = 400
_MOST_OF_A_KIND = 60
_COVERING = ("ignored", "earlier", "later")
_PHRASE = 16
"""The least length of a phrase that may run on into the next sentence."""

_TAKEN = frozenset(("price", "tax", "share-of", "trade", "passed", "comparison"))
"""Helping words that say nothing where they are part of an announcing one: profit before tax, after tax."""
"""Sentences of a text, and things of a kind in a sentence, that count; no sentence that people write has more."""
_BREAKS = (
    (";", 6.0),
    (", ", 1.0),
    (" - ", 1.5),
    (": ", 1.0),
    ("(", 1.0),
    (" while ", 4.0),
    (" whereas ", 4.0),
    (", but ", 2.0),
    (", а ", 2.0),
    (", тогда как ", 4.0),
    (", зато ", 3.0),
    (", ал ", 3.0),
    (" of which ", 4.0),
    (" из которых ", 4.0),
    (" из них ", 4.0),
)
_HELD = {"metric": "cues", "figure-word": "words", "figure-noun": "nouns"}
"""Where a scene keeps the words of a kind."""

_PARTING = re.compile("|".join(re.escape(mark) for mark, _ in _BREAKS))
"""Any of these: most things that are asked for have none between them."""


class Placed(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@dataclass(slots=True)  # not frozen: made by the hundred on every page, and freezing doubles what that costs
class Scene:
    """One sentence with what figures are read by; all in order of place."""

    number: int
    span: Span
    quantities: Sequence[Quantity] = ()
    cues: Sequence[Hit] = ()
    words: Sequence[Hit] = ()
    nouns: Sequence[Hit] = ()
    mentions: Sequence[Mention] = ()
    periods: Sequence[Period] = ()
    commodities: Sequence[Hit] = ()
    helping: frozenset[str] = frozenset()
    """The entries of the helping words, asked for again and again: most are not there."""

    def of(self, *idents: str) -> list[Hit]:
        """The helping words of these entries (``figure-word``)."""
        if self.helping.isdisjoint(idents):
            return []
        return [w for w in self.words if w.entry.id in idents]


class Layout:
    """The page's scenes, and distances between places in words."""

    def __init__(self, page: Page, shelf: Library, stand_ins: Sequence[Mention]) -> None:
        self.page = page
        self.shelf = shelf
        self.stand_ins = frozenset((m.start, m.end) for m in stand_ins)
        self._starts = page.word_starts
        self.scenes = [Scene(i, s) for i, s in enumerate(page.sentences[:_MOST])]
        self._ends = [s.start for s in page.sentences[1 : _MOST + 1]]
        self._ends += [len(page.source)] * (len(self.scenes) - len(self._ends))
        self._spread("quantities", [q for q in page.quantities if q.kind in FAMILIES])
        if any(s.quantities for s in self.scenes):
            measured = {q.start for q in page.quantities}  # 420 Koz is no name
            named = (m for m in (*page.mentions, *stand_ins) if not (m.new and m.start in measured))
            self._spread("mentions", sorted(named, key=lambda m: m.start))
            self._spread("periods", page.periods)
            self._spread("commodities", page.of_kind("commodity"))
            self._find_words()
            for scene in self.scenes:
                if scene.periods:
                    scene.periods = [p for p in scene.periods if not self._dates_a_beginning(scene, p)]
                    scene.words = [w for w in scene.words if not _opens_a_span(scene, w)]

    def _dates_a_beginning(self, scene: Scene, period: Period) -> bool:
        """Whether a period only says when something came into being: a company founded in 1978."""
        for word in scene.of("beginning"):
            first, second = (period, word) if self.page.lang == "kk" else (word, period)
            if first.end <= second.start and self.apart(first, second) <= _BESIDE and self.breaks(first, second) < 1:
                return True
        return False

    def _spread(self, name: str, things: Sequence[Placed]) -> None:
        """Gives each scene its own of some things, which are in order of place."""
        starts = [thing.start for thing in things]
        first = 0
        for scene, end in zip(self.scenes, self._ends, strict=True):
            last = bisect_left(starts, end, first)
            if last > first:
                setattr(scene, name, things[first : min(last, first + _MOST_OF_A_KIND)])
            first = last

    def _find_words(self) -> None:
        page = self.page
        telling = page.telling(self.shelf.facts(page.lang))
        hits = [h for h in telling if h.entry.kind in _HELD and (h.end - h.start < _PHRASE or self._is_within(h))]
        covered = [(m.start, m.end) for m in page.mentions if m.kind in ("company", "site")]
        ignored = [(h.start, h.end) for h in hits if h.entry.id == "ignored"]
        covered = sorted(covered + ignored)
        starts = [c[0] for c in covered]
        told: dict[str, list[Hit]] = {kind: [] for kind in _HELD}
        for hit in _whole(hits):
            at = bisect_right(starts, hit.start) - 1
            if at < 0 or hit.start >= covered[at][1]:
                told[hit.entry.kind].append(hit)
        for kind, name in _HELD.items():
            self._spread(name, told[kind])
        for scene in self.scenes:
            if scene.words:
                scene.helping = frozenset([w.entry.id for w in scene.words])

    def _is_within(self, hit: Hit) -> bool:
        """Whether a phrase ends in the sentence that it begins in."""
        return self.page.sentence_at(hit.start) == self.page.sentence_at(hit.end - 1)

    def opens(self, scene: Scene) -> bool:
        """Whether the sentence begins a paragraph."""
        before = self.scenes[scene.number - 1].span if scene.number else scene.span
        return "\n" in self.page.source[before.end : scene.span.start]

    def bracket(self, scene: Scene, thing: Placed) -> tuple[int, int] | None:
        """Where the brackets around a thing begin and end."""
        folded = self.page.folded
        start = folded.rfind("(", scene.span.start, thing.start)
        end = folded.find(")", thing.end, scene.span.end)
        return None if start < 0 or end < 0 or folded.find(")", start, thing.start) >= 0 else (start, end)

    def lists(self, scene: Scene) -> bool:
        """Whether the sentence is an item of a list."""
        return _ITEM.match(self.page.folded, scene.span.start) is not None

    def introduces(self, scene: Scene) -> bool:
        """Whether the sentence introduces what follows: it ends in a colon."""
        return self.page.folded.startswith(":", scene.span.end - 1)

    def bounds(self, period: Period) -> bool:
        """Whether a period is only the bound of a time: by 2028, с 2019 года, 2028 жылға дейін."""
        folded = self.page.folded
        return bool(_BOUND_BEFORE.search(folded[max(0, period.start - 8) : period.start])) or bool(
            _BOUND_BEHIND.match(folded, period.end)
        )

    def since(self, period: Period) -> bool:
        """Whether a period is where a time up to now began: since 2013, с ноября 2013 года, 2018 жылдан бері."""
        if period.sort not in ("year", "month") or (period.relative and period.sort == "month"):
            return False
        return self.begins(period)

    def begins(self, period: Period) -> bool:
        """Whether a period only tells since when something is so: on stream since February."""
        led = _SINCE.search(self.page.folded[max(0, period.start - 8) : period.start])
        return bool(led) or bool(_SINCE_KAZAKH.match(self.page.folded, period.end))

    def until(self, period: Period) -> bool:
        """Whether a period is only where a time ends, such as a contract's: until 2045, до 2045 года, 2045 жылға дейін."""
        led = _UNTIL.search(self.page.folded[max(0, period.start - 12) : period.start])
        return bool(led) or bool(_UNTIL_KAZAKH.match(self.page.folded, period.end))

    def starts(self, period: Period) -> bool:
        """Whether a period is only when a time begins: from 2028, с 2028 года, 2028 жылдан бастап."""
        led = _FROM.search(self.page.folded[max(0, period.start - 8) : period.start])
        return bool(led) or bool(_SINCE_KAZAKH.match(self.page.folded, period.end))

    def aside(self, word: Placed, thing: Placed) -> bool:
        """Whether a relative clause holds the word and not the thing behind it: Pavlodar, where the plants are, gave 6 Mt."""
        if word.start >= thing.start:
            return False
        if self.page.lang == "kk":
            clause = _CLAUSE_KAZAKH.match(self.page.source, word.start, thing.start)
            return clause is not None and clause.end() > word.end
        start, end = max(0, word.start - _CLAUSE_REACH), min(thing.start, word.end + _CLAUSE_REACH)
        if self.page.folded.find(", ", start, word.start) < 0:
            return False
        clauses = _CLAUSE.finditer(self.page.folded, start, end)
        return any(c.start() < word.start and word.end <= c.end() for c in clauses)

    def word(self, place: int) -> int:
        """The number of the word at ``place`` (or the last one before it)."""
        return bisect_right(self._starts, place) - 1

    def apart(self, one: Placed, other: Placed) -> int:
        """How many words stand between two things; 0 where they touch or overlap."""
        first, second = (one, other) if one.start <= other.start else (other, one)
        words = bisect_right(self._starts, second.start) - bisect_right(self._starts, first.end - 1) - 1
        return words if words > 0 else 0

    def reach(self, thing: Placed, words: int) -> tuple[int, int]:
        """The places behind which something must end, and before which it must begin, to have no more words than so many between
        it and a thing."""
        starts = self._starts
        first, last = self.word(thing.start) - 1 - words, self.word(thing.end - 1) + 2 + words
        return starts[first] if first >= 0 else -1, starts[last] if last < len(starts) else len(self.page.folded)

    def between(self, scene: Scene, one: Placed, other: Placed) -> int:
        """The words between two things, those of dates not counted: produced in 2023 21,100 tonnes."""
        apart = self.apart(one, other)
        if not apart or not scene.periods:
            return apart
        first, second = (one, other) if one.start <= other.start else (other, one)
        dates = [p for p in scene.periods if first.end <= p.start and p.end <= second.start]
        spent = sum(self.word(p.end - 1) - self.word(p.start) + 1 for p in dates)
        return max(apart - spent - len(dates) * (self.page.lang != "kk"), 0)

    def breaks(self, one: Placed, other: Placed) -> float:
        """How strongly the punctuation between two things parts them."""
        first, second = (one, other) if one.start <= other.start else (other, one)
        between = self.page.folded[first.end : second.start]
        if between == " ":
            return 0.0
        if len(between) > 1000:
            return 99.0
        if _PARTING.search(between) is None:
            return 0.0
        if ")" in between or between.count(",") > 1:
            between = _ASIDE.sub(" ", between)
        if self.page.lang == "kk" and ", " in between and isinstance(second, Quantity):
            between = _CHAINED.sub(" ", between)
        return sum([between.count(mark) * weight for mark, weight in _BREAKS if mark in between])


def _opens_a_span(scene: Scene, word: Hit) -> bool:
    """Whether a word of comparison is only the first of a period: from January to May."""
    return word.entry.id == "comparison" and any(p.start <= word.start and word.end < p.end for p in scene.periods)


def _whole(hits: Iterable[Hit]) -> list[Hit]:
    """The hits, in order of place, without those that lie inside a longer one."""
    kept: list[Hit] = []
    reached = 0
    for hit in hits:
        if hit.end > reached:
            reached = hit.end
            kept.append(hit)
            continue
        longer = [k for k in kept[-4:] if k.end >= hit.end and (k.start, k.end) != (hit.start, hit.end)]
        if longer:
            taken = hit.entry.id in _TAKEN and any(k.entry.kind == "metric" for k in longer)
            if taken or any(k.entry.id in (hit.entry.id, *_COVERING) for k in longer):
                continue
        kept.append(hit)
    return kept
