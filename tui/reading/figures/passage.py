"""The unit that a number without one has: that of the figure before, where it goes on from it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tui.reading.amounts.measures import Unit
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.counting import counted
from tui.reading.figures.kinds import kinds
from tui.reading.figures.scenes import Layout, Placed, Scene

_LENDING = frozenset(("mass", "money", "area"))
_CLOSING = frozenset((",", ".", ")", ";", ":", "(", "-", ""))
_POSSESSIVE = re.compile(r"[ыі](?:н|на|не|нан|нен|нда|нде|ның|нің)?$")
"""How a Kazakh number that stands for its noun ends: 41 миллионы, 41 миллионын."""

_IN = re.compile(r"(?:\bin|\bв|,) ")
_FROM = re.compile(r"(?: [^\W\d]+)?,? (?:from|с|со) ")
_BESIDE = 3
_NEXT = re.compile(
    r"\.?(?:,| and| и| а| және|, а| мен) (?:(?:for|of|на|для) )?(?:[^\W\d]+ ){0,3}(?:\"[^\"]{1,30}\" (?:- )?)?"
)
"""What stands between the figures of a list."""

_WORTH = re.compile(r" (?:[^\W\d]+ ){0,2}?(?:for|worth|на|за) ")
"""What stands between a mass and what it is worth."""

_COUNTED = frozenset(("count",))
_LEAST_LISTED = 10
_THOUSAND, _BILLION = 1000, 1e9
_DATED = 5
"""How near a period follows a number that counts nothing: the 3.9 million of 2016."""

_NUMBER_OF = re.compile(
    r"\b(?:number of [^\W\d]+(?: [^\W\d]+){0,2}|количество [^\W\d]+|число [^\W\d]+|саны)(?: is| was)?[:,]? (?:- )?$"
)
"""What stands before a number that counts what was named: орналастырылған акциялар саны – 9 820 114."""

_LED = 50
_OF_TIME = re.compile(r" (?:of|in) the ")


@dataclass
class Passage:
    """``last`` is the figure whose unit the next may lack, ``money`` the last sum; a list may say at its head what all of it
    is in."""

    layout: Layout
    last: Quantity | None = None
    money: Quantity | None = None
    _head: tuple[Unit, float] | None = None

    def whole(self, scene: Scene, written: Quantity) -> Quantity:
        """The quantity as it is meant: with the unit of the one before, where it goes on from that one without."""
        quantity = self._lent(scene, written)
        if quantity.kind in _LENDING:
            self.last = quantity
        if quantity.kind == "money":
            self.money = quantity
        return quantity

    def enter(self, scene: Scene) -> None:
        """Goes on to the next sentence, whose figures take the unit of the list that they stand in."""
        if self._head is not None:
            scene.quantities = [self._listed(scene, q) or q for q in scene.quantities]
        folded = self.layout.page.folded
        if not self.layout.introduces(scene) or self.layout.page.lang == "kk":
            return
        measures = self.layout.shelf.measures(self.layout.page.lang)
        for match in _IN.finditer(folded, scene.span.start, scene.span.end):
            factor, place = 1.0, match.end()
            if met := measures.scale.at(folded, place):
                factor, place = met[0], met[1] + (folded[met[1] : met[1] + 2] == ". ") + 1
            unit = measures.unit.at(folded, place)
            if unit and unit[0].kind == "mass":
                self._head = unit[0], factor
                return

    def _listed(self, scene: Scene, quantity: Quantity) -> Quantity | None:
        """A bare figure of a list, behind the metal that it is of, in the unit that the head of the list names: "In tonnes: …
        Refined copper - 308,245"; None for any other."""
        if self._head is None or not quantity.bare or quantity.value < _LEAST_LISTED or quantity.spelt:
            return None
        if not any(c.end <= quantity.start for c in scene.commodities):
            return None
        if counted(self.layout, scene, quantity):
            return None
        unit, factor = self._head
        return replace(quantity, kind=unit.kind, unit=unit.base, value=quantity.value * factor * unit.factor)

    def _lent(self, scene: Scene, quantity: Quantity) -> Quantity:
        """A number without a unit takes that of the figure before, or the next in a list: против 192,8 тыс., мыстікі 36 мың."""
        last, layout = self.last, self.layout
        if quantity.kind != "count" or self._counts(scene, quantity):
            return quantity
        if self._is_money(scene, quantity):
            return replace(quantity, kind="money", unit=self.money.unit if self.money else "")
        if ahead := self._ahead(scene, quantity):
            return replace(quantity, kind=ahead.kind, unit=ahead.unit)
        if last is None or layout.page.sentence_at(last.start) < scene.number - 1:
            return quantity
        if last.kind == "mass" and self.money and _WORTH.fullmatch(layout.page.folded, last.end, quantity.start):
            last = self.money
        compared = (
            self._left(quantity, last)
            or self._dashed(scene, quantity)
            or any(
                w.end <= quantity.start and layout.apart(w, quantity) <= 2 for w in scene.of("comparison", "further")
            )
        )
        if counted(layout, scene, quantity) or (quantity.spelt and not self._stands_alone(scene, quantity)):
            return quantity
        large = quantity.factor >= _THOUSAND or (
            quantity.value >= _THOUSAND
            and (
                self._named(scene, quantity) or self._is_dated(scene, quantity) or self._measures(scene, quantity, last)
            )
        )
        if not compared and not (large and self._stands_alone(scene, quantity)):
            return quantity
        value = quantity.value
        if quantity.factor == 1 and value < last.value / 50:
            value *= last.factor
        return replace(quantity, kind=last.kind, unit=last.unit, value=value)

    def _is_money(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether billions of nothing go on from money just told: net profit of 139 billion tenge on revenue of 340 billion; a
        trillion is always one."""
        last, money = self.last, self.money
        if last is None or money is None or quantity.factor < _BILLION or quantity.spelt:
            return False
        near = self.layout.page.sentence_at(money.start) >= scene.number - 1
        if not near or counted(self.layout, scene, quantity):
            return False
        return quantity.factor > _BILLION or (last is money and self._measures(scene, quantity, money))

    def _counts(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether a word right before the number says what it counts: саны - 1,5 мың; no millions of projects."""
        if quantity.factor > _THOUSAND:
            return False
        folded = self.layout.page.folded
        if _NUMBER_OF.search(folded, max(scene.span.start, quantity.start - _LED), quantity.start):
            return True
        counting = (c for c in scene.cues if kinds(self.layout.shelf)[c.entry.id].units == _COUNTED)
        return any(0 <= quantity.start - c.end <= _BESIDE and not c.weak for c in counting)

    def _measures(self, scene: Scene, quantity: Quantity, last: Quantity) -> bool:
        """Whether a word right before the number announces what the figure before can measure: its nameplate is 250,000."""
        table = kinds(self.layout.shelf)
        near = (c for c in scene.cues if 0 <= quantity.start - c.end <= _BESIDE + 1 and not c.weak)
        return any(last.kind in table[c.entry.id].units for c in near)

    def _ahead(self, scene: Scene, quantity: Quantity) -> Quantity | None:
        """The figure at the end of a list whose last alone names the unit: 53 млн на уголь, 2,3 млн на лигнит, 2 млн тонн на …;
        None where the number stands in no such list, or for what it counts."""
        folded, here = self.layout.page.folded, quantity
        if quantity.factor < _THOUSAND:
            return None
        for following in (q for q in scene.quantities if q.start >= quantity.end):
            if not _NEXT.fullmatch(folded, here.end, following.start):
                return None
            if following.kind == "mass":
                return following
            if not following.bare or following.factor < _THOUSAND:
                return None
            here = following
        return None

    def _left(self, quantity: Quantity, last: Quantity) -> bool:
        """Whether the number is what the figure right before it came from: до 16 432 тонн с 16 044."""
        return _FROM.fullmatch(self.layout.page.folded, last.end, quantity.start) is not None

    def _dashed(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether a dash alone stands between a metal and the number, the measure left out: отгрузили 1870 тонн, свинца - 166."""
        return any(
            self.layout.page.folded[c.end : quantity.start] == " - "
            for c in scene.commodities
            if c.end <= quantity.start
        )

    def _named(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether a name, a period or what stands for the measure is right before the number: Aktogay gave 118,000 tonnes and
        Bozshakol 59,000; за 2019-й - 22 808."""
        named = [m for m in scene.mentions if m.kind in ("company", "site")]
        things: list[Placed] = [*named, *scene.periods, *scene.of("same-measure")]
        if quantity.approx:
            return any(t.end <= quantity.start and self.layout.apart(t, quantity) <= 1 for t in things)
        return any(0 <= quantity.start - t.end <= _BESIDE for t in things)

    def _is_dated(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether a period follows the number: the 20,851 of the previous year."""
        folded = self.layout.page.folded
        return any(
            0 <= p.start - quantity.end <= _DATED or _OF_TIME.fullmatch(folded, quantity.end, p.start)
            for p in scene.periods
            if p.start >= quantity.end
        )

    def _stands_alone(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether no noun follows that the number would count."""
        layout = self.layout
        if layout.page.lang == "kk" and _POSSESSIVE.search(quantity.original):
            return True
        if layout.page.folded[quantity.end : quantity.end + 2].strip()[:1] in _CLOSING:
            return True
        if self._is_dated(scene, quantity):
            return True
        return any(layout.apart(quantity, h) == 0 and h.start >= quantity.end for h in (*scene.words, *scene.cues))
