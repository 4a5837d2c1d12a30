"""Names that only tell whose another name is, and names behind a figure that tell whose it is: Kazchrome's Aktobe plant, завод
«Казхрома», the 381 koz that Polymetal produced, 381 тыс. унций, добытых Polymetal."""

from __future__ import annotations

import re

from tui.model import Mention
from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.lookup.lexicon import Hit

_OWNED = {
    "en": re.compile(r"[\"»]?(?:'s|’s|s'|s’) (?:[\w-]+ )?[\"«]?"),
    "kk": re.compile(r"\"?(?:-?[^\W\d]{0,4})?(?: [^\W\d]+)?(?<=[ндт][ыі]ң) (?:[^\W\d]+(?:дағы|дегі|тағы|тегі) )?\"?"),
}
"""What stands between an owner and what it owns."""

_BETWEEN, _GENITIVE = re.compile(r"\"? \"?"), re.compile(r"[аяыи]\"?$")
"""What stands in Russian between a name and its owner's, and how that ends."""

_MADE_BY = {
    "en": re.compile(r"(?: of [\w -]{2,30})?,? (?:that|which) (?:the )?[\"«]?"),
    "ru": re.compile(
        r"(?: [^\W\d]+){0,3}, (?:добыт|произвед[её]н|выпущен|выплавлен|получен|продан|отгружен|экспортирован|поставлен)[^\W\d]*"
        r" (?:[^\W\d]+ )?[\"«]?"
    ),
}
"""What stands between a figure and who is told behind it to have made it."""


class Owning:
    """Tells owners beside what is theirs."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._lang = layout.page.lang
        self._heads = {h.start: h for h in layout.page.of_kind("head")}

    def is_owner(self, scene: Scene, mention: Mention) -> bool:
        """Whether a company only tells whose the company or site beside it is."""
        if mention.kind != "company" or self._is_stand_in(mention):
            return False
        names = [m for m in scene.mentions if m.kind in ("company", "site") and m.name != mention.name]
        folded = self.layout.page.folded
        if self._lang == "ru":
            return any(
                m.end <= mention.start and not self._is_stand_in(m) and _BETWEEN.fullmatch(folded, m.end, mention.start)
                for m in names
                if _GENITIVE.search(folded, mention.start, mention.end)
            )
        owned = _OWNED[self._lang]
        return any(mention.end <= m.start and owned.fullmatch(folded, mention.end, m.start) for m in names)

    def made(self, mention: Mention, quantity: Quantity) -> bool:
        """Whether a name behind a figure is who made that."""
        made = _MADE_BY.get(self._lang)
        if made is None or mention.start < quantity.end:
            return False
        return made.fullmatch(self.layout.page.folded, quantity.end, mention.start) is not None

    def head(self, mention: Mention) -> Mention | Hit:
        """What bears the case of a name: the noun behind it, where one stands there: «X» компаниясына."""
        folded, end = self.layout.page.folded, mention.end
        end += folded[end : end + 1] == '"'
        return self._heads.get(end + 1, mention) if folded[end : end + 1] == " " else mention

    def _is_stand_in(self, mention: Mention) -> bool:
        return (mention.start, mention.end) in self.layout.stand_ins
