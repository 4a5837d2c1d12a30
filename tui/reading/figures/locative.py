"""Kazakh shares with their holder right behind them: in the locative, "60 пайызы «Қазатомөнеркәсіпте»", or in the dative of a
list whose last alone has the verb, "63 пайызы «Самұрық-Қазынаға», 12 пайызы Cameco-ға тиесілі"."""

from __future__ import annotations

import re

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene

_AT_HOLDER = re.compile(r"[^,;:]{0,24}?(?:та|те|да|де)(?![^\W_])")
_TO_HOLDER = re.compile(r"[^,;:]{0,24}?(?:[ғқ]а|[гк]е|[ыі]н[ае])(?:,| мен | және | ал | )")
_LED = re.compile(r"(?:-?[ыі])? ?(?:- [^,;:]{0,40}|(?:[^\W\d]+[лдт][ыі][қк] ){0,2})[\"«]?$")
"""What stands between a share and its holder: a dash, adjectives (канадалық), or nothing."""


def holder_behind(layout: Layout, scene: Scene, quantity: Quantity) -> Mention | None:
    """The company in such a case right behind a share; None where there is none, and in other languages."""
    if layout.page.lang != "kk" or quantity.kind != "percent":
        return None
    folded = layout.page.folded
    after = next((m for m in scene.mentions if m.kind == "company" and m.start >= quantity.end), None)
    if after is None or not _LED.match(folded, quantity.end, after.start):
        return None
    if _AT_HOLDER.match(folded, after.end - 3):
        return after
    given = any(w.start >= after.end for w in scene.of("held-by"))
    return after if given and _TO_HOLDER.match(folded, after.end - 3) else None
