"""Yearly rates and sizes: whether an amount is so much a year, the plan for a year, or the size of a thing."""

from __future__ import annotations

import re

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.lookup.lexicon import Hit

_HYPHENED = re.compile(r"\d[- ]?(?:тыс\.?|млн|thousand|million)?-(?:t|ton|tonne|metric|т|тонн)", re.IGNORECASE)
_OF_SIZE = "тонналық"
_APART = 4
_FACILITIES = ("plant", "mine")
_BACK = 2
_OF_THESE = re.compile(r"(?<=[ндт][ыі]ң) $")
"""What stands in Kazakh before a figure that is a part of the one before: 434 тонна мыстың 388 тоннасы."""


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
        if (
            words <= reach
            and not closer
            and layout.breaks(word, quantity) <= 1
            and not layout.aside(word, quantity)
            and not _taken(layout, scene, word, quantity)
        ):
            return True
    return _follows(layout, scene, quantity)


def _follows(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether the quantity goes on a list that a yearly rate heads: жылына 80 мың тонна мыс, 60 мың унция алтын."""
    word = next((w for w in scene.of("rate") if w.end <= quantity.start), None)
    listed = (q for q in scene.quantities if word and q.kind == quantity.kind and word.end <= q.start < quantity.start)
    first = next(listed, None)
    return first is not None and quantity in list_after(layout, scene, first) and rated(layout, scene, first)


def _taken(layout: Layout, scene: Scene, word: Hit, quantity: Quantity) -> bool:
    """Whether a rate before the quantity stands behind a figure that a comma parts from it: 35 Mt of ore a year, against 28."""
    if layout.breaks(word, quantity) < 1 or quantity.start < word.start:
        return False
    before = (q for q in scene.quantities if q.end <= word.start)
    return any(layout.apart(q, word) <= _BACK and layout.breaks(q, word) < 1 for q in before)


def of_facility(layout: Layout, scene: Scene, quantity: Quantity) -> str:
    """Of what a yearly amount is: "plant" or "mine" by the noun last told before it, in the sentence or the two before."""
    for told in reversed(layout.scenes[max(scene.number - _BACK, 0) : scene.number + 1]):
        nouns = [w for w in told.of(*_FACILITIES) if w.end <= quantity.start]
        if nouns:
            return nouns[-1].entry.id
    return ""


def list_after(layout: Layout, scene: Scene, quantity: Quantity) -> list[Quantity]:
    """The figures that follow in a list with the quantity: 21,600 tons of copper and 3,600 tons of cobalt a year."""
    found, end = [], quantity
    for other in scene.quantities:
        if other.start > end.start and other.kind == quantity.kind:
            if layout.apart(end, other) > 4 or layout.breaks(end, other) > 1:
                break
            if _OF_THESE.search(layout.page.folded, end.end, other.start):
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


def is_sized(quantity: Quantity) -> bool:
    """Whether the figure is written as the size of a thing: a 300,000-ton smelter."""
    return is_hyphened(quantity) or quantity.original.lower().endswith(_OF_SIZE)


def is_hyphened(quantity: Quantity) -> bool:
    """Whether a hyphen ties the figure to its unit."""
    return "-" in quantity.original and _HYPHENED.search(quantity.original) is not None
