"""The announcing word nearest to a figure, and which of several it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.counting import counted, led_in
from tui.reading.figures.kinds import Kind, Topic
from tui.reading.figures.locative import holder_behind
from tui.reading.figures.rates import list_after
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.figures.wording import is_done, is_finite, near_word
from tui.reading.lookup.lexicon import Hit

_LIMIT = 18.0
_WEAK = 2
_OUTRANK = 5.0
_BEHIND = 1.5
_PARTED = 8.0
_HELD_REACH = 8.0
_HELD_REACH_KAZAKH = 14.0
_VOIDING = 8
_UNANNOUNCED = 9.0
_IN_GROUND = frozenset(("reserves", "resources"))
_DASHED = re.compile(r" - (?:на |for )?(?=\w)")
_AT = re.compile(r"(?:\bat|@|grading|with) (?:an average (?:of )?|over |more than |about |around |some )?$")
_DRILLED = re.compile(r"\d ?(?:m|metres|meters|м|метров|метра) (?:at|of|@|grading|с содержанием|по) $")
_ALIKE = re.compile(r" [^\W\d]+(?:,| and| и|, and) ")
"""The metal of one share in a list, and what joins the next."""

_LISTED = re.compile(r"[^\W\d_] ?(?:-|:|at) ?$")


def announced(layout: Layout, scene: Scene, quantity: Quantity, table: Mapping[str, Kind]) -> Topic | None:
    """The metric that the sentence announces for the quantity; None where no word does."""
    nouns = counted(layout, scene, quantity) if quantity.kind == "count" else frozenset()
    kinds = (kind for kind in table.values() if quantity.kind in kind.units)
    told = (_told(layout, scene, quantity, kind, nouns) for kind in kinds)
    found = [topic for topic in told if topic is not None]
    if not found:
        return None
    best = min(found, key=lambda t: t.cost)
    if _share_of_metal(layout, scene, best):
        return Topic(table["grade"], None, best.cost)
    for other in found:
        if best.kind.id in other.kind.outranks and _outranks(layout, scene, quantity, best, other):
            best = other
    return best


def _told(layout: Layout, scene: Scene, quantity: Quantity, kind: Kind, nouns: frozenset[str]) -> Topic | None:
    """The quantity as a metric of this kind, None where nothing in the sentence says that it is one."""
    best = _nearest(layout, scene, quantity, kind)
    if (
        quantity.kind == "count"
        and not nouns & (kind.of | kind.enough)
        and (nouns or not led_in(layout, quantity, best))
    ):
        return None
    if best is None and (nouns & kind.enough or quantity.kind in kind.alone):
        best = Topic(kind, None, _UNANNOUNCED)
    if best is None and kind.id == "grade" and _tells_grade(layout, scene, quantity):
        best = Topic(kind)
    if best is None and kind.subject == "holder" and holder_behind(layout, scene, quantity):
        best = Topic(kind, None, _UNANNOUNCED)
    needed = not kind.needs or _needed(layout, scene, kind)
    if best is None or not needed or _void(layout, scene, quantity, kind):
        return None
    return best


def _needed(layout: Layout, scene: Scene, kind: Kind) -> bool:
    """Whether a helping word that the metric cannot do without stands in the sentence, and is not of what is only planned; a
    total since some year does without."""
    planned = scene.of("guidance")
    told = (w for w in scene.of(*kind.needs) if not any(p.end <= w.start and layout.apart(p, w) == 0 for p in planned))
    return any(told) or any(map(layout.since, scene.periods))


def _share_of_metal(layout: Layout, scene: Scene, told: Topic) -> bool:
    """Whether a share is that of a metal in its ore, not of a holder."""
    cue = told.cue
    if told.kind.subject != "holder" or cue is None:
        return False
    return any(layout.apart(c, cue) == 0 for c in scene.commodities if c.end <= cue.start)


def _outranks(layout: Layout, scene: Scene, quantity: Quantity, best: Topic, other: Topic) -> bool:
    """Whether a metric that outranks the nearest one is announced as near, and of this figure."""
    if other.cost > best.cost + _OUTRANK or (other.kind.rate and is_done(layout, best.cue)):
        return False
    if other.cue is not None and (
        layout.breaks(other.cue, quantity) >= 1 + _set_off(layout, quantity) or other.cue.weak
    ):
        return False
    return not _leads_another(layout, scene, quantity, other) and not _beyond(layout, scene, quantity, best, other)


def _set_off(layout: Layout, quantity: Quantity) -> bool:
    """Whether commas set the figure off: the rest, 2.4 million tonnes, went abroad."""
    folded = layout.page.folded
    return folded.startswith(", ", quantity.end) and folded.endswith(", ", 0, quantity.start)


def _beyond(layout: Layout, scene: Scene, quantity: Quantity, best: Topic, other: Topic) -> bool:
    """Whether another figure stands before the word that would outrank one right before this: of 434 t made, 388 went …"""
    if best.cue is None or other.cue is None or best.cue.end > quantity.start or layout.apart(best.cue, quantity):
        return False
    return any(q.kind == quantity.kind and quantity.end <= q.start < other.cue.start for q in scene.quantities)


def _void(layout: Layout, scene: Scene, quantity: Quantity, kind: Kind) -> bool:
    """Whether a word stands near the quantity that takes it out of the metric."""
    return any(near_word(layout, scene, quantity, word, _VOIDING) for word in kind.unless)


def _leads_another(layout: Layout, scene: Scene, quantity: Quantity, other: Topic) -> bool:
    """Whether an announcing word behind a quantity leads in the next: revenues of $1.7 billion and EBITDA of $0.9 billion."""
    cue = other.cue
    if cue is None or cue.start < quantity.end:
        return False
    following = (q for q in scene.quantities if q.kind == quantity.kind and q.start >= cue.end)
    return any(layout.apart(cue, q) <= 2 for q in following)


def _nearest(layout: Layout, scene: Scene, quantity: Quantity, kind: Kind) -> Topic | None:
    best: Topic | None = None
    listed = list_after(layout, scene, quantity)
    for cue in scene.cues:
        if cue.entry.id != kind.id or layout.aside(cue, quantity):
            continue
        near = listed[-1] if listed and cue.start >= listed[-1].end else quantity
        words = layout.between(scene, cue, near)
        if cue.weak and words > (0 if quantity.kind == "percent" else _WEAK):
            continue
        if _attributive(layout, near, cue):
            continue
        cost = words + layout.breaks(cue, near) + _between(layout, scene, cue, near)
        if _parted(layout, cue, near) and _leads_another(layout, scene, near, Topic(kind, cue)):
            cost += _PARTED
        if quantity.kind == "percent" and cost > (_HELD_REACH_KAZAKH if layout.page.lang == "kk" else _HELD_REACH):
            continue
        if cost <= _LIMIT and (best is None or cost < best.cost):
            best = Topic(kind, cue, cost)
    return best


def _attributive(layout: Layout, quantity: Quantity, cue: Hit) -> bool:
    """Whether a Kazakh verb stands before the quantity, and so says nothing of it: құрамында алтыны бар 39 млн тонна кен."""
    if layout.page.lang != "kk" or quantity.kind == "percent" or cue.end > quantity.start:
        return False
    return cue.weak or (", " in layout.page.folded[cue.end : quantity.start] and is_finite(layout, cue))


def _parted(layout: Layout, cue: Hit, quantity: Quantity) -> bool:
    """Whether the quantity's clause, or bracket, ends before an announcing word behind it."""
    if layout.page.lang == "kk":
        return layout.breaks(cue, quantity) >= 1
    return quantity.end <= cue.start and ")" in layout.page.folded[quantity.end : cue.start]


