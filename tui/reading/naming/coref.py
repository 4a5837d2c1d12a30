"""Co-reference: which company "the company", "the Chinese side", компания, сторона, кәсіпорын stands for.

A stand-in goes to the company of the country that its adjective names, to a bank for "the bank", otherwise to the one last
spoken of: the nearest before it in its sentence, or the first of the sentence before, or the one most spoken of. "The
parties" are the companies of the nearest sentence before that names two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from functools import cached_property

from tui.model import Mention
from tui.reading.acts.line import MOST, Token
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.naming.parties import acts, lends, listed

_WORDS = frozenset({"company-word", "national-word", "bank-word", "side", "pronoun"})
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

_IMPERSONAL = re.compile(r" (?:is|was|has been|had been|were|should be|can be) (?:\w+ed|said|known|clear|possible)\b")
_OBLIQUE = re.compile(r"\b(?:from|with|alongside|у|от|из|для|к|вместе с|совместно с) (?:\w+ )?[\"«]?$")
_SEATED = re.compile(r"\bthe [\w-]+-(?:listed|based|quoted|registered|headquartered) (?:\w+ )?$")
_DEFINED = re.compile(
    r"[^.;\n()]{0,30}\((?:[^()\n]{0,40}\W)?(?:[Tt]he )?[\"“«'‘]?(?:[Tt]he )?(?:Company|Group|Issuer)[\"”»'’]?\)"
)
"""What stands behind the name that a filing calls the Company from there on: Yellow Cake plc ("Yellow Cake" or the "Company")."""

_PUBLISHES = re.compile(r"[\w .,()&'’-]{0,40}: ")
"""What stands behind the name of the publisher in the title of a filing: the rest of it, and a colon."""

_ADJECTIVE_REACH = 14
_NAME_REACH = 3
_PRONOUN_REACH = 20
_PAIR_FAR = 5
"""Sentences in which the two that "the partners" stand for are looked for; a mere plural reaches less far."""

_MEMORY = 40
"""Names before a word that it may stand for."""


def stand_ins(page: Page, shelf: Library, spoken: list[Token]) -> list[Mention]:
    """A mention for every word (of the page's cues ``spoken``) that stands for a company named before it, at the word's
    place, in order. Only the sentences that facts are read from are looked at."""
    names = _Names(page, shelf)
    if not names.companies:
        return []
    return [
        replace(meant, start=token.start, end=token.end)
        for number, token in enumerate(spoken)
        for meant in _meant(names, spoken, number, token)
    ]


def _meant(names: _Names, spoken: list[Token], number: int, token: Token) -> list[Mention]:
    """The companies that a cue stands for, none for most."""
    if token.type not in _WORDS and token.type != "both":
        return []
    if names.sentence(token.start) >= MOST or (token.type == "pronoun" and not _does(names, spoken, number)):
        return []
    if token.type == "both":
        return names.both(token, _PAIR_FAR)
    adjective = names.adjective(token)
    if token.type == "side" and adjective is None and not names.seated(token):
        return names.both(token) if _PAIR.match(names.form(token)) else []
    if names.beside(token):
        return []
    if _many(names.language, names.form(token)):
        return names.both(token)
    meant = names.antecedent(token, adjective)
    return [meant] if meant is not None else []


class _Names:
    """The companies and countries of a page, looked up by place."""

    def __init__(self, page: Page, shelf: Library) -> None:
        self._page, self._shelf = page, shelf
        self.language = page.lang
        self.companies = [m for m in page.mentions if m.kind == "company"]
        self._countries = [m for m in page.mentions if m.kind == "country"]
        self._company_starts = [m.start for m in self.companies]
        self._country_starts = [m.start for m in self._countries]

    def form(self, token: Token) -> str:
        """The token's words, folded."""
        return self._page.spoken(token.start, token.end)

    def pays(self, token: Token) -> bool:
        """Whether the word is what only somebody does who pays; what something costs is told by others."""
        return self.form(token) in listed(self._shelf, "pays")

    def sentence(self, place: int) -> int:
        """The number of the sentence at a place."""
        return self._page.sentence_at(place)

    def adjective(self, token: Token) -> Mention | None:
        """The country adjective that belongs to the word: the nearest before it with at most a word between."""
        at = bisect_right(self._country_starts, token.start) - 1
        if at < 0 or not 0 <= token.start - self._countries[at].end <= _ADJECTIVE_REACH:
            return None
        between = self._page.source[self._countries[at].end : token.start]
        return self._countries[at] if between.count(" ") <= 2 and not any(c in between for c in ",.;:()") else None

    def seated(self, token: Token) -> bool:
        """Whether the word is told apart by where its company lists or sits: the London-listed group."""
        return _SEATED.search(self._page.folded[max(0, token.start - 40) : token.start]) is not None

    def beside(self, token: Token) -> bool:
        """Whether the word only says what a name beside it is: компания «X», «X» компаниясы, the miner X."""
        at = bisect_right(self._company_starts, token.start)
        for name in self.companies[max(at - 1, 0) : at + 1]:
            if name.start <= token.start < name.end:
                return True
            behind = name.start >= token.end
            gap = self._page.source[token.end : name.start] if behind else self._page.source[name.end : token.start]
            if len(gap) <= _NAME_REACH and not gap.strip(" \"«»“”'’"):
                return self.language != "en" or behind
        return False

    def impersonal(self, token: Token) -> bool:
        """Whether a pronoun stands for nothing: it was agreed that …"""
        return _IMPERSONAL.match(self._page.folded, token.end) is not None

    def antecedent(self, token: Token, adjective: Mention | None) -> Mention | None:
        """The company that the word stands for."""
        before = [m for m in self._before(token.start) if m.end <= token.start]
        if adjective is not None:
            return next((m for m in reversed(before) if m.country == adjective.id), None)
        if token.type == "national-word":
            return next((m for m in reversed(before) if m.country == "KZ"), None)
        if token.type == "company-word" and self._issuer is not None and self._is_defined(token):
            return self._issuer
        if token.type == "bank-word":
            return next((m for m in reversed(before) if lends(self._shelf, m.name)), None)
        if token.type == "pronoun" and (opener := self._opening_lender(token)) is not None:
            return opener
        doers = [m for m in before if self._does(m)] or before
        if not doers:
            return None
        here = self.sentence(token.start)
        beside = [m for m in doers if self.sentence(m.start) == here]
        earlier = doers[: len(doers) - len(beside)]
        if beside and (subjects := beside if not earlier else [m for m in beside if not self._oblique(m)]):
            return subjects[-1]
        doers = earlier
        last = self.sentence(doers[-1].start)
        named = [m for m in doers if self.sentence(m.start) == last]
        leading = [m for m in named if not self._oblique(m)]
        if here - last == 1 and leading and (leading[0] is named[0] or len(leading) == 1):
            return leading[0]
        spoken = Counter(m.id for m in doers)
        return max(doers, key=lambda m: (spoken[m.id], -m.start))

    def _opening_lender(self, token: Token) -> Mention | None:
        """The bank that opens the sentence before the one that a pronoun opens: it is the subject of both."""
        here = self.sentence(token.start)
        starts = self._page.sentences
        if here < 1 or token.start != starts[here].start:
            return None
        first = next((m for m in self.companies if m.start >= starts[here - 1].start), None)
        if first is None or not lends(self._shelf, first.name):
            return None
        return first if self._page.spoken(starts[here - 1].start, first.start).strip() in ("", "the") else None

    @cached_property
    def _issuer(self) -> Mention | None:
        """Who publishes a filing: the name before the colon of the title, or the one that the text calls the Company."""
        source = self._page.source
        first = self.companies[0]
        if first.start == 0 and _PUBLISHES.match(source, first.end):
            return first
        return next((m for m in self.companies if _DEFINED.match(source, m.end)), None)

    def _is_defined(self, token: Token) -> bool:
        """Whether the word is written as a filing writes the one that it has defined: the Company."""
        return self._page.source[token.start : token.end].split()[-1][:1].isupper()

    def _oblique(self, mention: Mention) -> bool:
        """Whether a preposition makes a name a mere source or goal of what its sentence tells: bought from Metso."""
        return _OBLIQUE.search(self._page.folded[max(0, mention.start - 14) : mention.start]) is not None

    def both(self, token: Token, far: int = 3) -> list[Mention]:
        """The companies of the nearest of the last ``far`` sentences that names two."""
        here = self.sentence(token.start)
        told: dict[int, dict[str, Mention]] = {}
        for mention in self._before(token.start):
            told.setdefault(self.sentence(mention.start), {})[mention.id] = mention
        for number in range(here - 1, here - far - 1, -1):
            if len(named := told.get(number, {})) > 1:
                return list(named.values())[:3]
        return []

    def _before(self, place: int) -> list[Mention]:
        at = bisect_right(self._company_starts, place)
        return self.companies[max(at - _MEMORY, 0) : at]

    def _does(self, mention: Mention) -> bool:
        """Whether a company is one that texts tell about, not a lender, a ministry or somebody they quote."""
        entry = self._shelf.get("company", mention.id)
        sort = entry.properties.get("sort") if entry is not None else None
        quoted = sort in ("institute", "state-body") and mention.country != "KZ"
        return not quoted and not lends(self._shelf, mention.name) and acts(self._shelf, mention)


def _does(names: _Names, spoken: list[Token], number: int) -> bool:
    """Whether a pronoun is the subject of something that companies do: such a cue follows at once."""
    following = [] if names.impersonal(spoken[number]) else spoken[number + 1 : number + 2]
    return any((t.type in _DOES or names.pays(t)) and t.start - spoken[number].end <= _PRONOUN_REACH for t in following)


def _many(language: str, form: str) -> bool:
    """Whether a word speaks of several companies."""
    pattern = _PLURAL.get(language)
    if pattern is None or (language == "ru" and _SINGULAR_RU.search(form)):
        return False
    return pattern.search(form) is not None
