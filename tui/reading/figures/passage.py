"""What a text is on about as it goes on: the measure that figures without a word of their own have, and their unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.counting import counted
from tui.reading.figures.kinds import Kind, Topic, kinds
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.figures.topics import topic

_IN_GROUND = frozenset(("reserves", "resources"))
_BRACKET = re.compile(r"(?: (?:of )?[\w-]+)? \((?:[\w-]+ ){0,2}")
_IN_MONEY = {"production": "production-value", "sales": "revenue"}
"""Which measure is in money what another is by weight."""

_WORTH = re.compile(
    r"(?: (?:of )?[\w-]+){0,3},? \(?(?:worth|valued at|for|на сумму|стоимостью|за|на) (?:about |around |около |более )?"
)
_LENDING = frozenset(("mass", "money", "area"))
_CLOSING = frozenset((",", ".", ")", ";", ":", "(", "-", ""))
_POSSESSIVE = re.compile(r"[ыі](?:н|на|не|нан|нен|нда|нде|ның|нің)?$")
"""How a Kazakh number that stands for its noun ends: 41 миллионы, 41 миллионын."""

_THOUSAND = 1000
_REACH = 4
_LEAST_COUNT = 50


@dataclass
class Passage:
    """``carried`` is the measure of the figures just read, of one ``family``; ``first`` that of the paragraph's first (with a new
    sentence it returns), ``shared`` that of the sentence's percentages, ``changed`` that of a change's first figure, ``counted``
    that of the sentence's last count; ``last`` is the figure whose unit the next may lack, ``world`` the number of the last
    sentence that gives a figure of the whole world."""

    layout: Layout
    carried: Kind | None = None
    family: str = "mass"
    at: int = -1
    first: Kind | None = None
    shared: Kind | None = None
    changed: Topic | None = None
    last: Quantity | None = None
    counted: Topic | None = None
    world: int = -1

    def enter(self, scene: Scene) -> None:
        """Goes on to the next sentence."""
        if scene.number == 1 and self.carried is None:
            self.carried = self._headline()
        self.carried = self.first or self.carried
        announced = self._announced(scene)
        if announced:
            self.carried = self.first = announced
            self.at = scene.number
        elif self.layout.opens(scene):
            self.first = None
        self.shared = self.counted = None

    def whole(self, scene: Scene, written: Quantity) -> Quantity:
        """The quantity as it is meant: with the unit of the one before, where it goes on from that one without."""
        quantity = self._lent(scene, written)
        if quantity.kind in _LENDING:
            self.last = quantity
        return quantity

    def topic(self, scene: Scene, quantity: Quantity) -> Topic | None:
        """What the quantity measures, None for what is no metric."""
        carried = self.shared if quantity.kind == "percent" else self.carried
        if quantity.kind not in ("percent", self.family) or (self.at >= 0 and scene.number - self.at > _REACH):
            carried = None
        told = self.changed or topic(self.layout, scene, quantity, carried)
        told = told or self._graded(quantity) or self._priced(scene, quantity)
        if quantity.bare:
            self.counted = told = told or self._counted_on(scene, quantity)
        if told is None and self._worldly(scene, quantity):
            self.world = scene.number
        elif self.world == scene.number:
            told = None
        self.changed = told if quantity.change else None
        if told and quantity.kind == "percent":
            self.shared = told.kind
        if told and told.kind.carries:
            self.carried, self.family, self.at = told.kind, quantity.kind, scene.number
            self.first = self.first or told.kind
        return told

    def _graded(self, quantity: Quantity) -> Topic | None:
        """The share in brackets behind what lies in the ground is its grade: 220,100 tonnes of lead (4.02%)."""
        if (
            quantity.kind != "percent"
            or self.last is None
            or self.carried is None
            or self.carried.answer not in _IN_GROUND
        ):
            return None
        if not _BRACKET.fullmatch(self.layout.page.folded, self.last.end, quantity.start):
            return None
        return Topic(kinds(self.layout.shelf)["grade"])

    def _priced(self, scene: Scene, quantity: Quantity) -> Topic | None:
        """What sold for the money is measured by it too: 5.5 million tonnes worth $721 million were exported."""
        before = [q for q in scene.quantities if q.end <= quantity.start]
        if (
            quantity.kind != "money"
            or self.carried is None
            or scene.number - self.at > 1
            or not (before or scene.of("in-money"))
        ):
            return None
        link = self.layout.page.folded[before[-1].end : quantity.start] if before else ""
        if not scene.of("in-money") and (
            self.at != scene.number or before[-1].kind != "mass" or not _WORTH.fullmatch(link)
        ):
            return None
        table = kinds(self.layout.shelf)
        kind = table[_IN_MONEY.get(self.carried.id, self.carried.id)]
        return Topic(kind) if "money" in kind.units else None

    def _announced(self, scene: Scene) -> Kind | None:
        """The measure of the list that the sentence before announces: "The reserves were approved. On the books are:"."""
        before = self.layout.scenes[max(scene.number - 2, 0) : scene.number]
        if not before:
            return None
        start, end = before[-1].span
        if not self.layout.page.folded[start:end].rstrip().endswith(":"):
            return None
        table = kinds(self.layout.shelf)
        told = [table[c.entry.id] for one in reversed(before) for c in one.cues if not c.weak]
        return next((k for k in told if k.carries), None)

    def _headline(self) -> Kind | None:
        """The measure that the title speaks of."""
        table = kinds(self.layout.shelf)
        told = (table[c.entry.id] for c in self.layout.scenes[0].cues if not c.weak)
        return next((k for k in told if k.carries), None)

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

    def _counted_on(self, scene: Scene, quantity: Quantity) -> Topic | None:
        """What the count before in the sentence measured, where this goes on without a noun: 2,200 at first and 1,100 then."""
        alone = quantity.value >= _LEAST_COUNT and self._stands_alone(scene, quantity)
        return self.counted if alone and not counted(self.layout, scene, quantity) else None

    def _worldly(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the figure is the world's, so that parts of it in the same sentence are other countries'."""
        layout = self.layout
        return quantity.kind == "mass" and any(
            w.end <= quantity.start and layout.breaks(w, quantity) < 1 for w in scene.of("world")
        )

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
