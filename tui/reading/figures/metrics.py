"""Metrics: what a company, a site or the sector produced, sold, holds or employs, figure by figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from tui.model import Deal, Evidence, Field, Mention, Metric
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.claims import SECTOR
from tui.reading.figures.deciding import is_held
from tui.reading.figures.governing import Clock
from tui.reading.figures.kinds import Topic, kinds
from tui.reading.figures.passage import Passage
from tui.reading.figures.respectively import in_order
from tui.reading.figures.scenes import FAMILIES, Layout, Scene
from tui.reading.figures.subjects import Stage
from tui.reading.figures.topics import Topics
from tui.reading.figures.wording import is_ahead, is_done, is_present, near_word
from tui.reading.layout.page import Page
from tui.reading.lookup.lexicon import Hit
from tui.reading.lookup.library import Library
from tui.reading.naming.minerals import answered

_LB_TO_T = 0.00045359237
_LONGEST = 800
_ROUNDED = 0.02
_GUIDING = 12
_HANDED = 3
_HELD = 2
_BESIDE = 3
_OF_ORE = re.compile(r" (?:of )?(?:[\w-]+ )?(?:ore|руды|кен)\b")
_COMMA = re.compile(r"[,;] | (?:and|и|а|және|мен|бен|пен) ")
_LED = 20
"""How many words further off a metal counts that another figure has to itself."""

_SPENDING = re.compile(r"\b(?:spent|put|sank|went|gone|cost)\b")
"""The English verbs of spending whose past does not end as most do."""

_SPENT = 6
_AT = re.compile(r" (?:- )?у (?=[\"\w])")
"""What follows a share that somebody has, in Russian without a verb: 51% у «Казатомпрома»."""

_SOLD_AS_ORE = frozenset({"iron-ore", "coal", "bauxite", "manganese", "chromium", "phosphate", "potash", "asbestos"})


def metrics(page: Page, shelf: Library, stand_ins: Sequence[Mention], deals: Iterable[Deal]) -> tuple[Metric, ...]:
    """The metrics of a page, each once; amounts and stakes that ``deals`` hold are theirs, not metrics."""
    if not any(q.kind in FAMILIES for q in page.quantities):
        return ()
    layout = Layout(page, shelf, stand_ins)
    passage, topics, clock = Passage(layout), Topics(layout), Clock(layout)
    stage: Stage | None = None  # of most pages, no figure is a metric's
    dealt = _Dealt(deals)
    found: list[Metric] = []
    metal: tuple[int, str | None] = (-9, None)
    for scene in layout.scenes:
        clock.pass_by(scene)
        passage.enter(scene)
        topics.enter(scene)
        before = len(found)
        for written in scene.quantities:
            quantity = passage.whole(scene, written)
            told = topics.of(scene, quantity)
            if told is None:
                continue
            stage = stage or Stage(layout)
            subject = stage.of(scene, quantity, told)
            if subject is None or dealt.holds(layout, scene, quantity, told, subject):
                continue
            told = _abroad(layout, scene, quantity, told, subject)
            stage.speaks_of(scene, quantity, subject, told)
            earlier = metal[1] if scene.number - metal[0] <= 1 else None
            commodity = _commodity(layout, scene, quantity, subject, earlier)
            if (
                told.kind.corporate
                or told.kind.id == "jobs"
                or (told.kind.answer == "production" and _ore(layout, quantity, commodity))
            ):
                commodity = None
            period = clock.of(scene, quantity, told.kind)
            owners = (subject, *stage.fellows(scene, quantity, told, subject))
            found += [_metric(layout, scene, quantity, told, one, commodity, period) for one in owners]
            metal = scene.number, commodity
        if stage and len(found) > before + 1 and _is_ordered(layout, scene):
            found[before:] = in_order(layout, scene, stage, found[:before], found[before:])
        if scene.number and scene.periods and not any(m.period for m in found[before:]):
            clock.leave(scene)
    return _once(layout, _exact(found, layout.scenes[0].span.end if layout.scenes else 0))


class _Dealt:
    """What the page's deals hold already."""

    def __init__(self, deals: Iterable[Deal]) -> None:
        known = tuple(deals)
        self._amounts = {(d.amount, d.currency) for d in known if d.amount is not None}
        self._stakes = {d.stake for d in known if d.stake is not None}

    def holds(self, layout: Layout, scene: Scene, quantity: Quantity, told: Topic, subject: Mention) -> bool:
        """Whether the figure is a deal's own: its amount (unless the whole sector's), or a stake that is to change hands."""
        if told.kind.subject == "holder":
            return not self._possession(layout, scene, told, quantity)
        if not told.kind.deals or (quantity.value, quantity.unit) not in self._amounts:
            return False
        if told.kind.id == "investment" and _is_spent(layout, scene, quantity, subject):
            return False
        if subject is not SECTOR or not (scene.of("sector") or any(m.id == "KZ" for m in scene.mentions)):
            return True
        ahead = any(layout.apart(w, quantity) <= _GUIDING for w in scene.of("guidance"))
        return ahead and not self._countrys(scene)

    def _countrys(self, scene: Scene) -> bool:
        """Whether the sentence speaks of the country before anyone else."""
        first = next((m for m in scene.mentions if m.kind in ("company", "country")), None)
        return first is not None and first.id == "KZ"

    def _possession(self, layout: Layout, scene: Scene, told: Topic, quantity: Quantity) -> bool:
        """Whether a stake is told as held."""
        if is_held(layout, scene, quantity):
            return True
        cue = told.cue
        if cue is None:
            return quantity.value not in self._stakes
        kept = any(w.start == cue.start for w in scene.of("keeping"))
        if not kept and any(layout.apart(w, cue) <= 1 for w in scene.of("guidance")):
            return False
        led = [w for w in scene.of("transfer") if w.end <= quantity.start or layout.page.lang == "kk"]
        if any(layout.apart(w, quantity) <= _HANDED for w in led):
            return False
        if quantity.value not in self._stakes or _AT.match(layout.page.folded, quantity.end):
            return True
        return any(w.start == cue.start or layout.apart(w, quantity) <= _HELD for w in scene.of("possession"))


