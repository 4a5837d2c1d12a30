"""Figures that go on about the measure of the one before, without its word: in 2019 it had been $402 million, годом ранее этот
показатель равнялся 305 тыс. тонн, 2021 жылы бұл көрсеткіш 780 мың тонна болған."""

from __future__ import annotations

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene

_GOING_ON = frozenset(("mass", "money", "volume"))


def resumes(layout: Layout, scene: Scene, quantity: Quantity, last: Quantity | None) -> str:
    """How a figure may go on about what the last one of its unit measured, with no announcing word in between: ``taken-up`` by a
    word that stands for that measure, ``resumed`` as the next of a sentence that has none of its own; "" where it does not."""
    if last is None or last.unit != quantity.unit or quantity.kind not in _GOING_ON:
        return ""
    number = layout.page.sentence_at(last.start)
    if number < scene.number - 1:
        return ""
    start = last.end if number == scene.number else scene.span.start
    if any(start <= c.start and c.end <= quantity.start for c in scene.cues):
        return ""
    if any(start <= w.start and w.end <= quantity.start for w in scene.of("same-measure")):
        return "taken-up"
    return "resumed" if number < scene.number and not scene.cues else ""
