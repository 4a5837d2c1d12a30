"""Figures of other countries: which are surely theirs, and which may be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.bearing import Bearing
from tui.reading.figures.kinds import Topic
from tui.reading.figures.scenes import Layout, Placed, Scene

_PLACED = re.compile(r"^(?:[^\W\d]+,? ){0,2}(?:in|в|во) (?:the )?$")
"""What stands before a country in which something is done."""

_NEAR = 4
_SENT = frozenset(("exports", "sales", "investment"))
_ABLE = 4
"""Characters between a country and the word for what it can make, which may be led by "is"."""

_WIDE = re.compile(r"worldwide|globally|in the world|around the world|по всему миру|во всем мире")
"""Words by which a foreign company's figure is that of all its mines."""


@dataclass
class Strangers:
    """Tells whether a figure is that of somebody abroad."""

    layout: Layout
    bearing: Bearing

    def have(self, scene: Scene, quantity: Quantity, topic: Topic) -> bool:
        """Whether the last name before the figure is that of a mine in another country, Kumtor produced 534,000 ounces, or of
        a company at work there or all over the world, or another country leads the word for what it can make, India is able
        to produce."""
        if topic.cue and topic.kind.subject == "site" and self._leads(scene, topic.cue):
            return True
        names = [m for m in scene.mentions if m.end <= quantity.start and m.kind in ("company", "site", "abroad")]
        if not names or not self.bearing.is_upright(scene, names[-1], quantity):
            return False
        if names[-1].kind == "abroad" or self._is_elsewhere(scene, names[-1]):
            return True
        layout = self.layout
        beside = (w for w in scene.of("world") if layout.apart(w, quantity) <= _NEAR)
        near = [w for w in beside if layout.breaks(w, quantity) < 1]
        return _is_foreign(names[-1]) and any(_WIDE.match(layout.page.folded, w.start) for w in near)

    def _is_elsewhere(self, scene: Scene, company: Mention) -> bool:
        """Whether a company that is none of Kazakhstan's does it in another country, which leads the sentence: in Gabon, Eramet
        mined 7 Mt."""
        if not _is_foreign(company):
            return False
        nations = [m for m in scene.mentions if m.kind == "country"]
        if any(m.id == "KZ" for m in nations) or any(m.kind in ("site", "region") for m in scene.mentions):
            return False
        folded = self.layout.page.folded
        return any(m.end <= company.start and _PLACED.search(folded[scene.span.start : m.start]) for m in nations)

    def _leads(self, scene: Scene, word: Placed) -> bool:
        """Whether another country stands right before a word."""
        nations = (m for m in scene.mentions if m.kind == "country" and m.id != "KZ")
        return any(0 <= word.start - m.end <= _ABLE for m in nations)

    def may_have(self, scene: Scene, mention: Mention, quantity: Quantity, topic: Topic) -> bool:
        """Whether a figure may be the other country's."""
        kind = topic.kind
        if kind.id in _SENT or kind.corporate or kind.subject == "site" or mention.start >= quantity.start:
            return False
        bearing = self.bearing
        return not (
            bearing.attributive(scene, mention) or bearing.oblique(mention) or bearing.only_says(scene, mention)
        )


def _is_foreign(mention: Mention) -> bool:
    return mention.kind == "company" and mention.country not in ("KZ", None, "")
