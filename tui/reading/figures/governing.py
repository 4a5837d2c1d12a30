"""The period that a figure is for: said beside it, said of its passage, or the one before of what it is compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tui.reading.amounts.dates import Period
from tui.reading.amounts.periods import before_in_turn, is_over, shifted, spans
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.adjoining import Adjoining
from tui.reading.figures.bases import Bases
from tui.reading.figures.comparing import BACKWARD, Comparisons
from tui.reading.figures.days import AS_OF, Appraisals, day_of, is_gained
from tui.reading.figures.kinds import Kind
from tui.reading.figures.planning import Plans
from tui.reading.figures.rates import rated
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.figures.turning import Turnings
from tui.reading.figures.wholes import Wholes
from tui.reading.figures.wording import is_done
from tui.reading.lookup.lexicon import Hit

_SPELLS = frozenset(("month", "quarter", "half", "months", "year", "span", "same", "year-earlier"))
_OWN = frozenset(("month", "quarter", "half", "months", "year"))
_LASTING = frozenset(("quarter", "half", "months", "year"))
_REPORTED = frozenset(("quarter", "half", "months"))
_IN_THE_GROUND = frozenset(("reserves", "resources"))
_REPORT = re.compile(r"-[QH]|/")
_OPENED = re.compile(
    r"\.?(?: года| году| год| жылы| жылғы)?(?:(?: ?\(|:| ?-) ?|,? (?:when|когда) (?:[^\W\d][\w-]* ){1,6})"
)
_UP_TO = re.compile(r"\b(?:to|до) $")
"""What stands before the figure that something reached, whatever it is compared with before."""

_BESIDE, _GROWING, _LEADING = 4, 4, 4
_STATED, _AHEAD = 12, 6
_TOTAL, _CLAUSES = 3, 4
_RESULTS = 6
"""The month until which the results of last year come out."""


@dataclass
class Clock:
    """Which period the text speaks of as it goes on."""

    layout: Layout
    period: str | None = None
    lead: str | None = None
    _headed: str | None = None
    _set_against: dict[str, str] = field(default_factory=dict)
    _spoken: tuple[int, str | None] = (-9, None)
    _aside: tuple[int, str] = (-9, "")

    def __post_init__(self) -> None:
        self._adjoining = Adjoining(self.layout)
        self._appraisals = Appraisals(self.layout)
        self._bases = Bases(self.layout)
        self._comparisons = Comparisons(self.layout, self._bases)
        self._plans = Plans(self.layout)
        self._wholes = Wholes(self.layout, self._bases)
        self._turnings = Turnings(self.layout)

    def of(self, scene: Scene, quantity: Quantity, kind: Kind) -> str | None:
        """The period of the quantity, None where the text gives none."""
        if kind.period == "none":
            return None
        if kind.period == "stated":
            if kind.id in _IN_THE_GROUND and is_gained(self.layout, scene, quantity):
                return self._context(scene, quantity)
            day = self._stated(scene, quantity) or self._appraised(scene, quantity)
            return self._appraisals.dated(scene, kind, day)
        if kind.period == "sentence":
            said = {p.value for p in scene.periods if p.sort in _REPORTED}
            if len(said) > 1 or self._changes(scene, quantity):
                return self._context(scene, quantity)
            spell = next(iter(said), None) or self._milled(scene, quantity)
            return spell or self._appraisals.dated(scene, kind, self._appraised(scene, quantity))
        if kind.period == "reached":
            return self._wholes.reached(scene, quantity)
        if kind.period == "day":
            return self._stated(scene, quantity) or self._day(scene)
        if rated(self.layout, scene, quantity):
            return self._stated_year(scene, quantity) if kind.id == "production" else None
        return self._context(scene, quantity)

    def _stated_year(self, scene: Scene, quantity: Quantity) -> str | None:
        """The year that the sentence gives a yearly yield: of it, else by when it is to be reached."""
        years = [p for p in scene.periods if not p.relative and p.sort in ("year", "span")]
        published = self.layout.page.document.published
        ahead = [p for p in years if published and p.value > str(published.year)]
        own = [p for p in years if not self.layout.bounds(p) and not self._bases.holds(scene, quantity, p)]
        return next((p.value for p in own or ahead), None)

    def _changes(self, scene: Scene, quantity: Quantity) -> bool:
        """Whether the grade is one of two that ore had in turn, and so that of ore mined: slipped from 1.92 g/t to 1.57 g/t."""
        before = next((q for q in reversed(scene.quantities) if q.end <= quantity.start), quantity)
        following = next((q for q in scene.quantities if q.start >= quantity.end), quantity)
        changes = quantity.change or (before.change and before.unit == quantity.unit)
        changes = changes or self._bases.left(before, quantity) or self._bases.left(quantity, following)
        changes = changes or self._opposed(scene, before, quantity) or self._opposed(scene, quantity, following)
        return changes and self.period is not None

    def _opposed(self, scene: Scene, first: Quantity, second: Quantity) -> bool:
        """Whether a second figure stands with its own period in brackets behind the first: 1.97 g/t (2021: 2.11 g/t)."""
        around = self.layout.bracket(scene, second)
        if around is None or first.unit != second.unit or not first.end <= around[0] <= first.end + 1:
            return False
        return any(around[0] < p.start < around[1] for p in scene.periods)

    def _milled(self, scene: Scene, quantity: Quantity) -> str | None:
        """The reported period of the passage, where the grade is that of ore treated: milled 6.3 million tonnes at 1.32 g/t."""
        reported = self.period is not None and _REPORT.search(self.period) is not None
        held = any(c.entry.id in _IN_THE_GROUND and not c.weak for c in scene.cues)
        masses = [q for q in scene.quantities if q.kind == "mass"]
        ahead = any(w.end <= quantity.start for w in scene.of("guidance"))
        if held or ahead or not masses:
            return None
        made = any(c.entry.id == "production" and is_done(self.layout, c) for c in scene.cues)
        if made and (chosen := self._chosen(scene, quantity, [p for p in scene.periods if p.sort in _SPELLS])):
            return chosen.value
        return self.period if (reported or made) and masses[0].end <= quantity.start else None

    def _appraised(self, scene: Scene, quantity: Quantity) -> str | None:
        """The day of the reserves that the sentence tells before their grade."""
        return next(
            (self._stated(scene, q) for q in scene.quantities if q.kind == "mass" and q.end <= quantity.start), None
        )

    def leave(self, scene: Scene) -> None:
        """Takes note of the year that a sentence without metrics speaks of, for those that follow in its paragraph."""
        published = self.layout.page.document.published
        late = [p for p in scene.periods if p.sort in _LASTING and not self._bases.compares(scene, p)]
        late = [p for p in late if not self.layout.until(p)]
        if not late or published is None or int(late[-1].value[:4]) < published.year - 1:
            return
        if self.period is None or not spans(late[-1].value, self.period):
            self.period = self._headed = late[-1].value
        if self.lead and not self._spoken[1] and spans(self.lead, late[-1].value):
            self.lead = late[-1].value

    def pass_by(self, scene: Scene) -> None:
        """Takes note of the period that a sentence speaks of; with a new paragraph that of the head of the story returns, with
        an item of a list that of what heads the list."""
        spells = [p for p in scene.periods if p.sort in _OWN and not self.layout.since(p) and not self.layout.until(p)]
        if scene.number and self.layout.opens(scene):
            if not self.layout.lists(scene) and not self.layout.introduces(scene):
                self._headed = self.lead
            self.period = self._headed or self.lead or self.period
        if spells and self.period is None and not any(q.kind in ("mass", "money") for q in scene.quantities):
            self.period = self.lead = spells[0].value

    def _stated(self, scene: Scene, quantity: Quantity) -> str | None:
        near = [p for p in scene.periods if self.layout.apart(p, quantity) <= _STATED]
        days = (day_of(self.layout, p) or self._closed(scene, p) for p in near)
        return next(filter(None, days), None) or self._turnings.day(scene, self.period)

    def _closed(self, scene: Scene, period: Period) -> str | None:
        """The end of last year, where the results of that are out and "the year end" has no year: 612 people at the year end."""
        published = self.layout.page.document.published
        if published is None or published.month > _RESULTS or scene.of("guidance") or self.layout.until(period):
            return None
        return shifted(period.value, -1) if period.value == f"{published.year}-12-31" else None

    def _day(self, scene: Scene) -> str | None:
        """The day last spoken of, up to this sentence."""
        days = [
            p
            for s in self.layout.scenes[max(scene.number - 3, 0) : scene.number + 1]
            for p in s.periods
            if p.sort in AS_OF
        ]
        return days[-1].value if days else None

    def _context(self, scene: Scene, quantity: Quantity) -> str | None:
        spells = [p for p in scene.periods if p.sort in _SPELLS]
        if self._wholes.is_now(scene, quantity) and not scene.of("whole-year"):
            return None
        if quantity.change:
            return self._before_change(scene, quantity, spells)
        if (one := self._in_turn(scene, quantity)) or (one := self._of_the_whole(scene, quantity)):
            return one
        if since := self._turnings.since_then(scene, quantity):
            return since
        if self.period and self._turnings.repeats(scene, quantity):
            return self.period
        if later := self._turnings.later(scene, quantity, self._spoken[1] or self.period):
            return later
        if said := self._beside(scene, quantity, spells):
            self.period = self.period or said
            return said
        if self._spoken[0] == scene.number and self._comparisons.feeds(scene, quantity):
            return self._spoken[1]
        turn = self._comparisons.turn(scene, quantity)
        if self._comparisons.turned(scene, quantity, turn):
            if planned := self._plans.revised(scene, quantity):
                return planned
            own = [p for p in spells if turn is None or p.start > turn.start or self.layout.page.lang == "kk"]
            return self._compared(scene, quantity, own)
        period = self._told(scene, quantity, spells)
        self._spoken = self._spoken if self._aside == (scene.number, period) else (scene.number, period)
        return period

    def _told(self, scene: Scene, quantity: Quantity, spells: list[Period]) -> str | None:
        """The period of a figure that is no earlier one: said in its sentence, or that of the passage."""
        chosen = self._chosen(scene, quantity, spells)
        if self.period is None and (grown := self._grown_from(scene, quantity, chosen)):
            self.period = self.lead = grown
            return grown
        if chosen is None:
            return (
                self._plans.aimed(scene, quantity)
                or self._plans.goes_on(scene, quantity)
                or self._inherited(scene, quantity)
            )
        if self.layout.since(chosen):
            return self._up_to_now(chosen)
        if self._turnings.turns_back(scene, chosen):
            return shifted(chosen.value, -1)
        if self._plans.is_one(scene, quantity, chosen):
            self._plans.last = scene.number, chosen.value
        elif self._sums_up(scene, chosen) or self._is_part(scene, chosen):
            self._aside = scene.number, chosen.value
        elif not self._passing(scene, quantity, chosen):
            self.period = chosen.value
            if self.lead is None:
                self.lead = self.period
        return chosen.value

    def _grown_from(self, scene: Scene, quantity: Quantity, chosen: Period | None) -> str | None:
        """The period of a figure that is told only by the earlier one that it is compared with: 9% more than the 76 of 2013."""
        if chosen is not None:
            return self._comparisons.grown_from(quantity, chosen)
        published = self.layout.page.document.published
        behind = (p for p in scene.periods if p.start >= quantity.end and not p.relative and p.sort in _LASTING)
        base = next((p for p in behind if self._bases.holds(scene, quantity, p)), None)
        if base is None or published is None:
            return None
        later = shifted(base.value, 1)
        return later if is_over(later, published.date()) else None

    def _up_to_now(self, first: Period) -> str | None:
        """The years from one that a total is counted since to that of the publication."""
        published = self.layout.page.document.published
        start = first.value[:4]
        return f"{start}/{published.year}" if published and start < str(published.year) else None

    def _chosen(self, scene: Scene, quantity: Quantity, spells: list[Period]) -> Period | None:
        """The period that the sentence gives the quantity: right behind it, else the last before it, else the next."""
        open_to = [p for p in spells if p.sort not in BACKWARD and not self._bases.holds(scene, quantity, p)]
        open_to = [p for p in open_to if not self.layout.begins(p)] or open_to
        if self.layout.page.lang == "kk":
            open_to = [p for p in open_to if p.start < quantity.end or self.layout.breaks(quantity, p) < 1]
        after = [p for p in open_to if self._adjoining.follows(scene, quantity, p)]
        before = [p for p in open_to if p.end <= quantity.start]
        if after and (
            not before
            or self._adjoining.touches(quantity, after[0])
            or (before[-1].sort == "span" and spans(before[-1].value, after[0].value))
            or self.layout.breaks(before[-1], quantity) >= _CLAUSES
            or self._bases.behind_another(scene, quantity, before[-1])
        ):
            return after[0]
        if before:
            return before[-1]
        ahead = [p for p in open_to if p in after or not self._adjoining.heads_next(scene, quantity, p)]
        if self.period is not None:
            ahead = [p for p in ahead if p in after or not self._adjoining.nearer_next(scene, quantity, p)]
        if ahead or self.period is not None or len(spells) != 1:
            return next(iter(ahead), None)
        return next((p for p in open_to if "(" not in self.layout.page.folded[quantity.end : p.start]), None)

    def _passing(self, scene: Scene, quantity: Quantity, chosen: Period) -> bool:
        """Whether a period is only this figure's, and the passage goes on about its own."""
        if self.period is None:
            return False
        earlier = shifted(chosen.value, 1) == self.period
        number, spoken = self._spoken
        if number == scene.number and spoken is not None:
            earlier = earlier or chosen.value[:4] < self.period[:4]
        leads = chosen.start - scene.span.start <= _LEADING
        if leads and self._wholes.ends_plans(self.period, chosen):
            return False
        return earlier or self._bases.levels(scene, quantity) or (not leads and self._last_years(chosen))

    def _sums_up(self, scene: Scene, chosen: Period) -> bool:
        """Whether a longer time that holds the passage's is only summed up: that took the nine-month total to …"""
        if self.period is None or not spans(chosen.value, self.period):
            return False
        return any(self.layout.apart(w, chosen) <= _TOTAL for w in scene.of("total"))

    def _is_part(self, scene: Scene, chosen: Period) -> bool:
        """Whether a shorter time is only part of the one that the sentence speaks of: in six months, of which … in the second
        quarter."""
        number, spoken = self._spoken
        return number == scene.number and spoken is not None and spans(spoken, chosen.value)

    def _now(self, scene: Scene) -> str | None:
        """The period that the sentence speaks of."""
        number, period = self._aside
        return period if number == scene.number else self.period or self._wholes.closed(scene)

    def _inherited(self, scene: Scene, quantity: Quantity) -> str | None:
        """The passage's period; none for a plan, where that is over."""
        period, published = self._now(scene), self.layout.page.document.published
        if period is None or published is None or not is_over(period, published.date()):
            return period
        led = [w for w in scene.of("guidance") if w.end <= quantity.start and self.layout.apart(w, quantity) <= _AHEAD]
        led = [w for w in led if self.layout.breaks(w, quantity) < 1 and not self._grown(scene, w)]
        return None if led else period

    def _grown(self, scene: Scene, word: Hit) -> bool:
        """Whether a word of plans tells what was reached: added 7.9% to reach 31,400 tonnes."""
        return any(g.end <= word.start and self.layout.apart(g, word) <= _GROWING for g in scene.of("growth"))

    def _last_years(self, period: Period) -> bool:
        """Whether a plain year is only the one before that of a passage about a part of a year."""
        passage = self.period or ""
        return "-" in passage and period.relative and period.value == str(int(passage[:4]) - 1)

    def _in_turn(self, scene: Scene, quantity: Quantity) -> str | None:
        """The quarter or month before the passage's, where words beside the quantity say so: three months earlier."""
        layout = self.layout
        now = self._now(scene)
        if now is None or _UP_TO.search(layout.page.folded, max(0, quantity.start - 4), quantity.start):
            return None
        alike = [q for q in scene.quantities if q.kind in (quantity.kind, "count")]
        for word in scene.of("sequential"):
            if self._bases.only_compared(scene, word):
                continue
            near = [q for q in alike if layout.apart(word, q) <= _BESIDE and layout.breaks(word, q) < 1]
            led = [q for q in near if q.end <= word.start]
            if any(q.start == quantity.start for q in led[-1:] or near[:1]):
                self._sets_against(scene, before_in_turn(now))
                return before_in_turn(now)
        return None

    def _of_the_whole(self, scene: Scene, quantity: Quantity) -> str | None:
        """The time that the sentence speaks of the whole of: the month last named, that of the report, the year."""
        if month := self._wholes.month(scene, quantity):
            return month
        if self.lead and self._wholes.reported(scene, quantity):
            self.period = self.lead
            return self.lead
        return self._of_the_year(scene, quantity)

    def _of_the_year(self, scene: Scene, quantity: Quantity) -> str | None:
        """The year of the passage, or of the publication for plans, where the sentence speaks of the whole year."""
        published = self.layout.page.document.published
        if published and self._wholes.planned(scene, quantity):
            return str(published.year)
        for word in scene.of("whole-year"):
            dated = any(p.sort in _SPELLS and word.end <= p.start < quantity.start for p in scene.periods)
            first = not any(word.end <= q.start < quantity.start for q in scene.quantities if q.kind == quantity.kind)
            if self.period and word.end <= quantity.start and not dated and first:
                year = self.period[:4]
                if not scene.of("guidance"):
                    self.period = year
                return year
        return None

    def _beside(self, scene: Scene, quantity: Quantity, spells: list[Period]) -> str | None:
        """The period right before the quantity, with nothing but a bracket, a colon or "when" between: (2023: 3.9 Moz)."""
        folded = self.layout.page.folded
        led = [p for p in spells if p.sort not in BACKWARD and p.end <= quantity.start]
        if own := self._closing(scene, quantity, spells):
            return own
        if led and self._bases.passed(scene, led[-1]):
            return None
        opened = led and _OPENED.fullmatch(folded[led[-1].end : quantity.start])
        return led[-1].value if opened and not self._adjoining.dated(quantity, spells) else None

    def _closing(self, scene: Scene, quantity: Quantity, spells: list[Period]) -> str | None:
        """The period that stands behind the quantity in its own brackets: last year (1.71 million in 2017)."""
        around = self.layout.bracket(scene, quantity)
        if around is None or quantity.start - around[0] > 1:
            return None
        behind = (p for p in spells if quantity.end <= p.start < around[1] and p.sort not in BACKWARD)
        return next((p.value for p in behind if self._adjoining.touches(quantity, p)), None)

    def _before_change(self, scene: Scene, quantity: Quantity, spells: list[Period]) -> str | None:
        """The period of the first of two figures "from … to …": said right beside it, else the one before the second's."""
        following = next((q for q in scene.quantities if q.start >= quantity.end), quantity)
        period = self._context(scene, following) if following is not quantity else self.period
        for spell in spells:
            reach = 2 if spell.start >= quantity.end else 0
            beside = self.layout.apart(spell, quantity) <= reach and self.layout.apart(spell, following) > 0
            if beside and (spell.start >= quantity.end or spell.value != period):
                return shifted(self.period, -1) if self.period and self._last_years(spell) else spell.value
        return self._before(period)

    def _before(self, period: str | None) -> str | None:
        """The period that one is compared with: the one last set against it, else that of a year before; none of a plan's."""
        published = self.layout.page.document.published
        if period is None or (published is not None and period[:4] > str(published.year)):
            return None
        return self._set_against.get(period, shifted(period, -1))

    def _compared(self, scene: Scene, quantity: Quantity, own: list[Period]) -> str | None:
        """The period of an earlier figure: the one said beside it, else the one before that of the figure compared."""
        now = self._now(scene)
        beside = [p for p in own if self._adjoining.stands_by(p, quantity)]
        said = next((p for p in beside if p.sort not in BACKWARD or not p.relative), None)
        if said and now and (self._last_years(said) or self._turnings.turns_back(scene, said)):
            return shifted(now, -1)
        if said:
            self._sets_against(scene, said.value)
            return said.value
        if now is None:
            return next((p.value for p in beside), None)
        return shifted(now, -1) if beside else self._before(now)

    def _sets_against(self, scene: Scene, earlier: str | None) -> None:
        """Takes note of what the period that the sentence speaks of is compared with."""
        number, period = self._spoken
        if number == scene.number and period and earlier and period != earlier:
            self._set_against[period] = earlier
