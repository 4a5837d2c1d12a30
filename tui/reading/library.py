"""All vocabularies in use, with a lexicon for each language made when it is first needed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from tui.reading.lexicon import Lexicon
from tui.reading.vocabulary import Entry, load

RULES = "1"
"""Raised when the code of the rules changes what a reading holds; part of every reading's version."""


class Library:
    """The entries by (kind, id), and the lexicons made of them."""

    def __init__(self, entries: Mapping[tuple[str, str], Entry]) -> None:
        self.entries = entries
        self._lexicons: dict[str, Lexicon] = {}
        digest = hashlib.sha256(repr(sorted((e.kind, e.id, e.spellings) for e in entries.values())).encode())
        self.version = f"{RULES}-{digest.hexdigest()[:10]}"

    def lexicon(self, language: str) -> Lexicon:
        """The lexicon of texts in ``language``."""
        if language not in self._lexicons:
            self._lexicons[language] = Lexicon(self.entries.values(), language)
        return self._lexicons[language]

    def get(self, kind: str, ident: str) -> Entry | None:
        """The entry of that kind and id, None where there is none."""
        return self.entries.get((kind, ident))


@cache
def library(*folders: Path) -> Library:
    """Our own vocabularies with those in ``folders`` laid over them; kept for the life of the process.

    Raises VocabularyError naming file and line."""
    return Library(load(folders))


def forget() -> None:
    """Reads the files anew at the next call of ``library``."""
    library.cache_clear()


def names(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The entries' names, each once, in order."""
    return tuple(dict.fromkeys(e.name for e in entries))
