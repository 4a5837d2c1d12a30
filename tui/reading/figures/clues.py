"""What speaks for a figure's being of one kind of metric or another: announcing words near it and where they stand, helping
words, its unit, the metal or noun it counts, and what the figures before it measured."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.announcing import Announced, announced
from tui.reading.figures.beside import beside
from tui.reading.figures.counting import counted, led_in
from tui.reading.figures.deciding import decided
from tui.reading.figures.doers import doer
from tui.reading.figures.kinds import Kind, families
from tui.reading.figures.nearby import nearby
from tui.reading.figures.rates import is_sized
from tui.reading.figures.resuming import resumes
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.figures.wording import is_ahead, is_done, is_present, is_to_do, near_word
from tui.reading.lookup.lexicon import Hit

NONE = "none"
"""Stands for a figure that is no metric."""

_WORTH = re.compile(
    r"(?: (?:of )?[\w-]+){0,3},? \(?(?:worth|valued at|for|на сумму|стоимостью|за|на) (?:about |around |около |более )?"
)
_IN_MONEY = {"production": "production-value", "sales": "revenue"}
"""Which measure is in money what another is by weight."""

_LINKED = 6
_LEADS_IN = 5
_VOIDING = 8
_STEPS = (0, 2, 4, 7, 11, 18)
_FAR_OFF = 5
_CLEAR = 3
_SENT = frozenset(("exports", "sales"))
_METAL = frozenset(("metal-beside", "metal-near"))
_FOREIGN = frozenset(("abroad", "abroad-behind", "bound-abroad", "from-home"))
_SPELLS = frozenset(("month", "quarter", "half", "months", "year", "span"))
"""Sorts of periods in which something is made; what lies in the ground is of a day."""

IN_GROUND = frozenset(("reserves", "resources"))


@dataclass
class Said:
    """What the text has said so far: the last figure, its kind (``none`` for no metric) and whether it only told by how much
    something grew, the last kind that figures go on with, the last kind announced by words, the kinds of the title, the kind of
    the list that a colon has opened, and whether reserves or resources were last told of."""

    title: frozenset[str] = frozenset()
    number: int = -9
    quantity: Quantity | None = None
    kind: str = ""
    grown: bool = False
    carried: str = ""
    carried_at: int = -9
    family: str = ""
    told: str = ""
    told_at: int = -9
    listed: str = ""
    ground: str = ""


@dataclass(slots=True)
class Clues:
    """``shared`` are the clues that speak for each kind with points of its own, ``special`` such of one kind alone,
    ``general`` those that give any kind the same; ``announced`` the announcing word of each kind."""

    shared: list[str]
    special: dict[str, list[str]] = field(default_factory=dict)
    general: dict[str, list[str]] = field(default_factory=dict)
    announced: Mapping[str, Announced] = field(default_factory=dict)


def step(words: float) -> int:
    """A distance, the coarser the longer it is."""
    return bisect_left(_STEPS, words)


def clues(layout: Layout, scene: Scene, quantity: Quantity, said: Said) -> Clues:
    """The clues for each kind that the quantity may be of, and for its being no metric."""
    nouns = counted(layout, scene, quantity)
    kinds = _of_size(layout, quantity)
    cues = announced(layout, scene, quantity, kinds)
    linked = _link(layout, scene, quantity, said)
    going_on = said.kind if linked and not nouns and not quantity.spelt else ""
    resumed = resumes(layout, scene, quantity, said.quantity) if said.kind else ""
    kinds = _of_what_is_counted(layout, quantity, kinds, nouns, cues, going_on)
    kinds = [k for k in kinds if scene.helping.isdisjoint(k.unless) or not _is_voided(layout, scene, quantity, k)]
    if not kinds:
        return Clues([], {NONE: []}, {NONE: []})
    sure = decided(layout, scene, quantity, nouns) or _goes_round(layout, scene, quantity, said, cues)
    known = [k for k in kinds if k.id == sure]
    kinds = known or kinds
    order = sorted(cues, key=lambda ident: cues[ident].cost)
    found = Clues([*beside(layout, scene, quantity, nouns), *nearby(layout, scene, quantity)], announced=cues)
    if "yearly" in found.shared:  # nothing lies in the ground so much a year
        kinds = [k for k in kinds if k.id not in IN_GROUND]
    sent = "sales" in cues and not _FOREIGN.isdisjoint(found.shared)
    if order and _leads_in(cues[order[0]]):
        kinds = _led_in(scene, kinds, cues, cues[order[0]], sent=sent)
    if ahead := is_ahead(layout, scene, quantity):
        found.shared += ["ahead-yearly"] * ("yearly" in found.shared)
    goes_on = _going_on(layout, scene, quantity, said, cues, linked)
    unit = f"unit-{quantity.kind}"
    turns = bool(said.carried) and said.family != quantity.kind and scene.number - said.carried_at <= 1
    for kind in kinds:
        special = ["bias", unit]
        general: list[str] = []
        _of_words(layout, scene, kind.id, cues, order, special, general, listed=said.listed == kind.id)
        if ahead and kind.id in cues:
            special.append("told-ahead")
        if sent and kind.id in _SENT:
            special.append("sent-abroad")
        _of_text(layout, scene, quantity, kind, said, bool(order), general)
        if said.kind == kind.id:
            general += [*goes_on, resumed] if resumed else goes_on
        if turns:
            special.append(f"beside-{said.carried}")
            general += _in_money(layout, scene, quantity, kind, said)
        _of_kind(scene, kind, nouns, said, found.shared, general)
        if "continued" in general and not _METAL.isdisjoint(found.shared):
            general.append("continued-metal")
        found.special[kind.id], found.general[kind.id] = special, general
    linked = "" if linked and said.grown and "no-level" not in found.shared else linked
    if not known:
        found.special[NONE], found.general[NONE] = _for_none(scene, quantity, cues, order, said, linked, resumed), []
    return found


def _goes_round(layout: Layout, scene: Scene, quantity: Quantity, said: Said, cues: Mapping[str, Announced]) -> str:
    """The kind of the sentence before, where this one goes on with the regions: Лидирует область Абай с 174 млрд тенге."""
    last = said.quantity
    if cues or last is None or last.kind != quantity.kind or scene.number - said.number > 1:
        return ""
    return said.kind if said.kind not in (NONE, *IN_GROUND) and doer(layout, scene, quantity) else ""


def _led_in(
    scene: Scene, kinds: Sequence[Kind], cues: Mapping[str, Announced], nearest: Announced, *, sent: bool
) -> list[Kind]:
    """The kinds that a figure may be of which a word leads in: those that the sentence names, and not for another figure."""
    behind = {ident for ident, cue in cues.items() if _left_behind(scene, cue, nearest)}
    meant = (cues.keys() | (_SENT if sent else set())) - behind
    return [k for k in kinds if k.period != "context" or k.id in meant]


def _going_on(
    layout: Layout, scene: Scene, quantity: Quantity, said: Said, cues: Mapping[str, Announced], linked: str
) -> list[str]:
    """What the last figure of the sentence says for the kind that it is of."""
    if not linked:
        return []
    turns = (w for w in scene.of("comparison", "earlier") if w.end <= quantity.start)
    compared = any(layout.apart(w, quantity) <= 1 for w in turns) or _echoes(layout, scene, quantity, said)
    return list(_of_last(said.kind in cues, linked, compared=compared))


def _of_size(layout: Layout, quantity: Quantity) -> list[Kind]:
    """The kinds whose unit is that of a figure; what is the size of a thing is of few."""
    kinds = families(layout.shelf).get(quantity.kind, ())
    return [k for k in kinds if k.rate or k.place] if is_sized(quantity) else list(kinds)


def _of_what_is_counted(
    layout: Layout,
    quantity: Quantity,
    kinds: list[Kind],
    nouns: frozenset[str],
    cues: Mapping[str, Announced],
    going_on: str,
) -> list[Kind]:
    """The kinds that count what stands beside a figure; a bare number that goes on with the one before is of its kind."""
    if quantity.bare:
        return [k for k in kinds if k.id == going_on or _counts(layout, quantity, k, nouns, cues.get(k.id))]
    return [k for k in kinds if nouns & k.of] or kinds


def _leads_in(nearest: Announced) -> bool:
    """Whether a word stands right before the figure, so that it is of a kind that its sentence names: sales reached 18 kt."""
    return not nearest.behind and not nearest.word.weak and nearest.words <= _LEADS_IN and nearest.breaks < 1


def _left_behind(scene: Scene, cue: Announced, nearest: Announced) -> bool:
    """Whether a figure stands between a word and the one that leads in the next: exported 23 Mt, sold 61 Mt at home."""
    return any(cue.word.end <= q.start and q.end <= nearest.word.start for q in scene.quantities)


def _is_voided(layout: Layout, scene: Scene, quantity: Quantity, kind: Kind) -> bool:
    """Whether a word stands near by which the figure is none of the kind."""
    return any(near_word(layout, scene, quantity, word, _VOIDING) for word in kind.unless)


def _counts(layout: Layout, quantity: Quantity, kind: Kind, nouns: frozenset[str], cue: Announced | None) -> bool:
    """Whether a bare number may be of a kind: it counts the kind's nouns, or a word leads it in and it counts nothing."""
    if nouns & (kind.of | kind.enough):
        return True
    return not nouns and cue is not None and led_in(layout, quantity, cue.word)


