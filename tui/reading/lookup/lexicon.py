"""Finding what the vocabularies name: one pass over a text's words.

Every spelling is a sequence of word patterns. The first words are indexed by their stems; which spellings a word of the text
can begin is worked out once for every distinct word and remembered, so that the pass costs about one look-up a word,
whatever the number of spellings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from tui.reading.layout.words import Word, forms, words
from tui.reading.lookup.inflect import Pattern, adjective, fits, patterns, russian_letters
from tui.reading.lookup.translit import LEAST, skeleton
from tui.reading.lookup.vocabulary import Entry
from tui.text import fold

NAMES = frozenset({"company", "site", "region", "country", "town", "abroad", "seat"})
"""Kinds whose entries are proper names: capitalised in the text, and met in every language."""

_COMPETING = NAMES | {"commodity", "decoy"}
"""Kinds of which the longest find alone stands (a decoy is there to hide what lies inside it); cues may overlap each other
and the names they speak of."""

_ADJECTIVE = re.compile(r"([a-z]{4,})sk(?:y|iy|ii|oye|oe|oi|oy|aya|aia)")
"""A Russian adjective in Latin letters: Zhairemsky."""
_GENDERS = ("sky", "skoye", "skaya")
_PLACES = frozenset({"site", "town"})
_OPENING = ("«", '"', "“", "„")
_MEMORY = 30_000
_LONGEST_STEM = 40
_FORM = itemgetter(0)
_GAP = frozenset(" -\"'./&,()")


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


class Hit(NamedTuple):
    """An entry found at ``source[start:end]``; ``weak`` where the spelling alone is not enough; ``first`` and ``last``
    number the words it covers."""

    entry: Entry
    start: int
    end: int
    weak: bool
    first: int
    last: int


class _Prepared(NamedTuple):
    """A spelling as a lexicon takes it in: the stems that it begins with, each with its endings, and where it is met in any
    transliteration the consonants of its first word."""

    begins: tuple[tuple[str, tuple[str, Spelling]], ...]
    bones: str = ""
    anyhow: Spelling | None = None


Latin: TypeAlias = dict[tuple[Entry, str], _Prepared]
"""Names in Latin letters, which no language inflects, by entry and spelling."""


_GoingOn: TypeAlias = tuple[tuple[Spelling, ...], dict[str, tuple[Spelling, ...]]]
"""Spellings that end with their second word, or whose third begins anyhow; the others by the two letters that it begins with."""

_NOTHING: _GoingOn = ((), {})


class _Beginning(NamedTuple):
    """The spellings that a word can begin: those it is all of (entry, whether weak, the spelling where it asks how the source
    looks), those that go on with a word that begins with two known letters, and the others."""

    alone: tuple[tuple[Entry, bool, Spelling | None], ...]
    continued: dict[str, _GoingOn]
    loose: tuple[Spelling, ...]


class _Beginnings(dict[str, _Beginning | None]):
    """The spellings that a word of a text can begin: worked out at the first look at the word, and all forgotten where there
    are too many. ``heads`` are the first words of spellings by their stems, ``skeletons`` by their consonants. A name that is
    known in Russian letters alone is met in Kazakh ones too: Жезқазғанцветмет."""

    def __init__(self, *, kazakh: bool) -> None:
        self.kazakh = kazakh
        self.heads: dict[str, list[tuple[str, Spelling]]] = {}
        self.skeletons: dict[str, list[Spelling]] = {}
        self.lengths: list[int] = []
        self.initials: frozenset[str] = frozenset()

    def __missing__(self, form: str) -> _Beginning | None:
        if len(self) >= _MEMORY:
            self.clear()
        begun = self[form] = self._work_out(form)
        return begun

    def _work_out(self, form: str) -> _Beginning | None:
        heads, skeletons = self.heads, self.skeletons
        begun = [
            (spelling, ending == "exact" and spelling.weak and not spelling.rest)
            for cut in (self.lengths if form[0] in self.initials else ())
            if cut <= len(form) and (stem := form[:cut]) in heads
            for ending, spelling in heads[stem]
            if fits(form[cut:], ending)
        ]
        if not begun and skeletons and form[0] <= "z":
            begun = [(spelling, False) for spelling in skeletons.get(skeleton(form), ())]
        if not begun and self.kazakh and (plain := russian_letters(form)) != form:
            begun = [
                (spelling, False)
                for cut in self.lengths
                if LEAST < cut <= len(form) and (stem := plain[:cut]) in heads
                for ending, spelling in heads[stem]
                if spelling.entry.kind in NAMES and ending != "prefix" and fits(form[cut:], ending)
            ]
        if skeletons and "sk" in form and (russian := _ADJECTIVE.fullmatch(form)) and all(s.rest for s, _ in begun):
            forms = (russian[1], *(russian[1] + ending for ending in _GENDERS))
            named = (s for f in forms for s in skeletons.get(skeleton(f), ()))
            begun += [
                (s._replace(weak=True), False) for s in named if s.entry.kind == "site" and not (s.rest or s.weak)
            ]
        if not begun:
            return None
        doubtful = [spelling.entry for spelling, doubt in begun if doubt]
        known = [s for s, doubt in begun if doubt or s.rest or s.exact or s.entry not in doubtful]
        return _sorted_out(known) if known else None


class _Promises(dict[str, _Beginning | None]):
    """The same of the wanted entries alone."""

    def __init__(self, beginnings: _Beginnings, wanted: Callable[[Entry], bool]) -> None:
        self._beginnings = beginnings
        self._wanted = wanted

    def __missing__(self, form: str) -> _Beginning | None:
        if len(self) >= _MEMORY:
            self.clear()
        begun = self._beginnings[form]
        promise = self[form] = self._of(begun) if begun else None
        return promise

    def _of(self, begun: _Beginning) -> _Beginning | None:
        wanted = self._wanted
        alone = tuple([told for told in begun.alone if wanted(told[0])])
        continued = (spelling for two, more in begun.continued.values() for spelling in chain(two, *more.values()))
        longer = dict.fromkeys(chain(continued, begun.loose))
        goes_on = _sorted_out([spelling for spelling in longer if wanted(spelling.entry)])
        return goes_on._replace(alone=alone) if alone or goes_on.continued or goes_on.loose else None


def _once(entry: Entry) -> Iterable[tuple[str, str]]:
    """The entry's spellings; a name's, which are met in texts of every language, but once each."""
    if entry.kind not in NAMES:
        return entry.spellings
    return ((spoken, spelling) for spelling, spoken in {s: spoken for spoken, s in entry.spellings}.items())


class Lexicon:
    """All spellings that can be met in texts of one language; ``latin`` holds the names in Latin letters, which are made ready
    once for all languages."""

    def __init__(self, entries: Iterable[Entry], language: str, latin: Latin | None = None) -> None:
        self._latin = {} if latin is None else latin
        self._beginnings = _Beginnings(kazakh=language == "kk")
        self._promises: dict[Callable[[Entry], bool], _Promises] = {}
        self._language = language
        self._competing = False
        self._worded: tuple[dict[str, tuple[Pattern, ...]], ...] = ({}, {})
        for entry in entries:
            self._competing |= entry.kind in _COMPETING
            for spoken, spelling in _once(entry):
                if entry.kind in NAMES or spoken == language:
                    self._add(self._prepared(entry, spoken, spelling))
        self._worded = ({}, {})
        heads = self._beginnings.heads
        self._beginnings.lengths = sorted({len(stem) for stem in heads if len(stem) <= _LONGEST_STEM})
        self._beginnings.initials = frozenset(stem[0] for stem in heads)

    def _add(self, prepared: _Prepared) -> None:
        heads, skeletons = self._beginnings.heads, self._beginnings.skeletons
        for stem, ended in prepared.begins:
            heads.setdefault(stem, []).append(ended)
        if prepared.anyhow is not None:
            skeletons.setdefault(prepared.bones, []).append(prepared.anyhow)

    def _prepared(self, entry: Entry, spoken: str, spelling: str) -> _Prepared:
        if entry.kind not in NAMES or not spelling.isascii():
            return self._prepare(entry, spoken, spelling)
        known = self._latin.get((entry, spelling))
        if known is None:
            known = self._latin[entry, spelling] = self._prepare(entry, spoken, spelling)
        return known

    def _prepare(self, entry: Entry, spoken: str, spelling: str) -> _Prepared:
        weak, within = spelling.endswith("?"), 0
        text = spelling.removesuffix("?")
        asked = text.startswith("=")
        text = text.removeprefix("=")
        if " .. " in text:
            within, text = 6, text.replace(" .. ", " ")
        spelt = words(fold(text))
        if not spelt:
            return _Prepared(())
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
            return _Prepared(begun)
        return _Prepared(begun, bones, found if single else found._replace(rest=_latin(spelt[1:])))

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

    def may_find(self, folded: str, wanted: Callable[[Entry], bool]) -> bool:
        """Whether ``find`` might meet an entry that is ``wanted``: a quick look that may say yes where nothing is found, and
        never no where something is."""
        promises = self._promises.get(wanted)
        if promises is None:
            promises = self._promises[wanted] = _Promises(self._beginnings, wanted)
        spoken = forms(folded)
        going_on: list[tuple[_Beginning, int]] = []
        for index, promise in enumerate(map(promises.__getitem__, spoken)):
            if promise is None:
                continue
            if promise.alone:
                return True
            going_on.append((promise, index))
        return any(_may_go_on(promise, spoken, index) for promise, index in going_on)

    def find(self, source: str, folded: str, text: list[Word]) -> list[Hit]:
        """Every entry found, in order of place; of overlapping names the longest stays (several, where they cover the
        same words)."""
        hits: list[Hit] = []
        new = tuple.__new__  # what Hit() does, without a call of Python's own for each find
        final = len(text) - 1
        for index, begun in enumerate(map(self._beginnings.__getitem__, map(_FORM, text))):
            if begun is None:
                continue
            alone, continued, loose = begun
            _, start, end = text[index]
            if index < final and (continued or loose):
                following = text[index + 1].form
                if loose or following[:2] in continued:
                    beyond = text[index + 2].form if index + 1 < final else ""
                    hits += _met(_longer(begun, following, beyond), source, folded, text, index)
            if alone:
                hits += [
                    new(Hit, (entry, start, end, weak, index, index))
                    for entry, weak, asking in alone
                    if asking is None or _looks(asking, source, start, end)
                ]
        if not self._competing:
            return list({(h.entry, h.first, h.last): h for h in hits}.values())
        names = _longest([h for h in hits if h.entry.kind in _COMPETING])
        cues = {(h.entry, h.first, h.last): h for h in hits if h.entry.kind not in _COMPETING}
        return sorted((*names, *cues.values()), key=_place) if names else list(cues.values())


def _place(hit: Hit) -> tuple[int, int]:
    return hit.first, -hit.last


def _met(tried: Iterable[Spelling], source: str, folded: str, text: list[Word], index: int) -> list[Hit]:
    """The spellings of several words that really begin at word ``index``, the longest first."""
    start = text[index].start
    hits: list[Hit] = []
    for spelling in tried:
        last = _follow(spelling, folded, text, index)
        if last is None or (spelling.closing and not _closes(source, start, text[last].start)):
            continue
        if _looks(spelling, source, start, text[last].end):
            hits.append(Hit(spelling.entry, start, text[last].end, spelling.weak, index, last))
    return sorted(hits, key=_place) if len(hits) > 1 else hits


def _closes(source: str, start: int, closing: int) -> bool:
    """Whether the last word of a company's name, at ``closing``, is its part: by its capital, or by quotation marks or a hyphen
    where it has none («Восход хром», Самрук-казына)."""
    return source[closing].isupper() or source[closing - 1] == "-" or source[start - 1 : start] in _OPENING


def _may_go_on(begun: _Beginning, spoken: list[str], index: int) -> bool:
    """Whether a spelling of several words may begin at word ``index``; what stands between the words is not asked."""
    if index + 1 == len(spoken) or not (begun.loose or spoken[index + 1][:2] in begun.continued):
        return False
    following = spoken[index + 1 :]
    longer = _longer(begun, following[0], following[1] if len(following) > 1 else "")
    return any(spelling.within or _are(following, spelling) for spelling in longer)


def _are(following: list[str], spelling: Spelling) -> bool:
    """Whether these words begin with the spelling's further ones."""
    return len(following) >= len(spelling.rest) and all(map(_matches, following, spelling.rest))


