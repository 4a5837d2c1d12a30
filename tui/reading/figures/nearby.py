"""The words around a figure, known without their endings, whether a vocabulary holds them or not: what is hauled, poured or
shipped tells its measure by words that nobody listed."""

from __future__ import annotations

from collections.abc import Sequence

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.layout.spans import Spans
from tui.reading.layout.words import STEM, Word

_REACH = 8
"""Words on either side that say something, up to the next figure."""


def nearby(layout: Layout, scene: Scene, quantity: Quantity) -> list[str]:
    """A clue for each word around the figure that is no part of a name."""
    page = layout.page
    begins, ends = page.word_at(scene.span.start), page.word_at(scene.span.end)
    first, behind = layout.word(quantity.start), layout.word(quantity.end - 1) + 1
    before = page.words[max(first - _REACH, begins) : first][::-1]
    told = [*_to_next(before), *_to_next(page.words[behind : min(behind + _REACH, ends)])]
    if scene.mentions:
        named = Spans((m.start, m.end) for m in scene.mentions)
        told = [w for w in told if not named.touch(w.start, w.end)]
    return sorted({f"word-{w.form[:STEM]}" for w in told})


def _to_next(words: Sequence[Word]) -> Sequence[Word]:
    """The words up to the next figure."""
    return words[: next((at for at, word in enumerate(words) if not word.form.isalpha()), len(words))]
