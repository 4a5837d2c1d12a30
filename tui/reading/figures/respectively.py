"""Figures in the order of what was named before them: "copper and zinc output was 50 kt and 20 kt respectively"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tui.model import Mention, Metric
from tui.reading.amounts.almanac import shifted
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.figures.subjects import Stage
from tui.reading.naming.minerals import answered


def in_order(
    layout: Layout, scene: Scene, stage: Stage, earlier: Sequence[Metric], figures: Sequence[Metric]
) -> list[Metric]:
    """The sentence's figures, each given the subject or metal that stands at its place in the list before them: in the
    sentence, or among as many of the ``earlier`` figures."""
    start = min(f.start for m in figures for f in m.fields if f.name == "value")
    names = _distinct([m for m in scene.mentions if m.end <= start and stage.cast.measurable(m)])
    if len(names) == len(figures):
        return [replace(m, subject=n.name, subject_id=n.id or None) for m, n in zip(figures, names, strict=True)]
    hits = (h for h in scene.commodities if h.end <= start)
    metals = list(dict.fromkeys(i for h in hits for i in answered(h.entry)[:1]))
    if len(metals) == len(figures):
        return [replace(m, commodity=metal) for m, metal in zip(figures, metals, strict=True)]
    before = earlier[-len(figures) :]
    if len(before) < len(figures):
        return list(figures)
    return [
        replace(m, subject=b.subject, subject_id=b.subject_id, commodity=b.commodity, period=_in_turn(m, b, before[0]))
        for m, b in zip(figures, before, strict=True)
    ]


def _in_turn(figure: Metric, before: Metric, first: Metric) -> str | None:
    """The period of a figure that takes up one ``before``: as many years from it as the first of them is."""
    if figure.period is None or before.period is None or first.period is None:
        return figure.period
    years = int(figure.period[:4]) - int(first.period[:4])
    return shifted(before.period, years)


def _distinct(mentions: Sequence[Mention]) -> list[Mention]:
    return list({m.name: m for m in mentions}.values())
