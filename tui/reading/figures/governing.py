"""The period that a figure is for: said beside it, said of its passage, or the one before of what it is compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.reading.amounts.almanac import before_in_turn, shifted
from tui.reading.amounts.dates import Period
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.bases import Bases
from tui.reading.figures.kinds import Kind
from tui.reading.figures.rates import rated
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.lookup.lexicon import Hit

_SPELLS = frozenset(("month", "quarter", "half", "months", "year", "span", "same", "year-earlier"))
_AS_OF = frozenset(("day", "end"))
_REPORTED = frozenset(("quarter", "half", "months"))
_BACKWARD = frozenset(("same", "year-earlier"))
_IN_THE_GROUND = frozenset(("reserves", "resources"))
_REPORT = re.compile(r"-[QH]|/")
_WHEN = re.compile(r", (?:when|когда|ол кезде) ")
_OPENED = re.compile(r"\.?(?: ?\(|:| ?-) ?")
_UP_TO = re.compile(r"\b(?:to|до) $")
"""What stands before the figure that something reached, whatever it is compared with before."""

_BESIDE = 4
_TURN_REACH = 6
_PLANNED = 8


@dataclass
class Clock:
    """Which period the text speaks of as it goes on."""

    layout: Layout
    period: str | None = None
    lead: str | None = None
    _last_compared: Quantity | None = None

    def __post_init__(self) -> None:
        self._bases = Bases(self.layout)
        self._plan = "", -9

    def of(self, scene: Scene, quantity: Quantity, kind: Kind) -> str | None:
        """The period of the quantity, None where the text gives none."""
        if kind.period == "none":
            return None
        if kind.period == "stated":
            return self._stated(scene, quantity)
        if kind.period == "sentence":
            said = next((p.value for p in scene.periods if p.sort in _REPORTED), None)
            return said or self._milled(scene, quantity) or self._appraised(scene, quantity)
        if kind.period == "day":
            return self._stated(scene, quantity) or self._day(scene)
        if rated(self.layout, scene, quantity):
            stated = [p for p in scene.periods if not p.relative and p.sort in ("year", "span")]
            stated = [p for p in stated if not self.layout.bounds(p)]
            return stated[0].value if stated and kind.id == "production" else None
        return self._context(scene, quantity)

    def _milled(self, scene: Scene, quantity: Quantity) -> str | None:
        """The reported period of the passage, where the grade is that of ore treated: milled 6.3 million tonnes at 1.32 g/t."""
        reported = self.period is not None and _REPORT.search(self.period) is not None
        masses = any(q.kind == "mass" and q.end <= quantity.start for q in scene.quantities)
        held = any(c.entry.id in _IN_THE_GROUND for c in scene.cues)
        return self.period if reported and masses and not held else None

    def _appraised(self, scene: Scene, quantity: Quantity) -> str | None:
        """The day of the reserves that the sentence tells before their grade."""
        return next(
            (self._stated(scene, q) for q in scene.quantities if q.kind == "mass" and q.end <= quantity.start), None
        )

    def leave(self, scene: Scene) -> None:
        """Takes note of the year that a sentence without metrics speaks of, for those that follow in its paragraph."""
        published = self.layout.page.document.published
        late = [p for p in scene.periods if p.sort in _SPELLS and p.sort not in (*_BACKWARD, "span", "month")]
        if late and published and int(late[-1].value[:4]) >= published.year - 1:
            self.period = late[-1].value

    def pass_by(self, scene: Scene) -> None:
        """Takes note of the period that a sentence speaks of; with a new paragraph that of the head of the story returns."""
        spells = [p for p in scene.periods if p.sort in _SPELLS and p.sort not in (*_BACKWARD, "span")]
        spells = [p for p in spells if not self.layout.since(p)]
        if scene.number and self.lead and self.layout.opens(scene):
            self.period = self.lead
        if spells and self.period is None and not any(q.kind in ("mass", "money") for q in scene.quantities):
            self.period = self.lead = spells[0].value

    def _stated(self, scene: Scene, quantity: Quantity) -> str | None:
        days = [p for p in scene.periods if p.sort in _AS_OF and not self._dateline(p)]
        near = [p for p in days if self.layout.apart(p, quantity) <= 12]
        return near[0].value if near else None

    def _day(self, scene: Scene) -> str | None:
        """The day last spoken of, up to this sentence."""
        days = [
            p
            for s in self.layout.scenes[max(scene.number - 3, 0) : scene.number + 1]
            for p in s.periods
            if p.sort in _AS_OF
        ]
        return days[-1].value if days else None

    def _dateline(self, period: Period) -> bool:
        """Whether a day is only when something was said."""
        return period.relative and period.sort == "day"

    def _context(self, scene: Scene, quantity: Quantity) -> str | None:
        spells = [p for p in scene.periods if p.sort in _SPELLS]
        named = [p for p in spells if p.sort not in _BACKWARD]
        turn = self._turn(scene, quantity)
        if quantity.change:
            return self._before_change(scene, quantity, spells)
        if (one := self._in_turn(scene, quantity)) or (one := self._of_the_year(scene, quantity)):
            return one
        if said := self._beside(quantity, spells):
            self.period = self.period or said
            return said
        compared = turn is not None or self._earlier(scene, quantity) or self._harks_back(scene, quantity)
        if compared or self._listed(scene, quantity):
            self._last_compared = quantity
            own = [p for p in spells if turn is None or p.start > turn.start or self.layout.page.lang == "kk"]
            return self._compared(quantity, own)
        open_to = [p for p in named if not self._bases.holds(scene, quantity, p)]
        if self.layout.page.lang == "kk":
            open_to = [p for p in open_to if p.start < quantity.end or self.layout.breaks(quantity, p) < 1]
        after = [p for p in open_to if self._follows(scene, quantity, p)]
        before = [p for p in open_to if p.end <= quantity.start]
        ahead = [p for p in open_to if p in after or not self._heads_next(scene, quantity, p)]
        chosen = before[-1] if before else next(iter(ahead), None)
        if chosen is None and self.period is None and len(spells) == 1:
            chosen = next((p for p in open_to if "(" not in self.layout.page.folded[quantity.end : p.start]), None)
        if after and (not before or self._touches(quantity, after[0])):
            chosen = after[0]
        if chosen and self.layout.since(chosen):
            return None
        if chosen and self.period and shifted(chosen.value, 1) == self.period:
            return chosen.value
        if chosen and self.period and self._bases.levels(scene, quantity):
            return chosen.value
        if chosen and self._planned(scene, quantity, chosen):
            self._plan = chosen.value, scene.number
            return chosen.value
        if chosen and self._last_years(chosen):
            return chosen.value
        if chosen:
            self.period = chosen.value
            if self.lead is None or self.period.startswith(f"{self.lead}-"):
                self.lead = self.period
        return (
            self.period
            if chosen
            else self._aimed(scene, quantity) or self._still_planned(scene, quantity) or self.period
        )

    def _still_planned(self, scene: Scene, quantity: Quantity) -> str | None:
        """The year of the plan that the sentence before told, where this one goes on about it."""
        plan, number = self._plan
        ahead = any(self.layout.apart(w, quantity) <= _PLANNED for w in scene.of("guidance"))
        return plan if ahead and scene.number - number == 1 else None

    def _aimed(self, scene: Scene, quantity: Quantity) -> str | None:
        """The year by whose end the quantity is to be reached."""
        ends = [p for p in scene.periods if p.value.endswith("-12-31")]
        ahead = any(self.layout.apart(w, quantity) <= _PLANNED for w in scene.of("guidance"))
        return ends[0].value[:4] if ends and ahead else None

    def _last_years(self, period: Period) -> bool:
        """Whether a plain year is only the one before that of a passage about a part of a year."""
        passage = self.period or ""
        return "-" in passage and period.relative and period.value == str(int(passage[:4]) - 1)

    def _in_turn(self, scene: Scene, quantity: Quantity) -> str | None:
        """The quarter or month before the passage's, where words beside the quantity say so: three months earlier."""
        layout = self.layout
        if self.period is None or _UP_TO.search(layout.page.folded, 0, quantity.start):
            return None
        alike = [q for q in scene.quantities if q.kind in (quantity.kind, "count")]
        for word in scene.of("sequential"):
            near = [q for q in alike if layout.apart(word, q) <= _BESIDE and layout.breaks(word, q) < 1]
            led = [q for q in near if q.end <= word.start]
            if any(q.start == quantity.start for q in led[-1:] or near[:1]):
                return before_in_turn(self.period)
        return None

    def _of_the_year(self, scene: Scene, quantity: Quantity) -> str | None:
        """The year of the passage, or of the publication for plans, where the sentence speaks of the whole year."""
        published = self.layout.page.document.published
        for word in scene.of("year-plan"):
            if published and word.end <= quantity.start and self.layout.apart(word, quantity) <= _PLANNED:
                return str(published.year)
        for word in scene.of("whole-year"):
            dated = any(p.sort in _SPELLS and word.end <= p.start < quantity.start for p in scene.periods)
            first = not any(word.end <= q.start < quantity.start for q in scene.quantities if q.kind == quantity.kind)
            if self.period and word.end <= quantity.start and not dated and first:
                self.period = self.period[:4]
                return self.period
        return None

    def _beside(self, quantity: Quantity, spells: list[Period]) -> str | None:
        """The period right before the quantity, with nothing but a bracket or colon between: (2023: 3.9 million ounces)."""
        folded = self.layout.page.folded
        led = [p for p in spells if p.sort not in _BACKWARD and p.end <= quantity.start]
        if led and _OPENED.fullmatch(folded[led[-1].end : quantity.start]):
            return led[-1].value
        return None

    def _planned(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        """Whether a period is only that of a plan, after which the text goes on about results."""
        published = self.layout.page.document.published
        ahead = published is not None and period.value[:4] >= str(published.year) and period.sort == "year"
        return ahead and any(self.layout.apart(w, quantity) <= _PLANNED for w in scene.of("guidance"))

    def _follows(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        """Whether a period stands close behind a quantity, and not at the head of the next figure."""
        if period.start < quantity.end or self.layout.apart(period, quantity) > _BESIDE:
            return False
        if self.layout.breaks(quantity, period) < 1:
            return True
        return self.layout.page.lang != "kk" and not self._heads_next(scene, quantity, period)

    def _heads_next(self, scene: Scene, quantity: Quantity, period: Period) -> bool:
        """Whether a period stands right before another figure, which it is for."""
        ahead = [q for q in scene.quantities if q.kind == quantity.kind and quantity.end <= period.start < q.start]
        return bool(ahead) and self.layout.apart(period, ahead[0]) <= 1 and self.layout.breaks(period, ahead[0]) <= 1

    def _touches(self, quantity: Quantity, period: Period) -> bool:
        return self.layout.apart(quantity, period) <= 2 and self.layout.breaks(quantity, period) < 1

    def _before_change(self, scene: Scene, quantity: Quantity, spells: list[Period]) -> str | None:
        """The period of the first of two figures "from … to …": said right beside it, else the second one's a year before."""
        following = next((q for q in scene.quantities if q.start >= quantity.end), quantity)
        period = self._context(scene, following) if following is not quantity else self.period
        for spell in spells:
            reach = 2 if spell.start >= quantity.end else 0
            beside = self.layout.apart(spell, quantity) <= reach and self.layout.apart(spell, following) > 0
            if beside and (spell.start >= quantity.end or spell.value != period):
                return spell.value
        return shifted(period, -1) if period else None

    def _harks_back(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether "the same period of last year" leads the quantity in."""
        for period in scene.periods:
            if period.sort not in _BACKWARD or period.end > quantity.start or self._bases.turned(scene, period):
                continue
            if any(q.kind == quantity.kind and period.end <= q.start < quantity.start for q in scene.quantities):
                continue
            near = self.layout.apart(period, quantity) <= _TURN_REACH and self._leads(period, quantity)
            if near or _WHEN.match(self.layout.page.folded, period.end):
                return True
        return False

    def _leads(self, word: Hit | Period, quantity: Quantity) -> bool:
        """Whether nothing but the dash of an elliptical sentence parts a word from the quantity: against 2023 — 5 tonnes."""
        folded = self.layout.page.folded
        if _UP_TO.search(folded, word.end, quantity.start):
            return False
        dashes = folded.count(" - ", word.end, quantity.start)
        return dashes <= 1 and self.layout.breaks(word, quantity) - 1.5 * dashes < 1

    def _compared(self, quantity: Quantity, own: list[Period]) -> str | None:
        """The period of an earlier figure: the one said beside it, else the passage's a year before."""
        beside = [p for p in own if self.layout.apart(p, quantity) <= _BESIDE and self.layout.breaks(p, quantity) < 1]
        said = next((p for p in beside if p.sort not in _BACKWARD or not p.relative), None)
        if said:
            return said.value
        return shifted(self.period, -1) if self.period else next((p.value for p in beside), None)

    def _turn(self, scene: Scene, quantity: Quantity) -> Hit | None:
        """The word before the quantity (in Kazakh behind it) that makes it the earlier figure of a comparison."""
        if self.layout.page.lang == "kk":
            behind = (w for w in scene.of("comparison") if w.start >= quantity.end)
            return next(
                (w for w in behind if self.layout.apart(quantity, w) <= 2 and self.layout.breaks(quantity, w) < 1), None
            )
        for word in scene.of("comparison"):
            between = [q for q in scene.quantities if q.kind == quantity.kind and word.end <= q.start < quantity.start]
            near = self.layout.apart(word, quantity) <= _TURN_REACH and self._leads(word, quantity)
            plan = any(word.end <= w.start < quantity.start for w in scene.of("guidance"))
            if near and word.end <= quantity.start and not between and not plan:
                return word
        return None

    def _earlier(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether a word beside the quantity says that it is an earlier one."""
        rivals = [q for q in scene.quantities if q.kind in (quantity.kind, "count") and q.start != quantity.start]
        turns = scene.of("comparison")
        for word in scene.of("earlier"):
            if any(quantity.end <= t.start < word.start for t in turns):
                continue
            words = self.layout.apart(word, quantity)
            leads = word.end <= quantity.start and not self.layout.page.folded[word.end : quantity.start].strip(" -:(")
            if leads or (words <= _BESIDE and self.layout.breaks(word, quantity) < 1):
                return all(self.layout.apart(word, q) + self.layout.breaks(word, q) >= words for q in rivals)
        return False

    def _listed(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the quantity goes on in a list of earlier figures: a year earlier 225 t, 125 oz and 2.4 million oz."""
        last = self._last_compared
        if last is None or not scene.span.start <= last.start < quantity.start:
            return False
        told = any(last.end <= c.start < quantity.start for c in scene.cues)
        dated = any(last.end <= p.start < quantity.start for p in scene.periods)
        return (
            not told
            and not dated
            and self.layout.apart(last, quantity) <= _BESIDE
            and self.layout.breaks(last, quantity) <= 1
        )