def _is_spent(layout: Layout, scene: Scene, quantity: Quantity, subject: Mention) -> bool:
    """Whether money has gone into the search for ore, or so much into a region, and is no undertaking of anybody's: spent $6.8
    million on exploration, инвестиции в металлургию региона составили 88,4 млрд тенге."""
    if is_ahead(layout, scene, quantity):
        return False
    came = near_word(layout, scene, quantity, "came-to", _BESIDE)
    if subject.kind == "region" or (came and scene.of("to-date")):
        return came
    near = (c for c in scene.cues if c.entry.id == "investment" and layout.apart(c, quantity) <= _SPENT)
    done = (c for c in near if not is_present(layout, c))
    told = came or any(_SPENDING.search(layout.page.folded, c.start, c.end) or is_done(layout, c) for c in done)
    return told and any(layout.apart(w, quantity) <= _SPENT for w in scene.of("prospecting"))


def _is_ordered(layout: Layout, scene: Scene) -> bool:
    """Whether the figures are told to be in the order of what they are of, and not the shares of growth in brackets behind."""
    for word in scene.of("respectively"):
        last = next((q for q in reversed(scene.quantities) if q.end <= word.start), None)
        if last is None or last.kind != "percent" or layout.bracket(scene, last) is None:
            return True
    return False


def _metric(
    layout: Layout,
    scene: Scene,
    quantity: Quantity,
    told: Topic,
    subject: Mention,
    commodity: str | None,
    period: str | None,
) -> Metric:
    value, unit = _base(quantity, commodity)
    fields = [Field("value", quantity.start, quantity.end)]
    if subject.end > subject.start:
        fields.append(Field("subject", subject.start, subject.end))
    return Metric(
        subject=subject.name,
        metric=told.kind.answer,
        value=value * told.kind.sign,
        unit=unit,
        evidence=_evidence(layout, scene, subject, f"metric.{told.kind.id}"),
        period=period,
        commodity=commodity,
        original=quantity.original,
        basis=_basis(layout, scene, quantity, told, period),
        subject_id=subject.id or None,
        fields=tuple(fields),
    )


def _abroad(layout: Layout, scene: Scene, quantity: Quantity, told: Topic, subject: Mention) -> Topic:
    """What a whole country sells, and earns by it, are its exports where the words before speak of such, but for what stays."""
    if subject is not SECTOR or told.kind.id not in ("sales", "revenue"):
        return told
    before = layout.scenes[: scene.number + 1]
    exported = any(c.entry.id == "exports" and c.end <= quantity.start for s in before for c in s.cues)
    if not exported or near_word(layout, scene, quantity, "at-home", _BESIDE):
        return told
    return replace(told, kind=kinds(layout.shelf)["exports"])


def _base(quantity: Quantity, commodity: str | None) -> tuple[float, str]:
    """Pounds stay pounds of uranium; of other metals they become tonnes."""
    if quantity.unit == "lb" and commodity != "uranium":
        return quantity.value * _LB_TO_T, "t"
    return round(quantity.value, 9), quantity.unit


def _commodity(layout: Layout, scene: Scene, quantity: Quantity, subject: Mention, earlier: str | None) -> str | None:
    """The metal named nearest in the sentence; else that of the figure before, the subject's only one, or the story's first."""
    if earlier and _in_brackets(layout, scene, quantity):
        return earlier
    near = sorted(scene.commodities, key=lambda c: _distance(layout, scene, quantity, c))
    for hit in near:
        for ident in answered(hit.entry):
            return ident
    if earlier:
        return earlier
    entry = layout.shelf.get(subject.kind, subject.id)
    listed = entry.properties.get("commodities", ()) if entry else ()
    if len(listed) == 1:
        return str(next(iter(listed)))
    for hit in layout.page.of_kind("commodity"):
        for ident in answered(hit.entry):
            return ident
    return None


