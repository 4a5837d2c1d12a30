"""Figures in the order of what was named before them: "copper and zinc output was 50 kt and 20 kt respectively"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tui.model import Mention, Metric
from tui.reading.amounts.periods import shifted
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.figures.subjects import Stage
from tui.reading.naming.minerals import answered

_AND = re.compile(r"\"?(?:-[^\W\d]+)? (?:and|и|мен|бен|пен|және) (?:[^\W\d][\w-]* ){0,2}\"?$")
_LISTED = re.compile(r"\"?(?:-[^\W\d]+)?, (?:[^\W\d][\w-]* ){0,2}\"?")
"""What stands between the last two of a list, and between the others."""


def in_order(
    layout: Layout, scene: Scene, stage: Stage, earlier: Sequence[Metric], figures: Sequence[Metric]
) -> list[Metric]:
    """The sentence's figures, each given the subject or metal that stands at its place in the list before them: in the
    sentence, or among as many of the ``earlier`` figures."""
    start = min(f.start for m in figures for f in m.fields if f.name == "value")
    names = _distinct([m for m in scene.mentions if m.end <= start and stage.cast.measurable(m)])
    if paired := _paired(layout, names, len(figures)):
        return [replace(m, subject=n.name, subject_id=n.id or None) for m, n in zip(figures, paired, strict=True)]
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


def _paired(layout: Layout, names: Sequence[Mention], count: int) -> Sequence[Mention]:
    """All names where there are so many, else those that an "and" makes a list of so many: «Казатомпром» и Orano of three."""
    if len(names) == count:
        return names
    folded = layout.page.folded
    for at in range(len(names) - count + 1):
        chosen = names[at : at + count]
        gaps = [folded[a.end : b.start] for a, b in pairwise(chosen)]
        if _AND.match(gaps[-1]) and all(_LISTED.fullmatch(gap) for gap in gaps[:-1]):
            return chosen
    return ()


def _in_turn(figure: Metric, before: Metric, first: Metric) -> str | None:
    """The period of a figure that takes up one ``before``: as many years from it as the first of them is."""
    if figure.period is None or before.period is None or first.period is None:
        return figure.period
    years = int(figure.period[:4]) - int(first.period[:4])
    return shifted(before.period, years)


def _distinct(mentions: Sequence[Mention]) -> list[Mention]:
    return list({m.name: m for m in mentions}.values())
