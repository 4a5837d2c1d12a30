"""Finding what the vocabularies name: one pass over a text's words.

Every spelling is a sequence of word patterns. The first words are indexed by their stems; which spellings a word of the text
can begin is worked out once for every distinct word and remembered, so that the pass costs about one look-up a word,
whatever the number of spellings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import NamedTuple

from tui.reading.layout.words import Word
from tui.reading.lookup.beginnings import Beginning, Beginnings, Promises, longer
from tui.reading.lookup.inflect import Pattern, fits
from tui.reading.lookup.spellings import Latin, Speller, Spelling
from tui.reading.lookup.translit import skeleton
from tui.reading.lookup.vocabulary import NAMES, Entry
from tui.text import forms

_COMPETING = NAMES | {"commodity", "decoy"}
"""Kinds of which the longest find alone stands (a decoy is there to hide what lies inside it); cues may overlap each other
and the names they speak of."""

_OPENING = ("«", '"', "“", "„")
_FORM = itemgetter(0)
_GAP = frozenset(" -\"'./&,()")


class Hit(NamedTuple):
    """An entry found at ``source[start:end]``; ``weak`` where the spelling alone is not enough; ``first`` and ``last``
    number the words it covers."""

    entry: Entry
    start: int
    end: int
    weak: bool
    first: int
    last: int


class Lexicon:
    """All spellings that can be met in texts of one language; ``latin`` holds the names in Latin letters, which are made ready
    once for all languages."""

    def __init__(self, entries: Iterable[Entry], language: str, latin: Latin | None = None) -> None:
        listed = list(entries)
        speller = Speller(language, {} if latin is None else latin)
        self._beginnings = Beginnings(speller.prepared(listed), kazakh=language == "kk")
        self._promises: dict[Callable[[Entry], bool], Promises] = {}
        self._competing = any(entry.kind in _COMPETING for entry in listed)

    def may_find(self, folded: str, wanted: Callable[[Entry], bool]) -> bool:
        """Whether ``find`` might meet an entry that is ``wanted``: a quick look that may say yes where nothing is found, and
        never no where something is."""
        promises = self._promises.get(wanted)
        if promises is None:
            promises = self._promises[wanted] = Promises(self._beginnings, wanted)
        spoken = forms(folded)
        final = len(spoken) - 1
        going_on: list[tuple[Beginning, int]] = []
        for index, promise in enumerate(map(promises.__getitem__, spoken)):
            if promise is None:
                continue
            if promise.alone:
                return True
            if index < final and (promise.loose or spoken[index + 1][:2] in promise.continued):
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
                    hits += _met(longer(begun, following, beyond), source, folded, text, index)
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


def _may_go_on(begun: Beginning, spoken: list[str], index: int) -> bool:
    """Whether a spelling of several words may begin at word ``index``, which another follows; what stands between the words is
    not asked."""
    following = spoken[index + 1 :]
    tried = longer(begun, following[0], following[1] if len(following) > 1 else "")
    return any(spelling.within or _are(following, spelling) for spelling in tried)


def _are(following: list[str], spelling: Spelling) -> bool:
    """Whether these words begin with the spelling's further ones."""
    return len(following) >= len(spelling.rest) and all(map(_matches, following, spelling.rest))


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


def _near(gap: str) -> bool:
    return gap == " " or (len(gap) <= 3 and _GAP.issuperset(gap))


def _longest(hits: list[Hit]) -> list[Hit]:
    """The hits without those that lie inside, or run into, a longer one; twins (same entry, same place) once."""
    if len(hits) < 2:
        return hits
    kept: list[Hit] = []
    reached = -1
    for hit in sorted(hits, key=lambda h: (h.first, -h.last, h.entry.kind != "decoy", h.weak)):
        if hit.first <= reached and any(
            k.entry.kind == "decoy" or (k.first, k.last) != (hit.first, hit.last) or k.entry is hit.entry
            for k in kept[-4:]
            if k.last >= hit.first
        ):
            continue
        kept.append(hit)
        reached = max(reached, hit.last)
    return kept
