"""Who can be a party: companies and agencies with a part in a deal, not ministries, media, exchanges or brokers."""

from __future__ import annotations

import re

from tui.model import Mention
from tui.reading.library import Library
from tui.reading.line import Line, Token

_NO_PARTY = re.compile(
    r"\b(?:Ministry|Committee|Government|Commission|Administration|Department|Agency of Kazakhstan|Geological Service|"
    r"Nuclear Agency|National Bank|Stock Exchange|Financial Centre|Association|Chamber|Akorda|Exchange|Министерств\w*|"
    r"Комитет\w*|World Bank)\b"
)
GUEST = "guest"
"""The role of a company that is only met."""

_APART = 12
"""Characters between a company and the word that makes it an owner or a speaker."""

_PROMOTERS = frozenset({"kazakh-invest"})


def acts(shelf: Library, mention: Mention) -> bool:
    """Whether the organisation can be a party to a deal."""
    return mention.id not in _PROMOTERS and _NO_PARTY.search(mention.name) is None


def involved(shelf: Library, line: Line) -> list[Mention]:
    """The companies of a sentence that may have a part in what it tells."""
    return [t.mention for t in line.of("company") if t.mention is not None and acts(shelf, t.mention)]


def onlookers(line: Line, language: str) -> list[Mention]:
    """The companies that a sentence names only as somebody's owner, or as the one who says so."""
    found = []
    tokens = line.tokens
    for number, token in enumerate(tokens):
        if token.mention is None or token.type != "company":
            continue
        before = tokens[number - 1] if number else None
        behind = tokens[number + 1] if number + 1 < len(tokens) else None
        sign = behind if language == "kk" else before
        owner = (
            sign is not None
            and sign.type == "affiliate"
            and _touch(sign, token)
            and _has_child(tokens, number, language)
        )
        speaker = any(t is not None and t.type == "say" and _touch(t, token) for t in (before, behind))
        if owner or (speaker and number > len(tokens) // 2):
            found.append(token.mention)
    return found


def guests(line: Line) -> list[Mention]:
    """The companies whose people a sentence only sends to a meeting: the nearest to a word of meeting."""
    found = []
    for number, token in enumerate(line.tokens):
        if token.type == "meet":
            for other in line.tokens[max(number - 2, 0) : number + 3]:
                if other.mention is not None and other.type == "company":
                    found.append(other.mention)
    return found


def _has_child(tokens: tuple[Token, ...], owner: int, language: str) -> bool:
    """Whether the company that belongs to the owner is named too: X, a unit of owner; «owner» құрамындағы X."""
    child = owner + 2 if language == "kk" else owner - 2
    return any(t.type == "company" for t in tokens[max(child - 1, 0) : child + 2] if t is not tokens[owner])


def _touch(one: Token, other: Token) -> bool:
    return max(one.start, other.start) - min(one.end, other.end) <= _APART


def hires_out(shelf: Library, mention: Mention) -> bool:
    """Whether the company builds for others: an engineering firm by its entry or its name."""
    entry = shelf.get("company", mention.id)
    if entry is not None and entry.properties.get("sort") == "engineering":
        return True
    return _BUILDER.search(mention.name) is not None


_BUILDER = re.compile(
    r"Engineering|Construction|Contractor|Инжиниринг|Строй|Құрылыс|Metso|Outotec|Sinosteel", re.IGNORECASE
)
