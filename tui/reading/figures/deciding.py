"""What grammar alone decides of a figure: whose workers are counted, who is yet to come, and that what was laid out has been."""

from __future__ import annotations

import re

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Placed, Scene

_OWNED = {
    "en": re.compile(r"(?:['’]s|s['’]|\b(?:its|their)) (?:[a-z]+ )?$"),
    "ru": re.compile(r"\b(?:сво(?:их|им|ими)|его|ее|их) (?:[^\W\d]+ )?$"),
}
"""What stands before a number of those who work for somebody: the company's 4,100 workers, своим 6,2 тыс. работников."""

_STAFFED = re.compile(r"\b(?:на|в|во) (?:[^\W\d]+ ){0,2}\"?$")
_POSSESSED = re.compile(r"(?:кер|[шң]ы(?:с)|ші(?:с))[іы]")
"""How the Kazakh nouns for workers go on that are somebody's: жұмыскері, жұмысшысына."""

_NOW_OR_LATER = re.compile(r"[еі]йді|еді")
"""How Kazakh verbs of working end that may speak of now or of later: жұмыс істейді, еңбек етеді."""

_WORKING = re.compile(
    r" (?:people|men|women|workers|miners|specialists) (?:now |currently |already )?work(?:s|ed)? (?:for|at|in|there)\b"
)
"""What stands behind a number of people who work somewhere already: 1,200 people work for Katco."""

_OF_WHICH = re.compile(
    r" (?:акций|капитала|уставного капитала|долей|паев) (?:в )?котор[а-я]+ |(?: \"?[^\W\d]+\"?){1,3}-(?:owned|held|controlled)\b"
)
"""What follows a share that somebody holds, by grammar: 70% акций которого у X, 70 per cent Glencore-owned."""

_SHARE_OF = re.compile(r"(?<=[^\W_])\"?(?:-?[нтд][ыі]ң)? үлесі (?:- )?(?:шамамен )?$")
"""What stands before a share that a Kazakh name has: CGN үлесі – 49%."""

_LEAST, _LEAST_OF_SOME = 100, 1000
"""The least number of workers that is a whole staff; of workers whose employer's name only follows, some may be meant."""

_LED, _NEXT, _NAMED, _BESIDE = 24, 1, 2, 2


def decided(layout: Layout, scene: Scene, quantity: Quantity, nouns: frozenset[str]) -> str:
    """The kind that the figure is of by grammar alone, "" where it does not tell."""
    if "staff" in nouns and "job" not in nouns and not quantity.spelt and _is_staff(layout, scene, quantity):
        return "employees"
    if quantity.kind == "count" and "people" in nouns and _WORKING.match(layout.page.folded, quantity.end):
        return "employees"
    if quantity.kind == "count" and "people" in nouns and _is_to_come(layout, scene, quantity):
        return "jobs"
    if quantity.kind == "percent" and is_held(layout, scene, quantity):
        return "stake"
    return "capex" if quantity.kind == "money" and _is_laid_out(layout, scene, quantity) else ""


def _is_staff(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether the workers counted are all of somebody's: its 4,100 workers, на «Казхроме» 17 400 работников."""
    if quantity.value < _LEAST or scene.of("accident", "dwellers", "building"):
        return False
    noun = next(n for n in scene.nouns if n.entry.id == "staff" and n.start >= quantity.end)
    folded = layout.page.folded
    if layout.page.lang == "kk":
        return _POSSESSED.search(folded, noun.start, noun.end) is not None
    owned = _OWNED.get(layout.page.lang)
    if owned and owned.search(folded, max(scene.span.start, quantity.start - _LED), quantity.start):
        return True
    if layout.page.lang != "ru":
        return False
    names: list[Placed] = [*scene.mentions, *scene.of("enterprise", "works")]
    at = any(
        m.end <= quantity.start
        and layout.apart(m, quantity) <= _NAMED
        and layout.breaks(m, quantity) < 1
        and _STAFFED.search(folded, max(scene.span.start, m.start - _LED), m.start)
        for m in names
    )
    of = any(0 <= m.start - noun.end <= _NEXT + 1 for m in names)
    return at or (of and quantity.value >= _LEAST_OF_SOME)


def _is_to_come(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether those counted are to work at what the headline says is to be built, by a Kazakh verb of now or of later."""
    page = layout.page
    if (
        page.lang != "kk"
        or not page.document.title
        or not layout.scenes[0].of("building")
        or scene.of("now", "sector", "nationwide")
    ):
        return False
    told = [c for c in scene.cues if c.start >= quantity.end and c.entry.id == "employees"]
    return bool(told) and _NOW_OR_LATER.search(page.folded, told[0].start, told[0].end) is not None


def is_held(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether a share is of the shares in something, and a company's, by the words right around it."""
    folded = layout.page.folded
    if layout.page.lang != "kk":
        return _OF_WHICH.match(folded, quantity.end) is not None
    led = _SHARE_OF.search(folded, max(scene.span.start, quantity.start - _LED), quantity.start)
    return led is not None and any(0 <= led.start() - m.end <= 1 for m in scene.mentions if m.kind == "company")


def _is_laid_out(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether a verb in the past tells how much capital expenditure came to: капитальные затраты компании составили $88 млн."""
    came = [w for w in scene.of("came-to") if w.end <= quantity.start and layout.apart(w, quantity) <= _BESIDE]
    told = [c for c in scene.cues if c.end <= quantity.start and not c.weak]
    if not came or not told or told[-1].entry.id != "capex":
        return False
    between = any(told[-1].end <= q.start < quantity.start and q.kind == "money" for q in scene.quantities)
    return told[-1].end <= came[-1].start and not between and layout.breaks(told[-1], quantity) < 1
