"""Whether a percentage is the grade of what stands before it: 8.6 million tons at 30%, 11.4m at 9.8% Zn and 1.1% Pb."""

from __future__ import annotations

import re

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene

_IN_GROUND = frozenset(("reserves", "resources"))
_AT = re.compile(r"(?:\bat|@|grading|with) (?:an average (?:of )?|over |more than |about |around |some )?$")
_DRILLED = re.compile(r"\d ?(?:m|metres|meters|м|метров|метра) (?:at|of|@|grading|с содержанием|по) $")
_ALIKE = re.compile(r" [^\W\d]+(?:,| and| и|, and) ")
"""The metal of one share in a list, and what joins the next."""

_ITS_METAL = re.compile(
    r"(?:[ыі]|(?: (?:оксид|тотығ|үлес|құрам)[ыі]))(?: (?:небәрі|орташа|шамамен|бар болғаны))? (?:- )?$"
)
"""How a Kazakh text goes on from the ore to the metal in it: 138 млн тонна кенді құрайды, мысы 1,05 пайыз."""

_WITH, _OF_METAL = re.compile(r"\b(?:с|при) $"), 2
"""The Russian prepositions before a share of metal, and how near behind it the metal stands: концентрата с 48% оксида хрома."""

_LISTED = re.compile(r"[^\W\d_] ?(?:-|:|at) ?$")


def tells_grade(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether a mass, a drilled length or another grade stands before the percentage as its grade."""
    folded = layout.page.folded
    before = folded[max(0, quantity.start - 30) : quantity.start]
    if _DRILLED.search(before):
        return True
    earlier = [q for q in scene.quantities if q.end <= quantity.start]
    if earlier and earlier[-1].kind == "percent" and _ALIKE.fullmatch(folded, earlier[-1].end, quantity.start):
        return tells_grade(layout, scene, earlier[-1])
    masses = [q for q in earlier if q.kind == "mass"]
    if not masses:
        return False
    if _AT.search(before) and layout.apart(masses[-1], quantity) <= 3:
        return True
    if _WITH.search(before) and layout.apart(masses[-1], quantity) <= 3 and _is_of_metal(layout, scene, quantity):
        return True
    named = any(layout.apart(c, quantity) == 0 and c.end <= quantity.start for c in scene.commodities)
    told = any(c.entry.id in _IN_GROUND for c in scene.cues)
    if told and layout.page.lang == "kk" and _ITS_METAL.search(before):
        return any(c.end <= quantity.start and layout.apart(c, quantity) <= _OF_METAL for c in scene.commodities)
    return named and told and bool(_LISTED.search(before))


def _is_of_metal(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether a share is told to be that of a metal behind it."""
    behind = (c for c in scene.commodities if c.start >= quantity.end)
    return any(layout.apart(quantity, c) <= _OF_METAL and layout.breaks(quantity, c) < 1 for c in behind)
