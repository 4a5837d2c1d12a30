"""The unit that a number without one has: that of the figure before, where it goes on from it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.counting import counted
from tui.reading.figures.scenes import Layout, Scene

_LENDING = frozenset(("mass", "money", "area"))
_CLOSING = frozenset((",", ".", ")", ";", ":", "(", "-", ""))
_POSSESSIVE = re.compile(r"[ыі](?:н|на|не|нан|нен|нда|нде|ның|нің)?$")
"""How a Kazakh number that stands for its noun ends: 41 миллионы, 41 миллионын."""

_THOUSAND = 1000


@dataclass
class Passage:
    """``last`` is the figure whose unit the next may lack."""

    layout: Layout
    last: Quantity | None = None

    def whole(self, scene: Scene, written: Quantity) -> Quantity:
        """The quantity as it is meant: with the unit of the one before, where it goes on from that one without."""
        quantity = self._lent(scene, written)
        if quantity.kind in _LENDING:
            self.last = quantity
        return quantity

    def _lent(self, scene: Scene, quantity: Quantity) -> Quantity:
        """A number without a unit takes that of the figure before: против 192,8 тыс., мыстікі 36 мың."""
        last, layout = self.last, self.layout
        if quantity.kind != "count" or last is None or layout.page.sentence_at(last.start) < scene.number - 1:
            return quantity
        compared = any(w.end <= quantity.start and layout.apart(w, quantity) <= 2 for w in scene.of("comparison"))
        if counted(layout, scene, quantity):
            return quantity
        large = quantity.factor >= _THOUSAND or (quantity.value >= _THOUSAND and self._named(scene, quantity))
        if not compared and not (large and self._stands_alone(scene, quantity)):
            return quantity
        value = quantity.value
        if quantity.factor == 1 and value < last.value / 50:
            value *= last.factor
        return replace(quantity, kind=last.kind, unit=last.unit, value=value)

    def _named(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether a name stands right before the number: Aktogay gave 118,000 tonnes and Bozshakol 59,000."""
        named = (m for m in scene.mentions if m.kind in ("company", "site") and m.end <= quantity.start)
        return any(self.layout.apart(m, quantity) == 0 for m in named)

    def _stands_alone(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether no noun follows that the number would count."""
        layout = self.layout
        if layout.page.lang == "kk" and _POSSESSIVE.search(quantity.original):
            return True
        if layout.page.folded[quantity.end : quantity.end + 2].strip()[:1] in _CLOSING:
            return True
        return any(layout.apart(quantity, h) == 0 and h.start >= quantity.end for h in (*scene.words, *scene.cues))
