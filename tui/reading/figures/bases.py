"""Periods that a sentence only compares with: the second quarter in "up 5% on the second quarter, at 102,000 tonnes"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.reading.amounts.dates import Period
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.lookup.lexicon import Hit

_REACH = 8
_LED = 1
_ON = 60
_GROWN = re.compile(
    r"(?:(?:%|per ?cent|процент\w*) [^\W\d]+|\b(?:below|above|under|ahead of|short of|меньше|больше|выше|ниже)"
    r"|\b(?:much|many|high|low|large) as|\b(?:more|less|fewer|higher|lower|better|worse) than(?= (?:in|during|for|over) )"
    r") (?:[^\W\d]+ ){0,3}$"
)
"""A percentage, or a comparative, with the words between it and what it is on."""

_PASSED = 3
_HELD = 2
_WITHIN = re.compile(r"(?<!than )(?<!чем )\b(?:in|during|for|over|within|в|во|за|по итогам)\b")
_LEVEL = re.compile(r"\b(?:from|against|versus|vs|с|со|против) $")
_THAN = re.compile(r"\b(?:than|over|on|to|against|below|above|чем|к|против) (?:the )?$")
"""What stands before the earlier figure of a comparison."""

_LEVEL_BEHIND = re.compile(r"(?:['’]s)? (?:level|mark|уровн[ея])\b")
_STAYED = re.compile(
    r"\b(?:remained|stayed|was|held|осталс?[яаоь]\w*|остались|сохранил\w+|держал\w+|удержал\w+)"
    r" (?:(?:steady|flat|almost|at|почти|примерно|на) ){1,3}$"
)
"""What stands before, and behind, the period whose level was kept: осталось на прошлогоднем уровне - 158 тыс. унций."""

_SINCE_EVENT = re.compile(
    r"\b(?:since|until|before|с момента|со времени|со времен|до) (?:the |its |an? )?[^\W\d]+ (?:of|in|в|во) (?:the )?$"
)
"""What dates an event by which another time is told: since the explosion of."""

_FROM = re.compile(r",? (?:from|с|со) ")
_TO = re.compile(r"\b(?:to|до) $")
_FROM_KAZAKH = re.compile(r"(?:дан|ден|тан|тен|нан|нен)$")
_OF_KAZAKH = re.compile(r"[ғқгк][ыі]$")
"""How a Kazakh period ends that belongs to the noun or figure right behind it: 2022 жылғы 230 мың тоннадан."""

_SINCE_KAZAKH = re.compile(r" (?:бері|бастап)\b")


@dataclass
class Bases:
    """Tells the periods of a sentence that are no quantity's own."""

    layout: Layout

    def holds(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        """Whether the period is not the quantity's, but what it, or something else, is compared with."""
        return (
            self.turned(scene, period)
            or self._behind_turn(scene, quantity, period)
            or self._grown_on(scene, period)
            or self.passed(scene, period)
            or self._causes(scene, quantity, period)
            or self.bracketed(scene, quantity, period)
            or self._another(scene, quantity, period)
            or self.layout.aside(period, quantity)
            or self._before_plans(scene, quantity, period)
        )

    def _before_plans(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        """Whether the period is that of a result before the plan that tells the quantity: gave 42 Mt in 2024 and hopes for 56."""
        planned = (w for w in scene.of("guidance") if period.end <= w.start and w.end <= quantity.start)
        word = next(planned, None)
        if word is None or self.layout.page.lang == "kk":
            return False
        alike = (q for q in scene.quantities if q.kind == quantity.kind)
        return any(q.end <= word.start and self.layout.apart(q, period) <= _HELD for q in alike)

    def compares(self, scene: Scene, period: Period) -> bool:
        """Whether the sentence only compares with the period, or tells it in passing, in brackets."""
        compared = self.turned(scene, period) or self._grown_on(scene, period) or self.passed(scene, period)
        return compared or self.layout.bracket(scene, period) is not None

    def turned(self, scene: Scene, period: Period) -> bool:
        """Whether a word of comparison is about the period: before it, or right behind in Kazakh, as is the ablative."""
        if self.layout.page.lang == "kk":
            folded = self.layout.page.folded
            if any(0 <= w.start - period.end <= 1 for w in scene.of("comparison")):
                return True
            falls = period.sort != "span" and _FROM_KAZAKH.search(folded, period.start, period.end)
            return bool(falls) and _SINCE_KAZAKH.match(folded, period.end) is None
        return any(
            w.start < period.start and self._reaches(scene, w, period) and self.layout.breaks(w, period) < 1
            for w in scene.of("comparison")
        )

    def only_compared(self, scene: Scene, word: Hit) -> bool:
        """Whether a comparison stands right before words of time, and no figure is told for these: 20 Mt, against the quarter
        before."""
        return self.layout.page.lang != "kk" and any(
            w.end <= word.start and not w.weak and self.layout.apart(w, word) <= _LED for w in scene.of("comparison")
        )

    def _reaches(self, scene: Scene, word: Hit, period: Period) -> bool:
        """Whether a word of comparison is near enough to be about the period: an ambiguous one ("from") right before it, or
        before a figure."""
        words = self.layout.apart(word, period)
        if not word.weak or words <= _LED:
            return words <= _REACH
        led = [q for q in scene.quantities if word.end <= q.start and q.end <= period.start]
        return bool(led) and self.layout.apart(word, led[-1]) == 0

    def _behind_turn(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        """Whether a word of comparison stands between the quantity and a period behind it."""
        if self.layout.page.lang == "kk":
            return False
        between = (w for w in scene.of("comparison") if quantity.end <= w.start and w.end <= period.start)
        return any(not w.weak or self._reaches(scene, w, period) for w in between)

    def _grown_on(self, scene: Scene, period: Period) -> bool:
        """Whether the period says what a percentage is on: 5% above the second quarter, +5% к II кварталу."""
        if self.layout.page.lang == "kk":
            return False
        before = self.layout.page.folded[max(scene.span.start, period.start - _ON) : period.start]
        grown = _GROWN.search(before)
        return grown is not None and _WITHIN.search(grown.group()) is None

    def passed(self, scene: Scene, period: Period) -> bool:
        """Whether the period is only what came before: after a weak second quarter, как и во втором квартале, былтырғы
        деңгейге жуық."""
        if self.layout.page.lang == "kk":
            return any(0 <= w.start - period.end <= 1 for w in scene.of("passed"))
        folded = self.layout.page.folded
        if _LEVEL_BEHIND.match(folded, period.end) and _STAYED.search(
            folded[max(0, period.start - _ON) : period.start]
        ):
            return True
        if _SINCE_EVENT.search(self.layout.page.folded, max(scene.span.start, period.start - _ON), period.start):
            return True
        return any(
            w.end <= period.start and self.layout.apart(w, period) <= _PASSED and self.layout.breaks(w, period) < 1
            for w in scene.of("passed")
        )

    def _causes(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        """Whether a period behind is that of a cause: in spite of heavy snow in January."""
        words = (w for w in scene.of("cause") if quantity.end <= w.start and w.end <= period.start)
        return self.layout.page.lang != "kk" and any(self.layout.apart(w, period) <= _REACH for w in words)

    def bracketed(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        """Whether brackets part a period from the quantity and give it to a figure of their own: (Q2 2019: 77.6 kt), (2024:
        nil)."""
        folded = self.layout.page.folded
        open_, close = ("(", ")") if period.start >= quantity.end else (")", "(")
        gap = folded[min(period.end, quantity.end) : max(period.start, quantity.start)]
        if gap.count(open_) <= gap.count(close):
            return False
        if folded.startswith(":", period.end):
            return True
        first, end = folded.rfind("(", 0, period.start), folded.find(")", period.end)
        return any(first < q.start < end for q in scene.quantities)

    def _another(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        """Whether the period before the quantity is another's, which it touches: from 98,000 tonnes in the second quarter."""
        if period.end > quantity.start:
            return self._other_side(scene, quantity, period)
        if self.layout.page.lang == "kk" and not _OF_KAZAKH.search(self.layout.page.folded, period.start, period.end):
            return False
        for other in scene.quantities:
            if other.kind not in (quantity.kind, "count") or other.start == quantity.start:
                continue
            reach = _HELD if other.end <= period.start else 0
            if self.layout.apart(other, period) > reach or self.layout.breaks(other, period) >= 1:
                continue
            if other.change or (reach and self.levels(scene, other)):
                return True
        return False

    def _other_side(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        """Whether a period behind is that of a figure in between, with which this is compared, or which it stands beside: 6%
        more than the 381 of 2022."""
        folded = self.layout.page.folded
        between = [
            q for q in scene.quantities if q.kind == quantity.kind and quantity.end <= q.start and q.end <= period.start
        ]
        between = [q for q in between if self.layout.breaks(quantity, q) >= 1]
        if any(_THAN.search(folded[max(0, q.start - 14) : q.start]) for q in between):
            return True
        return bool(between) and self._beside(between[-1], period)

    def behind_another(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        """Whether a period before the quantity stands right behind another figure of its kind: 203 tonnes in May, 218 in June."""
        others = (q for q in scene.quantities if q.kind == quantity.kind and q.end <= period.start)
        return period.end <= quantity.start and any(self._beside(q, period) for q in others)

    def _beside(self, quantity: Quantity, period: Period) -> bool:
        """Whether a period stands right behind a quantity."""
        return self.layout.apart(quantity, period) <= _HELD and self.layout.breaks(quantity, period) < 1

    def left(self, first: Quantity, second: Quantity) -> bool:
        """Whether a second figure is the level left for the first: to 1.34 g/t from 1.19 g/t."""
        between = self.layout.page.folded[first.end : second.start]
        return first.unit == second.unit and _FROM.fullmatch(between) is not None

    def levels(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the quantity is the earlier level of a change that the sentence tells: from 98,000 tonnes … to 102,000."""
        if quantity.change:
            return True
        folded = self.layout.page.folded
        others = (folded[max(0, q.start - 4) : q.start] for q in scene.quantities if q.kind == quantity.kind)
        return bool(_LEVEL.search(folded[max(0, quantity.start - 20) : quantity.start])) and any(
            map(_TO.search, others)
        )
