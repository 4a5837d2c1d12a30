"""The keys of the query language, and how each understands its values."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from tui.archive.filter import Amount, OneOf
from tui.config.checks import nearest
from tui.ledger.currency import to_usd
from tui.ledger.gazetteer import Gazetteer, values
from tui.ledger.tokens import Piece
from tui.model import DEAL_KINDS, EVENT_KINDS, STAGES
from tui.reading.lookup.vocabulary import VocabularyError
from tui.text import fold
from tui.words import LANGUAGES, catalogue, form_of, say

HAS = ("deal", "metric", "event", "amount", "story")
IS = ("unread", "read", "starred", "foreign", "domestic", "beat", "background", "hidden")

_AMOUNT = re.compile(r"(>=|<=|>|<)(.+)|(.+?)(?:\.\.|-)(.+)")
_FIGURE = re.compile(r"(?:\$|usd)?([0-9]{1,15}(?:\.[0-9]{1,6})?)([a-zа-я]*)(?:\$|usd)?")
_SCALES = {
    1.0: ("",),
    1e3: ("k", "th", "тыс", "мың"),
    1e6: ("m", "mn", "mln", "млн"),
    1e9: ("b", "bn", "bln", "млрд"),
    1e12: ("t", "tn", "trn", "трлн"),
}
_SCALE = {word: scale for scale, words in _SCALES.items() for word in words}
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_CODES = "en ru kk zh de fr es it tr uz ky ja ko ar fa pl uk az".split()
_LIKELY = 0.8
"""How alike a name must be to a known one to count as its slip rather than as a name that nobody listed."""


@dataclass(frozen=True, slots=True)
class Names:
    """What values are looked up in: the vocabularies, when they are first needed, and the day that spans end."""

    gazetteer: Callable[[], Gazetteer]
    today: date


class QueryError(ValueError):
    """A query that cannot be understood: what is wrong with its characters from ``start`` to ``end``, and what may have been
    meant, "" where nothing comes near."""

    def __init__(self, message: str, start: int, end: int, suggestion: str = "") -> None:
        super().__init__(message + (f" {say('query.likely', word=suggestion)}" if suggestion else ""))
        self.start = start
        self.end = end
        self.suggestion = suggestion


def amount(piece: Piece) -> Amount:
    """``>50m``, ``<=1.2bn``, ``50m..100m``; in dollars."""
    found = _AMOUNT.fullmatch(fold(piece.text).replace(" ", "").replace("_", ""))
    if found is None:
        likely = f">{piece.text}" if _figure(fold(piece.text)) is not None else ">50m"
        raise QueryError(say("query.amount", value=piece.text), piece.start, piece.end, likely)
    sign, one, low, high = found.groups()
    least = _figure(low or one) if sign not in ("<", "<=") else 0.0
    most = _figure(high or one) if sign not in (">", ">=") else math.inf
    if least is None or most is None:
        raise QueryError(say("query.amount", value=piece.text), piece.start, piece.end, ">50m")
    if sign == ">":
        least = math.nextafter(least, math.inf)
    elif sign == "<":
        most = math.nextafter(most, -math.inf)
    return Amount(least, most, dollars)


def _figure(text: str | None) -> float | None:
    found = _FIGURE.fullmatch(text or "")
    scale = _SCALE.get(found[2]) if found else None
    return float(found[1]) * scale if found and scale else None


def dollars(amount: float, currency: str, day: str) -> float | None:
    """What an amount was worth in dollars on a day; None for a currency without rates."""
    found = to_usd(amount, currency, day)
    return found[0] if found else None


def named(key: str, pieces: tuple[Piece, ...], names: Names) -> OneOf:
    """Things that the vocabularies know. Companies and places may also be names that no vocabulary holds."""
    known: dict[str, None] = {}
    parts: list[str] = []
    subjects: dict[str, None] = {}
    for piece in pieces:
        gazetteer = _opened(names, piece)
        entries = gazetteer.find(key, piece.text)
        for entry in entries:
            known |= dict.fromkeys(values(key, entry))
            subjects |= dict.fromkeys(map(fold, (entry.id, entry.name)))
        if not entries:
            parts.append(_unlisted(key, piece, gazetteer))
    return OneOf(key, tuple(known), tuple(parts), tuple(subjects) if key in _OPEN else ())


def _opened(names: Names, piece: Piece) -> Gazetteer:
    try:
        return names.gazetteer()
    except VocabularyError as error:
        raise QueryError(str(error), piece.start, piece.end) from error


def _unlisted(key: str, piece: Piece, gazetteer: Gazetteer) -> str:
    """A name that no vocabulary holds, folded. Raises QueryError where the key takes none, or where it looks like a slip of
    a name that is known and no quotes say otherwise."""
    name = " ".join(fold(piece.text).split())
    if key in _OPEN and (piece.quoted or not _near(name, gazetteer, key, _LIKELY)):
        return name
    likely = _near(name, gazetteer, key, 0.6)
    raise QueryError(say("query.unknown", name=key, value=piece.text), piece.start, piece.end, likely)


def _near(name: str, gazetteer: Gazetteer, key: str, cutoff: float) -> str:
    return nearest(name[:60], gazetteer.spellings(key), cutoff)


def listed(key: str, pieces: tuple[Piece, ...], names: Names) -> OneOf:
    """Words of a fixed list, by id or as they are called."""
    known = words_of(key)
    found = []
    for piece in pieces:
        word = fold(piece.text).strip()
        if word not in known:
            expected = ", ".join(dict.fromkeys(known.values()))
            message = say("query.unlisted", name=key, value=piece.text, known=expected)
            raise QueryError(message, piece.start, piece.end, known.get(nearest(word[:60], known), ""))
        found.append(known[word])
    return OneOf(key, tuple(dict.fromkeys(found)))


def language(key: str, pieces: tuple[Piece, ...], names: Names) -> OneOf:
    """Codes of languages, or their names."""
    known = words_of(key)
    found = []
    for piece in pieces:
        word = fold(piece.text).strip()
        code = known.get(word, word)
        if not _LANGUAGE.fullmatch(code):
            raise QueryError(
                say("query.language", value=piece.text),
                piece.start,
                piece.end,
                known.get(nearest(word[:60], known), "ru"),
            )
        found.append(code)
    return OneOf(key, tuple(dict.fromkeys(found)))


def titled(key: str, pieces: tuple[Piece, ...], names: Names) -> OneOf:
    """Parts of titles."""
    return OneOf(key, parts=tuple(" ".join(fold(piece.text).split()) for piece in pieces))


@cache
def words_of(key: str) -> dict[str, str]:
    """The words that a key takes, folded, each with its id: the ids first, then what they are called in each language."""
    ids = {"kind": tuple(dict.fromkeys((*DEAL_KINDS, *EVENT_KINDS))), "stage": STAGES, "has": HAS, "is": IS}
    known = {one: one for one in ids.get(key, _CODES)}
    for section in _SECTIONS.get(key, ()):
        for spoken in LANGUAGES:
            called = catalogue(spoken)[section].items()
            known |= {fold(word): one for one, word in called if fold(word) not in known}
    return known


def called(key: str, one: str) -> str:
    """What the id of a key's value is called in the language that is spoken."""
    return next(filter(None, (form_of(section, one) for section in _SECTIONS.get(key, ()))), one)


_OPEN = ("company", "place")
_SECTIONS = {"kind": ("deal-kind", "event"), "stage": ("stage",), "lang": ("language",)}

Understood = Callable[[str, tuple[Piece, ...], Names], OneOf]

KEYS: Mapping[str, Understood | None] = {
    "country": named,
    "commodity": named,
    "company": named,
    "place": named,
    "kind": listed,
    "stage": listed,
    "metric": named,
    "amount": None,
    "since": None,
    "until": None,
    "lang": language,
    "source": titled,
    "feed": titled,
    "has": listed,
    "is": listed,
}
"""All keys. Those that understand a list of values say how; the others take one value."""
