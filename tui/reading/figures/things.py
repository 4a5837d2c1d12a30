"""Nouns without a name ("the mine", "the licence"): which site they stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.bearing import Bearing
from tui.reading.figures.cast import Cast
from tui.reading.figures.kinds import Topic
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.lookup.lexicon import Hit

_MADE = re.compile(r"завод|фабрик|комбинат|зауыт|plant|smelter|refinery|concentrator|works|facility|zaýyt|fabrı")
_DUG = re.compile(r"рудник|шахт|месторожд|карьер|разрез|mine|deposit|pit|кеніш|кен ?орн|участ|учаск|licen")
_SORTS = {"deposit": "dug", "mine": "dug", "plant": "made", "smelter": "made"}
_ASIDE = re.compile(
    r"\b(?:at|in|on|of|from|for|to|near|by|with|на|в|во|из|от|до|для|с|со|у|о|об|к|при|рядом с) (?:the |its |[^\W\d]+ )?$"
)
_CASE = re.compile(r"(?:[дт][ае]|[дт][ае]н|н[ае]н|[ғқ]а|[гк]е|[ндт][ыі]ң|[дт]ағы|[дт]егі)$")
_PREPOSITION = 20
_NEAR = 5
_PAIR = 2
_BEFORE = 3


class Things:
    """The nouns for sites on a page."""

    def __init__(self, layout: Layout, cast: Cast, bearing: Bearing) -> None:
        self.layout = layout
        self.cast = cast
        self.bearing = bearing
        self._nouns: dict[int, list[Hit]] = defaultdict(list)
        for hit in layout.page.of_kind("head"):
            if hit.entry.properties["names"] == "site":
                self._nouns[layout.page.sentence_at(hit.start)].append(hit)
        self._only = self._only_sites()
        self._known: tuple[int, list[Hit], Mention | None] = (-1, [], None)

    def meant(self, scene: Scene, quantity: Quantity, topic: Topic) -> Iterator[tuple[Mention, str]]:
        """The sites that the sentence's nouns may stand for, and as what."""
        if self._known[0] != scene.number:
            self._known = scene.number, self._nameless(scene), self._last_site(scene)
        _, nouns, last = self._known
        if last is not None:
            yield last, "last-site"
        words = scene.of("thing")
        site = (last or self._only_site(scene)) if words or nouns else None
        if site is None:
            return
        if nouns:
            site = self._fitting(scene, nouns, site)
            near = any(self.layout.apart(h, quantity) <= _NEAR for h in nouns)
            yield site, "noun-near" if near else "noun"
            if self._leads(scene, nouns[0], quantity):
                yield site, "noun-first"
            cue = topic.cue
            if cue is not None and any(self.layout.apart(h, cue) == 0 and self._beside(h, cue) for h in nouns):
                yield site, "noun-of-cue"
            if not any(self.cast.measurable(m) for m in scene.mentions):
                yield site, "noun-alone"
        if topic.kind.corporate and any(self.layout.apart(w, quantity) <= _NEAR for w in words):
            yield site, "thing-corporate"

    def last(self, scene: Scene) -> Mention | None:
        """The site that the sentences just before spoke of."""
        return self._known[2] if self._known[0] == scene.number else self._last_site(scene)

    def _leads(self, scene: Scene, noun: Hit, quantity: Quantity) -> bool:
        """Whether the noun, which no preposition or case sets aside, stands before the figure, and no name before the noun: in
        2016 the mine should make."""
        folded = self.layout.page.folded
        if noun.end > quantity.start or _ASIDE.search(folded, max(0, noun.start - _PREPOSITION), noun.start):
            return False
        if self.layout.page.lang == "kk" and _CASE.search(folded, noun.start, noun.end):
            return False
        return not any(m.start < noun.start for m in self.bearing.upright(scene, quantity))

    def alike(self, scene: Scene, site: Mention) -> bool:
        """Whether the sentence has a noun of the site's class: a plant, or what is dug."""
        words = scene.of("thing")
        if not words:
            return False
        said = {self._class(w) for w in words} - {""}
        return self._class_of(site) in said

    def _class_of(self, site: Mention) -> str:
        for noun in self._nouns.get(self.layout.page.sentence_at(site.start), ()):
            if self._beside(noun, site) and (told := self._class(noun)):
                return told
        entry = self.layout.shelf.get("site", site.id)
        return _SORTS.get(entry.properties.get("sort", ""), "") if entry else ""

    def _class(self, word: Hit | Mention) -> str:
        folded = self.layout.page.folded
        if _MADE.search(folded, word.start, word.end):
            return "made"
        return "dug" if _DUG.search(folded, word.start, word.end) else ""

    def _beside(self, noun: Hit, site: Mention | Hit) -> bool:
        return self.layout.apart(noun, site) <= 1 and self.layout.breaks(noun, site) < 1

    def _last_site(self, scene: Scene) -> Mention | None:
        """The site that the sentences just before spoke of; none where they list several."""
        for earlier in reversed(self.layout.scenes[max(scene.number - _BEFORE, 0) : scene.number]):
            places = {m.name: m for m in reversed(earlier.mentions) if self._is_place(m) and not self.cast.wide(m)}
            sites = {name: m for name, m in places.items() if not self.cast.guest(m)} or places
            if len(sites) > _PAIR:
                return None
            if sites:
                return min(sites.values(), key=lambda m: m.start)
        return None

    def _fitting(self, scene: Scene, nouns: list[Hit], site: Mention) -> Mention:
        """The site, or, where the nouns are of another class than it is, the last of theirs: the plant, after two of them."""
        said = {self._class(noun) for noun in nouns}
        own = self._class_of(site)
        if not own or len(said) > 1 or said & {own, ""}:
            return site
        for earlier in reversed(self.layout.scenes[max(scene.number - _BEFORE, 0) : scene.number]):
            for mention in earlier.mentions:
                if mention.kind in ("company", "site") and self._class_of(mention) in said:
                    return mention
        return site

    def _is_place(self, mention: Mention) -> bool:
        """Whether a name is a site's, or that of a company that is one plant or mine: Kazakhstan Electrolysis Plant."""
        return mention.kind == "site" or (mention.kind == "company" and bool(self._class(mention)))

    def _only_site(self, scene: Scene) -> Mention | None:
        """The site of a story that has spoken of no other before the sentence."""
        if not self._only:
            return None
        first, until = self._only[0], self._only[1:]
        ended = bool(until) and self.layout.page.sentence_at(until[0].start) < scene.number
        return None if ended or self.layout.page.sentence_at(first.start) >= scene.number else first

    def _only_sites(self) -> list[Mention]:
        """The first mentions of the first two sites."""
        found: dict[str, Mention] = {}
        for scene in self.layout.scenes:
            for mention in scene.mentions:
                if mention.kind == "site" and mention.name not in found and not self.cast.guest(mention):
                    found[mention.name] = mention
                    if len(found) == _PAIR:
                        return list(found.values())
        return list(found.values())

    def _nameless(self, scene: Scene) -> list[Hit]:
        """The sentence's nouns for sites that no site's name stands beside."""
        sites = [m for m in scene.mentions if m.kind == "site"]
        return [h for h in self._nouns.get(scene.number, ()) if not any(self._beside(h, m) for m in sites)]
