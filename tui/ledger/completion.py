"""What may be typed next in a query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from tui import form
from tui.ledger.gazetteer import KINDS
from tui.ledger.keys import KEYS, Names, called, words_of
from tui.ledger.language import Views
from tui.ledger.tokens import Piece, Token, tokens
from tui.reading.lookup.vocabulary import VocabularyError
from tui.text import fold
from tui.words import name

MOST = 12

Common = Callable[[str], Mapping[str, int]]
"""How often the archive names each value of a key."""

_CALLED: Mapping[str, Callable[[str], str]] = {
    "country": form.country,
    "commodity": form.commodity,
    "metric": partial(name, "metric"),
}
_EXAMPLES = {"amount": (">10m", ">50m", ">1bn", "10m..100m"), "since": ("30d", "90d", "1y"), "until": ("30d", "1y")}


@dataclass(frozen=True, slots=True)
class Completion:
    """``text`` may stand in the place of the query's characters from ``start`` to ``end``; ``shown`` is what it means."""

    text: str
    start: int
    end: int
    shown: str


def _nothing(key: str) -> Mapping[str, int]:
    return {}


def complete(text: str, position: int, names: Names, views: Views = (), common: Common = _nothing) -> list[Completion]:
    """What may stand at ``position``, the likeliest first: keys, values of the key before it, saved views; of values that fit
    as well, what is named most first. Raises no more than ``common``."""
    typed = text[: max(position, 0)]
    token = next((token for token in _last(typed)), None)
    if token is None:
        return _keys("", len(typed))
    if token.key is None:
        (piece,) = token.values
        return [] if piece.quoted else _keys(piece.text, piece.start)
    piece = token.values[-1]
    if token.key.text == "@":
        return _chosen(((_quoted(name), name) for name, _ in views), piece)
    key = fold(token.key.text)
    return _chosen(_values(key, names), piece, common(key) if key in KINDS else {})


def _last(typed: str) -> Iterator[Token]:
    """The term that ends where the typing does."""
    if typed and not typed[-1].isspace():
        yield from list(tokens(typed))[-1:]
    else:
        yield from (token for token in list(tokens(typed))[-1:] if not token.values[-1].closed)


def _keys(begun: str, start: int) -> list[Completion]:
    wanted = fold(begun)
    return [Completion(f"{key}:", start, start + len(begun), key) for key in KEYS if key.startswith(wanted)][:MOST]


def _values(key: str, names: Names) -> Iterable[tuple[str, str]]:
    """What may be typed, each with what it is called in the language that is spoken, then with its other names."""
    if key in KINDS:
        try:
            known = names.gazetteer()
            known.spellings(key)  # the next letter will be looked up in them
        except VocabularyError:
            return ()
        offered = [(_quoted(value), shown) for value, shown in known.shown(key)]
    elif key in ("kind", "stage", "lang", "has", "is"):
        offered = [(one, word) for word, one in words_of(key).items()]
    else:
        offered = [(value, value) for value in _EXAMPLES.get(key, ())]
    name_of = _CALLED.get(key, partial(called, key))
    spoken = ((value, name_of(value)) for value in dict.fromkeys(value for value, _ in offered))
    return [*((value, told) for value, told in spoken if told != value), *offered]


def _chosen(
    values: Iterable[tuple[str, str]], piece: Piece, often: Mapping[str, int] = MappingProxyType({})
) -> list[Completion]:
    """Values that begin with what was typed, then those of which a later word does; named most first. Of what is shown of one
    value, what begins so goes before what does not."""
    wanted = fold(piece.text)
    found: dict[str, tuple[int, str, str]] = {}
    for value, shown in values:
        place = _place(wanted, value, shown)
        if place is not None and (value not in found or place < found[value][0]):
            found[value] = place, value, shown

    def likelihood(one: tuple[int, str, str]) -> tuple[int, int, int, str]:
        place, value, _ = one
        return place, -often.get(value.strip('"'), 0), len(value), value

    fitting = sorted(found.values(), key=likelihood)
    return [Completion(value, piece.start, piece.end, shown) for _, value, shown in fitting[:MOST]]


def _place(wanted: str, value: str, shown: str) -> int | None:
    for place, told in enumerate((fold(value).strip('"'), fold(shown))):
        if told.startswith(wanted):
            return place
    return 2 if any(word.startswith(wanted) for word in fold(shown).split()) else None


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name or "," in name else name
