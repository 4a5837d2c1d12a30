"""Which metric a quantity measures: the announcing word nearest to it, by the data in knowledge/metrics.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.figures.wording import at_most, is_difference, is_done, is_left, is_level, serves
from tui.reading.lookup.lexicon import Hit
from tui.reading.lookup.library import Library

_LIMIT = 18.0
_WEAK = 2
_OUTRANK = 5.0
_NOUN_REACH = 3
_NOUN_BEFORE = 1
_LED = 3
_THOUSAND = 1000
_AHEAD = 3
_BEHIND = 1.5
_PARTED = 8.0
_HELD_REACH = 8.0
_HELD_REACH_KAZAKH = 14.0
_WHOLE = 100.0
_DATING = frozenset(("month", "quarter", "half", "same", "year-earlier"))
_VOIDING = 8
_LEAST_MONEY = 100_000
_HYPHENED = re.compile(r"\d[- ]?(?:тыс\.?|млн|thousand|million)?-(?:t|ton|tonne|metric|т|тонн)", re.IGNORECASE)
_OF_SIZE = re.compile(r"тонналық$", re.IGNORECASE)
_DASHED = re.compile(r" - (?:на |for )?(?=\w)")
_AT = re.compile(r"(?:\bat|@|grading|with) (?:an average (?:of )?|over |more than |about |around |some )?$")
_LISTED = re.compile(r"[^\W\d_] ?(?:-|:|at) ?$")
_IN_THE_GROUND = frozenset(("reserves", "resources"))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of metric as metrics.toml describes it."""

    id: str
    units: frozenset[str]
    subject: str
    period: str
    carries: bool
    rate: bool
    of: frozenset[str]
    enough: frozenset[str]
    alone: frozenset[str]
    outranks: frozenset[str]
    needs: frozenset[str]
    unless: frozenset[str]
    answer: str
    place: bool
    sign: int
    deals: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """What a quantity measures, and the word that says so (None where it was carried over)."""

    kind: Kind
    cue: Hit | None = None
    cost: float = 0.0


@lru_cache(maxsize=4)
def kinds(shelf: Library) -> Mapping[str, Kind]:
    """The kinds of metrics by id."""
    return {
        e.id: Kind(
            e.id,
            frozenset(e.properties.get("units", ())),
            e.properties.get("subject", "company"),
            e.properties.get("period", "none"),
            bool(e.properties.get("carries")),
            bool(e.properties.get("rate")),
            frozenset(e.properties.get("of", ())),
            frozenset(e.properties.get("enough", ())),
            frozenset(e.properties.get("alone", ())),
            frozenset(e.properties.get("outranks", ())),
            frozenset(e.properties.get("needs", ())),
            frozenset(e.properties.get("unless", ())),
            e.properties.get("answer", e.id),
            e.properties.get("subject") in ("site", "deposit"),
            int(e.properties.get("sign", 1)),
            bool(e.properties.get("deals")),
        )
        for e in shelf.of_kind("metric")
    }


