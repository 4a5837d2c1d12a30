"""Plants and mines that a story never names: its figures are theirs, not the country's."""

from __future__ import annotations

import re

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.kinds import Kind
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.lookup.lexicon import Hit

_BEFORE = 2
"""Sentences in which the noun is looked for besides the figure's own."""

_LEAD = 3
PROVINCE = " Region"
"""How the names of regions end, unlike those of the cities that are none of their region's."""
_SEVERAL = {
    "en": re.compile(r"(?<!k)s$"),
    "ru": re.compile(r"(?:ы|(?<!и)и|ов|ам|ами|ах|ий)$"),
    "kk": re.compile(r"(?:лар|лер|дар|дер|тар|тер)[ыі]?(?:ның|нің|мен|ға|ге|да|де|ан|ен)?$"),
}
"""How nouns end that mean several."""
_MODIFIED = r"(?<![^\W_])([a-z][a-z-]{3,}) "
_PLAIN = frozenset(
    "this that these those another second first third next each every such other same whole former present existing future "
    "planned proposed modern large huge giant small said from with into local kazakh foreign their entire".split()
)
"""Words before a noun that do not tell what it makes."""


class Unnamed:
    """Tells the plant or mine without a name that a passage speaks of."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._made: set[tuple[int, int]] = set()

    def meant(self, scene: Scene, quantity: Quantity, kind: Kind) -> Mention | None:
        """The nameless site that a figure is of, which is of the country by its clues; None where no noun tells one, or the
        sentence has spoken of the whole country."""
        if not (kind.subject == "site" or (kind.corporate and "count" in kind.units)):
            return None
        if any(w.end <= quantity.start for w in scene.of("sector")):
            return None
        scenes = self.layout.scenes
        words = self.single
        near = [scene, *reversed(scenes[max(scene.number - _BEFORE, 0) : scene.number]), *scenes[:1]]
        if not any(words(s, "works", "enterprise") for s in near):
            return None
        told = [w for s in (*near, *scenes[:_LEAD]) for w in words(s, "works")]
        return self._mention((told or [w for s in near for w in words(s, "enterprise")])[0])

    def is_another(self, scene: Scene, site: Mention) -> bool:
        """Whether the sentence speaks of another nameless site than the one: of a plant after a mill."""
        if site.id or not site.new or (site.start, site.end) not in self._made:
            return False
        words = {w.entry.id: self._nominative(w) for w in self.single(scene, "works")}
        return bool(words) and not any(site.name.startswith(w) or f"{w} (" in site.name for w in words.values())

    def single(self, scene: Scene, *idents: str) -> list[Hit]:
        """The nouns of a sentence that speak of one site, not of several."""
        several = _SEVERAL.get(self.layout.page.lang)
        folded = self.layout.page.folded
        return [w for w in scene.of(*idents) if several is None or not several.search(folded, w.start, w.end)]

    def _mention(self, word: Hit) -> Mention:
        """The noun as a name: what it makes, its nominative, the region."""
        noun = self._nominative(word)
        name = self._modified(noun) if self.layout.page.lang == "en" else noun
        dateline = self.layout.page.dateline
        lead = [m for s in self.layout.scenes[:_LEAD] for m in s.mentions if m.kind == "region"]
        lead = [m for m in lead if not dateline.start <= m.start < dateline.end]
        self._made.add((word.start, word.end))
        region = next((m for m in lead if m.name.endswith(PROVINCE)), next(iter(lead), None))
        return Mention("site", "", f"{name} ({region.name})" if region else name, word.start, word.end, new=True)

    def _nominative(self, word: Hit) -> str:
        """The spelling of the vocabulary that the word begins most like."""
        page = self.layout.page
        written = page.folded[word.start : word.end]
        own = [spelling for language, spelling in word.entry.spellings if language == page.lang]
        return max(own, key=lambda spelling: (_shared(spelling, written), -len(spelling)), default=written)

    def _modified(self, noun: str) -> str:
        """The noun with the word before it that says what it makes: ferroalloy plant."""
        head = self.layout.page.folded[: self.layout.scenes[min(_LEAD, len(self.layout.scenes)) - 1].span.end]
        told = (m.group(1) for m in re.finditer(_MODIFIED + re.escape(noun) + r"(?![^\W_])", head))
        modifier = next((m for m in told if m not in _PLAIN), "")
        return f"{modifier} {noun}".strip()


def _shared(spelling: str, written: str) -> int:
    """How many letters two words begin with alike."""
    pairs = zip(spelling.casefold(), written, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(spelling), len(written)))
