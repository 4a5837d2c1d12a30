"""Counts: the nouns that a number counts, and people who work or are to."""

from __future__ import annotations

from collections.abc import Mapping

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.kinds import Kind, Topic
from tui.reading.figures.scenes import Layout, Scene

_NOUN_REACH = 3
_NOUN_BEFORE = 1
_LED = 3
_THOUSAND = 1000
_AHEAD = 3


def counted(layout: Layout, scene: Scene, quantity: Quantity) -> frozenset[str]:
    """The nouns that the number counts: those next behind it."""
    near = [n for n in scene.nouns if n.start >= quantity.end and layout.apart(quantity, n) <= _NOUN_REACH]
    near = [n for n in near if layout.breaks(quantity, n) < 1]
    near = [n for n in near if not any(q.start > quantity.start and q.end <= n.start for q in scene.quantities)]
    if near:
        first = near[0].start
        return frozenset(n.entry.id for n in near if n.start == first or n.entry.id == "job")
    if quantity.bare and quantity.factor >= _THOUSAND:
        following = (q for q in scene.quantities if q.bare and q.start >= quantity.end)
        second = next(following, None)
        if second is not None and layout.apart(quantity, second) <= _NOUN_REACH:
            return counted(layout, scene, second)
    before = [n for n in scene.nouns if n.end <= quantity.start and layout.apart(n, quantity) <= _NOUN_BEFORE]
    return frozenset(n.entry.id for n in before if n.entry.id == "job" or (n.entry.id == "other" and not quantity.bare))


def led_in(layout: Layout, quantity: Quantity, told: Topic | None) -> bool:
    """Whether a number without a noun is led in by its announcing word: a workforce of 18,000."""
    cue = told.cue if told else None
    if cue is None or cue.weak or cue.end > quantity.start:
        return False
    return layout.apart(cue, quantity) <= _LED and layout.breaks(cue, quantity) < 1


def staffed(layout: Layout, scene: Scene, told: Topic | None, table: Mapping[str, Kind]) -> Topic | None:
    """The count's topic, where people who are yet to work are jobs."""
    if told is None or told.cue is None or told.kind.id != "employees":
        return told
    ahead = any(layout.apart(w, told.cue) <= _AHEAD and layout.breaks(w, told.cue) < 2 for w in scene.of("guidance"))
    return Topic(table["jobs"], told.cue, told.cost) if ahead else told
