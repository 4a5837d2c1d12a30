"""The day that a period means for what is counted on a day: reserves, staff, a company's worth."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.reading.amounts.dates import Period
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.kinds import Kind
from tui.reading.figures.scenes import Layout, Scene

AS_OF = frozenset(("day", "end"))
"""Sorts of periods that are days."""

_START = re.compile(r"(?:(?:start|beginning) of (?:the year )?|начале (?:года |)?)$")
_LED = 24
_CLOSING = re.compile(r"-(?:03-31|06-30|09-30|12-31|01-01)$")
"""Days that are named for what was counted on them, whatever day something was said on."""


def day_of(layout: Layout, period: Period) -> str | None:
    """The day itself, or the first of a year "at the start of" it; None where it is only when something was said."""
    if period.sort in AS_OF:
        said = period.relative and period.sort == "day" and _CLOSING.search(period.value) is None
        return None if said or _is_ahead(layout, period) else period.value
    led = _START.search(layout.page.folded[max(0, period.start - _LED) : period.start])
    return f"{period.value}-01-01" if period.sort == "year" and led else None


def _is_ahead(layout: Layout, period: Period) -> bool:
    """Whether a day is still to come: nothing has been counted on it."""
    published = layout.page.document.published
    return published is not None and period.value > published.date().isoformat()


def is_gained(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether so much was added to what lies in the ground: прирост запасов золота составил 68 тонн."""
    if any(p.sort in AS_OF for p in scene.periods):
        return False
    kazakh = layout.page.lang == "kk"
    return any(w.start >= quantity.end if kazakh else w.end <= quantity.start for w in scene.of("gain"))


@dataclass
class Appraisals:
    """The day of which reserves or resources were told last, for those that the next sentence tells: as of June, it had
    resources of 107 Mt. Of these, 68 Mt are reserves."""

    layout: Layout
    at: int = -9
    day: str = ""

    def dated(self, scene: Scene, kind: Kind, day: str | None) -> str | None:
        """The day of what lies in the ground: ``day``, that of its own, or that of the sentence before."""
        if kind.subject != "deposit":
            return day
        if day is None and scene.number - self.at <= 1 and self._goes_on(scene):
            day = self.day
        if day is not None:
            self.at, self.day = scene.number, day
        return day

    def _goes_on(self, scene: Scene) -> bool:
        """Whether the sentence opens no paragraph and has no time of its own, save that until which something lasts."""
        if self.layout.opens(scene) and not self.layout.lists(scene):
            return False
        return all(map(self.layout.until, scene.periods))
