"""Who can be a party: companies and agencies with a part in a deal, not ministries, media, exchanges or brokers."""

from __future__ import annotations

import re
from functools import lru_cache

from tui.model import Mention
from tui.reading.acts.line import Line, Token
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.text import fold

GUEST = "guest"
"""The role of a company that is only met."""

_VOICE = re.compile(r"[\s\",.-]*(?:в |на |the |by |деп |компании |группе )?[\s\"]*")

_AS = ("as", "как", "как сообщил", "как сообщила", "как сообщили в", "как уточнили в", "как заявил", "как заявила")
"""What comes before a source that opens a sentence."""

_LISTED = re.compile(
    r"[\s\"»«,]*(?:and|и|а также|мен|пен|бен|және)?[\s\"»«]*(?:\w+(?:ая|ий|ые|тық|тік|дық|дік|лық|лік) )?[\"«]?"
)
"""What may stand between two names of a list."""

_APART = 20
"""Characters between a company and the word that makes it an owner."""

_MEETING = {"meet": (2, 3), "attend": (0, 5)}
"""Words of meetings, with how many things before and behind them are of those who come."""

_NEVER = frozenset({"ministry", "exchange", "association", "analyst", "international"})
"""Sorts of organisations that are no parties."""

_HELPING = 40
"""Characters at most between a company and the word that makes it an adviser or a rival."""

_SIGNED = ("sign", "memo")
"""Words of papers that also those sign who only bring investors along."""


def acts(shelf: Library, mention: Mention, line: Line | None = None) -> bool:
    """Whether the organisation can be a party to a deal; in a ``line`` that tells of a signature, also who promotes it."""
    if mention.id in listed(shelf, "promoters"):
        return line is not None and line.has(*_SIGNED)
    entry = shelf.get("company", mention.id)
    if entry is not None and entry.properties.get("sort") in _NEVER:
        return False
    return not _is_bystander(shelf, mention.name)


@lru_cache(maxsize=4096)
def _is_bystander(shelf: Library, name: str) -> bool:
    """Whether an organisation is no party by its name: a ministry, an exchange."""
    return _names(shelf, "no-party").search(name) is not None


@lru_cache(maxsize=4096)
def lends(shelf: Library, name: str) -> bool:
    """Whether a company is a bank or a fund, by its name."""
    return _names(shelf, "lenders").search(fold(name)) is not None


def involved(shelf: Library, line: Line) -> list[Mention]:
    """The companies of a sentence that may have a part in what it tells."""
    return [t.mention for t in line.of("company") if t.mention is not None and acts(shelf, t.mention, line)]


def owners(line: Line, language: str) -> list[Mention]:
    """The companies that a sentence names only as somebody's owner: X, a unit of Y; «Y» құрамындағы X."""
    if not line.has("affiliate", "members", "unit-word"):
        return []
    tokens = [t for t in line.tokens if t.type not in ("company-word", "national-word")]
    found = []
    for number, token in enumerate(tokens):
        if token.mention is None or token.type != "company":
            continue
        at = number + 1 if language == "kk" else number - 1
        sign = tokens[at] if 0 <= at < len(tokens) else None
        if (
            sign is not None
            and sign.type == "affiliate"
            and _touch(sign, token)
            and _has_child(tokens, number, language)
        ):
            found.append(token.mention)
    return found + _members(tokens) + _parents(tokens)


def _parents(tokens: list[Token]) -> list[Mention]:
    """The companies whose unit is named right behind: X's subsidiary Y, X's Kazakh arm, Y."""
    told = [t for t in tokens if t.type in ("company", "unit-word")]
    return [
        one.mention
        for one, word, unit in zip(told, told[1:], told[2:], strict=False)
        if (one.type, word.type, unit.type) == ("company", "unit-word", "company")
        and one.mention is not None
        and _touch(one, word)
        and _touch(word, unit)
    ]


def bystanders(page: Page, line: Line) -> list[Mention]:
    """The companies that a sentence names only as advisers of those who deal, or as those who were beaten to it: X advised the
    seller; outbidding X and Y; and those that a sentence only names as who told it: бұл туралы X хабарлады."""
    if {t.type for t in line.tokens} == {"company", "say"}:
        return [t.mention for t in line.of("company") if t.mention is not None]
    found: list[Mention] = []
    for cue in line.of("adviser", "rival"):
        companies = [t for t in line.of("company") if t.mention is not None and _apart(cue, t) <= _HELPING]
        if not companies:
            continue
        nearest = min(companies, key=lambda t: _apart(cue, t))
        row = [nearest]
        for token in companies if nearest.start > cue.end else reversed(companies):
            if any(_joins(page, token, other) for other in row):
                row.append(token)
        found += [t.mention for t in row if t.mention is not None]
    return found


