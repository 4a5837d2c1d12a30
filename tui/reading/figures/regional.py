"""The region whose figures a story gives: its title or its first sentence begins with it, and names no company, mine or plant."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from tui.model import Mention
from tui.reading.figures.cast import Cast
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.figures.unnamed import PROVINCE, Unnamed

_LEADING = 4
"""How many words may stand before the region: over eight months, the miners of the Ulytau region."""

_HEARD = 2
"""How many sentences, the title with them, may name the region first."""


class Regional:
    """Knows the region that a page is about."""

    def __init__(self, layout: Layout, cast: Cast, unnamed: Unnamed) -> None:
        self._layout = layout
        self._cast = cast
        self._unnamed = unnamed
        self._home = self._found()

    def home(self, scene: Scene) -> Mention | None:
        """The region, where no plant or mine without a name has been spoken of up to the sentence."""
        if self._home is None or scene.span.end <= self._home.start or scene.number >= self._until:
            return None
        return self._home

    def spoken(self, scene: Scene) -> Mention | None:
        """The region last named, where a sentence that names none says "the region", at that word."""
        words = scene.of("region")
        if not words or any(m.kind == "region" for m in scene.mentions):
            return None
        dateline = self._layout.page.dateline
        named = (m for s in reversed(self._layout.scenes[: scene.number]) for m in reversed(s.mentions))
        last = next((m for m in named if m.kind == "region" and not dateline.start <= m.start < dateline.end), None)
        return replace(last, start=words[0].start, end=words[0].end) if last is not None else None

    @cached_property
    def _until(self) -> int:
        """The number of the first sentence that speaks of a plant or mine without a name."""
        scenes = self._layout.scenes
        return next((s.number for s in scenes if self._unnamed.single(s, "works")), len(scenes))

    def _found(self) -> Mention | None:
        layout, dateline = self._layout, self._layout.page.dateline
        for scene in layout.scenes[:_HEARD]:
            names = [m for m in scene.mentions if m.kind in ("region", "country") or self._cast.measurable(m)]
            names = [m for m in names if not dateline.start <= m.start < dateline.end]
            if not names:
                continue
            first = names[0]
            alone = first.name.endswith(PROVINCE) and all(m.name == first.name for m in names)
            leads = not scene.number or layout.word(first.start) - layout.word(scene.span.start) <= _LEADING
            return first if alone and leads else None
        return None