def _in_brackets(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether the figure stands in brackets behind another, and no metal with it: 82.9 kt (Q2 2019: 77.6 kt)."""
    around = layout.bracket(scene, quantity)
    if around is None:
        return False
    start, end = around
    led = any(q.end <= start for q in scene.quantities if q.kind == quantity.kind)
    return led and not any(start < c.start < end for c in scene.commodities)


def _ore(layout: Layout, quantity: Quantity, commodity: str | None) -> bool:
    """Whether these are tonnes of ore and not of the metal that is in it."""
    return commodity not in _SOLD_AS_ORE and _OF_ORE.match(layout.page.folded, quantity.end) is not None


def _distance(layout: Layout, scene: Scene, quantity: Quantity, commodity: Hit) -> float:
    """How far a metal's name is from a quantity; right behind it, "4,146 tonnes of copper", counts as nearest, and a metal
    that leads the next figure of a list, "silver to 837 ounces, zinc to 9 tonnes", as far off."""
    words = layout.apart(commodity, quantity)
    behind = commodity.start >= quantity.end
    leads = behind and _parted(layout, quantity, commodity) and _leads(layout, scene, commodity)
    return words + 3 * layout.breaks(commodity, quantity) + (0 if behind and words <= 2 else 1) + _LED * leads


def _leads(layout: Layout, scene: Scene, commodity: Hit) -> bool:
    """Whether a figure follows the metal before the next comma or "and"."""
    following = next((q for q in scene.quantities if q.start >= commodity.end), None)
    return following is not None and not _parted(layout, commodity, following)


def _parted(layout: Layout, first: Hit | Quantity, second: Hit | Quantity) -> bool:
    """Whether a comma, or an "and", stands between two things."""
    return _COMMA.search(layout.page.folded, first.end, second.start) is not None


def _basis(layout: Layout, scene: Scene, quantity: Quantity, told: Topic, period: str | None) -> str:
    if told.kind.period != "context":
        return ""
    if _unfinished(period, layout.page.document.published):
        return "guidance"
    near = [w for w in scene.of("guidance") if layout.apart(w, quantity) <= _GUIDING]
    return "guidance" if near else ""


def _unfinished(period: str | None, published: datetime | None) -> bool:
    """Whether a year's figure was told before December of that year: no result yet, whatever the words."""
    if period is None or published is None or not period.isdigit():
        return False
    return (int(period), 12) > (published.year, published.month)


def _evidence(layout: Layout, scene: Scene, subject: Mention, rule: str) -> Evidence:
    """The figure's sentence, with the one before where that names the subject."""
    start, end = scene.span
    if subject.end and not start <= subject.start < end and scene.number:
        earlier = layout.scenes[scene.number - 1].span
        if earlier.start <= subject.start < earlier.end and end - earlier.start <= _LONGEST:
            start = earlier.start
    end = min(end, start + _LONGEST)
    return Evidence(layout.page.source[start:end], start, end, rule)


def _exact(found: list[Metric], headed: int) -> list[Metric]:
    """Without the figures of the title, which ends at ``headed``, that the text has, too: as another measure, 18 tonnes refined
    that a refinery put out, or exactly, 61.4 million tonnes for 61."""
    told = [m for m in found if m.evidence.start >= headed]
    return [m for m in found if m.evidence.start >= headed or not any(_repeats(m, other) for other in told)]


def _repeats(first: Metric, second: Metric) -> bool:
    """Whether a figure is the second once more: in other words, or rounded."""
    if first.unit != second.unit:
        return False
    if first.metric != second.metric:
        return first.value == second.value
    return first.value != second.value and abs(first.value - second.value) <= _ROUNDED * abs(second.value)


def _once(layout: Layout, found: list[Metric]) -> tuple[Metric, ...]:
    """Without the figures told twice: the same metric and value, the fuller one kept."""
    kept: dict[tuple[str, float, str], Metric] = {}
    for metric in found:
        key = (metric.metric, metric.value, metric.unit)
        if key in kept and metric.metric == "stake":
            key = (f"stake of {metric.subject}", metric.value, metric.unit)
        elif key in kept and _beside(kept[key], metric):
            key = (f"{metric.metric} of {metric.commodity} in {metric.period}", metric.value, metric.unit)
        elif key in kept and _of_another(layout, kept[key], metric):
            key = (f"{metric.metric} of {metric.subject}", metric.value, metric.unit)
        held = kept.get(key)
        if held is None or (held.period is None and metric.period is not None):
            kept[key] = metric
    return tuple(kept.values())


def _of_another(layout: Layout, first: Metric, second: Metric) -> bool:
    """Whether two sentences give the same figure of two whom each of them names."""
    told = [{f.name: layout.page.sentence_at(f.start) for f in m.fields} for m in (first, second)]
    named = all(places.get("subject") == places["value"] for places in told)
    return named and first.subject != second.subject and told[0]["value"] != told[1]["value"] > 0


def _beside(first: Metric, second: Metric) -> bool:
    """Whether one sentence gives the same figure twice, of two metals or for two times; or two sentences, of both."""
    metals = first.commodity != second.commodity
    times = None not in (first.period, second.period) and first.period != second.period
    if (first.evidence.start, first.evidence.end) != (second.evidence.start, second.evidence.end):
        return times and (
            first.subject != second.subject or (metals and None not in (first.commodity, second.commodity))
        )
    return metals or times