def _sorted_out(spellings: list[Spelling]) -> _Beginning:
    continued: dict[str, _GoingOn] = {}
    loose = []
    for spelling in spellings:
        if not spelling.rest:
            continue
        openings = _openings(spelling.rest[0])
        if spelling.within or not openings:
            loose.append(spelling)
            continue
        beyond = _openings(spelling.rest[1]) if len(spelling.rest) > 1 else set()
        for opening in openings:
            two, more = continued.setdefault(opening, ((), {}))
            if not beyond:
                continued[opening] = (*two, spelling), more
            for further in beyond:
                more[further] = (*more.get(further, ()), spelling)
    alone = [(s.entry, s.weak, s if s.capital or s.exact else None) for s in spellings if not s.rest]
    return _Beginning(tuple(alone), continued, tuple(loose))


def _openings(alternatives: tuple[Pattern, ...]) -> set[str]:
    """The two letters that a word of the text begins with where it is one of the alternatives; none where that is not known."""
    found: set[str] = set()
    for stem, ending in alternatives:
        if ending == "latin" or (len(stem) < 2 and ending not in ("exact", "english")):
            return set()
        found |= {stem[:2]} if len(stem) > 1 or ending == "exact" else {stem, stem + "s", stem + "e"}
    return found


def _longer(begun: _Beginning, following: str, beyond: str) -> tuple[Spelling, ...]:
    """The spellings that may go on with these two words."""
    two, more = begun.continued.get(following[:2], _NOTHING)
    return two + more.get(beyond[:2], ()) + begun.loose


