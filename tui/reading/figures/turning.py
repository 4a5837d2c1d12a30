"""Times that are told by the one before: over the same period, a year later, at the start of that year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.reading.amounts.dates import Period
from tui.reading.amounts.periods import is_over, shifted
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Placed, Scene
from tui.reading.lookup.lexicon import Hit

_BARE = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,2}")
"""A period that names no year: the same period, тот же срок, сол кезеңде."""

_NEAR, _TOUCHING = 8, 2
_DATED = frozenset(("year", "month", "day"))


@dataclass
class Turnings:
    """Tells the times of figures from the time last spoken of."""

    layout: Layout

    def repeats(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the figure is for the time last spoken of: what else was made over the same period. One that is told beside
        another of its kind, or goes on about its measure, is the earlier one of a comparison."""
        same = next((p for p in scene.periods if p.sort == "same" and self._is_bare(p)), None)
        if same is None or scene.of("comparison", "earlier", "growth", "same-measure", "passed"):
            return False
        if any(p.sort != "same" for p in scene.periods) or not scene.cues:
            return False
        return not any(q.kind == quantity.kind and q.end <= min(same.start, quantity.start) for q in scene.quantities)

    def later(self, scene: Scene, quantity: Quantity, now: str | None) -> str | None:
        """The time a year after the one last spoken of, ``now``, where that is over: годом позже - 240 тыс. тонн."""
        published = self.layout.page.document.published
        if now is None or published is None:
            return None
        if not any(self._is_laters(scene, quantity, word) for word in scene.of("later")):
            return None
        year = shifted(now, 1)
        return year if year and is_over(year, published.date()) else None

    def _is_laters(self, scene: Scene, quantity: Quantity, word: Hit) -> bool:
        """Whether the figure is that of the later time: a year later 240 kt, 13 kt the year after."""
        others = [q for q in scene.quantities if q.start != quantity.start]
        if word.start >= quantity.end:
            return self._touches(quantity, word)
        alike: list[Placed] = [*scene.periods, *(q for q in others if q.kind == quantity.kind)]
        if any(word.end <= thing.start < quantity.start for thing in alike):
            return False
        behind_another = any(q.end <= word.start and self._touches(q, word) for q in others)
        return self.layout.apart(word, quantity) <= _NEAR and not behind_another

    def _touches(self, quantity: Quantity, word: Hit) -> bool:
        """Whether a word stands right behind a figure, or what it is of."""
        return self.layout.apart(quantity, word) <= _TOUCHING and self.layout.breaks(quantity, word) < 1

    def turns_back(self, scene: Scene, period: Period) -> bool:
        """Whether words right behind a period make it that of the year before: в январе-ноябре годом ранее."""
        behind = (p for p in scene.periods if p.sort == "year-earlier" and p.start >= period.end)
        return any(self.layout.page.folded[period.end : p.start] == " " for p in behind)

    def since_then(self, scene: Scene, quantity: Quantity) -> str | None:
        """The years from the one last named to that of the publication, for what was told since then."""
        published = self.layout.page.document.published
        word = next((w for w in scene.of("since-then") if w.end <= quantity.start), None)
        if word is None or published is None or self.layout.apart(word, quantity) > _NEAR:
            return None
        start = self.layout.scenes[max(scene.number - 1, 0)].span.start
        told = (p for p in self.layout.page.periods if start <= p.start and p.end <= word.start)
        years = [p.value[:4] for p in told if p.sort in _DATED]
        return f"{years[-1]}/{published.year}" if years and years[-1] < str(published.year) else None

    def day(self, scene: Scene, now: str | None) -> str | None:
        """The first or the last day of the year last spoken of: at the start of that year."""
        if now is None:
            return None
        if scene.of("that-years-start"):
            return f"{now[:4]}-01-01"
        return f"{now[:4]}-12-31" if scene.of("that-years-end") else None

    def _is_bare(self, period: Period) -> bool:
        page = self.layout.page
        named = _BARE.fullmatch(page.folded, period.start, period.end) is not None
        return named and page.folded.count(" ", period.start, period.end) <= 1 + (page.lang == "ru")
