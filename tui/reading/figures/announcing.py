"""The announcing words near a figure: of each kind of metric the one nearest to it, and how near that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.kinds import Kind
from tui.reading.figures.rates import list_after
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.figures.wording import is_finite
from tui.reading.lookup.lexicon import Hit

_LIMIT = 22.0
_WEAK, _WEAKNESS = 4, 3.0
_BEHIND = 1.5
_PARTED = 8.0
_OUTDONE = 2
_ABILITY = "capacity"
_SENT = frozenset(("exports", "sales"))
_GOVERNED = 2
_ATTRIBUTIVE = {
    "en": re.compile(r"(?:ed|dug|cast)$"),
    "ru": re.compile(r"(?:нн|ыт|ят|ит)(?:ого|ому|ой|ую|ых|ыми?|ая|ое|ый|ые)$"),
}
"""How participles end that stand before what they describe."""

_JOINED = {
    "en": re.compile(r"(?: (?:in|for) \d{4})?,? (?:and|on|with|while|from) (?:an? |its |net |total |gross )?"),
    "ru": re.compile(r"(?: (?:в|за) \d{4} год[уа]?)?,? (?:и|при|а|с|на) "),
}
"""What joins a figure to the word that leads in the next: net $477 million on revenue of $1.3 billion, 620 млн при выручке."""

_CONVERB = re.compile(r"п(?: \w+)?, ")
"""How a Kazakh verb ends that closes a clause before the last: өндіріп, …"""

_CLOSED = frozenset(".,;)")
"""What follows the verb of a Kazakh clause."""

_SOURCE = re.compile(r" (?:from|из) (?:the )?")
"""What stands between a word of getting and the country that goods came from."""

_LARGE = 1000
"""The least that a number is multiplied by, "1.2 thousand", which has the unit of the figure before."""

_DASHED = re.compile(r" - (?:на |for )?(?=\w)")


@dataclass(slots=True)  # not frozen: made by the hundred on every page, and freezing doubles what that costs
class Announced:
    """An announcing word and its distance from a figure: in words, in what the punctuation between says, and altogether."""

    word: Hit
    words: int
    breaks: float
    cost: float
    behind: bool


def announced(layout: Layout, scene: Scene, quantity: Quantity, kinds: Iterable[Kind]) -> Mapping[str, Announced]:
    """The nearest announcing word of each of the kinds that the sentence announces."""
    wanted = {kind.id for kind in kinds}
    cues = [cue for cue in scene.cues if cue.entry.id in wanted]
    listed = list_after(layout, scene, quantity) if cues else []
    found: dict[str, Announced] = {}
    for cue in cues:
        kind = cue.entry.id
        if layout.aside(cue, quantity):
            continue
        if any(says_else(layout, scene, cue) for says_else in _OTHERWISE) or _bracketed(layout, cue, quantity):
            continue
        near = listed[-1] if listed and cue.start >= listed[-1].end else quantity
        if _attributive(layout, near, cue) or _closes_a_clause(layout, scene, near, cue):
            continue
        words, breaks = layout.between(scene, cue, near), layout.breaks(cue, near)
        cost = words + breaks + _between(layout, scene, cue, near, breaks) + _WEAKNESS * cue.weak
        if (_parted(layout, cue, near, breaks) or _joined(layout, near, cue)) and _leads_another(
            layout, scene, near, cue
        ):
            cost += _PARTED
        if cost <= _LIMIT and not (cue.weak and words > _WEAK) and (kind not in found or cost < found[kind].cost):
            found[kind] = Announced(cue, words, breaks, cost, cue.start >= quantity.start)
    return found


def _outdone(layout: Layout, scene: Scene, cue: Hit) -> bool:
    """Whether an announcing word is only what another measure went beyond: sales outpaced production and reached 103 kt."""
    if not (words := scene.of("outdoing", "comparison")):
        return False
    if layout.page.lang == "kk":
        beyond = (w for w in scene.of("outdoing") if w.start >= cue.end and layout.apart(cue, w) <= 1)
        return any(c.end <= cue.start and c.entry.id != cue.entry.id for w in beyond for c in scene.cues)
    behind = (q for q in scene.quantities if q.start >= cue.end and layout.apart(cue, q) <= _OUTDONE)
    compared = any(layout.breaks(cue, q) < 1 for q in behind)
    words = [w for w in words if not (compared and w.entry.id == "comparison")]
    set_off = {w.start for w in scene.of("contrast")}
    words = [w for w in words if w.start not in set_off]
    led = [w for w in words if w.end <= cue.start and layout.apart(w, cue) <= _OUTDONE and not w.weak]
    others = [c for c in scene.cues if c.entry.id != cue.entry.id and not c.weak]
    return any(c.end <= w.start for w in led for c in others)


def _enabled(layout: Layout, scene: Scene, cue: Hit) -> bool:
    """Whether a word says only what something can do: able to produce, способны выпускать, өндіруге қауқарлы."""
    if cue.entry.id == _ABILITY:
        return False
    able = [c for c in scene.cues if c.entry.id == _ABILITY and not c.weak]
    if any(c.start < cue.start and cue.end == c.end for c in able):
        return True
    if layout.page.lang == "kk":
        return any(layout.apart(cue, c) == 0 and c.start >= cue.end and layout.breaks(cue, c) < 1 for c in able)
    return any(layout.apart(c, cue) <= 1 and c.end <= cue.start and layout.breaks(c, cue) < 1 for c in able)


def _described(layout: Layout, scene: Scene, cue: Hit) -> bool:
    """Whether a participle only says which goods another measure is of: sales of mined copper, реализация добытого угля."""
    attributive = _ATTRIBUTIVE.get(layout.page.lang)
    if attributive is None or not attributive.search(layout.page.folded, cue.start, cue.end):
        return False
    others = (c for c in scene.cues if c.end <= cue.start and c.entry.id != cue.entry.id and not c.weak)
    return any(layout.apart(c, cue) <= _GOVERNED and layout.breaks(c, cue) < 1 for c in others)


def _taken_home(layout: Layout, scene: Scene, cue: Hit) -> bool:
    """Whether goods are bought by the country or its firms, and not from them: Kazzinc bought, Казахстан ввез."""
    if cue.entry.id not in _SENT or not any(w.start == cue.start for w in scene.of("getting")):
        return False
    if any(m.start >= cue.end and _SOURCE.fullmatch(layout.page.folded, cue.end, m.start) for m in _foreign(scene)):
        return True
    takers = [m for m in scene.mentions if m.kind in ("company", "country") and m.end <= cue.start]
    if not takers or any(layout.breaks(m, cue) >= 1 for m in takers[-1:]):
        return False
    if layout.page.lang == "kk":
        takers = takers[:1]
    return takers[-1].id == "KZ" or (takers[-1].kind == "company" and takers[-1].country in ("KZ", None, ""))


def _foreign(scene: Scene) -> list[Mention]:
    return [m for m in scene.mentions if m.kind == "country" and m.id != "KZ"]


_OTHERWISE = (_outdone, _enabled, _described, _taken_home)
"""What makes an announcing word say something else."""


def _leads_another(layout: Layout, scene: Scene, quantity: Quantity, cue: Hit) -> bool:
    """Whether an announcing word behind a quantity leads in the next: revenues of $1.7 billion and EBITDA of $0.9 billion."""
    if cue.start < quantity.end:
        return False
    following = (q for q in scene.quantities if q.start >= cue.end and layout.apart(cue, q) <= 2)
    return any(q.kind == quantity.kind or (q.bare and q.factor >= _LARGE) for q in following)


def _joined(layout: Layout, quantity: Quantity, cue: Hit) -> bool:
    """Whether only a conjunction or preposition stands between a quantity and an announcing word behind it."""
    joined = _JOINED.get(layout.page.lang)
    return joined is not None and joined.fullmatch(layout.page.folded, quantity.end, cue.start) is not None


def _attributive(layout: Layout, quantity: Quantity, cue: Hit) -> bool:
    """Whether a Kazakh verb stands before the quantity, and so says nothing of it: құрамында алтыны бар 39 млн тонна кен."""
    if layout.page.lang != "kk" or quantity.kind == "percent" or cue.end > quantity.start:
        return False
    return cue.weak or (", " in layout.page.folded[cue.end : quantity.start] and is_finite(layout, cue))


def _closes_a_clause(layout: Layout, scene: Scene, quantity: Quantity, cue: Hit) -> bool:
    """Whether a Kazakh converb ends a clause before the quantity, which has an announcing verb of its own behind it: 11 млн тонна
    концентрат өндіріп, 4 млн тонна шекемтас жөнелтті."""
    if layout.page.lang != "kk" or not _CONVERB.match(layout.page.folded, cue.end - 1, quantity.start):
        return False
    own = (c for c in scene.cues if c.start >= quantity.end and not c.weak and c.entry.id != cue.entry.id)
    return any(layout.breaks(quantity, c) < 1 and layout.page.folded[c.end : c.end + 1] in _CLOSED for c in own)


def _bracketed(layout: Layout, cue: Hit, quantity: Quantity) -> bool:
    """Whether a word stands in brackets that are closed before the quantity: investment (without oil) was $2 billion."""
    if cue.end > quantity.start or ")" not in (between := layout.page.folded[cue.end : quantity.start]):
        return False
    return "(" not in between[: between.index(")")]


def _parted(layout: Layout, cue: Hit, quantity: Quantity, breaks: float) -> bool:
    """Whether the quantity's clause, or bracket, ends before an announcing word behind it; ``breaks`` is what parts them."""
    if layout.page.lang == "kk":
        return breaks >= 1
    return quantity.end <= cue.start and ")" in layout.page.folded[quantity.end : cue.start]


def _between(layout: Layout, scene: Scene, cue: Hit, quantity: Quantity, breaks: float) -> float:
    """What other figures between the word and the quantity cost: a list runs on behind its word, not before it. ``breaks`` is
    what parts the two."""
    behind = cue.start > quantity.start
    first, last = (quantity.end, cue.start) if behind else (cue.end, quantity.start)
    others = sum(1 for q in scene.quantities if q.kind == quantity.kind and first <= q.start < last)
    if behind:
        each = 1.0 if layout.page.lang == "kk" and quantity.kind != "count" else 4.0
        aside = _DASHED.match(layout.page.folded, quantity.end, cue.start + 1) is None
        parted = _PARTED if aside and breaks >= 1 else _BEHIND
        if cue.entry.id in _SENT and parted == _PARTED and _is_shares(scene, first, last):
            others += 2
        return others * each + (0.0 if layout.page.lang == "kk" else parted)
    return others * 0.5


def _is_shares(scene: Scene, first: int, last: int) -> bool:
    """Whether a percentage stands before a word of sales behind, which is what it is the share of: earned 148 billion tenge, 61%
    of it abroad."""
    return any(q.kind == "percent" and first <= q.start < last for q in scene.quantities)
