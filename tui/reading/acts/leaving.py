"""Whether somebody leaves an undertaking, so that it ends for him."""

from __future__ import annotations

from tui.reading.acts.line import Line
from tui.reading.layout.page import Page

_LEFT = frozenset(
    {
        "jv",
        "venture",
        "project",
        "agreement",
        "site",
        "mine",
        "talks",
        "negotiate",
        "fund",
        "loan",
        "contractor",
        "offtake",
        "cooperate",
        "plant",
    }
)
"""What an undertaking is called that somebody leaves."""

_TELLING = frozenset({"money", "commodity", "pronoun"})
"""What may tell more of it before its word: the $900 million smelter, the lithium contract, its cooperation."""

_PURCHASES = frozenset({"buy", "sell", "offer", "agreement", "talks", "negotiate"})
"""What a purchase is called that somebody walks away from; who leaves a mine has sold it."""

_SOMEBODY = frozenset({"company", "company-word", "national-word", "bank-word", "side", "both", "pronoun", "state"})
"""What can leave something."""

_OBJECT_FAR = 30
"""Characters at most between a verb and the word for what is left."""


def is_left(page: Page, line: Line, index: int, kind: str) -> bool:
    """Whether what the word of number ``index`` tells to be left is an undertaking of that kind: the word behind (in Kazakh
    before), what only tells more of it between them apart."""
    token = line.tokens[index]
    beside = line.tokens[max(index - 1, 0) : index] if page.lang == "kk" else line.tokens[index + 1 : index + 4]
    object_ = next((t for t in beside if t.type not in _TELLING), None)
    if object_ is None or not any(t.type in _SOMEBODY for t in line.tokens[:index]):
        return False
    if page.lang != "kk" and object_.start - token.end > _OBJECT_FAR:
        return False
    return object_.type in (_PURCHASES if kind == "acquisition" else _LEFT)