def _in_money(layout: Layout, scene: Scene, quantity: Quantity, kind: Kind, said: Said) -> Iterator[str]:
    """Whether the figure is in money what those before it are by weight."""
    if kind.id != _IN_MONEY.get(said.carried, said.carried):
        return
    if scene.of("in-money"):
        yield "in-money"
    if _worth(layout, scene, quantity):
        yield "worth"


def _worth(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether the money is what the mass before it is worth: 5.5 million tonnes for $721 million."""
    before = [q for q in scene.quantities if q.end <= quantity.start]
    if not before or before[-1].kind != "mass":
        return False
    return _WORTH.fullmatch(layout.page.folded, before[-1].end, quantity.start) is not None


def worlds(layout: Layout, scene: Scene, cue: Hit) -> bool:
    """Whether a word stands right before the announcing word, or its metal, that makes it the world's: мировое производство,
    жер шарындағы уран қоры."""
    before = [w for w in scene.of("world") if w.start <= cue.start]
    return any(
        layout.apart(w, cue) <= sum(w.end <= c.start and c.end <= cue.start for c in scene.commodities)
        and layout.breaks(w, cue) < 1
        for w in before
    )


def _of_words(
    layout: Layout,
    scene: Scene,
    kind: str,
    cues: Mapping[str, Announced],
    order: Sequence[str],
    special: list[str],
    general: list[str],
    *,
    listed: bool,
) -> None:
    """What the announcing words say of a kind: the nearer the better, the nearest best; the head of a list announces it."""
    cue = cues.get(kind)
    if cue is None and listed and not order:
        special.append("told")
        general += ["told", "first"]
        return
    if cue is None:
        special.append("untold")
        general.append("untold")
        if order:
            general.append("untold-other-told")
        return
    _of_word(layout, scene, cue, special, general)
    if kind in IN_GROUND and any(c.entry.id == kind and not c.weak and c.start != cue.word.start for c in scene.cues):
        general.append("told-again")
    if kind == order[0] or cue.cost == cues[order[0]].cost:
        general.append("first")
        if len(order) > 1:
            general.append("first-of-some")
            if cues[order[1]].cost - cue.cost > _CLEAR:
                general.append("first-clearly")
    else:
        special.append(f"after-{order[0]}")
        general.append("after")
        if cues[order[0]].cost + _FAR_OFF < cue.cost:
            general.append("after-far")


def _of_word(layout: Layout, scene: Scene, cue: Announced, special: list[str], general: list[str]) -> None:
    """What one announcing word says by its place."""
    side = "behind" if cue.behind else "before"
    if cue.word.weak:
        special.append("weak")
        general += ["weak", f"weak-{step(cue.words)}", f"weak-{side}"]
    else:
        kazakh = "-kk" if layout.page.lang == "kk" else ""
        special.append("told")
        if any(w.start == cue.word.start for w in scene.of("possession")):
            special.append("told-holding")
        general += [
            "told",
            f"told-{side}{kazakh}-{step(cue.cost)}",
            f"told-{side}-parted-{min(int(cue.breaks), 3)}",
        ]
        if is_done(layout, cue.word):
            special.append("told-done")
            if cue.words == 0 and not cue.behind:
                general.append("told-done-touching")
        elif is_to_do(layout, cue.word):
            special.append("told-to-do")
        elif is_present(layout, cue.word):
            special.append("told-present")
        if worlds(layout, scene, cue.word):
            general.append("told-of-the-world")


def _of_text(
    layout: Layout, scene: Scene, quantity: Quantity, kind: Kind, said: Said, told: bool, general: list[str]
) -> None:
    """What the text so far says of a kind."""
    tale = "told" if told else "untold"
    if said.carried and said.family == quantity.kind:
        gap = min(scene.number - said.carried_at, 4)
        if said.carried == kind.id:
            general += ["continued", f"continued-{tale}-{min(gap, 2)}"]
            if any(layout.opens(s) for s in layout.scenes[said.carried_at + 1 : scene.number + 1]):
                general.append("continued-paragraph")
        else:
            general.append(f"discontinued-{min(gap, 2)}")
    if said.told == kind.id:
        general.append(f"spoken-{min(scene.number - said.told_at, 3)}-{tale}")
    if kind.id in said.title:
        general += ["title", f"title-{tale}"]
    if kind.id == said.listed:
        general.append("listed")
    if kind.id == said.ground:
        dated = not told and any(p.sort in _SPELLS and not layout.until(p) for p in scene.periods)
        general += ["ground", "ground-dated"] if dated else ["ground"]


def _echoes(layout: Layout, scene: Scene, quantity: Quantity, said: Said) -> bool:
    """Whether the figure stands in brackets right behind the last one: $355 million (2013: $359 million)."""
    around, last = layout.bracket(scene, quantity), said.quantity
    return around is not None and last is not None and 0 <= around[0] - last.end <= 1


def _of_last(told: bool, linked: str, *, compared: bool) -> Iterator[str]:
    """What it says for a kind that the last figure of the sentence is of it."""
    yield f"last-{linked}"
    yield f"last-{linked}-{'told' if told else 'untold'}"
    if compared:
        yield "last-compared"


def _of_kind(
    scene: Scene,
    kind: Kind,
    nouns: frozenset[str],
    said: Said,
    shared: Sequence[str],
    general: list[str],
) -> None:
    """What metrics.toml says of a kind: nouns that are enough, a rate that announces it, words that it needs. Enough are also a
    holder right behind a share, and a share in brackets behind what lies in the ground."""
    graded = kind.id == "grade" and "behind-mass" in shared and said.carried in IN_GROUND
    if nouns & kind.enough or (kind.subject == "holder" and "holder-behind" in shared) or graded:
        general.append("enough")
    if kind.rate and ("yearly" in shared or "sized" in shared):
        general.append("rate")
    if kind.needs and not scene.of(*kind.needs):
        general.append("lacking")


def _for_none(
    scene: Scene,
    quantity: Quantity,
    cues: Mapping[str, Announced],
    order: Sequence[str],
    said: Said,
    linked: str,
    resumed: str,
) -> list[str]:
    """What speaks for a figure's being no metric."""
    found = ["bias", f"unit-{quantity.kind}"]
    if order:
        first = cues[order[0]]
        found += [f"told-{step(first.cost)}", "weak" if first.word.weak else "told", f"told-{order[0]}"]
    else:
        found += ["untold", f"untold-{quantity.kind}"]
        if quantity.kind == "mass" and scene.of("trade") and not scene.of("plant"):
            found.append("untold-traded")
    if said.carried and said.family == quantity.kind:
        found.append(f"continued-{min(scene.number - said.carried_at, 3)}")
    if linked:
        found.append("last-none" if said.kind == NONE else "last-some")
    if resumed:
        found.append(f"{resumed}-none" if said.kind == NONE else f"{resumed}-some")
    return found


def _link(layout: Layout, scene: Scene, quantity: Quantity, said: Said) -> str:
    """How the last figure of the sentence, one of the same family, is tied to this one: near, far, or "" where there is none."""
    if said.number != scene.number or said.quantity is None or said.quantity.kind != quantity.kind:
        return ""
    if layout.aside(said.quantity, quantity):
        return ""
    near = layout.apart(said.quantity, quantity) <= _LINKED and layout.breaks(said.quantity, quantity) <= 1
    return "near" if near else "far"
