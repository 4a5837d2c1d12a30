"""Co-reference: which company "the company", "the Chinese side", компания, сторона, кәсіпорын stands for.

A stand-in goes to the company of the country that its adjective names, to a bank for "the bank", otherwise to the one last
spoken of: the nearest before it in its sentence, or the first of the sentence before, or the one most spoken of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from tui.model import Mention
from tui.reading.library import Library
from tui.reading.line import Token
from tui.reading.page import Page
from tui.reading.parties import acts

_WORDS = frozenset({"company-word", "bank-word", "side", "pronoun"})
_DOES = frozenset(
    {"plan", "invest", "buy", "sell", "build", "sign", "agree", "ongoing", "explore", "may", "own", "develop"}
)
_PLURAL = {
    "en": re.compile(r"(?:parties|investors|partners|companies|sides|producers)$"),
    "ru": re.compile(r"(?:[иоа]й|ов|[ая]м|[ая]ми|[ая]х|ы)$"),
    "kk": re.compile(r"(?:л[ае]р|д[ае]р|т[ае]р)"),
}
_SINGULAR_RU = re.compile(r"(?:компанией|корпорацией|фирмой|группой|стороной|группы|фирмы|стороны)$")
_PAIR = re.compile(r"стороны|тараптар|компании|the sides")
"""Words that stand for both companies where no adjective picks one."""

_ADJECTIVE_REACH = 14
_NAME_REACH = 3
_JOINS = re.compile(r" (?:and|и|with|с|со|мен|пен|бен|және) ")
_OF = frozenset({" of ", " of the ", ", of ", " из ", " (", ", "})
_BANK = re.compile(
    r"\b(?:\w*bank|\w*банк\w*|fund|фонд\w*|қор\w*|finance corporation|EBRD|ЕБРР|ЕҚДБ|ЕАБР|DFC|EXIM|IFC|EDB|EIB)\b",
    re.IGNORECASE,
)


def stand_ins(page: Page, shelf: Library, spoken: list[Token]) -> list[Mention]:
    """A mention for every word (of the page's cues ``spoken``) that stands for a company named before it, at the word's
    place, in order."""
    names = [m for m in page.mentions if m.kind == "company"]
    if not names:
        return []
    countries = [m for m in page.mentions if m.kind == "country"]
    found = []
    for number, token in enumerate(spoken):
        if token.type == "pronoun" and not _does(spoken, number):
            continue
        several = token.type in ("company-word", "side") and _many(page, token)
        pair = (
            token.type == "side"
            and _adjective(page, token, countries) is None
            and _PAIR.match(page.folded, token.start)
        )
        if token.type == "both" or pair or (several and not _beside_a_name(page, token, names)):
            found += [replace(m, start=token.start, end=token.end) for m in _both(page, token, names)]
            continue
        if token.type not in _WORDS or _beside_a_name(page, token, names) or _many(page, token):
            continue
        adjective = _adjective(page, token, countries)
        if token.type == "side" and adjective is None:
            continue
        if (stands_for := _antecedent(page, shelf, token, names, adjective)) is not None:
            found.append(replace(stands_for, start=token.start, end=token.end))
    return found


def antecedent(page: Page, shelf: Library, place: int) -> Mention | None:
    """The company that the text before ``place`` last spoke of, None where it spoke of none."""
    names = [m for m in page.mentions if m.kind == "company"]
    return _antecedent(page, shelf, Token("company-word", place, place), names, None)


def _antecedent(
    page: Page, shelf: Library, token: Token, names: list[Mention], adjective: Mention | None
) -> Mention | None:
    before = [m for m in names if m.end <= token.start]
    if adjective is not None:
        country = adjective.id
        return next((m for m in reversed(before) if home(page, m) == country), None)
    if token.type == "bank-word":
        return next((m for m in reversed(before) if lends(m.name)), None)
    doers = [m for m in before if not lends(m.name) and acts(shelf, m) and not reports(shelf, m)] or before
    if not doers:
        return None
    here, last = page.sentence_at(token.start), page.sentence_at(doers[-1].start)
    if last == here:
        return doers[-1]
    if here - last == 1:
        return next(m for m in doers if page.sentence_at(m.start) == last)
    spoken = Counter(m.id for m in doers)
    return max(doers, key=lambda m: (spoken[m.id], -m.start))


def _both(page: Page, token: Token, names: list[Mention]) -> list[Mention]:
    """The companies that "the parties" are: those of the nearest sentence before it, of the last three, that names two."""
    here = page.sentence_at(token.start)
    for number in range(here - 1, max(here - 4, -1), -1):
        told = {m.id: m for m in names if page.sentence_at(m.start) == number and m.start < token.start}
        if len(told) > 1:
            return list(told.values())[:3]
    return []


def _does(spoken: list[Token], number: int) -> bool:
    """Whether a pronoun is the subject of something that companies do: such a cue follows at once."""
    following = spoken[number + 1 : number + 2]
    return bool(following) and following[0].type in _DOES and following[0].start - spoken[number].end <= 20


def lends(name: str) -> bool:
    """Whether a company is a bank or a fund, by its name."""
    return _BANK.search(name) is not None


def reports(shelf: Library, mention: Mention) -> bool:
    """Whether an organisation is one that texts quote rather than tell about: a survey, an institute, a ministry."""
    entry = shelf.get("company", mention.id)
    return entry is not None and entry.properties.get("sort") in ("institute", "state-body") and mention.country != "KZ"


def _beside_a_name(page: Page, token: Token, names: Iterable[Mention]) -> bool:
    """Whether the word only says what a name beside it is: компания «X», «X» компаниясы, the miner X."""
    for name in names:
        gap = page.source[token.end : name.start] if name.start >= token.end else page.source[name.end : token.start]
        if min(abs(name.start - token.end), abs(token.start - name.end)) <= _NAME_REACH and not gap.strip(" \"«»“”'’"):
            return page.lang != "en" or name.start >= token.end
        if name.start <= token.start < name.end:
            return True
    return False


def _many(page: Page, token: Token) -> bool:
    """Whether the word speaks of several companies."""
    form = page.folded[token.start : token.end]
    pattern = _PLURAL.get(page.lang)
    if pattern is None or (page.lang == "ru" and _SINGULAR_RU.search(form)):
        return False
    return pattern.search(form) is not None


def _adjective(page: Page, token: Token, countries: list[Mention]) -> Mention | None:
    """The country adjective that belongs to the word: the nearest before it with at most a word between."""
    near = [c for c in countries if 0 <= token.start - c.end <= _ADJECTIVE_REACH]
    if not near:
        return None
    between = page.source[near[-1].end : token.start]
    return near[-1] if between.count(" ") <= 2 and not any(c in between for c in ",.;:()") else None


def home(page: Page, mention: Mention) -> str | None:
    """A company's country: the gazetteer's, or the adjective's that stands before its name."""
    if mention.country:
        return mention.country
    for other in page.mentions:
        if other.kind == "country" and other.id != "KZ" and _qualifies(page, other, mention):
            return other.id
    return None


def _qualifies(page: Page, country: Mention, name: Mention) -> bool:
    between = page.folded[country.end : name.start] if country.end <= name.start <= country.end + 45 else None
    if between is not None:
        return between.count(" ") <= 4 and not any(c in between for c in ",.;:()") and not _JOINS.search(between)
    after = page.folded[name.end : country.start] if name.end <= country.start <= name.end + 12 else ""
    return after in _OF
