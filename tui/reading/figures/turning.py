"""Times that are told by the one before: over the same period, a year later, at the start of that year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.reading.amounts.almanac import is_over, shifted
from tui.reading.amounts.dates import Period
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Placed, Scene

_BARE = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,2}")
"""A period that names no year: the same period, тот же срок, сол кезеңде."""

_NEAR = 8


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
        led = (w for w in scene.of("later") if w.end <= quantity.start and self.layout.apart(w, quantity) <= _NEAR)
        alike: list[Placed] = [*scene.periods, *(q for q in scene.quantities if q.kind == quantity.kind)]
        if not any(not any(w.end <= thing.start < quantity.start for thing in alike) for w in led):
            return None
        year = shifted(now, 1)
        return year if year and is_over(year, published.date()) else None

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
