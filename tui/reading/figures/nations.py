"""Companies that a text speaks of by their nation alone: the Turks will own 60%, у канадского участника, ирландтар шығарған."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from tui.model import Mention
from tui.reading.figures.scenes import Layout, Placed, Scene
from tui.reading.naming.parties import parent

_HOME = "KZ"
_BESIDE = 1
_PEOPLE = {
    "en": re.compile(r"[a-z]{3}(?<!s)s$|(?:ese|sh|ch|ss)$"),
    "ru": re.compile(r"(?:(?:ц|з|[^сц]к|[нд])(?:ы|и|ов|ев|ам|ами|ах)|(?:ян|чан)(?:е|ам|ами|ах)?)$"),
    "kk": re.compile(r"(?:лар|лер|дар|дер|тар|тер)(?:[дтн][ыі]ң|[дтғгқк][ыіае]|[дтн][ае]н)?$"),
}
"""How the words for the people of a country end; in English, with the article before."""

_AMBIGUOUS = ("ese", "sh", "ch", "ss")
"""How English words end that are adjectives, too: people are meant where a telling word follows, the Irish produced."""

_ARTICLE = re.compile(r"\bthe $")
_LEFT_OUT = re.compile(r" (?:- )?(?=\d)")
"""What parts an adjective whose noun is left out from its share: у канадского - 40%."""


class Nations:
    """The companies of a page by their countries, and the words that stand for them."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._ids = {m.id for s in layout.scenes for m in s.mentions if m.kind == "company"}
        self._at: dict[str, dict[str, Mention]] = defaultdict(dict)
        for scene in layout.scenes:
            for mention in scene.mentions:
                if mention.kind == "company" and (mention.start, mention.end) not in layout.stand_ins:
                    self._at[mention.country or ""].setdefault(mention.name, mention)

    def spoken(self, scene: Scene) -> Iterator[Mention]:
        """The companies of the nations whose people the sentence speaks of, each at that word."""
        for nation in self._alone(scene):
            if self._is_people(scene, nation) and (company := self._of(nation)):
                yield company

    def holding(self, scene: Scene) -> Iterator[Mention]:
        """The same for holders of shares, who may be spoken of by an adjective alone, too; those at home only with a word that
        stands for a partner."""
        for nation in self._alone(scene):
            sided = any(nation.end <= w.start and self._beside(nation, w) for w in scene.of("side"))
            elliptic = _LEFT_OUT.match(self.layout.page.folded, nation.end) is not None
            meant = nation.id != _HOME or sided or elliptic or self._is_people(scene, nation)
            if meant and (company := self._of(nation)):
                yield company

    def _alone(self, scene: Scene) -> Iterator[Mention]:
        """The nations that no name follows."""
        named = [m for m in scene.mentions if m.kind in ("company", "site") and self._is_named(m)]
        for nation in scene.mentions:
            if nation.kind == "country" and not any(m.start >= nation.end and self._beside(nation, m) for m in named):
                yield nation

    def _of(self, nation: Mention) -> Mention | None:
        """The page's only company of the nation, at the nation's place; of several at home the first that is no other's."""
        known = list(self._at[nation.id].values())
        if nation.id == _HOME and len(known) > 1:
            known = ([m for m in known if parent(self.layout.shelf, m.id) not in self._ids] or known)[:1]
        return replace(known[0], start=nation.start, end=nation.end) if len(known) == 1 else None

    def _is_people(self, scene: Scene, nation: Mention) -> bool:
        page = self.layout.page
        ends, word = _PEOPLE.get(page.lang), page.folded[nation.start : nation.end]
        if ends is None or not ends.search(word) or word == nation.name.casefold():
            return False
        if page.lang != "en":
            return True
        told = any(0 <= w.start - nation.end <= 1 for w in (*scene.cues, *scene.words))
        led = _ARTICLE.search(page.folded, max(0, nation.start - 4), nation.start)
        return led is not None and (told or not word.endswith(_AMBIGUOUS))

    def _beside(self, nation: Mention, other: Placed) -> bool:
        return self.layout.apart(nation, other) <= _BESIDE and self.layout.breaks(nation, other) < 1

    def _is_named(self, mention: Mention) -> bool:
        return (mention.start, mention.end) not in self.layout.stand_ins
