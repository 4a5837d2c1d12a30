"""The region that a sentence tells a figure of as of somebody who did it: Pavlodar Region, home of Bogatyr, gave 69 million t;
больше всего дала Акмолинская область - 15 тонн; Абай облысы алда: онда 21 тонна алынған."""

from __future__ import annotations

import re

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.figures.unnamed import PROVINCE

_FARTHEST = 90
"""How many characters may stand between a region and its figure."""

_APPOSED = re.compile(r", [^,;.:\d]{1,60}(?:, |(?= - ))")
"""What is said of a region in passing: Karaganda Region, home of Shubarkol, gave."""

_LED = {
    "en": re.compile(
        r"\b(?:in|of|at|to|for|from|into|near|across|within|by|over|around|outside|throughout|between|'s) (?:the )?$"
    ),
    "ru": re.compile(r"\b(?:в|во|на|через|за|про|у|к|из) $"),
}
"""What stands before a region that does nothing."""

_NOMINATIVE = {
    "ru": re.compile(r"[\w-]+(?:ская|цкая) область|область \w+|[\w-]+(?:ская|цкая)"),
    "kk": re.compile(r".* облысы"),
}
"""How a region is written that does something, in languages with cases."""

_TIED = re.compile(
    r"(?: alone| itself| one)?(?:,? (?:with|for|с|со)|:| -| -{0,2}\(| \()? ?"
    r"(?:(?:about|around|some|nearly|almost|just|over|more than|почти|около|порядка|свыше|более|примерно) ){0,2}"
)
"""What stands between a region and its figure where no verb does: область Абай с 60 млн, Akmola Region (15 tonnes)."""

_HELPED = re.compile(r" (?:(?:was|has|had|will|also|then|alone|itself|вновь|снова|тоже|сама) )?")
"""What stands between a region and its verb."""

_CLAUSE_KAZAKH = re.compile(r"(?:[,;:] |ішінде |арасында |ал )$")
_OFFICES = re.compile(r"[,;]|әкім|департамент|полиция|сот|аудан|қала| (?:үшін|бойынша|туралы)\b")
"""What stands behind a region in Kazakh that does nothing itself: the governor, a court, a district, a comma."""

_SPOKEN = re.compile(r", (?:яғни|онда) ")


def doer(layout: Layout, scene: Scene, quantity: Quantity) -> Mention | None:
    """The region whose figure it is by grammar; None where it does not tell."""
    behind = [m for m in scene.mentions if m.kind == "region" and m.name.endswith(PROVINCE)]
    led = [m for m in behind if m.end <= quantity.start and quantity.start - m.end <= _FARTHEST]
    if not led or any(q.kind == quantity.kind and led[-1].end <= q.start < quantity.start for q in scene.quantities):
        return None
    region = led[-1]
    folded = layout.page.folded
    start = region.end
    if apposed := _APPOSED.match(folded, start, quantity.start):
        start = apposed.end() - apposed.group().endswith(" ")
    if any(start <= m.start < quantity.start for m in scene.mentions) or not _is_nominative(layout, scene, region):
        return None
    return region if _acts(layout, scene, quantity, start) else None


def _is_nominative(layout: Layout, scene: Scene, region: Mention) -> bool:
    """Whether a region stands where one stands that does something."""
    folded, lang = layout.page.folded, layout.page.lang
    if (form := _NOMINATIVE.get(lang)) and not form.fullmatch(folded, region.start, region.end):
        return False
    if folded[region.end : region.end + 1] in ("'", "’", "-"):
        return False
    if lang == "kk":
        led = _CLAUSE_KAZAKH.search(folded, scene.span.start, region.start)
        return led is not None or region.start - scene.span.start <= 1
    return _LED[lang].search(folded, max(scene.span.start, region.start - 16), region.start) is None


def _acts(layout: Layout, scene: Scene, quantity: Quantity, start: int) -> bool:
    """Whether a verb, or nothing that matters, leads from a region that ends at ``start`` to its figure."""
    folded = layout.page.folded
    if layout.page.lang == "kk":
        return _OFFICES.search(_SPOKEN.sub(" ", folded[start : quantity.start])) is None
    if _TIED.fullmatch(folded, start, quantity.start):
        return True
    return any(c.start > start and _HELPED.fullmatch(folded, start, c.start) for c in scene.cues)
