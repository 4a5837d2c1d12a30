"""Counts: the nouns that a number counts, and the words that lead a number in that counts none."""

from __future__ import annotations

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.lookup.lexicon import Hit

_NOUN_REACH = 3
_NOUN_BEFORE = 1
_LED = 3
_THOUSAND = 1000
_PARTED = 3


def counted(layout: Layout, scene: Scene, quantity: Quantity) -> frozenset[str]:
    """The nouns that the number counts: those next behind it."""
    if not scene.nouns:
        return frozenset()
    near = [n for n in scene.nouns if n.start >= quantity.end and layout.apart(quantity, n) <= _NOUN_REACH]
    near = [n for n in near if layout.breaks(quantity, n) < 1]
    near = [n for n in near if not any(q.start > quantity.start and q.end <= n.start for q in scene.quantities)]
    if near:
        first = near[0].start
        return frozenset(n.entry.id for n in near if n.start == first or n.entry.id == "job")
    if quantity.bare and quantity.factor >= _THOUSAND:
        following = (q for q in scene.quantities if q.bare and q.start >= quantity.end)
        second = next(following, None)
        if (
            second is not None
            and layout.apart(quantity, second) <= _NOUN_REACH
            and layout.breaks(quantity, second) < _PARTED
        ):
            return counted(layout, scene, second)
    before = [n for n in scene.nouns if n.end <= quantity.start and layout.apart(n, quantity) <= _NOUN_BEFORE]
    before = [n for n in before if ")" not in layout.page.folded[n.end : quantity.start]]
    return frozenset(n.entry.id for n in before if n.entry.id == "job" or (n.entry.id == "other" and not quantity.bare))


def led_in(layout: Layout, quantity: Quantity, cue: Hit) -> bool:
    """Whether a number without a noun is led in by its announcing word: a workforce of 18,000; the headcount, 36,000 now;
    vacancies: 600; or has it right behind: 38,900 on its payroll."""
    if cue.weak:
        return False
    if cue.end > quantity.start:
        return quantity.end <= cue.start and layout.apart(quantity, cue) == 0 and layout.breaks(quantity, cue) < 1
    if layout.page.folded[cue.end : quantity.start] in (", ", ": "):
        return True
    return layout.apart(cue, quantity) <= _LED and layout.breaks(cue, quantity) < 1