def _looks(spelling: Spelling, source: str, start: int, end: int) -> bool:
    """Whether the source has the capitals, or the very letters, that the spelling asks for."""
    if spelling.capital and not source[start].isupper():
        return False
    return not spelling.exact or source[start:end].replace(".", "") == spelling.exact


def _follow(spelling: Spelling, folded: str, text: list[Word], index: int) -> int | None:
    """The number of the last word if the spelling's other words follow word ``index``, else None."""
    if spelling.within:
        return _follow_far(spelling, text, index)
    at, end, final = index, text[index].end, len(text) - 1
    for alternatives in spelling.rest:
        if at == final:
            return None
        at += 1
        form, start, beyond = text[at]
        if not _matches(form, alternatives) or not _near(folded[end:start]):
            return None
        end = beyond
    return at


def _follow_far(spelling: Spelling, text: list[Word], index: int) -> int | None:
    """The same of a spelling whose words may stand apart."""
    at, count = index, len(text)
    for alternatives in spelling.rest:
        candidate = at + 1
        last = min(candidate + spelling.within, count - 1)
        while candidate <= last and not _matches(text[candidate].form, alternatives):
            candidate += 1
        if candidate > last:
            return None
        at = candidate
    return at


def _matches(form: str, alternatives: tuple[Pattern, ...]) -> bool:
    for stem, ending in alternatives:
        if ending == "latin":
            if skeleton(form) == stem:
                return True
        elif form.startswith(stem) and fits(form[len(stem) :], ending):
            return True
    return False


def _latin(words: list[Word]) -> tuple[tuple[Pattern, ...], ...]:
    """The patterns of a spelling's further words in any transliteration."""
    return tuple(((skeleton(w.form), "latin"),) for w in words)


def _near(gap: str) -> bool:
    return gap == " " or (len(gap) <= 3 and _GAP.issuperset(gap))


def _longest(hits: list[Hit]) -> list[Hit]:
    """The hits without those that lie inside, or run into, a longer one; twins (same entry, same place) once."""
    if len(hits) < 2:
        return hits
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.first, -h.last, h.entry.kind != "decoy", h.weak)):
        rivals = [k for k in kept[-4:] if k.last >= hit.first]
        if rivals and any(
            k.entry.kind == "decoy" or (k.first, k.last) != (hit.first, hit.last) or k.entry is hit.entry
            for k in rivals
        ):
            continue
        kept.append(hit)
    return kept
