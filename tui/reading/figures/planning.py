"""Periods of plans: the year that a figure is planned for, what the plan was before, and where the text goes on about it."""

from __future__ import annotations

from dataclasses import dataclass

from tui.reading.amounts.dates import Period
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene

_PLANNED = 8
_RESULTS = 3
"""The last month in which a whole year is still most likely the one before, whose results are told."""


@dataclass
class Plans:
    """``last`` is the sentence that told the last plan, and the plan's year."""

    layout: Layout
    last: tuple[int, str] = (-9, "")

    def is_one(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        """Whether a period is only that of a plan, after which the text goes on about results."""
        published = self.layout.page.document.published
        if published is None or period.sort != "year" or period.value[:4] < str(published.year):
            return False
        return period.value[:4] > str(published.year) or self._ahead(scene, quantity)

    def revised(self, scene: Scene, quantity: Quantity) -> str | None:
        """The year of a plan, for what the plan was before, is 420,000 ounces (reduced from 470,000), or what it still is:
        прогноз на 2025 год прежний - 26 тыс. тонн."""
        if year := self._named(scene, quantity):
            return year
        number, plan = self.last
        if number != scene.number:
            plan = self._of_this_year(scene)
        return plan if any(self.layout.apart(w, quantity) <= 1 for w in scene.of("revised")) and plan else None

    def _named(self, scene: Scene, quantity: Quantity) -> str | None:
        """The year that a plan is named for right before the quantity."""
        published = self.layout.page.document.published
        years = [p for p in scene.periods if p.sort == "year" and p.end <= quantity.start]
        if published is None or not years or years[-1].value < str(published.year):
            return None
        year = years[-1]
        between = any(year.end <= q.start < quantity.start and q.kind == quantity.kind for q in scene.quantities)
        led = any(w.end <= year.start and self.layout.apart(w, year) <= 1 for w in scene.of("guidance"))
        return year.value if led and not between and self.layout.apart(year, quantity) <= _PLANNED else None

    def _of_this_year(self, scene: Scene) -> str:
        """The year of the publication, where the sentence tells what the whole of it is to bring."""
        published = self.layout.page.document.published
        told = scene.of("whole-year", "year-plan")
        return str(published.year) if published and published.month > _RESULTS and told else ""

    def goes_on(self, scene: Scene, quantity: Quantity) -> str | None:
        """The year of the plan that the sentence before told, where this one goes on about it."""
        number, plan = self.last
        return plan if self._ahead(scene, quantity) and scene.number - number == 1 else None

    def aimed(self, scene: Scene, quantity: Quantity) -> str | None:
        """The year by whose end the quantity is to be reached."""
        end = next((p for p in scene.periods if p.value.endswith("-12-31")), None)
        published = self.layout.page.document.published
        if end is None or published is None:
            return None
        open_ = self.layout.bounds(end) and end.value[:4] >= str(published.year)
        return end.value[:4] if self._ahead(scene, quantity) or open_ else None

    def _ahead(self, scene: Scene, quantity: Quantity) -> bool:
        return any(self.layout.apart(w, quantity) <= _PLANNED for w in scene.of("guidance"))
