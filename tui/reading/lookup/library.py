"""All vocabularies in use, with a lexicon for each language made when it is first needed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path

from tui.bulk import kept
from tui.reading.amounts.measures import FIGURES, Measures, Periods, periods
from tui.reading.lookup.lexicon import Lexicon
from tui.reading.lookup.spellings import Latin
from tui.reading.lookup.vocabulary import NAMES, Entry, load

VARIABLE = "KENWATCH_VOCABULARY"
"""The environment variable that names the user's vocabulary folders, for this process and those that it starts."""

CUE = "cue"
"""The kind of the words that tell what happened; frames are patterns over them and the names."""

TAGGED = NAMES | {"commodity", "decoy", "signal", "head"}
"""The kinds that every item is searched for."""

TELLING = FIGURES | {CUE}
"""The kinds that only items on the beat are searched for."""

RULES = "1"
"""Raised when the code of the rules changes what a reading holds; part of every reading's version."""


class Library:
    """The entries by (kind, id), and the lexicons made of them."""

    def __init__(self, entries: Mapping[tuple[str, str], Entry]) -> None:
        self.entries = entries
        self._lexicons: dict[str, Lexicon] = {}
        self._latin: Latin = {}
        self._facts: dict[str, Lexicon] = {}
        self._measures: dict[str, Measures] = {}
        self.version = f"{RULES}-{_digest(entries.values())[:10]}"

    def lexicon(self, language: str) -> Lexicon:
        """The lexicon of texts in ``language``: names, minerals and what tells whether an item is on the beat."""
        if language not in self._lexicons:
            tagged = (e for e in self.entries.values() if e.kind in TAGGED)
            with kept():
                self._lexicons[language] = Lexicon(tagged, language, self._latin)
        return self._lexicons[language]

    def facts(self, language: str) -> Lexicon:
        """The words that tell facts: those that frames are made of, and those that tell what a figure measures; apart,
        because only items on the beat are searched for them."""
        if language not in self._facts:
            telling = (e for e in self.entries.values() if e.kind in TELLING)
            with kept():
                self._facts[language] = Lexicon(telling, language)
        return self._facts[language]

    def measures(self, language: str) -> Measures:
        """The words of numbers, units and time in ``language``."""
        if language not in self._measures:
            self._measures[language] = Measures(self.entries, language, self._periods)
        return self._measures[language]

    @cached_property
    def _periods(self) -> Periods:
        return periods(self.entries.values())

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """The entries of a kind, in the order of the files."""
        return tuple(e for e in self.entries.values() if e.kind == kind)

    def get(self, kind: str, ident: str) -> Entry | None:
        """The entry of that kind and id, None where there is none."""
        return self.entries.get((kind, ident))


def _digest(entries: Iterable[Entry]) -> str:
    """What tells whether the entries are the same, whatever their order; taken in one by one, as all together are long."""
    digest = hashlib.sha256()
    between = ""
    for entry in sorted(entries, key=lambda e: f"{e.kind} {e.id} "):
        digest.update(f"{between}{entry.kind} {entry.id} {entry.spellings} {entry.properties}".encode())
        between = "\n"
    return digest.hexdigest()


def library(*folders: Path) -> Library:
    """Our own vocabularies with those in ``folders`` laid over them, else with those in the folders that the environment
    names (KENWATCH_VOCABULARY); kept until ``forget``.

    Raises VocabularyError naming file and line for a folder given; of those in the environment, files that cannot be read are
    left out, for ``kenwatch check`` to tell."""
    named = tuple(Path(f) for f in os.environ.get(VARIABLE, "").split(os.pathsep) if f)
    return _library(folders or named, strict=bool(folders))


@cache
def _library(folders: tuple[Path, ...], *, strict: bool) -> Library:
    return Library(load(folders, strict=strict))


def forget() -> None:
    """Reads the files anew at the next call of ``library``: what an analyst changed is live."""
    _library.cache_clear()


def names(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The entries' names, each once, in order."""
    return tuple(dict.fromkeys(e.name for e in entries))
