"""Times that a figure is for as a whole: the month, the period of the report, the present, the year by which it is reached."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.reading.amounts.dates import Period
from tui.reading.amounts.periods import is_over
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.bases import Bases
from tui.reading.figures.scenes import Layout, Placed, Scene
from tui.reading.figures.wording import is_left
from tui.reading.lookup.lexicon import Hit

_CLAUSED = re.compile(r"(?<!to date)(?<!so far)(?<!настоящему времени)(?<!дейін), ")
"""A comma that parts a word of the present from a figure, if it does not close the phrase: to date, the mine has given."""

_IN_THE_YEAR = re.compile(
    r"\b(?:за (?:прошедший |истекший |минувший )?год|(?:in|over) the past year) (?=[\d$€~]|(?:[^\W\d]+ )?\d)"
)
"""A year without a date right before a figure."""

_BEGUN, _ENDING = 3, 12
"""Until which month the year is the one before, and from which on the present one."""

_NEAR, _NOW = 8, 6
_DASH, _CLAUSE = 1.5, 3
_BACK, _BEHIND = 2, 3


@dataclass
class Wholes:
    """Tells what words of time without a date mean for a figure."""

    layout: Layout
    bases: Bases

    def is_now(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the figure is only what it is at present, for no time that is told: at present some 20 tonnes."""
        layout = self.layout
        led = (w for w in scene.of("now") if w.end <= quantity.start and layout.apart(w, quantity) <= _NOW)
        word = next((w for w in led if layout.breaks(w, quantity) <= _DASH), None)
        if word is None or _CLAUSED.search(layout.page.folded, word.end, quantity.start):
            return False
        between: list[Placed] = [*scene.periods, *scene.quantities]
        return not any(word.end <= thing.start < quantity.start for thing in between)

    def ends_plans(self, planned: str, chosen: Period) -> bool:
        """Whether a passage that began with plans for a time that is not over goes on to what came about before."""
        published = self.layout.page.document.published
        if published is None or len(planned) > len("2024"):
            return False
        return not is_over(planned, published.date()) and is_over(chosen.value, published.date())

    def month(self, scene: Scene, quantity: Quantity) -> str | None:
        """The month last named, in the two sentences before, where the sentence speaks of what it brought."""
        if not any(self._opens(scene, quantity, word) for word in scene.of("whole-month")):
            return None
        near = self.layout.scenes[max(scene.number - _BACK, 0) : scene.number]
        months = [p.value for s in near for p in s.periods if p.sort == "month" and not self.bases.turned(s, p)]
        return months[-1] if months else None

    def reported(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the figure is for the period of the report."""
        words = scene.of("whole-report")
        behind = (w for w in words if w.start >= quantity.end and self.layout.apart(quantity, w) <= _BEHIND)
        return any(self.layout.breaks(quantity, w) < 1 for w in behind) or any(
            self._opens(scene, quantity, word) for word in words
        )

    def closed(self, scene: Scene) -> str | None:
        """The year that a text without another time speaks of: at whose end it has told how things stood, net debt at the end of
        2023, or which has just ended or is about to, выплавил за год."""
        page, published = self.layout.page, self.layout.page.document.published
        if published is None:
            return None
        last = f"{published.year - 1}-12-31"
        if any(p.value == last and p.start < scene.span.end for p in page.periods):
            return last[:4]
        told = scene.of("whole-year") or _IN_THE_YEAR.search(page.folded, scene.span.start, scene.span.end)
        if not told or _BEGUN < published.month < _ENDING:
            return None
        return str(published.year - (published.month <= _BEGUN))

    def planned(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the figure is planned for the whole of the year: the annual plan is 22 kt."""
        layout = self.layout
        things: list[Placed] = [*scene.periods, *(q for q in scene.quantities if q.kind == quantity.kind)]
        for word in scene.of("year-plan"):
            passed = any(word.start < t.start and t.end <= quantity.start for t in things)
            if word.end <= quantity.start and layout.apart(word, quantity) <= _NEAR and not passed:
                return True
        behind = (w for w in scene.of("whole-year") if w.start >= quantity.end and layout.apart(quantity, w) <= _BEHIND)
        ahead = any(w.end <= quantity.start and layout.apart(w, quantity) <= _NEAR for w in scene.of("guidance"))
        return ahead and any(layout.breaks(quantity, w) < 1 for w in behind)

    def reached(self, scene: Scene, quantity: Quantity) -> str | None:
        """The year in which what can be made, or is explored, comes to be so much: the full capacity is reached in 2030."""
        layout, published = self.layout, self.layout.page.document.published
        if published is None or self._is_left(scene, quantity):
            return None
        if not any(layout.apart(w, quantity) <= _NEAR for w in scene.of("reach")):
            coming = (p for p in scene.periods if p.value > str(published.year) and layout.starts(p))
            return next((p.value for p in coming if layout.breaks(p, quantity) < 1), None)
        ahead = (p for p in scene.periods if p.value >= str(published.year) and not layout.since(p))
        dated = (p for p in ahead if p.sort == "year" or p.value.endswith("-12-31"))
        near = (p for p in dated if layout.breaks(p, quantity) <= _CLAUSE)
        alike = [q for q in scene.quantities if q.kind == quantity.kind and not self._is_left(scene, q)]
        own = (p.value for p in near if not any(p.end <= q.start < quantity.start for q in alike))
        return next(own, None)

    def _is_left(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the figure is the level that something leaves: from 25 Mt to 50 Mt."""
        return is_left(self.layout, quantity) or self.bases.levels(scene, quantity)

    def _opens(self, scene: Scene, quantity: Quantity, word: Hit) -> bool:
        """Whether a word of time leads in the figure, and no period, comparison or figure of the kind stands between."""
        alike = (q for q in scene.quantities if q.kind == quantity.kind)
        between: list[Placed] = [*scene.periods, *alike, *scene.of("comparison")]
        near = word.end <= quantity.start and self.layout.apart(word, quantity) <= _NEAR
        return near and not any(word.end <= thing.start < quantity.start for thing in between)
