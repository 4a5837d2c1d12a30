"""Which metric a quantity measures: what its sentence announces, what its rate says, or what the figures before it measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.announcing import announced
from tui.reading.figures.counting import counted, staffed
from tui.reading.figures.kinds import Kind, Topic, kinds
from tui.reading.figures.rates import aimed, is_rate, is_sized, sized
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.figures.wording import is_difference, is_left, is_level, near_word
from tui.reading.lookup.lexicon import Hit

_WHOLE = 100.0
_EACH = re.compile(r" (?:each|apiece|кажд[а-я]+|әрқайсысы\w*)\b")
_LEAST_MONEY = 100_000
_TAXED = 8
_LED = 1
_RECEIVED = 8
_ASIDE = 3
_SENT = frozenset(("exports", "sales"))
_DATING = frozenset(("month", "quarter", "half", "same", "year-earlier"))
_IN_GROUND = frozenset(("reserves", "resources"))


def topic(layout: Layout, scene: Scene, quantity: Quantity, carried: Kind | None) -> Topic | None:
    """What the quantity measures; ``carried`` is what the figures before it did. None for what is no metric."""
    if (no_figure := _NO_FIGURE.get(quantity.kind)) and no_figure(layout, scene, quantity):
        return None
    if is_sized(quantity):
        return sized(layout, scene, quantity)
    table = kinds(layout.shelf)
    told = announced(layout, scene, quantity, table)
    if told and told.cue and any(_touches(layout, w, told.cue) for w in scene.of("world")):
        return None
    if quantity.kind == "count":
        return staffed(layout, scene, told, table)
    daily = _by_the_day(layout, scene, quantity)
    if not daily and is_rate(layout, scene, quantity, told):
        return _yearly(layout, scene, quantity, told, table)
    if carried and carried.id in _SENT and _received(layout, scene, quantity, told):
        return Topic(carried)
    minable = scene.of("minable") and carried and carried.id in _IN_GROUND
    if told and not (minable and told.kind.carries):
        return told
    if told is None and daily:
        return None
    if carried and _carried_on(layout, scene, quantity, table[carried.id]):
        return Topic(carried)
    return Topic(table["production"]) if _unannounced(layout, scene, quantity) else None


def _no_share(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    return quantity.value >= _WHOLE or not is_level(layout, scene, quantity)


def _no_sum(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether money is a difference, a trifle, or a price."""
    led = any(c.end <= quantity.start and layout.apart(c, quantity) <= _LED for c in scene.cues if not c.weak)
    if is_difference(layout, scene, quantity) or (quantity.value < _LEAST_MONEY and not led):
        return True
    return near_word(layout, scene, quantity, "price", 4, 1.0 if layout.page.lang == "kk" else 2.0)


def _no_mass(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether a mass is a difference, the world's, or of what mines do not give."""
    if is_difference(layout, scene, quantity) or near_word(layout, scene, quantity, "world", 4, 1.0):
        return True
    if _EACH.match(layout.page.folded, quantity.end):
        return True
    return "other" in counted(layout, scene, quantity)


def _no_volume(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    return "other" in counted(layout, scene, quantity)


_NO_FIGURE: Mapping[str, Callable[[Layout, Scene, Quantity], bool]] = {
    "percent": _no_share,
    "money": _no_sum,
    "mass": _no_mass,
    "volume": _no_volume,
}
"""Why a quantity of a family may be no metric at all."""


def _touches(layout: Layout, word: Hit, cue: Hit) -> bool:
    """Whether a word stands right before an announcing word: мировое производство."""
    return word.start <= cue.start and layout.apart(word, cue) == 0 and layout.breaks(word, cue) < 1


def _yearly(
    layout: Layout, scene: Scene, quantity: Quantity, told: Topic | None, table: Mapping[str, Kind]
) -> Topic | None:
    """What so much a year is: a capacity, unless taxed or traded."""
    if near_word(layout, scene, quantity, "tax", _TAXED):
        return None
    if told is None and scene.of("trade") and not scene.of("plant"):
        return None
    capacity = next((k for k in table.values() if k.rate and quantity.kind in k.units), None)
    return Topic(capacity) if capacity else None


def _by_the_day(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether the amount is so much a day or month."""
    leads = layout.page.lang == "kk"
    rates = (w for w in scene.of("other-rate") if leads or w.start >= quantity.end)
    return quantity.kind == "mass" and any(layout.apart(quantity, w) <= 1 for w in rates)


def _carried_on(layout: Layout, scene: Scene, quantity: Quantity, carried: Kind) -> bool:
    """Whether a figure without a word of its own measures what those before it did."""
    if quantity.kind == "percent" and (is_left(layout, quantity) or _shared_out(layout, scene, quantity, carried)):
        return True
    wanted = near_word(layout, scene, quantity, "trade", 3)
    return carried.carries and not wanted and _goes_on(layout, scene, quantity)


def _received(layout: Layout, scene: Scene, quantity: Quantity, told: Topic | None) -> bool:
    """Whether the amount is what a country abroad got of that which is sent there: Turkey received 13,000 tonnes."""
    if told is not None and not (told.cue and told.cue.weak):
        return False
    abroad = (m for m in scene.mentions if m.kind == "country" and m.id != "KZ" and m.end <= quantity.start)
    return any(layout.apart(m, quantity) <= _RECEIVED and layout.breaks(m, quantity) < _ASIDE for m in abroad)


def _unannounced(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether a mass is produced though nothing says so: of a metal, planned or dated, and not traded."""
    if quantity.kind != "mass" or near_word(layout, scene, quantity, "trade", 5, 1.0):
        return False
    if quantity.unit not in ("lb", "oz") and not (
        _has_metal(layout, scene, quantity) or "material" in counted(layout, scene, quantity)
    ):
        return False
    planned = near_word(layout, scene, quantity, "guidance", 6) or aimed(layout, scene, quantity)
    return planned or _result(layout, scene, quantity)


def _shared_out(layout: Layout, scene: Scene, quantity: Quantity, carried: Kind) -> bool:
    """Whether a percentage is the next holder's part: 70% owned by Glencore and 30% by Tau-Ken Samruk."""
    if carried.subject != "holder" or not any(
        q.kind == "percent" and q.end <= quantity.start for q in scene.quantities
    ):
        return False
    return any(m.kind == "company" and layout.apart(m, quantity) <= 2 for m in scene.mentions)


def _result(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount of metal is a result though no known verb says so: of a stated period, and nothing of trade about it."""
    spells = [p for p in scene.periods if p.sort in ("month", "quarter", "half", "months", "year")] or quantity.change
    metal = any(layout.apart(c, quantity) <= 2 and layout.breaks(c, quantity) < 1 for c in scene.commodities)
    metal = metal or (bool(scene.of("growth")) and _has_metal(layout, scene, quantity))
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
    if named or near_word(layout, scene, quantity, "guidance", 3) or near_word(layout, scene, quantity, "part", 3):
        return True
    if dated or scene.of("same-measure", "respectively") or near_word(layout, scene, quantity, "growth", 5):
        return True
    if any(n.entry.id == "material" and layout.apart(n, quantity) <= 5 for n in scene.nouns):
        return True
    return _has_metal(layout, scene, quantity) or near_word(layout, scene, quantity, "earlier", 2, 1.0)


def _has_metal(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    return any(layout.apart(c, quantity) <= 9 and layout.breaks(c, quantity) < 5 for c in scene.commodities)
