"""Finding what the vocabularies name: one pass over a text's words.

Every spelling is a sequence of word patterns. The first words are indexed by their stems; which spellings a word of the text
can begin is worked out once for every distinct word and remembered, so that the pass costs about one look-up a word,
whatever the number of spellings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tui.reading.inflect import Pattern, adjective, fits, patterns
from tui.reading.translit import LEAST, skeleton
from tui.reading.vocabulary import Entry
from tui.reading.words import Word, words
from tui.text import fold

NAMES = frozenset({"company", "site", "region", "country", "town", "abroad", "seat"})
"""Kinds whose entries are proper names: capitalised in the text, and met in every language."""

_COMPETING = NAMES | {"commodity", "decoy"}
"""Kinds of which the longest find alone stands (a decoy is there to hide what lies inside it); cues may overlap each other
and the names they speak of."""

_PLACES = frozenset({"site", "town"})
_MEMORY = 100_000
_GAP = frozenset(" -\"'./&,()")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write an entry: alternatives of word patterns, and what the source must look like."""

    entry: Entry
    rest: tuple[tuple[Pattern, ...], ...]
    capital: bool
    exact: str
    weak: bool
    within: int


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found at ``source[start:end]``; ``weak`` where the spelling alone is not enough; ``first`` and ``last``
    number the words it covers."""

    entry: Entry
    start: int
    end: int
    weak: bool
    first: int
    last: int


class Lexicon:
    """All spellings that can be met in texts of one language."""

    def __init__(self, entries: Iterable[Entry], language: str) -> None:
        self._heads: dict[str, list[tuple[str, Spelling]]] = {}
        self._skeletons: dict[str, list[Spelling]] = {}
        self._memory: dict[str, tuple[Spelling, ...]] = {}
        self._language = language
        for entry in entries:
            for spoken, spelling in entry.spellings:
                if entry.kind in NAMES or spoken == language:
                    self._add(entry, spoken, spelling)

    def _add(self, entry: Entry, spoken: str, spelling: str) -> None:
        weak, within = spelling.endswith("?"), 0
        text = spelling.removesuffix("?")
        asked = text.startswith("=")
        text = text.removeprefix("=")
        if " .. " in text:
            within, text = 6, text.replace(" .. ", " ")
        spelt = words(fold(text))
        sequence = [self._patterns(w, text, entry.kind, spoken) for w in spelt]
        if not sequence:
            return
        name = entry.kind in NAMES
        acronym = name and sum(c.isalpha() for c in text) <= 6 and not any(c.islower() for c in text)
        found = Spelling(
            entry,
            tuple(tuple(s) for s in sequence[1:]),
            name and text[:1].isupper(),
            text.replace(".", "") if asked or acronym else "",
            weak,
            within,
        )
        if entry.kind in _PLACES and self._language == "ru" and len(spelt) == 1:
            sequence[0] += adjective(spelt[0].form)
        for stem, ending in sequence[0]:
            self._heads.setdefault(stem, []).append((ending, found))
        if name and not found.exact and len(skeleton(spelt[0].form)) >= LEAST:
            self._skeletons.setdefault(skeleton(spelt[0].form), []).append(replace(found, rest=_latin(spelt[1:])))

    def _patterns(self, word: Word, text: str, kind: str, spoken: str) -> list[Pattern]:
        if text[word.end : word.end + 1] == "*":
            return [(word.form, "prefix")]
        if spoken == "en" and kind not in NAMES:
            return [(word.form, "english")]
        return patterns(word.form, self._language)

    def _beginning(self, form: str) -> tuple[Spelling, ...]:
        """The spellings that a word of the text can begin."""
        known = self._memory.get(form)
        if known is None:
            heads = self._heads
            begun = [
                (spelling, ending == "exact" and spelling.weak and not spelling.rest)
                for cut in range(1, min(len(form), 40) + 1)
                for ending, spelling in heads.get(form[:cut], ())
                if fits(form[cut:], ending)
            ]
            if not begun and form[0] <= "z":
                begun = [(spelling, False) for spelling in self._skeletons.get(skeleton(form), ())]
            doubtful = [spelling.entry for spelling, doubt in begun if doubt]
            known = tuple(s for s, doubt in begun if doubt or s.rest or s.exact or s.entry not in doubtful)
            if len(self._memory) >= _MEMORY:
                self._memory.clear()
            self._memory[form] = known
        return known

    def find(self, source: str, folded: str, text: list[Word]) -> list[Hit]:
        """Every entry found, in order of place; of overlapping names the longest stays (several, where they cover the
        same words)."""
        hits = []
        for index, word in enumerate(text):
            for spelling in self._beginning(word.form):
                last = _follow(spelling, folded, text, index)
                if last is None:
                    continue
                end = text[last].end
                if spelling.capital and not source[word.start].isupper():
                    continue
                if spelling.exact and source[word.start : end].replace(".", "") != spelling.exact:
                    continue
                hits.append(Hit(spelling.entry, word.start, end, spelling.weak, index, last))
        names = [h for h in hits if h.entry.kind in _COMPETING]
        cues = {(h.entry.kind, h.entry.id, h.first, h.last): h for h in hits if h.entry.kind not in _COMPETING}
        return sorted((*_longest(names), *cues.values()), key=lambda h: (h.first, -h.last))


def _follow(spelling: Spelling, folded: str, text: list[Word], index: int) -> int | None:
    """The number of the last word if the spelling's other words follow word ``index``, else None."""
    at = index
    for alternatives in spelling.rest:
        for candidate in range(at + 1, min(at + 2 + spelling.within, len(text))):
            form = text[candidate].form
            if any(_matches(form, stem, ending) for stem, ending in alternatives):
                break
        else:
            return None
        if not spelling.within and not _near(folded[text[at].end : text[candidate].start]):
            return None
        at = candidate
    return at


def _matches(form: str, stem: str, ending: str) -> bool:
    if ending == "latin":
        return skeleton(form) == stem
    return form.startswith(stem) and fits(form[len(stem) :], ending)


def _latin(words: list[Word]) -> tuple[tuple[Pattern, ...], ...]:
    """The patterns of a spelling's further words in any transliteration."""
    return tuple(((skeleton(w.form), "latin"),) for w in words)


def _near(gap: str) -> bool:
    return len(gap) <= 3 and _GAP.issuperset(gap)


def _longest(hits: list[Hit]) -> list[Hit]:
    """The hits without those that lie inside, or run into, a longer one; twins (same entry, same place) once."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.first, -h.last, h.entry.kind != "decoy", h.weak)):
        rivals = [k for k in kept[-4:] if k.last >= hit.first]
        if any(k.entry.kind == "decoy" for k in rivals):
            continue
        if any((k.first, k.last) != (hit.first, hit.last) or k.entry is hit.entry for k in rivals):
            continue
        kept.append(hit)
    return kept
