"""Who holds a stake: the company beside the share, before or behind the word of holding."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.locative import holder_behind
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.lookup.lexicon import Hit

_GENITIVE = re.compile(r"[^\W\d]*(?:-[^\W\d]+)?\"?(?: [^\W\d]+){0,3}?(?<=[нтд][ыі]ң)(?![^\W_])")
_POSSESSED = re.compile(r"'s (?:\w+ ){0,2}(?:shareholder|owner)")
_WITHIN = re.compile(r"\b(?:in|of|в|во) (?:the |jv |сп |тоо |ао |нак )?\"?$")


@dataclass
class Holders:
    """Tells the holders of stakes."""

    layout: Layout

    def of(self, scene: Scene, quantity: Quantity) -> Mention | None:
        """The company that holds the share; None where none is named."""
        layout = self.layout
        folded = layout.page.folded
        companies = [m for m in scene.mentions if m.kind == "company"]
        companies = [m for m in companies if not _POSSESSED.match(folded, m.end)]
        if not companies:
            return None
        before = [m for m in companies if m.end <= quantity.start and not self._owned(m, quantity)]
        after = [m for m in companies if m.start >= quantity.end]
        held = [
            w for w in scene.of("held-by") if layout.breaks(w, quantity) < 5 and not _next_share(scene, quantity, w)
        ]
        if (owner := holder_behind(layout, scene, quantity)) is not None:
            return owner
        if (owner := self._bracketed(companies, quantity)) is not None:
            return owner
        following = folded[quantity.end : quantity.end + 4]
        if after and following.startswith((" to ", " by ")):
            return after[0]
        if layout.page.lang == "kk":
            if held and (inside := [m for m in companies if m.end <= held[0].start and not self._owned(m, quantity)]):
                beyond = [m for m in inside if m.start >= quantity.end]
                return beyond[0] if beyond and not before else inside[-1]
            return before[-1] if before else next(iter(after), None)
        if held:
            word = min(held, key=lambda w: layout.apart(w, quantity))
            if word.start >= quantity.end and (beyond := [m for m in after if m.start >= word.end]):
                return beyond[0]
            if word.end <= quantity.start and (inside := [m for m in before if m.start >= word.end]):
                return inside[-1]
        return before[-1] if before else next(iter(after), None)

    def _bracketed(self, companies: list[Mention], quantity: Quantity) -> Mention | None:
        """The company that has the share in brackets behind it: Cameco (40%)."""
        folded = self.layout.page.folded
        if folded[quantity.start - 1 : quantity.start] != "(":
            return None
        near = [m for m in companies if m.end <= quantity.start and not folded[m.end : quantity.start].strip(' ("')]
        return near[-1] if near else None

    def _owned(self, mention: Mention, quantity: Quantity) -> bool:
        """Whether the mention is what the share is of: in Inkai, «Инкай» кәсіпорнының."""
        folded = self.layout.page.folded
        if self.layout.page.lang == "kk":
            others = (m.start for s in self.layout.scenes for m in s.mentions if m.start >= mention.end)
            end = min(quantity.start, mention.end + 60, next(others, quantity.start))
            return _GENITIVE.match(folded, max(mention.start, mention.end - 4), end) is not None
        return _WITHIN.search(folded[max(0, mention.start - 14) : mention.start]) is not None


def _next_share(scene: Scene, quantity: Quantity, word: Hit) -> bool:
    """Whether a word of holding behind a share is already about the next one: A's share is 75%, 25% belongs to B."""
    return any(q.kind == "percent" and quantity.end <= q.start < word.start for q in scene.quantities)
