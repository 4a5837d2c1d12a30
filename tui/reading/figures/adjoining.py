"""Which figure a period in its sentence stands beside: where each is in the line, and what parts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.reading.amounts.dates import Period
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene

_BESIDE = 4
_DASH, _CLAUSE = 1.5, 6


@dataclass
class Adjoining:
    """Tells how periods and figures stand to one another."""

    layout: Layout

    def follows(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        """Whether a period stands close behind a quantity, and not at the head of the next figure."""
        if period.start < quantity.end or self.layout.apart(period, quantity) > _BESIDE:
            return False
        parted = self.layout.breaks(quantity, period)
        if parted < 1 or parted >= _CLAUSE:
            return parted < 1
        return self.layout.page.lang != "kk" and not self.heads_next(scene, quantity, period)

    def heads_next(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        """Whether a period stands right before another figure, which it is for."""
        following = (q for q in scene.quantities if quantity.end <= period.start < q.start)
        lacking = self.layout.page.lang != "kk"
        ahead = [q for q in following if q.kind == quantity.kind or (lacking and q.bare and q.factor > 1)]
        return (
            bool(ahead) and self.layout.apart(period, ahead[0]) <= 1 and self.layout.breaks(period, ahead[0]) <= _DASH
        )

    def nearer_next(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        """Whether a period behind is nearer to another figure of the sort, … sold 16,535 oz; in 2019 it had been 10,500 oz, or in
        a clause of its own."""
        if period.start >= quantity.end and self.layout.breaks(quantity, period) >= _CLAUSE:
            return True
        following = [q for q in scene.quantities if q.kind == quantity.kind and q.start >= period.end]
        words, parted = self.layout.apart(quantity, period), self.layout.breaks(quantity, period)
        return any(
            self.layout.apart(period, q) < words or (parted >= _CLAUSE and self.layout.breaks(period, q) < 1)
            for q in following
        )

    def dated(self, quantity: Quantity, periods: Sequence[Period]) -> bool:
        """Whether a period of its own stands right behind a quantity: the quarter brought 5,308 oz: 1,786 oz in July."""
        led = self.layout.page.folded.startswith((" in ", " в ", " за "), quantity.end)
        return led and any(p.start >= quantity.end and self.touches(quantity, p) for p in periods)

    def touches(self, quantity: Quantity, period: Period) -> bool:
        return self.layout.apart(quantity, period) <= 2 and self.layout.breaks(quantity, period) < 1

    def stands_by(self, period: Period, quantity: Quantity) -> bool:
        """Whether a period stands beside a quantity, at most a dash between them: годом ранее - 145 тыс."""
        words, parted = self.layout.apart(period, quantity), self.layout.breaks(period, quantity)
        return words <= _BESIDE and (parted < 1 or (not words and parted <= _DASH))
