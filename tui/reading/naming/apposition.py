"""English appositions: names told to be companies by the phrase beside them, and what such a phrase says of their home.

"Hanbit Metals, a Seoul trading house", "an Italian contractor, Fosfimpianti", "Polish drilling contractor Wiertmet",
"Outotec of Finland", "London-listed Kenzhal Metals", "From Turkey, Anadolu Krom": the nation and the name are known by
grammar alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from tui.model import Mention
from tui.reading.naming.runs import Name, Runs

_PHRASE = 7
"""How many words an apposition may have before its noun, or between a nation and a name."""
_ARTICLES = frozenset(("a", "an", "the", "one", "another"))
_SEATED = frozenset(("based", "listed", "headquartered", "registered", "owned", "backed", "controlled", "quoted"))
_OF_HOME = frozenset(("of", "from"))
_ALL = frozenset(("both", "all"))
_EXCHANGES = {
    "london": "GB",
    "lse": "GB",
    "aim": "GB",
    "asx": "AU",
    "tsx": "CA",
    "tsxv": "CA",
    "cse": "CA",
    "nasdaq": "US",
    "nyse": "US",
    "otcqb": "US",
    "hkex": "HK",
    "jse": "ZA",
}
"""Cities and exchanges that alone tell nothing of a known group's home, but do of an unknown company's."""
_SPACES = frozenset((" ", "-", ", ", " (", "'s ", "’s ", "' ", "’ "))


class Appositions:
    """The appositions of one English page."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._words = runs.page.words

    def names(self) -> Iterator[Name]:
        """The names that an apposition tells to be companies; nothing is weighed yet."""
        for last in sorted(self._nouns):
            yield from self._before(last)
            yield from self._after(last)
        for at in self._nations:
            yield from self._from_nation(at)

    def home(self, name: Name) -> str | None:
        """The country that the words beside a company's name say it is from; None where they say nothing."""
        first = self._runs.page.word_at(name.start)
        last = self._runs.page.word_at(name.end) - 1
        named = (n for n in range(first + 1, last + 1) if n in self._nations and self._words[n - 1].form == "of")
        inside = next((self._nations[n].country for n in named), None)
        told = inside or self._home_before(first) or self._home_after(last)
        return told or self._home_shared(last) or self._home_listed(first)

    @cached_property
    def _nouns(self) -> set[int]:
        """The numbers of the words that end a noun for a company."""
        return {h.last for h in self._runs.page.of_kind("head") if h.entry.id == "firm"}

    @cached_property
    def _nations(self) -> dict[int, Mention]:
        """The nations and seats by the numbers of their words."""
        page = self._runs.page
        found = (m for m in page.mentions if m.kind in ("country", "seat") and m.country)
        return {at: m for m in found for at in range(page.word_at(m.start), page.word_at(m.end))}

    def _capital(self, at: int) -> bool:
        return self._runs.page.source[self._words[at].start].isupper()

    def _before(self, noun: int) -> Iterator[Name]:
        """X, a steel trading house."""
        for at in range(noun - 1, max(noun - _PHRASE, 0), -1):
            gap = self._runs.separator(at - 1)
            if gap == ", " and self._words[at].form in _ARTICLES:
                first = self._runs.left(at - 1)
                if first <= at - 1 and not self._person(at, noun):
                    yield self._runs.name("company", first, at - 1)
                return
            if gap not in (" ", "-") or (self._capital(at) and at not in self._nations):
                return

    def _person(self, article: int, noun: int) -> bool:
        """Whether the phrase up to a noun for a company is about somebody who works for it: the head of the retail group."""
        forms = [w.form for w in self._words[article:noun]]
        return "of" in forms and not self._runs.plain.outside.isdisjoint(forms[: forms.index("of")])

    def _after(self, noun: int) -> Iterator[Name]:
        """An Italian contractor, X, …; a local partner, X."""
        if self._runs.separator(noun) != ", ":
            return
        last = self._runs.right(noun + 1)
        if last <= noun or self._runs.separator(last)[:1] not in (",", ".", ";", " ", ""):
            return
        if self._runs.separator(last) == " ":
            return
        for at in range(noun - 1, max(noun - _PHRASE, -1), -1):
            if self._words[at].form in ("a", "an", "another"):
                yield self._runs.name("company", noun + 1, last)
                return
            if self._runs.separator(at) not in (" ", "-"):
                return

    def _from_nation(self, at: int) -> Iterator[Name]:
        """From Turkey, X has …; Doha's X."""
        nation = self._nations[at]
        end = self._runs.page.word_at(nation.end)
        gap = self._runs.page.source[nation.end : self._words[end].start] if end < len(self._words) else ""
        led = at > 0 and self._words[at - 1].form == "from" and self._runs.begins(at - 1) and gap == ", "
        owned = nation.kind == "seat" and gap in ("'s ", "’s ")
        if owned or (end < len(self._words) and self._words[end].form == "s" and nation.kind == "seat"):
            end += not owned
            led = True
        last = self._runs.right(end) if led and end < len(self._words) else -1
        if last > end:
            name = self._runs.name("company", end, last)
            yield Name("company", name.shown, name.start, name.end, nation.country)

    def _home_before(self, first: int) -> str | None:
        told = False
        for at in range(first - 1, max(first - _PHRASE, -1), -1):
            nation = self._nations.get(at)
            if self._runs.separator(at) not in _SPACES and not (nation and self._runs.separator(at) == ". "):
                return None
            if nation is not None:
                return nation.country if told or self._owns(at) else None
            if told and (listed := _EXCHANGES.get(self._words[at].form)):
                return listed
            told = told or at in self._nouns or self._words[at].form in _SEATED
            if not told or self._capital(at):
                return None
        return None

    def _home_listed(self, first: int) -> str | None:
        """The home told before a list of names: two Chinese firms, X and Y."""
        while first > 1:
            joined = self._words[first - 1].form == "and"
            if not joined and self._runs.separator(first - 1) != ", ":
                return None
            end = first - 1 - joined
            if end in self._nouns and self._words[end].form.endswith("s"):
                return self._home_before(end + 1)
            first = self._runs.left(end)
            if first > end:
                return None
            if first - 1 in self._nouns and self._words[first - 1].form.endswith("s"):
                return self._home_before(first)
        return None

    def _home_shared(self, last: int) -> str | None:
        """The home told behind several names at once: X and Y, both Chinese."""
        words = self._words
        if last + 1 < len(words) and words[last + 1].form in self._runs.plain.forms:
            last += 1
        while last + 2 < len(words) and (words[last + 1].form == "and" or self._runs.separator(last) == ", "):
            following = self._runs.right(last + 1 + (words[last + 1].form == "and"))
            if following <= last + 1 or words[last + 1].form in _ALL:
                break
            last = following
        at = last + 1
        if at + 1 >= len(words) or self._runs.separator(last) != ", " or words[at].form not in _ALL:
            return None
        nation = self._nations.get(at + 1) or (
            self._nations.get(at + 2) if words[at + 1].form in (*_OF_HOME, "based") else None
        )
        return nation.country if nation else None

    def _owns(self, at: int) -> bool:
        return self._words[at + 1].form == "s" or self._runs.separator(at) in ("'s ", "’s ")

    def _home_after(self, last: int) -> str | None:
        following = self._words[last + 1].form if last + 1 < len(self._words) else ""
        if following in self._runs.plain.forms:
            last += 1
            following = self._words[last + 1].form if last + 1 < len(self._words) else ""
        gap = self._runs.separator(last)
        if gap == " (" and following in _EXCHANGES:
            return _EXCHANGES[following]
        if (gap in (" ", ". ") and following in _OF_HOME) or (gap == " (" and last + 1 in self._nations):
            nation = self._nations.get(last + 1 + (following in _OF_HOME))
            return nation.country if nation else None
        if gap != ", " or following not in (*_ARTICLES, "registered", "based", "headquartered"):
            return None
        told: str | None = None
        noun = following not in _ARTICLES
        for at in range(last + 1, min(last + 2 + _PHRASE + 5, len(self._words))):
            if at > last + 1 and self._runs.separator(at - 1) not in (" ", "-"):
                break
            if at in self._nations and told is None:
                told = self._nations[at].country
            noun = noun or at in self._nouns
        return told if noun else None