def _between(layout: Layout, scene: Scene, cue: Hit, quantity: Quantity) -> float:
    """What other figures between the word and the quantity cost: a list runs on behind its word, not before it."""
    behind = cue.start > quantity.start
    first, last = (quantity.end, cue.start) if behind else (cue.end, quantity.start)
    others = sum(1 for q in scene.quantities if q.kind == quantity.kind and first <= q.start < last)
    if behind:
        each = 1.0 if layout.page.lang == "kk" and quantity.kind != "count" else 4.0
        aside = _DASHED.match(layout.page.folded, quantity.end, cue.start + 1) is None
        parted = _PARTED if aside and layout.breaks(quantity, cue) >= 1 else _BEHIND
        return others * each + (0.0 if layout.page.lang == "kk" else parted)
    return others * 0.5


def _tells_grade(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether a percentage is the grade of what stands before it: 8.6 million tons at 30%, 11.4m at 9.8% Zn and 1.1% Pb."""
    folded = layout.page.folded
    before = folded[max(0, quantity.start - 30) : quantity.start]
    if _DRILLED.search(before):
        return True
    earlier = [q for q in scene.quantities if q.end <= quantity.start]
    if earlier and earlier[-1].kind == "percent" and _ALIKE.fullmatch(folded, earlier[-1].end, quantity.start):
        return _tells_grade(layout, scene, earlier[-1])
    masses = [q for q in earlier if q.kind == "mass"]
    if not masses:
        return False
    if _AT.search(before) and layout.apart(masses[-1], quantity) <= 3:
        return True
    named = any(layout.apart(c, quantity) == 0 and c.end <= quantity.start for c in scene.commodities)
    return named and bool(_LISTED.search(before)) and any(c.entry.id in _IN_GROUND for c in scene.cues)
