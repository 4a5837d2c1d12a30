"""What changes hands: what a mine yields, machines, or something that is held."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.reading.acts.line import Line, Token
from tui.reading.acts.performing import performed
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import listed

HELD = frozenset({"mine", "site", "plant", "project", "company"})
"""What is sold if it is named behind what it yields: a gold ore deposit."""

_BARE_METAL = {
    "en": re.compile(r"(?:[.,;]| (?:from|to|in|under|on|at|for|and|through|via|that|until)\b)"),
    "ru": re.compile(r"(?:[.,;]| (?:у|в|для|по|на|из|и|с|до|через|компании|китаю|китайск\w+)\b)"),
}
"""What stands behind a metal that is no part of a longer name: to buy beryllium from Rwanda."""

_FROM_WHOM = frozenset({"from", "company", "country"})
_PREDICATE = 16
"""Characters behind a metal in which it is shown to stand alone."""

_PAIR = 2
_PRODUCT = re.compile(r"^(?:концентрат|руд[аыуе]|катод|окатыш|слитк|продукц)")
"""Nouns of what is mined, behind which stands in the genitive what it is of: концентрат месторождения."""

_TOUCH = 3
"""Characters at most between a verb and what it is about."""


def of_goods(page: Page, shelf: Library, line: Line) -> bool:
    """Whether what is sold or bought is what a mine yields: the word has it right behind or before it, or the sentence opens
    with it, or it goes under a contract, and no share is told."""
    if line.has("stake", "percent", "take-stake", "jv"):
        return False
    types = [t.type for t in line.tokens]
    deals = [n for n, name in enumerate(types) if name in ("buy", "sell")]
    if any(_metal_itself(page, line, deal) for deal in deals):
        return True
    if (
        line.has("ore", "mass", "commodity")
        and not line.has("mine", "site")
        and performed(page, shelf, line, "offtake")
    ):
        return True
    if not line.has("ore", "mass"):
        return False
    goods = [n for n, name in enumerate(types) if name in ("ore", "mass")]
    if any(set(types[:n]) <= {"commodity"} for n in goods):
        return True
    held = {n for n in goods if _names_what_is_held(page, line.tokens[n : n + 2])}
    return any(_adjoin(types, n, deal) for n in goods if n not in held for deal in deals)


def _names_what_is_held(page: Page, pair: Sequence[Token]) -> bool:
    """Whether a mineral's word is but a part of the name of what is behind it: a gold ore deposit, and no ore of a deposit."""
    if len(pair) < _PAIR or pair[1].type not in HELD:
        return False
    of = page.lang == "ru" and _PRODUCT.search(page.spoken(pair[0].start, pair[0].end)) is not None
    return pair[1].start - pair[0].end <= _TOUCH and not of


def _metal_itself(page: Page, line: Line, deal: int) -> bool:
    """Whether a metal is bought or sold as such, right beside the verb: to buy beryllium from …, уран сатып алады; between them
    at most from whom, or whose it is: купит у «Казатомпрома» уран. An adjective is none: a gold mine, медный рудник."""
    tokens = line.tokens
    if page.lang == "kk":
        return deal > 0 and tokens[deal - 1].type == "commodity" and tokens[deal].start - tokens[deal - 1].end <= 1
    at, end = deal + 1, tokens[deal].end
    while at < len(tokens) and tokens[at].start - end <= _TOUCH and tokens[at].type in _FROM_WHOM:
        at, end = at + 1, tokens[at].end
    if at >= len(tokens) or tokens[at].type != "commodity" or tokens[at].start - end > _TOUCH:
        return False
    behind = page.folded[tokens[at].end : tokens[at].end + _PREDICATE]
    return _BARE_METAL[page.lang].match(behind) is not None


def _adjoin(types: list[str], one: int, other: int) -> bool:
    """Whether only what goods are of stands between two words of a sentence."""
    return set(types[min(one, other) + 1 : max(one, other)]) <= {"commodity", "ore", "mass"}


def of_machines(page: Page, shelf: Library, line: Line) -> bool:
    """Whether machines are delivered, and nothing that a mine yields."""
    spoken = f" {page.spoken(line.span.start, line.span.end)}"
    return not line.has("ore", "mass") and any(f" {word}" in spoken for word in listed(shelf, "machines"))
