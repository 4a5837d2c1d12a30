"""Which figures of a comparison are the earlier ones: those after "against", in brackets behind another, "a year before" …"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.reading.amounts.dates import Period
from tui.reading.amounts.periods import shifted
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.bases import Bases
from tui.reading.figures.kinds import kinds
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.figures.wording import is_base
from tui.reading.lookup.lexicon import Hit

BACKWARD = frozenset(("same", "year-earlier"))
"""Sorts of periods that only lead back to an earlier one."""

_BESIDE = 4
_TURN_REACH, _LED = 6, 1
"""So many words a word of comparison leads a figure in; one that is mostly something else, where nothing is announced between:
from a profit of $2 million, but from continuing operations of $10 million."""

_WHEN = re.compile(r", (?:when|когда|ол кезде) ")
_UP_TO = re.compile(
    r"\b(?:(?:to|at|до)(?: [^\W\d]+){0,4}|на уровне|составит|составил[аио]?"
    r"|(?:and|и) (?:reached|hit|totall?ed|made|gave|достиг(?:л[аио])?|дал[аио]?)(?: [^\W\d]+){0,2}) $"
)
"""What stands before the figure that something reached, whatever it is compared with before."""

_STOOD = re.compile(
    r",? (?:it|they|this|that|она|он|оно|они) (?:had )?(?:stood|been|was|were|составлял[аио]?|был[аио]?) (?:at )?"
)
"""What stands between "a year earlier" that opens a clause and the earlier figure."""

_BRACKET = re.compile(r"(?: [^\W\d]+){0,3} \((?:[^\W\d]+ )?")
_WITHIN = re.compile(r"(?: (?:of )?[^\W\d]+)? (?:in|for|during|over|в|во|за) (?:the )?")
_LINK = 40
_OPENING, _OF_METAL = 2, 5
"""Characters between the beginning of brackets and a figure that they open with."""

_AND = re.compile(r"(?: and| и| және| мен|, а также) $")
_JOINED = 8
_WAS = re.compile(r"\((?:was|were|had been|down from|up from|было|была|был) ")
_FROM = re.compile(r"\.?(?: [^\W\d]+){0,3} (?:с|со|from) ")
_REACHED = re.compile(r"\b(?:to|до) $")
_HAD_BEEN = re.compile(
    r"[\w-]{0,4},? (?:было|был|была|были|выпускали|добывали|it was|it were|it had been|they were|had been|was|were|ол) \d"
)
"""What follows the period of an earlier figure."""

_LED_OUT = re.compile(r"\b(?:from|out of) (?:about |some |nearly |almost |around )?$")
_ORE = re.compile(
    r" (?:dry )?(?:of )?(?:[\w-]+ ){0,2}(?:ores?|rock|concentrates?|feed|feedstock|sulphides?|sulfides?|scrap)\b"
)
"""What stands before, and behind, what metal is made from: 60,000 ounces from 2 million tonnes of ore."""

_CLOSED = re.compile(r"(?: [^\W\d]+)?\)")


@dataclass
class Comparisons:
    """Tells the earlier figures of comparisons, as the text goes on."""

    layout: Layout
    bases: Bases
    _last: Quantity | None = None

    def turned(self, scene: Scene, quantity: Quantity, turn: Hit | None) -> bool:
        """Whether the quantity is an earlier one; ``turn`` is the word before it that says so."""
        found = (
            turn is not None
            or is_base(self.layout, quantity)
            or self._echoes(scene, quantity)
            or self._earlier(scene, quantity)
            or self._harks_back(scene, quantity)
            or self._falls_back(scene, quantity)
            or self._listed(scene, quantity)
            or self._recalls(scene, quantity)
            or self._left(scene, quantity)
        )
        if found:
            self._last = quantity
        return found

    def _echoes(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the figure stands alone in brackets behind one of the same unit: profit of 231 bn (268 bn)."""
        folded = self.layout.page.folded
        before = [q for q in scene.quantities if (q.bare or q.unit == quantity.unit) and q.end < quantity.start]
        if not before or not _BRACKET.fullmatch(folded, before[-1].end, quantity.start):
            return False
        was = _WAS.search(folded[before[-1].end : quantity.start]) is not None
        return was or _CLOSED.match(folded, quantity.end) is not None

    def turn(self, scene: Scene, quantity: Quantity) -> Hit | None:
        """The word before the quantity (in Kazakh behind it) that makes it the earlier figure of a comparison."""
        if self.layout.page.lang == "kk":
            behind = (w for w in scene.of("comparison") if w.start >= quantity.end)
            return next(
                (w for w in behind if self.layout.apart(quantity, w) <= 2 and self.layout.breaks(quantity, w) < 1), None
            )
        fed = self.feeds(scene, quantity)
        for word in scene.of("comparison"):
            if word.weak and (fed or word.start == scene.span.start):
                continue
            between = [q for q in scene.quantities if q.kind == quantity.kind and word.end <= q.start < quantity.start]
            told = any(
                word.end <= c.start and c.end <= quantity.start and self._measures(c, quantity) for c in scene.cues
            )
            reach = _TURN_REACH if told or not word.weak else _LED
            near = self.layout.between(scene, word, quantity) <= reach and self._leads(word, quantity)
            plan = any(word.end <= w.start < quantity.start for w in scene.of("guidance"))
            if near and word.end <= quantity.start and not between and not plan:
                return word
        return None

    def feeds(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the quantity is the ore that the metal before it was made from, and no earlier figure."""
        folded = self.layout.page.folded
        if quantity.kind != "mass" or not _ORE.match(folded, quantity.end):
            return False
        if not _LED_OUT.search(folded, max(0, quantity.start - 24), quantity.start):
            return False
        made = next(
            (q for q in reversed(scene.quantities) if q.kind in ("mass", "count") and q.end <= quantity.start), None
        )
        if made is None or _ORE.match(folded, made.end):
            return False
        named = any(0 <= c.start - made.end <= _OF_METAL for c in scene.commodities)
        return named or (made.kind == "mass" and made.unit != quantity.unit)

    def _measures(self, cue: Hit, quantity: Quantity) -> bool:
        """Whether an announcing word is of a kind that the quantity may be of."""
        return quantity.kind in kinds(self.layout.shelf)[cue.entry.id].units

    def _earlier(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether a word beside the quantity says that it is an earlier one."""
        rivals = [q for q in scene.quantities if q.kind in (quantity.kind, "count") and q.start != quantity.start]
        turns = scene.of("comparison")
        for word in scene.of("earlier"):
            if any(quantity.end <= t.start < word.start for t in turns):
                continue
            if _STOOD.fullmatch(self.layout.page.folded, word.end, quantity.start):
                return True
            if word.end <= quantity.start and _UP_TO.search(self.layout.page.folded, word.end, quantity.start):
                continue
            words = self.layout.apart(word, quantity)
            leads = word.end <= quantity.start and not self.layout.page.folded[word.end : quantity.start].strip(" -:(")
            alone = not rivals and all(p.sort in BACKWARD for p in scene.periods)
            leads = leads or (alone and word.start == scene.span.start)
            if leads or (words <= _BESIDE and self.layout.breaks(word, quantity) < 1):
                return all(self.layout.apart(word, q) + self.layout.breaks(word, q) >= words for q in rivals)
        return False

    def _recalls(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the figure stands in brackets behind the earlier time alone: less than in the same period of 2024 ($704 m)."""
        around = self.layout.bracket(scene, quantity)
        if around is None or quantity.start - around[0] > _OPENING or self.layout.page.folded[quantity.end] != ")":
            return False
        return any(p.sort in BACKWARD and 0 <= around[0] - p.end <= 1 for p in scene.periods)

    def _listed(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the quantity goes on in a list of earlier figures: a year earlier 225 t, 125 oz and 2.4 million oz."""
        last = self._last
        if last is None or not scene.span.start <= last.start < quantity.start:
            return False
        told = any(last.end <= c.start < quantity.start for c in scene.cues)
        dated = any(last.end <= p.start < quantity.start for p in scene.periods)
        joined = _AND.search(self.layout.page.folded, max(0, quantity.start - 10), quantity.start) is not None
        return (
            not told
            and not dated
            and not self._leads_anew(scene, last, quantity)
            and self.layout.apart(last, quantity) <= (_JOINED if joined else _BESIDE)
            and self.layout.breaks(last, quantity) <= 1
        )

    def _leads_anew(self, scene: Scene, last: Quantity, quantity: Quantity) -> bool:
        """Whether a metal leads the figure in, as one led the figure before the earlier one: gold 62 koz against 73, silver 6."""
        if any(last.end <= c.start < quantity.start for c in scene.commodities):
            before = [q for q in scene.quantities if q.kind == last.kind and q.end <= last.start]
            first = before[-1].start if before else scene.span.start
            return any(c.end <= first for c in scene.commodities) and not any(
                first < c.start < last.start for c in scene.commodities
            )
        return False

    def _left(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the figure is the level left for the one before it: до 39,6 тыс. тонн с 49,9 тыс."""
        folded = self.layout.page.folded
        before = next((q for q in reversed(scene.quantities) if q.end <= quantity.start), None)
        if before is None or not _FROM.fullmatch(folded, before.end, quantity.start):
            return False
        return _REACHED.search(folded, max(0, before.start - 4), before.start) is not None

    def grown_from(self, quantity: Quantity, period: Period) -> str | None:
        """The period of a figure that the one of a year before follows: grew to 52.6 kt; in the first half of 2015 it was 36."""
        published = self.layout.page.document.published
        if published is None or period.start < quantity.end:
            return None
        was = _HAD_BEEN.match(self.layout.page.folded, period.end)
        later = shifted(period.value, 1)
        return later if was and int(later[:4]) <= published.year else None

    def _harks_back(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether "the same period of last year" leads the quantity in."""
        for period in scene.periods:
            if period.sort not in BACKWARD or period.end > quantity.start:
                continue
            if self.bases.turned(scene, period) or self.bases.passed(scene, period):
                continue
            if self.bases.bracketed(scene, quantity, period):
                continue
            if any(q.kind == quantity.kind and period.end <= q.start < quantity.start for q in scene.quantities):
                continue
            near = self.layout.apart(period, quantity) <= _TURN_REACH and self._leads(period, quantity)
            if any(self._holds(other, period) for other in scene.quantities if other.kind == quantity.kind):
                continue
            if near or _WHEN.match(self.layout.page.folded, period.end):
                return True
        return False

    def _falls_back(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether "in the same months of 2019" stands right behind the quantity."""
        return any(self._holds(quantity, p) for p in scene.periods if p.sort in BACKWARD)

    def _holds(self, quantity: Quantity, period: Period) -> bool:
        """Whether nothing but a preposition stands between a quantity and a period behind it."""
        if period.start < quantity.end or period.start - quantity.end > _LINK:
            return False
        return _WITHIN.fullmatch(self.layout.page.folded, quantity.end, period.start) is not None

    def _leads(self, word: Hit | Period, quantity: Quantity) -> bool:
        """Whether nothing but the dash of an elliptical sentence parts a word from the quantity: against 2023 — 5 tonnes."""
        folded = self.layout.page.folded
        if _UP_TO.search(folded, word.end, quantity.start):
            return False
        dashes = folded.count(" - ", word.end, quantity.start)
        return dashes <= 1 and self.layout.breaks(word, quantity) - 1.5 * dashes < 1
