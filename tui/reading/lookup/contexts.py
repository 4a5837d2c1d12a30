"""Words around a name that tell what part its owner takes, as data: tables ``[context.x]``.

``stands`` is "before" or "behind" the name, or "near" it: anywhere in the piece of text that is looked at. In a phrase ``*`` at
a word's end stands for any ending and alone for any word; ``gap`` is how many more words may lie between phrase and name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tui.reading.lookup.library import Library
from tui.reading.lookup.vocabulary import Entry
from tui.text import fold

REACH = 48
"""Characters before a name in which a phrase is looked for."""

_WIDEST = 9
"""Words of a gap at the most, whatever a table asks for."""

_SHAPES = {
    "before": r"\b(?:{told})(?: \w+){{0,{gap}}} ?(?:[–—:-] )?(?:the )?(?:(?:ао|тоо|оао|зао|пао|jsc|llp|ltd) )?[\"«“(]?$",
    "behind": r"[\"»”]?(?:[дтн][ае]н)?\.?[ -]?(?:\w+[ -]){{0,{gap}}}?(?:{told})(?!\w)",
    "near": r"\b(?:{told})(?!\w)",
}
"""Between a phrase and a name there may be a dash, an article, a legal form, a quotation mark, the case of a Kazakh name."""


class Context:
    """One table of phrases; what it says wrongly of their place (`kenwatch check` tells) counts for nothing. Places count in
    folded text."""

    def __init__(self, entry: Entry | None) -> None:
        told = "|".join(_phrase(phrase) for _, phrase in entry.spellings) if entry else ""
        held = entry.properties if entry else {}
        shape = _SHAPES.get(str(held.get("stands")), _SHAPES["near"])
        gap = held.get("gap")
        self._pattern = re.compile(
            shape.format(told=told or "(?!)", gap=min(max(gap, 0), _WIDEST) if isinstance(gap, int) else 0)
        )

    def before(self, text: str, at: int) -> bool:
        """Whether a phrase stands before the name that begins at ``at``."""
        return self._pattern.search(text, max(at - REACH, 0), at) is not None

    def behind(self, text: str, at: int) -> bool:
        """Whether a phrase stands behind the name that ends at ``at``."""
        return self._pattern.match(text, at) is not None

    def near(self, text: str, start: int, end: int) -> bool:
        """Whether a phrase stands between two places."""
        return self._pattern.search(text, start, end) is not None

    def opens(self, text: str, at: int) -> bool:
        """Whether a phrase begins at a place."""
        return self._pattern.match(text, at) is not None


@lru_cache(maxsize=256)
def context(shelf: Library, ident: str) -> Context:
    """The table ``[context.ident]``; one that is never met where there is none."""
    return Context(shelf.get("context", ident))


def _phrase(told: str) -> str:
    return " ".join(r"\w+" if word == "*" else re.escape(word).replace(r"\*", r"\w*") for word in fold(told).split())