def _apart(one: Token, other: Token) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _joins(page: Page, one: Token, other: Token) -> bool:
    """Whether only a comma or a word for "and" stands between two names."""
    return one is not other and _LISTED.fullmatch(_between(page, one, other)) is not None


def _members(tokens: list[Token]) -> list[Mention]:
    """The companies of a list that a sentence introduces as somebody's shareholders or units."""
    found: list[Mention] = []
    listing = False
    for token in tokens:
        listing = token.type == "members" or (listing and token.type in ("company", "country", "side"))
        if listing and token.mention is not None and token.type == "company":
            found.append(token.mention)
    return found


def speakers(page: Page, line: Line) -> list[Mention]:
    """The companies that a sentence names only as its source: …, X said; …, сообщили в X; As X said, …"""
    if not line.has("say"):
        return []
    found: list[Mention] = []
    half = len(line.tokens) // 2
    for number, token in enumerate(line.tokens):
        if token.type != "company" or token.mention is None:
            continue
        if number >= half or page.spoken(line.span.start, token.start).strip(' "«') in _AS:
            beside = line.tokens[max(number - 1, 0) : number] + line.tokens[number + 1 : number + 2]
            if any(t.type == "say" and _VOICE.fullmatch(_between(page, t, token)) for t in beside):
                found.append(token.mention)
    return found


def openers(page: Page, line: Line) -> list[Mention]:
    """The companies that a sentence opens with as its source: As X let it be known, …; According to X, …"""
    if not line.has("say"):
        return []
    return [
        token.mention
        for number, token in enumerate(line.tokens)
        if token.type == "company" and token.mention is not None and _opens(page, line, number)
    ]


def _opens(page: Page, line: Line, number: int) -> bool:
    token = line.tokens[number]
    before = line.tokens[number - 1] if number else None
    if before is not None and before.type == "say" and number == 1:
        return _VOICE.fullmatch(_between(page, before, token)) is not None
    if page.spoken(line.span.start, token.start).strip(' "«') not in _AS:
        return False
    return any(t.type == "say" and t.start - token.end < _APART for t in line.tokens[number + 1 : number + 2])


def _between(page: Page, one: Token, other: Token) -> str:
    return page.spoken(min(one.end, other.end), max(one.start, other.start))


def guests(line: Line) -> list[Mention]:
    """The companies whose people a sentence only sends to a meeting or a ceremony."""
    if not line.has(*_MEETING):
        return []
    found: list[Mention] = []
    for number, token in enumerate(line.tokens):
        reach = _MEETING.get(token.type)
        if reach is not None:
            beside = line.tokens[max(number - reach[0], 0) : number + reach[1]]
            found += [t.mention for t in beside if t.mention is not None and t.type == "company"]
    return found


def _has_child(tokens: list[Token], owner: int, language: str) -> bool:
    """Whether the company that belongs to the owner is named too: X, a unit of owner; «owner» құрамындағы X."""
    child = owner + 2 if language == "kk" else owner - 2
    return any(t.type == "company" for t in tokens[max(child - 1, 0) : child + 2] if t is not tokens[owner])


def _touch(one: Token, other: Token) -> bool:
    return _apart(one, other) <= _APART


def parent(shelf: Library, ident: str) -> str | None:
    """The id of the company that owns another, where the vocabulary tells."""
    entry = shelf.get("company", ident)
    return entry.properties.get("parent") if entry is not None else None


def hires_out(shelf: Library, mention: Mention) -> bool:
    """Whether the company builds for others: an engineering firm by its entry or its name."""
    entry = shelf.get("company", mention.id)
    if entry is not None and entry.properties.get("sort") == "engineering":
        return True
    return _names(shelf, "builders").search(mention.name) is not None


@lru_cache(maxsize=32)
def listed(shelf: Library, ident: str) -> frozenset[str]:
    """The words of a list of ``knowledge/plain-words.toml``, kept with the library."""
    entry = shelf.get("plain", ident)
    return frozenset(entry.properties.get("words", ())) if entry else frozenset()


@lru_cache(maxsize=32)
def _names(shelf: Library, ident: str) -> re.Pattern[str]:
    """What finds any of a list's words in a name; ``*`` stands for any letters, nothing is found where there is no list."""
    words = [re.escape(word).replace(r"\*", r"\w*") for word in sorted(listed(shelf, ident))]
    return re.compile(rf"\b(?:{'|'.join(words)})\b" if words else r"(?!)")
