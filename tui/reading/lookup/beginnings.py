"""Which spellings a word of a text can begin: worked out once for every distinct word, and remembered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import chain
from typing import NamedTuple, TypeAlias

from tui.reading.lookup.inflect import Pattern, fits, russian_letters
from tui.reading.lookup.spellings import Prepared, Spelling
from tui.reading.lookup.translit import LEAST, skeleton
from tui.reading.lookup.vocabulary import NAMES, Entry

_ADJECTIVE = re.compile(r"([a-z]{4,})sk(?:y|iy|ii|oye|oe|oi|oy|aya|aia)")
"""A Russian adjective in Latin letters: Zhairemsky."""
_GENDERS = ("sky", "skoye", "skaya")
_MEMORY = 30_000
_LONGEST_STEM = 40
_OPENING = 3
"""Letters that tell how long the stems may be that a word begins with."""

_GoingOn: TypeAlias = tuple[tuple[Spelling, ...], dict[str, tuple[Spelling, ...]]]
"""Spellings that end with their second word, or whose third begins anyhow; the others by the two letters that it begins with."""

_NOTHING: _GoingOn = ((), {})


class Beginning(NamedTuple):
    """The spellings that a word can begin: those it is all of (entry, whether weak, the spelling where it asks how the source
    looks), those that go on with a word that begins with two known letters, and the others."""

    alone: tuple[tuple[Entry, bool, Spelling | None], ...]
    continued: dict[str, _GoingOn]
    loose: tuple[Spelling, ...]


class Beginnings(dict[str, Beginning | None]):
    """The spellings that a word of a text can begin: worked out at the first look at the word, and all forgotten where there
    are too many. ``heads`` are the first words of spellings by their stems, ``skeletons`` by their consonants. A name that is
    known in Russian letters alone is met in Kazakh ones too: Жезқазғанцветмет."""

    def __init__(self, prepared: Iterable[Prepared], *, kazakh: bool) -> None:
        self.kazakh = kazakh
        self.heads: dict[str, list[tuple[str, Spelling]]] = {}
        self.skeletons: dict[str, list[Spelling]] = {}
        for one in prepared:
            for stem, ended in one.begins:
                self.heads.setdefault(stem, []).append(ended)
            if one.anyhow is not None:
                self.skeletons.setdefault(one.bones, []).append(one.anyhow)
        self.lengths = _lengths(self.heads)

    def __missing__(self, form: str) -> Beginning | None:
        if len(self) >= _MEMORY:
            self.clear()
        begun = self[form] = self._work_out(form)
        return begun

    def _work_out(self, form: str) -> Beginning | None:
        heads, skeletons = self.heads, self.skeletons
        begun = [
            (spelling, ending == "exact" and spelling.weak and not spelling.rest)
            for cut in (1, 2, *self.lengths.get(form[:_OPENING], ()))
            if cut <= len(form) and (stem := form[:cut]) in heads
            for ending, spelling in heads[stem]
            if fits(form[cut:], ending)
        ]
        if not begun and skeletons and form[0] <= "z":
            begun = [(spelling, False) for spelling in skeletons.get(skeleton(form), ())]
        if not begun and self.kazakh and (plain := russian_letters(form)) != form:
            begun = [
                (spelling, False)
                for cut in (1, 2, *self.lengths.get(plain[:_OPENING], ()))
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


class Promises(dict[str, Beginning | None]):
    """The same of the wanted entries alone."""

    def __init__(self, beginnings: Beginnings, wanted: Callable[[Entry], bool]) -> None:
        self._beginnings = beginnings
        self._wanted = wanted

    def __missing__(self, form: str) -> Beginning | None:
        if len(self) >= _MEMORY:
            self.clear()
        begun = self._beginnings[form]
        promise = self[form] = self._of(begun) if begun else None
        return promise

    def _of(self, begun: Beginning) -> Beginning | None:
        wanted = self._wanted
        alone = tuple([told for told in begun.alone if wanted(told[0])])
        continued = (spelling for two, more in begun.continued.values() for spelling in chain(two, *more.values()))
        known = dict.fromkeys(chain(continued, begun.loose))
        goes_on = _sorted_out([spelling for spelling in known if wanted(spelling.entry)])
        return goes_on._replace(alone=alone) if alone or goes_on.continued or goes_on.loose else None


def longer(begun: Beginning, following: str, beyond: str) -> tuple[Spelling, ...]:
    """The spellings that may go on with these two words."""
    two, more = begun.continued.get(following[:2], _NOTHING)
    return two + more.get(beyond[:2], ()) + begun.loose


def _sorted_out(spellings: list[Spelling]) -> Beginning:
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
    return Beginning(tuple(alone), continued, tuple(loose))


def _openings(alternatives: tuple[Pattern, ...]) -> set[str]:
    """The two letters that a word of the text begins with where it is one of the alternatives; none where that is not known."""
    found: set[str] = set()
    for stem, ending in alternatives:
        if ending == "latin" or (len(stem) < 2 and ending not in ("exact", "english")):
            return set()
        found |= {stem[:2]} if len(stem) > 1 or ending == "exact" else {stem, stem + "s", stem + "e"}
    return found


def _lengths(stems: Iterable[str]) -> dict[str, list[int]]:
    """How long the stems of as many letters or more are, by the ``_OPENING`` that they begin with."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for stem in stems:
        if _OPENING <= len(stem) <= _LONGEST_STEM:
            found[stem[:_OPENING]].add(len(stem))
    return {opening: sorted(lengths) for opening, lengths in found.items()}