def topic(layout: Layout, scene: Scene, quantity: Quantity, carried: Kind | None) -> Topic | None:
    """What the quantity measures; ``carried`` is what the figures before it did. None for what is no metric."""
    if quantity.kind == "percent" and (quantity.value >= _WHOLE or not is_level(layout, scene, quantity)):
        return None
    if quantity.kind in ("mass", "money") and is_difference(layout, scene, quantity):
        return None
    if quantity.kind == "money" and (quantity.value < _LEAST_MONEY or _near(layout, scene, quantity, "price", 4)):
        return None
    if quantity.kind == "mass" and _near(layout, scene, quantity, "world", 4, 1.0):
        return None
    if quantity.kind in ("mass", "volume") and "other" in counted(layout, scene, quantity):
        return None
    if _HYPHENED.search(quantity.original) or _OF_SIZE.search(quantity.original):
        return _sized(layout, scene, quantity)
    table = kinds(layout.shelf)
    announced = _announced(layout, scene, quantity, table)
    if announced and announced.cue and any(_touches(layout, w, announced.cue) for w in scene.of("world")):
        return None
    if quantity.kind == "count":
        return _staffed(layout, scene, announced, table)
    if _rate(layout, scene, quantity, announced):
        if _near(layout, scene, quantity, "tax", _VOIDING) or (
            announced is None and scene.of("trade") and not scene.of("plant")
        ):
            return None
        capacity = next((k for k in table.values() if k.rate and quantity.kind in k.units), None)
        return Topic(capacity) if capacity else None
    if announced and not (scene.of("minable") and carried and carried.id in _IN_THE_GROUND and announced.kind.carries):
        return announced
    if (
        quantity.kind == "percent"
        and carried
        and (is_left(layout, quantity) or _shared_out(layout, scene, quantity, table[carried.id]))
    ):
        return Topic(carried)
    if (
        quantity.kind == "mass"
        and announced is None
        and any(w.start >= quantity.end and layout.apart(quantity, w) <= 1 for w in scene.of("other-rate"))
    ):
        return None
    wanted = _near(layout, scene, quantity, "trade", 3)
    if carried and carried.carries and not wanted and _goes_on(layout, scene, quantity):
        return Topic(carried)
    material = (
        quantity.unit == "lb" or _commodity(layout, scene, quantity) or "material" in counted(layout, scene, quantity)
    )
    if (
        quantity.kind == "mass"
        and material
        and not _near(layout, scene, quantity, "trade", 5, 1.0)
        and (_near(layout, scene, quantity, "guidance", 6) or _result(layout, scene, quantity))
    ):
        return Topic(table["production"])
    return None


def _touches(layout: Layout, word: Hit, cue: Hit) -> bool:
    """Whether a word stands right before an announcing word: мировое производство."""
    return word.start <= cue.start and layout.apart(word, cue) == 0 and layout.breaks(word, cue) < 1


def _staffed(layout: Layout, scene: Scene, told: Topic | None, table: Mapping[str, Kind]) -> Topic | None:
    """The count's topic, where people who are yet to work are jobs."""
    if told is None or told.cue is None or told.kind.id != "employees":
        return told
    ahead = any(layout.apart(w, told.cue) <= _AHEAD and layout.breaks(w, told.cue) < 2 for w in scene.of("guidance"))
    return Topic(table["jobs"], told.cue, told.cost) if ahead else told


def _shared_out(layout: Layout, scene: Scene, quantity: Quantity, carried: Kind) -> bool:
    """Whether a percentage is the next holder's part: 70% owned by Glencore and 30% by Tau-Ken Samruk."""
    if carried.subject != "holder" or not any(
        q.kind == "percent" and q.end <= quantity.start for q in scene.quantities
    ):
        return False
    return any(m.kind == "company" and layout.apart(m, quantity) <= 2 for m in scene.mentions)


def _sized(layout: Layout, scene: Scene, quantity: Quantity) -> Topic | None:
    """What "a 300,000-ton smelter" says: a capacity, if the thing is a plant; a 250-tonne excavator has none."""
    table = kinds(layout.shelf)
    works = any(w.start >= quantity.end and layout.apart(quantity, w) <= 3 for w in scene.of("plant", "rate"))
    capacity = next((k for k in table.values() if k.rate and quantity.kind in k.units), None)
    return Topic(capacity) if works and capacity else None


def _rate(layout: Layout, scene: Scene, quantity: Quantity, announced: Topic | None) -> bool:
    """Whether the quantity is so much a year of something that is not announced, or announced less firmly than that."""
    if quantity.per != "year" and not rated(layout, scene, quantity):
        return False
    if announced is not None and announced.kind.id == "production":
        return not _produced(layout, scene, quantity, announced)
    return announced is None or announced.cost > 8 or announced.kind.id in ("reserves", "resources")


