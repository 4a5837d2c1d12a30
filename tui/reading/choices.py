"""What entries of a vocabulary may hold: the kinds there are, the keys of each, and the words that a key chooses from.

Our own vocabularies hold all of it, so that they say what there is: a kind, a key or a word that none of them has is a slip of
the analyst's.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tui.model import DEAL_KINDS, EVENT_KINDS, STAGES
from tui.reading.lookup.vocabulary import LANGUAGES, NAMES, Entry
from tui.words import say

_COMMON = frozenset({"name", *LANGUAGES, "test_yes", "test_no", "examples", "note", "source"})
_CHOSEN = frozenset(
    {
        ("company", "sort"),
        ("company", "works"),
        ("site", "sort"),
        ("region", "sort"),
        ("commodity", "group"),
        ("signal", "side"),
        ("head", "names"),
        ("head", "role"),
        ("metric", "units"),
        ("metric", "subject"),
        ("metric", "period"),
        ("metric", "of"),
        ("metric", "enough"),
        ("metric", "needs"),
        ("metric", "unless"),
        ("unit", "kind"),
        ("aspect", "language"),
        ("aspect", "means"),
        ("context", "stands"),
    }
)
"""Kinds of entries and their keys whose words are few."""

_LISTED = {
    ("deal-frame", "kind"): DEAL_KINDS,
    ("deal-frame", "stage"): STAGES,
    ("deal-frame", "idle"): STAGES,
    ("event-frame", "kind"): EVENT_KINDS,
    ("cue", "stage"): ("", *STAGES),
    ("deal-frame", "languages"): LANGUAGES,
    ("event-frame", "languages"): LANGUAGES,
}
"""The same where the words are known beforehand."""

_TOLD_BY = {"of": "figure-noun", "enough": "figure-noun", "needs": "figure-word", "unless": "figure-word"}
"""Keys of metrics that choose from the entries of a kind."""


class Choices:
    """What ``own``, our vocabularies, hold."""

    def __init__(self, own: Iterable[Entry]) -> None:
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._words: dict[tuple[str, str], set[str]] = defaultdict(set)
        for choice, words in _LISTED.items():
            self._words[choice].update(words)
        for entry in own:
            self._keys[entry.kind].update(entry.properties)
            for key, value in entry.properties.items():
                if (entry.kind, key) in _CHOSEN:
                    self._words[entry.kind, key].update(_strings(value))
        self._words["metric", "units"] |= self._words["unit", "kind"]
        places = set().union(*(self._keys[kind] for kind in NAMES))
        self._keys.update(dict.fromkeys(NAMES, places))

    def slips(self, entry: Entry, told: Iterable[Entry]) -> Iterator[tuple[str, str]]:
        """What is wrong with an entry, each with the key that it stands at ("" for the entry); ``told`` are all entries, ours
        and the user's. Weights are another matter."""
        if entry.kind not in self._keys:
            yield "", say("unsound.kind", kind=entry.kind) + _likely(entry.kind, self._keys)
        elif entry.kind != "weight":
            known = self._keys[entry.kind] | _COMMON
            for key, value in entry.properties.items():
                if key not in known:
                    yield key, say("unsound.key", name=key) + _likely(key, known)
                elif words := self._words_of(entry.kind, key, told):
                    yield from ((key, _no_word(key, word, words)) for word in _strings(value) if word not in words)

    def _words_of(self, kind: str, key: str, told: Iterable[Entry]) -> set[str]:
        """The words that a key chooses from; none where it takes any."""
        words = self._words.get((kind, key), set())
        if kind == "metric" and key in _TOLD_BY:
            words = words | {one.id for one in told if one.kind == _TOLD_BY[key]}
        return words


def _no_word(key: str, word: str, words: set[str]) -> str:
    known = ", ".join(sorted(words - {""}))
    return say("unsound.word", name=key, word=word, known=known) + _likely(word, words)


def _strings(value: object) -> list[str]:
    """The words of a value, one or a list; what is no word is told as it is written."""
    return [str(one) for one in (value if isinstance(value, list) else [value])]


def _likely(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return f" {say('query.likely', word=near[0])}" if near else ""
