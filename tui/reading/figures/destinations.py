"""Goods that go to another country: sent to Ukraine, отгружен в Польшу, Украинаға жөнелтілді; or that it takes: India bought."""

from __future__ import annotations

import re

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene

_TO = re.compile(
    r"\b(?:to|into|for|в|во|на|для)(?: (?:the|neighbou?ring|соседн\w+|стран[уы]|рынок|рынки|market in))?(?: of)? \"?$"
)
_TO_KAZAKH = re.compile(r"(?:[ғқ]а|[гкн]е|на)$")
_FROM = re.compile(r"\b(?:from|out of|из) $")
_FROM_KAZAKH = re.compile(r"(?:[дтн][ае]н)$")
_THERE = re.compile(r"(?:[ое]й|[иыа]х|е|ии)$")
"""How a Russian name ends that tells where something is, behind the same prepositions: в Китае."""

_DATIVE = re.compile(r"(?:им|ым|ому|ему)$")
"""How a Russian adjective ends of those who get something: российским электростанциям."""

_PARTED = 3
_LED = 30


def is_bound_abroad(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether the sentence gives another country as where the goods go, or as who takes them."""
    abroad = [m for m in scene.mentions if m.kind == "country" and m.id != "KZ"]
    near = [m for m in abroad if layout.breaks(m, quantity) < _PARTED]
    return any(_is_aim(layout, m) or _takes(layout, scene, m) for m in near)


def is_from_home(layout: Layout, scene: Scene, quantity: Quantity) -> bool:
    """Whether the goods come out of Kazakhstan: shipments from Kazakhstan, из Казахстана, Қазақстаннан."""
    home = [m for m in scene.mentions if m.id == "KZ" and layout.breaks(m, quantity) < _PARTED]
    return any(_is_source(layout, m) for m in home)


def _is_source(layout: Layout, country: Mention) -> bool:
    if layout.page.lang == "kk":
        return _FROM_KAZAKH.search(layout.page.words[layout.word(country.end - 1)].form) is not None
    return _FROM.search(layout.page.folded, max(0, country.start - _LED), country.start) is not None


def _is_aim(layout: Layout, country: Mention) -> bool:
    """Whether a preposition or case makes the country where something goes."""
    form = layout.page.words[layout.word(country.end - 1)].form
    if layout.page.lang == "kk":
        return _TO_KAZAKH.search(form) is not None
    if layout.page.lang == "ru" and _DATIVE.search(form):
        return True
    led = _TO.search(layout.page.folded[max(0, country.start - _LED) : country.start])
    return led is not None and (layout.page.lang == "en" or _THERE.search(form) is None)


def _takes(layout: Layout, scene: Scene, country: Mention) -> bool:
    """Whether the country leads a word of buying or getting."""
    return any(country.end <= w.start and layout.breaks(country, w) < _PARTED for w in scene.of("getting"))
