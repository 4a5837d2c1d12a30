"""Yearly rates: whether an amount is so much a year, and whether that is what can be made or what is."""

from __future__ import annotations

import re

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.kinds import Topic, kinds
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.figures.wording import at_most, serves
from tui.reading.lookup.lexicon import Hit

_HYPHENED = re.compile(r"\d[- ]?(?:тыс\.?|млн|thousand|million)?-(?:t|ton|tonne|metric|т|тонн)", re.IGNORECASE)
_OF_SIZE = re.compile(r"тонналық$", re.IGNORECASE)
_FIRM = 8
_APART = 4
_GROWN = 5


def is_rate(layout: Layout, scene: Scene, quantity: Quantity, told: Topic | None) -> bool:
    """Whether the quantity is so much a year of something that is not told, or told less firmly than that."""
    if quantity.per != "year" and not rated(layout, scene, quantity):
        return False
    if told is not None and told.kind.id == "production":
        return not _produced(layout, scene, quantity, told)
    if told is None and aimed(layout, scene, quantity):
        return False
    return told is None or told.cost > _FIRM or told.kind.id in ("reserves", "resources")


def aimed(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether the amount is the plan for a stated year, which is one of production: the target for 2028 is 5 million tonnes."""
    ahead = any(w.end <= quantity.start and layout.breaks(w, quantity) < _APART for w in scene.of("guidance"))
    return ahead and any(p.sort == "year" and not p.relative and p.end <= quantity.start for p in scene.periods)


def rated(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether a yearly rate belongs to the quantity: close behind it, or before it."""
    if quantity.kind not in ("mass", "volume"):
        return False
    for word in scene.of("rate"):
        words = layout.apart(word, quantity)
        closer = any(_comes_between(layout, scene, word, quantity, q) for q in scene.quantities)
        reach = 5 if word.start < quantity.start else 5 + 5 * len(list_after(layout, scene, quantity))
        if words <= reach and not closer and layout.breaks(word, quantity) <= 1:
            return True
    return False


def list_after(layout: Layout, scene: Scene, quantity: Quantity) -> list[Quantity]:
    """The figures that follow in a list with the quantity: 21,600 tons of copper and 3,600 tons of cobalt a year."""
    found, end = [], quantity
    for other in scene.quantities:
        if other.start > end.start and other.kind == quantity.kind:
            if layout.apart(end, other) > 4 or layout.breaks(end, other) > 1:
                break
            if any(end.end <= c.start and c.end <= other.start and not c.weak for c in scene.cues):
                break
            found.append(other)
            end = other
    return found


def _comes_between(layout: Layout, scene: Scene, word: Hit, quantity: Quantity, other: Quantity) -> bool:
    """Whether a rate is another figure's: one between them that is no fellow in a list."""
    if other.kind != quantity.kind or other.start == quantity.start:
        return False
    if word.start < quantity.start:
        return word.start < other.start < quantity.start
    if not quantity.start < other.start < word.start:
        return False
    return any(quantity.end <= c.start < word.start for c in scene.cues) or not list_after(layout, scene, quantity)


def _produced(layout: Layout, scene: Scene, quantity: Quantity, told: Topic) -> bool:
    """Whether a yearly amount is produced, or to be, rather than a capacity: of a stated year, or of a mine."""
    if any(not p.relative and p.sort in ("year", "span") and not layout.bounds(p) for p in scene.periods):
        return told.cost <= 14
    if told.cue is None or told.cost > 10 or (at_most(layout, quantity) and not _raised(layout, scene, quantity)):
        return False
    around = [layout.scenes[scene.number - 1], scene] if scene.number else [scene]
    if any(s.of("plant") for s in around) or scene.of("able") or serves(layout, told.cue):
        return False
    mine = any(s.of("mine") or any(m.kind == "site" for m in s.mentions) for s in around)
    return mine or not scene.of("guidance", "maybe")


def _raised(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether what stands before the figure says that something grows to it: увеличится на 40 %, до 52 млн тонн."""
    grown = (w for w in scene.of("growth") if w.end <= quantity.start)
    return any(layout.apart(w, quantity) <= _GROWN for w in grown)


def is_sized(quantity: Quantity) -> bool:
    """Whether the figure is written as the size of a thing: a 300,000-ton smelter."""
    return bool(_HYPHENED.search(quantity.original) or _OF_SIZE.search(quantity.original))


def sized(layout: Layout, scene: Scene, quantity: Quantity) -> Topic | None:
    """What "a 300,000-ton smelter" says: a capacity, if the thing is a plant; a 250-tonne excavator has none."""
    table = kinds(layout.shelf)
    works = any(w.start >= quantity.end and layout.apart(quantity, w) <= 3 for w in scene.of("plant", "rate"))
    capacity = next((k for k in table.values() if k.rate and quantity.kind in k.units), None)
    return Topic(capacity) if works and capacity else None
