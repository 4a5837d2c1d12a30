"""What two tellings share: sites, homes, names, sums."""

from __future__ import annotations

import re

from tui.model import Mention
from tui.reading.acts.cast import Parties
from tui.reading.acts.line import Line, Token
from tui.reading.layout.page import Page

_APPOSED = re.compile(r'^["»”]?, (?:the |a |an )?(?:[\w-]+ )?$')
"""What stands between a company and the words that tell what it is."""

_UP_TO = frozenset({"to", "до", "дейін"})
_WORD = 8
"""Characters beside a share in which its preposition stands."""


def sites(lines: list[Line]) -> set[str]:
    """The sites that sentences name."""
    return {t.mention.id for line in lines for t in line.of("site") if t.mention}


def is_level(page: Page, share: Token) -> bool:
    """Whether a share is what somebody comes to hold with another one: raised to 69%, довел до 69%, 69 пайызға дейін."""
    before = page.spoken(max(share.start - _WORD, 0), share.start).split()[-1:]
    behind = page.spoken(share.end, share.end + _WORD).split()[:1]
    return not _UP_TO.isdisjoint((*before, *behind))


def is_apposed(page: Page, line: Line, word: Token) -> bool:
    """Whether a word only tells what the company right before it is: Katco, the joint venture of …"""
    before = line.tokens[max(line.tokens.index(word) - 1, 0)]
    return before.type == "company" and _APPOSED.match(page.spoken(before.end, word.start)) is not None


def abroad(parties: Parties) -> set[str]:
    """The foreign countries that the parties are from."""
    return {m.country for m, _ in parties.values() if m.country and m.country != "KZ"}


def kin(one: Mention, other: Mention) -> bool:
    """Whether two names are one company's, or a group's and its unit's: the one begins with the other."""
    return one.id == other.id or one.name.startswith(other.name) or other.name.startswith(one.name)


def equal(one: Token | None, other: Token | None) -> bool:
    """Whether both tell a sum, and the same."""
    return one is not None and other is not None and near(one, other)


def exact(one: Token | None, other: Token | None) -> bool:
    """Whether both tell a sum, and exactly the same one."""
    return one is not None and other is not None and bool(one.value.value == other.value.value)


def near(one: Token, other: Token) -> bool:
    """Whether two sums may be one that is rounded."""
    a, b = one.value.value, other.value.value
    return a is None or b is None or abs(a - b) <= 0.1 * max(abs(a), abs(b))
