"""Kazakh shares that no verb gives to anybody: their holder follows in the locative, "60 пайызы «Қазатомөнеркәсіпте»"."""

from __future__ import annotations

import re

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene

_AT_HOLDER = re.compile(r"[^,;:]{0,24}?(?:та|те|да|де)(?![^\W_])")
_LED = re.compile(r"(?:-?[ыі])? ?(?:- [^,;:]{0,40}|(?:[^\W\d]+[лдт][ыі][қк] ){0,2})[\"«]?$")
"""What stands between a share and its holder: a dash, adjectives (канадалық), or nothing."""


def holder_behind(layout: Layout, scene: Scene, quantity: Quantity) -> Mention | None:
    """The company in the locative right behind a share; None where there is none, and in other languages."""
    if layout.page.lang != "kk" or quantity.kind != "percent":
        return None
    folded = layout.page.folded
    after = next((m for m in scene.mentions if m.kind == "company" and m.start >= quantity.end), None)
    if after is None or not _LED.match(folded, quantity.end, after.start):
        return None
    return after if _AT_HOLDER.match(folded, after.end - 3) else None
