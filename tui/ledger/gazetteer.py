"""Names as people type them in a query, looked up in the vocabularies: ids, canonical names and spellings in three languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product
from pathlib import Path

from tui.archive.stems import stems_of, words
from tui.reading.lookup.vocabulary import Entry, load
from tui.reading.naming.minerals import answered
from tui.text import fold

KINDS = {
    "country": ("country",),
    "company": ("company",),
    "commodity": ("commodity",),
    "place": ("site", "region", "town"),
    "metric": ("metric",),
}
"""The vocabularies that each key's names come from."""

_MARKS = "?=*"
_SHORTEST_START = 3
_LONGEST_FORM = 4
"""Words of a name that is also found in its other forms."""


class Gazetteer:
    """The vocabularies' names by key of the query language."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_kind: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            by_kind[entry.kind].append(entry)
        self._entries = {key: [e for kind in kinds for e in by_kind[kind]] for key, kinds in KINDS.items()}
        self._names: dict[str, dict[str, list[Entry]]] = {}
        self._stems: dict[str, dict[tuple[str, ...], list[Entry]]] = {}

    def find(self, key: str, text: str) -> tuple[Entry, ...]:
        """What ``text`` names: by id, name or spelling, else by a form of one, else by the beginning of one."""
        wanted = _folded(text)
        names = self._index(key)
        found = names.get(wanted)
        if not found:
            found = [entry for bones in _stems(wanted) for entry in self._stems[key].get(bones, ())]
        if not found and len(wanted) >= _SHORTEST_START:
            found = [entry for name, listed in names.items() if name.startswith(wanted) for entry in listed]
        return tuple({entry.id: entry for entry in found or ()}.values())

    def spellings(self, key: str) -> Mapping[str, list[Entry]]:
        """All folded names of a key."""
        return self._index(key)

    def shown(self, key: str) -> list[tuple[str, str]]:
        """What to offer for a key: a value to type with each name of what it finds."""
        if key == "place" or key == "company":
            return [(entry.name, entry.name) for entry in self._entries[key]]
        return [(value, entry.name) for entry in self._entries[key] for value in values(key, entry)]

    def _index(self, key: str) -> Mapping[str, list[Entry]]:
        if key not in self._names:
            names: dict[str, list[Entry]] = defaultdict(list)
            stems: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
            for entry in self._entries[key]:
                for name in {_folded(s) for s in (entry.id, entry.name, *(s for _, s in entry.spellings))}:
                    names[name].append(entry)
                    for bones in _stems(name):
                        stems[bones].append(entry)
            self._stems[key] = dict(stems)  # first: another thread looks at it once the names are there
            self._names[key] = dict(names)
        return self._names[key]


@cache
def gazetteer(*folders: Path) -> Gazetteer:
    """Our own vocabularies with those in ``folders`` laid over them; kept for the life of the process.

    Raises VocabularyError naming file and line."""
    return Gazetteer(load(folders).values())


def values(key: str, entry: Entry) -> tuple[str, ...]:
    """What items and facts are tagged with where they speak of ``entry``."""
    if key == "country":
        return (entry.id,)
    if key == "commodity":
        return answered(entry)
    if key == "metric":
        return (str(entry.properties.get("answer", entry.id)),)
    return (entry.name,)


def _folded(text: str) -> str:
    return " ".join(fold(text).strip(_MARKS).split())


def _stems(text: str) -> list[tuple[str, ...]]:
    """The stems that the words of a name may have, in all ways to choose them; none for a long name."""
    said = words(text)
    return list(product(*map(stems_of, said))) if 0 < len(said) <= _LONGEST_FORM else []
