"""What stands with a figure in its sentence: helping words near it, how it is put, the metal or noun it counts, the names and
dates beside it. These clues speak for each kind of metric with points of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.destinations import is_bound_abroad, is_from_home
from tui.reading.figures.grading import tells_grade
from tui.reading.figures.locative import holder_behind
from tui.reading.figures.rates import aimed, is_hyphened, is_sized, of_facility, rated
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.figures.wording import at_most, is_level, near_word
from tui.reading.lookup.lexicon import Hit

_OPENED = re.compile(r"(?: (?:of )?[\w-]+)? \((?:[\w-]+ ){0,2}")
_FOR = re.compile(r"\b(?:for|за) (?:about |some |nearly |around |около |почти |примерно )?$")
_DATIVE = re.compile(r"(?:[ғқ]а|[гк]е)$")
"""What stands before, or in Kazakh ends, what is paid for something."""

_AND = re.compile(r" (?:and|и|а|және|ал) ")
_SMALL_SUM = 100_000
_WHOLE, _ROUNDING = 100.0, 0.35
_OF_MEASURES = frozenset(("production", "exports", "sales", "reserves", "resources", "revenue", "profit"))
_NEAR = 6
_PARTED = 2
_TOUCHING = 1
_DATED, _ABROAD = 12, 8
_NAMES = ("company", "site", "region")


def beside(layout: Layout, scene: Scene, quantity: Quantity, nouns: frozenset[str]) -> list[str]:
    """The clues of a figure that counts ``nouns``."""
    return [*_around(layout, scene, quantity), *_form(layout, scene, quantity, nouns)]


def _around(layout: Layout, scene: Scene, quantity: Quantity) -> Iterable[str]:
    """The helping words near the figure, but for what it counts."""
    found: dict[str, None] = {}
    counted_here = {n.start for n in scene.nouns if n.start >= quantity.end} if quantity.bare else set()
    start, end = layout.reach(quantity, _NEAR)
    first, last = layout.reach(quantity, 0)
    for word in scene.words:
        if word.end <= start or word.start >= end or word.start in counted_here:
            continue
        if word.entry.id == "at-home" and (
            _is_abroad(layout, scene, word) or _is_of_last(layout, scene, word, quantity)
        ):
            continue
        touches = word.end > first and word.start < last
        if touches or not (layout.breaks(word, quantity) >= _PARTED or layout.aside(word, quantity)):
            found[f"near-{word.entry.id}"] = None
    return found


def _is_abroad(layout: Layout, scene: Scene, word: Hit) -> bool:
    """Whether another country stands beside a word for buyers: power plants in Russia."""
    return any(layout.apart(word, m) <= _TOUCHING for m in _foreign(scene))


def _is_of_last(layout: Layout, scene: Scene, word: Hit, quantity: Quantity) -> bool:
    """Whether a word between two figures is of the first: 11.9 million inside the country, 4.2 million to Russian plants."""
    before = (q for q in scene.quantities if q.kind in (quantity.kind, "count") and q.end <= word.start)
    if word.end > quantity.start or not any(before):
        return False
    return layout.breaks(word, quantity) >= 1 or _AND.search(layout.page.folded, word.end, quantity.start) is not None


def _form(layout: Layout, scene: Scene, quantity: Quantity, nouns: frozenset[str]) -> Iterator[str]:
    """How the figure is put, and what stands with it in its sentence."""
    yield from (f"noun-{noun}" for noun in sorted(nouns))
    if quantity.kind == "percent":
        yield from _of_share(layout, scene, quantity)
    elif quantity.kind in ("mass", "volume"):
        yield from _of_mass(layout, scene, quantity)
    elif quantity.kind == "money":
        yield from _of_sum(layout, scene, quantity)
    elif quantity.bare and not nouns:
        yield "uncounted"
    if quantity.kind == "count" and any(
        s.of("building") for s in layout.scenes[max(scene.number - 1, 0) : scene.number + 1]
    ):
        yield "to-be-built"
    if quantity.unit in ("oz", "lb"):
        yield f"measure-{quantity.unit}"
    if scene.periods:
        yield from sorted({f"dated-{p.sort}" for p in scene.periods if layout.apart(p, quantity) <= _DATED})
    else:
        yield "undated"
    if scene.number == 0 and layout.page.document.title:
        yield "in-title"
    if any(w.end <= quantity.start and not layout.aside(w, quantity) for w in scene.of("world")):
        yield "world-led"
    if scene.mentions:
        yield from _of_names(layout, scene, quantity)


def _of_names(layout: Layout, scene: Scene, quantity: Quantity) -> Iterator[str]:
    """Who is named in the sentence, and whether the figure is tied to another country."""
    named = {m.kind for m in scene.mentions}
    yield from (f"names-{kind}" for kind in _NAMES if kind in named)
    if "country" not in named:
        return
    near = [m for m in _foreign(scene) if layout.apart(m, quantity) <= _ABROAD]
    if any(m.end <= quantity.start for m in near):
        yield "abroad"
    if any(m.start >= quantity.end and layout.breaks(quantity, m) < _PARTED for m in near):
        yield "abroad-behind"
    if quantity.kind in ("mass", "money"):
        if is_bound_abroad(layout, scene, quantity):
            yield "bound-abroad"
        if is_from_home(layout, scene, quantity):
            yield "from-home"


def _foreign(scene: Scene) -> list[Mention]:
    return [m for m in scene.mentions if m.kind == "country" and m.id != "KZ"]


def _of_sum(layout: Layout, scene: Scene, quantity: Quantity) -> Iterator[str]:
    """Of money: whether it is little, or what is paid for a share: sold 50.1% of it for $254 million."""
    if quantity.value < _SMALL_SUM:
        yield "small"
    shares = [q for q in scene.quantities if q.kind == "percent" and q.end <= quantity.start]
    if not shares or layout.breaks(shares[-1], quantity) >= _PARTED:
        return
    paid = _DATIVE.search(quantity.original.casefold()) if layout.page.lang == "kk" else None
    if paid or _FOR.search(layout.page.folded, shares[-1].end, quantity.start):
        yield "for-share"


def _of_share(layout: Layout, scene: Scene, quantity: Quantity) -> Iterator[str]:
    yield "level" if is_level(layout, scene, quantity) else "no-level"
    if _behind_mass(layout, scene, quantity):
        yield "behind-mass"
    if tells_grade(layout, scene, quantity):
        yield "tells-grade"
    if holder_behind(layout, scene, quantity):
        yield "holder-behind"
    if any(m.kind == "company" and layout.apart(m, quantity) <= 2 for m in scene.mentions):
        yield "company-near"
    if any(layout.apart(c, quantity) <= 1 for c in scene.commodities):
        yield "metal-touching"
    if _metals(layout, scene):
        yield "metals-share"
    if any(n.entry.id == "material" and layout.apart(n, quantity) <= _NEAR for n in scene.nouns):
        yield "ore-near"
    if quantity.value >= _WHOLE:
        yield "more-than-all"
    shares = [q.value for q in scene.quantities if q.kind == "percent" and q.start != quantity.start]
    if any(abs(quantity.value + other - _WHOLE) < _ROUNDING for other in shares):
        yield "makes-whole"
    if any(
        0 <= layout.apart(quantity, c) <= 1 and c.entry.id in _OF_MEASURES for c in _behind(layout, scene, quantity)
    ):
        yield "of-measure"


def _behind(layout: Layout, scene: Scene, quantity: Quantity) -> list[Hit]:
    """The announcing words on the side of a share where what it is of stands."""
    if layout.page.lang == "kk":
        return [c for c in scene.cues if c.end <= quantity.start]
    return [c for c in scene.cues if c.start >= quantity.end and layout.breaks(quantity, c) < 1]


def _metals(layout: Layout, scene: Scene) -> bool:
    """Whether the share told is that of a metal in its ore, not of a holder: мыстың үлесі."""
    told = [c for c in scene.cues if c.entry.id == "stake" and not c.weak]
    return any(layout.apart(metal, c) == 0 for c in told for metal in scene.commodities if metal.end <= c.start)


def _behind_mass(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether the share stands in brackets behind a mass: 220,100 tonnes of lead (4.02%)."""
    before = [q for q in scene.quantities if q.end <= quantity.start]
    if not before or before[-1].kind != "mass":
        return False
    return _OPENED.fullmatch(layout.page.folded, before[-1].end, quantity.start) is not None


def _of_mass(layout: Layout, scene: Scene, quantity: Quantity) -> Iterator[str]:
    if quantity.per == "year" or rated(layout, scene, quantity):
        yield "yearly"
        if facility := of_facility(layout, scene, quantity):
            yield f"yearly-{facility}"
        if any(s.of("building") for s in layout.scenes[max(scene.number - 1, 0) : scene.number + 1]):
            yield "yearly-unbuilt"
    if near_word(layout, scene, quantity, "other-rate", _TOUCHING, 1.0):
        yield "other-rated"
    if is_sized(quantity):
        yield "sized"
    if is_hyphened(quantity):
        yield "hyphened"
    if at_most(layout, quantity):
        yield "at-most"
    if aimed(layout, scene, quantity):
        yield "aimed"
    words = min((layout.apart(c, quantity) for c in scene.commodities if layout.breaks(c, quantity) < 5), default=99)
    yield "metal-beside" if words == 0 else "metal-near" if words <= 2 else "metal-named" if words <= 9 else "no-metal"
