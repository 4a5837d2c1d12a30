"""The period that a figure is for: said beside it, said of its passage, or the one before of what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass

from tui.reading.almanac import shifted
from tui.reading.dates import Period
from tui.reading.figures import Layout, Scene
from tui.reading.lexicon import Hit
from tui.reading.quantities import Quantity
from tui.reading.topics import Kind

_SPELLS = frozenset(("month", "quarter", "half", "months", "year", "span", "same", "year-earlier"))
_AS_OF = frozenset(("day", "end"))
_BESIDE = 4
_FINER = {"year": 0, "span": 0, "months": 1, "half": 1, "quarter": 2, "month": 3}


@dataclass
class Clock:
    """Which period the text speaks of as it goes on."""

    layout: Layout
    period: str | None = None

    def of(self, scene: Scene, quantity: Quantity, kind: Kind) -> str | None:
        """The period of the quantity, None where the text gives none."""
        if kind.period == "none":
            return None
        if kind.period == "stated":
            return self._stated(scene, quantity)
        return self._context(scene, quantity)

    def pass_by(self, scene: Scene) -> None:
        """Takes note of the period that a sentence without figures, or the title, speaks of."""
        spells = [p for p in scene.periods if p.sort in _SPELLS and p.sort not in ("same", "year-earlier", "span")]
        if spells and self.period is None:
            self.period = spells[0].value

    def _stated(self, scene: Scene, quantity: Quantity) -> str | None:
        days = [p for p in scene.periods if p.sort in _AS_OF and not self._dateline(p)]
        near = [p for p in days if self.layout.apart(p, quantity) <= 12]
        return near[0].value if near else None

    def _dateline(self, period: Period) -> bool:
        """Whether a day is only when something was said."""
        return period.relative and period.sort == "day"

    def _context(self, scene: Scene, quantity: Quantity) -> str | None:
        layout = self.layout
        spells = [p for p in scene.periods if p.sort in _SPELLS]
        turn = next(
            (w for w in scene.of("comparison") if w.start < quantity.start and self._compares(scene, w, quantity)), None
        )
        turned = turn.start if turn else None
        own = [p for p in spells if (p.start > turned if turned is not None else True)]
        earlier = [w for w in scene.of("earlier") if layout.apart(w, quantity) <= 4 and layout.breaks(w, quantity) < 2]
        after = [p for p in own if p.start >= quantity.end and layout.apart(p, quantity) <= _BESIDE]
        after = [p for p in after if not self._parted(scene, quantity, p)]
        before = [p for p in own if p.end <= quantity.start and p.sort not in ("same", "year-earlier")]
        if turned is not None:
            chosen = after[0] if after else (before[-1] if before else None)
            if chosen:
                return chosen.value
            return shifted(self.period, -1) if self.period else None
        if earlier and self.period:
            return after[0].value if after else shifted(self.period, -1)
        chosen = (
            after[0]
            if after and (not before or layout.apart(after[0], quantity) <= 2)
            else (before[-1] if before else None)
        )
        if chosen is None and after:
            chosen = after[0]
        if chosen is None:
            rest = [p for p in own if p.sort not in ("same", "year-earlier") and not self._behind_turn(scene, p)]
            chosen = rest[0] if rest else None
        if chosen:
            self.period = chosen.value
            return chosen.value
        return shifted(self.period, -1) if quantity.change and self.period else self.period

    def _compares(self, scene: Scene, word: Hit, quantity: Quantity) -> bool:
        """Whether the comparison's figure is this one: no other of its family stands between."""
        between = [q for q in scene.quantities if q.kind == quantity.kind and word.end <= q.start < quantity.start]
        return not between and self.layout.breaks(word, quantity) < 2

    def _behind_turn(self, scene: Scene, period: Period) -> bool:
        return any(w.start < period.start for w in scene.of("comparison"))

    def _parted(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        return any(quantity.end <= w.start < period.start for w in scene.of("comparison"))
