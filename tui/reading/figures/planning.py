"""Periods of plans: the year that a figure is planned for, what the plan was before, and where the text goes on about it."""

from __future__ import annotations

from dataclasses import dataclass

from tui.reading.amounts.dates import Period
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene

_PLANNED = 8


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
        """The year of a plan, for what the plan was before: is 420,000 ounces (reduced from 470,000)."""
        number, plan = self.last
        if number != scene.number:
            return None
        return plan if any(self.layout.apart(w, quantity) <= 1 for w in scene.of("revised")) else None

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
