"""How an entry may be written, made ready for finding: the stems that a spelling begins with, and what its further words and
the source must look like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from tui.reading.layout.words import Word, words
from tui.reading.lookup.inflect import Pattern, adjective, patterns
from tui.reading.lookup.translit import LEAST, skeleton
from tui.reading.lookup.vocabulary import NAMES, Entry
from tui.text import fold

_PLACES = frozenset({"site", "town"})


class Spelling(NamedTuple):
    """One way to write an entry: alternatives of word patterns, and what the source must look like; ``closing``: with a capital
    on the last word, too (Shalkiya Zinc is a company, Shalkiya zinc is not)."""

    entry: Entry
    rest: tuple[tuple[Pattern, ...], ...]
    capital: bool
    exact: str
    weak: bool
    within: int
    closing: bool = False


class Prepared(NamedTuple):
    """A spelling as a lexicon takes it in: the stems that it begins with, each with its endings, and where it is met in any
    transliteration the consonants of its first word."""

    begins: tuple[tuple[str, tuple[str, Spelling]], ...]
    bones: str = ""
    anyhow: Spelling | None = None


_APART = {" .. ": 6, " . ": 2}
"""How many words may stand between two words of a spelling, by the mark between them."""

Latin: TypeAlias = dict[tuple[Entry, str], Prepared]
"""Names in Latin letters, which no language inflects, by entry and spelling."""


class Speller:
    """Makes ready how entries are written in texts of one language; ``latin`` holds the names in Latin letters, which are made
    ready once for all languages."""

    def __init__(self, language: str, latin: Latin) -> None:
        self._language = language
        self._latin = latin
        self._worded: tuple[dict[str, tuple[Pattern, ...]], ...] = ({}, {})

    def prepared(self, entries: Iterable[Entry]) -> Iterable[Prepared]:
        """All spellings of the entries that texts of the language may hold."""
        for entry in entries:
            for spoken, spelling in _once(entry):
                if entry.kind in NAMES or spoken == self._language:
                    yield self._prepared(entry, spoken, spelling)

    def _prepared(self, entry: Entry, spoken: str, spelling: str) -> Prepared:
        if entry.kind not in NAMES or not spelling.isascii():
            return self._prepare(entry, spoken, spelling)
        known = self._latin.get((entry, spelling))
        if known is None:
            known = self._latin[entry, spelling] = self._prepare(entry, spoken, spelling)
        return known

    def _prepare(self, entry: Entry, spoken: str, spelling: str) -> Prepared:
        weak, within = spelling.endswith("?"), 0
        text = spelling.removesuffix("?")
        asked = text.startswith("=")
        text = text.removeprefix("=")
        for gap, reach in _APART.items():
            if gap in text:
                within, text = max(within, reach), text.replace(gap, " ")
        spelt = words(fold(text))
        if not spelt:
            return Prepared(())
        kind, first, single = entry.kind, spelt[0], len(spelt) == 1
        name = kind in NAMES
        acronym = name and len(text) < 12 and text == text.upper() and sum(map(str.isalpha, text)) <= 6
        exact = text.replace(".", "") if asked or acronym else ""
        capital = name and text[:1].isupper()
        closing = kind == "company" and not single and text[spelt[-1].start].isupper()
        rest = () if single else tuple([self._patterns(w, text, kind, spoken) for w in spelt[1:]])
        found = Spelling(entry, rest, capital, exact, weak, within, closing)
        begins = self._patterns(first, text, kind, spoken)
        if single and kind in _PLACES and self._language == "ru":
            begins += tuple(adjective(first.form))
        begun = tuple([(stem, (ending, found)) for stem, ending in begins])
        local = name and not exact and entry.properties.get("country", "KZ") == "KZ"
        if not local or len(bones := skeleton(first.form)) < LEAST:
            return Prepared(begun)
        return Prepared(begun, bones, found if single else found._replace(rest=_latin(spelt[1:])))

    def _patterns(self, word: Word, text: str, kind: str, spoken: str) -> tuple[Pattern, ...]:
        """The patterns of a word, the very same wherever it stands again: names share many of their words."""
        english = spoken == "en" and kind not in NAMES
        written = f"{word.form}*" if text[word.end : word.end + 1] == "*" else word.form
        known = self._worded[english]
        if written not in known:
            known[written] = tuple(self._alternatives(written, english=english))
        return known[written]

    def _alternatives(self, written: str, *, english: bool) -> list[Pattern]:
        form = written.removesuffix("*")
        if english:
            return [(form, "english" if form == written else "prefix")]
        forms = [form]
        if self._language == "kk" and "ь" in form:
            forms.append(form.replace("ь", ""))  # Kazakh in Latin letters writes no soft sign: volfram, nıkel
        if form != written:
            return [(each, "prefix") for each in forms]
        return [pattern for each in forms for pattern in patterns(each, self._language)]


def _once(entry: Entry) -> Iterable[tuple[str, str]]:
    """The entry's spellings; a name's, which are met in texts of every language, but once each."""
    if entry.kind not in NAMES:
        return entry.spellings
    return ((spoken, spelling) for spelling, spoken in {s: spoken for spoken, s in entry.spellings}.items())


def _latin(words: list[Word]) -> tuple[tuple[Pattern, ...], ...]:
    """The patterns of a spelling's further words in any transliteration."""
    return tuple(((skeleton(w.form), "latin"),) for w in words)
