"""Metrics: what a company, a site or the sector produced, sold, holds or employs, figure by figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tui.model import Deal, Evidence, Field, Mention, Metric
from tui.reading.figures import Layout, Scene
from tui.reading.governing import Clock
from tui.reading.library import Library
from tui.reading.minerals import answered
from tui.reading.page import Page
from tui.reading.quantities import Quantity
from tui.reading.subjects import SECTOR, Stage
from tui.reading.topics import Kind, Topic, counted, kinds, topic

_LB_TO_T = 0.00045359237
_LONGEST = 800


def metrics(page: Page, shelf: Library, stand_ins: Sequence[Mention], deals: Iterable[Deal]) -> tuple[Metric, ...]:
    """The metrics of a page, each once; amounts that ``deals`` hold are theirs, not metrics."""
    layout = Layout(page, shelf, stand_ins)
    stage, clock = Stage(layout), Clock(layout)
    amounts = {(d.amount, d.currency) for d in deals if d.amount is not None}
    stakes = {d.stake for d in deals if d.stake is not None}
    found: list[Metric] = []
    carried: Kind | None = None
    first: Kind | None = None
    last: Quantity | None = None
    changed: Topic | None = None
    for scene in layout.scenes:
        clock.pass_by(scene)
        if scene.number == 1 and carried is None:
            carried = _title(layout)
        carried, first = first or carried, None if layout.opens(scene) else first
        before = len(found)
        for written in scene.quantities:
            quantity = _whole(layout, scene, written, last)
            if quantity.kind in ("mass", "money", "area"):
                last = quantity
            told = changed or topic(layout, scene, quantity, carried)
            changed = told if quantity.change else None
            if told is None:
                continue
            if told.kind.carries:
                carried, first = told.kind, first or told.kind
            subject = stage.of(scene, quantity, told)
            if subject is None or ((quantity.value, quantity.unit) in amounts and subject is not SECTOR):
                continue
            if told.kind.subject == "holder" and not _possession(layout, scene, told, quantity.value in stakes):
                continue
            if told.kind.subject != "holder":
                stage.subject, stage.at = subject, scene.number
            found.append(_metric(layout, scene, quantity, told, subject, clock))
        if len(found) == before and scene.number:
            clock.leave(scene)
    return _once(found)


def _possession(layout: Layout, scene: Scene, told: Topic, dealt: bool) -> bool:
    """Whether a stake is told as held: one that is to change hands is the deal's, not a figure besides."""
    cue = told.cue
    if cue is None or any(layout.apart(w, cue) <= 1 for w in scene.of("guidance")):
        return False
    return not dealt or any(w.start == cue.start for w in scene.of("possession"))


def _title(layout: Layout) -> Kind | None:
    table = kinds(layout.shelf)
    told = [table[c.entry.id] for c in layout.scenes[0].cues if not c.weak] if layout.scenes else []
    return next((k for k in told if k.carries), None)


def _whole(layout: Layout, scene: Scene, quantity: Quantity, last: Quantity | None) -> Quantity:
    """A number without a unit that goes on from the figure before it takes its unit: против 192,8 тыс., мыстікі 36 мың."""
    if quantity.kind != "count" or last is None or layout.page.sentence_at(last.start) < scene.number - 1:
        return quantity
    compared = any(w.end <= quantity.start and layout.apart(w, quantity) <= 2 for w in scene.of("comparison"))
    follows = layout.page.folded[quantity.end : quantity.end + 2].strip()[:1]
    if counted(layout, scene, quantity):
        return quantity
    closed = layout.page.lang == "kk" and quantity.original.endswith(("ы", "і")) and quantity.factor >= 1000
    closed = (
        closed
        or follows in (",", ".", ")", ";", ":", "(", "-", "")
        or any(layout.apart(quantity, h) == 0 and h.start >= quantity.end for h in (*scene.words, *scene.cues))
    )
    if not (compared or (quantity.factor >= 1000 and closed)):
        return quantity
    value = quantity.value
    if quantity.factor == 1 and value < last.value / 50:
        value *= last.factor
    return replace(quantity, kind=last.kind, unit=last.unit, value=value)


def _metric(layout: Layout, scene: Scene, quantity: Quantity, told: Topic, subject: Mention, clock: Clock) -> Metric:
    commodity = _commodity(layout, scene, quantity, subject)
    value, unit = _base(quantity, commodity, layout)
    fields = [Field("value", quantity.start, quantity.end)]
    if subject.end > subject.start:
        fields.append(Field("subject", subject.start, subject.end))
    return Metric(
        subject=subject.name,
        metric=told.kind.answer,
        value=value,
        unit=unit,
        evidence=_evidence(layout, scene, subject, f"metric.{told.kind.id}"),
        period=clock.of(scene, quantity, told.kind),
        commodity=commodity,
        original=quantity.original,
        basis=_basis(layout, scene, quantity, told),
        subject_id=subject.id or None,
        fields=tuple(fields),
    )


def _base(quantity: Quantity, commodity: str | None, layout: Layout) -> tuple[float, str]:
    """Pounds stay pounds of uranium; of other metals they become tonnes."""
    if quantity.unit == "lb" and commodity != "uranium":
        return quantity.value * _LB_TO_T, "t"
    return round(quantity.value, 9), quantity.unit


def _commodity(layout: Layout, scene: Scene, quantity: Quantity, subject: Mention) -> str | None:
    near = sorted(
        scene.commodities,
        key=lambda c: (
            layout.apart(c, quantity) + (0 if c.start >= quantity.end and layout.apart(c, quantity) <= 2 else 1)
        ),
    )
    for hit in near:
        for ident in answered(hit.entry):
            return ident
    entry = layout.shelf.get(subject.kind, subject.id)
    listed = entry.properties.get("commodities", ()) if entry else ()
    if len(listed) == 1:
        return str(next(iter(listed)))
    for hit in layout.page.hits:
        if hit.entry.kind == "commodity":
            for ident in answered(hit.entry):
                return ident
    return None


def _basis(layout: Layout, scene: Scene, quantity: Quantity, told: Topic) -> str:
    if told.kind.period != "context":
        return ""
    near = [w for w in scene.of("guidance") if layout.apart(w, quantity) <= 12]
    return "guidance" if near else ""


def _evidence(layout: Layout, scene: Scene, subject: Mention, rule: str) -> Evidence:
    """The figure's sentence, with the one before where that names the subject."""
    start, end = scene.span
    if subject.end and not start <= subject.start < end and scene.number:
        earlier = layout.scenes[scene.number - 1].span
        if earlier.start <= subject.start < earlier.end and end - earlier.start <= _LONGEST:
            start = earlier.start
    end = min(end, start + _LONGEST)
    return Evidence(layout.page.source[start:end], start, end, rule)


def _once(found: list[Metric]) -> tuple[Metric, ...]:
    """Without the figures told twice: the same metric and value, the fuller one kept."""
    kept: dict[tuple[str, float, str], Metric] = {}
    for metric in found:
        key = (metric.metric, metric.value, metric.unit)
        if key in kept and metric.metric == "stake":
            key = (f"stake of {metric.subject}", metric.value, metric.unit)
        held = kept.get(key)
        if held is None or (held.period is None and metric.period is not None):
            kept[key] = metric
    return tuple(kept.values())
