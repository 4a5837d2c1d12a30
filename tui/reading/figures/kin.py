"""Who of those whom a figure may measure belongs to whom, by what is known of them and by what the text says: a mine to the
company that digs there, that to its group; the firm of which somebody bought 55%."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection

from tui.model import Mention
from tui.reading.figures.claims import Claim
from tui.reading.figures.scenes import Layout

_ABOVE = {"company": "parent", "site": "operator"}
_STAKE = re.compile(
    r"(?:\d|%|per ?cent|процент\w*|пайыз\w*|s(?<!\w.)(?:take|hares?)|i(?<!\w.)nterest|д(?<!\w.)ол[юия]|п(?<!\w.)акет"
    r"|а(?<!\w.)кций)"
    r"(?: (?:stake|interest|shares?|of|in|в|акций|доли|долей|уставного|капитала|the|тоо|ао|жшс|ақ|компании))*[ \"«]*$"
)
"""What stands before the name of whom somebody has or takes a share; it begins with a set of characters, which is searched for
quickly."""

_REMOTE = frozenset(("unheard", "onlooker"))
"""Clues of those who are no rivals to anyone: only named further down, or never measured."""

_LED = 40


class Kin:
    """The relations of a page's companies and sites."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._named: dict[str, list[Mention]] = defaultdict(list)
        for scene in layout.scenes:
            for mention in scene.mentions:
                if mention.kind in _ABOVE:
                    self._named[mention.name].append(mention)
        self._held: dict[str, bool] = {}

    def relate(self, claims: Collection[Claim], family: str) -> None:
        """Adds to the claims which of them owns another, which is another's, and of whom shares are told; ``family`` is that of
        the measure, or "group" where the sentence speaks of a whole group."""
        near = (c for c in claims if c.mention.kind in _ABOVE and c.clues.isdisjoint(_REMOTE))
        known = {c.mention.id: c for c in near if c.mention.id}
        for claim in known.values():
            for ident in self._owners(claim.mention.kind, claim.mention.id):
                if (owner := known.get(ident)) is not None:
                    claim.clues.add(f"child-{family}")
                    owner.clues.add(f"parent-{family}")
        for claim in claims:
            if self._is_held(claim.mention.name):
                claim.clues.add(f"held-{family}")

    def _is_held(self, name: str) -> bool:
        """Whether the page tells of shares in whom it names so."""
        if name not in self._held:
            folded = self.layout.page.folded
            named = self._named.get(name, ())
            self._held[name] = any(_STAKE.search(folded, max(0, m.start - _LED), m.start) for m in named)
        return self._held[name]

    def _owners(self, kind: str, ident: str) -> list[str]:
        """Whom a company or site belongs to, the nearest first."""
        found: list[str] = []
        while (entry := self.layout.shelf.get(kind, ident)) is not None:
            above = entry.properties.get(_ABOVE[kind])
            if above is None or above in found:
                break
            found.append(above)
            kind, ident = "company", above
        return found