def _result(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount of metal is a result though no known verb says so: of a stated period, and nothing of trade about it."""
    spells = [p for p in scene.periods if p.sort in ("month", "quarter", "half", "months", "year")]
    metal = any(layout.apart(c, quantity) <= 2 and layout.breaks(c, quantity) < 1 for c in scene.commodities)
    metal = metal or (bool(scene.of("growth")) and _commodity(layout, scene, quantity))
    return bool(spells) and metal and not scene.of("trade", "price")


def _goes_on(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether a figure without a word of its own may measure what those before it did: it goes on in their sentence, names its
    metal, or its month, or is an earlier one of theirs."""
    if any(q.kind == quantity.kind and q.end <= quantity.start for q in scene.quantities):
        return True
    dated = any(layout.apart(p, quantity) <= 4 and p.sort in _DATING for p in scene.periods)
    named = any(
        m.kind in ("company", "site", "region") and m.end <= quantity.start and layout.apart(m, quantity) <= 3
        for m in scene.mentions
    )
    if named or _near(layout, scene, quantity, "guidance", 3):
        return True
    if dated or scene.of("same-measure", "respectively") or _near(layout, scene, quantity, "growth", 5):
        return True
    if any(n.entry.id == "material" and layout.apart(n, quantity) <= 5 for n in scene.nouns):
        return True
    return _commodity(layout, scene, quantity) or _near(layout, scene, quantity, "earlier", 2, 1.0)


def _produced(layout: Layout, scene: Scene, quantity: Quantity, announced: Topic) -> bool:
    """Whether a yearly amount is produced, or to be, rather than a capacity: of a stated year, or of a mine."""
    if any(not p.relative and p.sort in ("year", "span") and not layout.bounds(p) for p in scene.periods):
        return announced.cost <= 14
    if announced.cue is None or announced.cost > 10 or at_most(layout, quantity):
        return False
    around = [layout.scenes[scene.number - 1], scene] if scene.number else [scene]
    if any(s.of("plant") for s in around) or scene.of("able") or serves(layout, announced.cue):
        return False
    mine = any(s.of("mine") or any(m.kind == "site" for m in s.mentions) for s in around)
    return mine or not scene.of("guidance", "maybe")


def _announced(layout: Layout, scene: Scene, quantity: Quantity, table: Mapping[str, Kind]) -> Topic | None:
    found: list[Topic] = []
    nouns = counted(layout, scene, quantity) if quantity.kind == "count" else frozenset()
    for kind in table.values():
        if quantity.kind not in kind.units:
            continue
        best = _nearest(layout, scene, quantity, kind)
        if quantity.kind == "count" and not nouns & (kind.of | kind.enough) and not _led_in(layout, quantity, best):
            continue
        if best is None and (nouns & kind.enough or quantity.kind in kind.alone):
            best = Topic(kind, None, 9.0)
        if best is None and kind.id == "grade" and _tells_grade(layout, scene, quantity):
            best = Topic(kind, None, 0.0)
        if best and (not kind.needs or scene.of(*kind.needs)) and not _void(layout, scene, quantity, kind):
            found.append(best)
    if not found:
        return None
    best = min(found, key=lambda t: t.cost)
    if (
        best.kind.subject == "holder"
        and best.cue
        and any(layout.apart(c, best.cue) == 0 for c in scene.commodities if c.end <= best.cue.start)
    ):
        return Topic(table["grade"], None, best.cost)
    for other in found:
        near = other.cue is None or (layout.breaks(other.cue, quantity) < 1 and not other.cue.weak)
        near = near and not _leads_another(layout, scene, quantity, other)
        near = near and not (other.kind.rate and is_done(layout, best.cue))
        near = near and not _beyond(layout, scene, quantity, best, other)
        if best.kind.id in other.kind.outranks and near and other.cost <= best.cost + _OUTRANK:
            best = other
    return best


def _beyond(layout: Layout, scene: Scene, quantity: Quantity, best: Topic, other: Topic) -> bool:
    """Whether another figure stands before the word that would outrank one right before this: of 434 t made, 388 went …"""
    if best.cue is None or other.cue is None or best.cue.end > quantity.start or layout.apart(best.cue, quantity):
        return False
    return any(q.kind == quantity.kind and quantity.end <= q.start < other.cue.start for q in scene.quantities)


def _void(layout: Layout, scene: Scene, quantity: Quantity, kind: Kind) -> bool:
    """Whether a word stands near the quantity that takes it out of the metric."""
    return any(_near(layout, scene, quantity, word, _VOIDING) for word in kind.unless)


def _leads_another(layout: Layout, scene: Scene, quantity: Quantity, other: Topic) -> bool:
    """Whether an announcing word behind a quantity leads in the next: revenues of $1.7 billion and EBITDA of $0.9 billion."""
    cue = other.cue
    if cue is None or cue.start < quantity.end:
        return False
    following = (q for q in scene.quantities if q.kind == quantity.kind and q.start >= cue.end)
    return any(layout.apart(cue, q) <= 2 for q in following)


def _led_in(layout: Layout, quantity: Quantity, told: Topic | None) -> bool:
    """Whether a number without a noun is led in by its announcing word: a workforce of 18,000."""
    cue = told.cue if told else None
    if cue is None or cue.weak or cue.end > quantity.start:
        return False
    return layout.apart(cue, quantity) <= _LED and layout.breaks(cue, quantity) < 1


def _nearest(layout: Layout, scene: Scene, quantity: Quantity, kind: Kind) -> Topic | None:
    best: Topic | None = None
    listed = _list_after(layout, scene, quantity)
    for cue in scene.cues:
        if cue.entry.id != kind.id:
            continue
        near = listed[-1] if listed and cue.start >= listed[-1].end else quantity
        words = layout.between(scene, cue, near)
        if cue.weak and words > (0 if quantity.kind == "percent" else _WEAK):
            continue
        cost = words + layout.breaks(cue, near) + _between(layout, scene, cue, near)
        if (
            layout.page.lang == "kk"
            and layout.breaks(cue, near) >= 1
            and _leads_another(layout, scene, near, Topic(kind, cue))
        ):
            cost += _PARTED
        if quantity.kind == "percent" and cost > (_HELD_REACH_KAZAKH if layout.page.lang == "kk" else _HELD_REACH):
            continue
        if cost <= _LIMIT and (best is None or cost < best.cost):
            best = Topic(kind, cue, cost)
    return best


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


def _near(layout: Layout, scene: Scene, quantity: Quantity, ident: str, reach: int, parted: float = 2.0) -> bool:
    return any(layout.apart(w, quantity) <= reach and layout.breaks(w, quantity) < parted for w in scene.of(ident))


def rated(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether a yearly rate belongs to the quantity: close behind it, or before it."""
    if quantity.kind not in ("mass", "volume"):
        return False
    for word in scene.of("rate"):
        words = layout.apart(word, quantity)
        closer = any(_comes_between(layout, scene, word, quantity, q) for q in scene.quantities)
        reach = 5 if word.start < quantity.start else 5 + 5 * len(_list_after(layout, scene, quantity))
        if words <= reach and not closer and layout.breaks(word, quantity) <= 1:
            return True
    return False


def _list_after(layout: Layout, scene: Scene, quantity: Quantity) -> list[Quantity]:
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
    return any(quantity.end <= c.start < word.start for c in scene.cues) or not _list_after(layout, scene, quantity)


def _commodity(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    return any(layout.apart(c, quantity) <= 9 and layout.breaks(c, quantity) < 5 for c in scene.commodities)


def _tells_grade(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether a percentage stands behind a mass as its grade: 8.6 million tons at 30%."""
    folded = layout.page.folded
    before = folded[max(0, quantity.start - 30) : quantity.start]
    masses = [q for q in scene.quantities if q.kind == "mass" and q.end <= quantity.start]
    if not masses:
        return False
    if _AT.search(before) and layout.apart(masses[-1], quantity) <= 3:
        return True
    named = any(layout.apart(c, quantity) == 0 and c.end <= quantity.start for c in scene.commodities)
    return named and bool(_LISTED.search(before)) and any(c.entry.id in _IN_THE_GROUND for c in scene.cues)
