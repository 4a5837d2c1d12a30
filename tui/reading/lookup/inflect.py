"""Inflection without a dictionary: which endings a word of a given shape may take in Russian and Kazakh.

A vocabulary entry is written in its nominative; ``patterns`` turns each of its words into literal stems with the name of a
class of endings, and ``fits`` says whether the rest of a word in the text belongs to that class.

Russian endings by the shape of the nominative follow the school tables of declension; Kazakh ones are the chain
plural, possessive, case, -ғы, with the voicing of a stem's final п, к, қ before a vowel.
"""

from __future__ import annotations

import re
from functools import lru_cache

Pattern = tuple[str, str]
"""A literal stem and the name of the class of endings that may follow it."""

_HARD = "а у ом ем е ы и ов ев ей ам ами ах ым"
_SOFT = "я ю ем ём е и ев ей ям ями ях ью"
_ADJECTIVE = "ый ий ой ая яя ое ее ые ие ого его ому ему ым им ом ем ую юю ей ых их ыми ими"

_RUSSIAN: dict[str, frozenset[str]] = {
    "consonant": frozenset(["", *_HARD.split()]),
    "й": frozenset(["й", *_SOFT.split()]),
    "ь": frozenset(["ь", *_SOFT.split()]),
    "а": frozenset(["", *"а ы и е у ой ою ам ами ах ей".split()]),
    "я": frozenset("я и е ю ей ею й ь ям ями ях".split()),
    "о": frozenset("о а у ом е ам ами ах".split()),
    "е": frozenset("е я ю ем и ий ям ями ях".split()),
    "adjective": frozenset(_ADJECTIVE.split()),
    "fleeting": frozenset(_HARD.split()),
    "soft": frozenset(_SOFT.split()),
    "plural": frozenset(["", *"ов ев ей ам ами ах ям ями ях".split()]),
    "people": frozenset(["", *"е ам ами ах".split()]),
}

_KAZAKH = re.compile(
    r"(?:лар|лер|дар|дер|тар|тер)?"
    r"(?:сы|сі|ы|і|мыз|міз|ымыз|іміз|лары|лері|дары|дері|тары|тері)?"
    r"(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|на|не|а|е|ны|ні|ды|ді|ты|ті|н|"
    r"да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен|мен|бен|пен|менен)?"
    r"(?:ғы|гі|қы|кі)?"
    r"(?:лық|лік|дық|дік|тық|тік)?"
    r"(?:тар|тер|дар|дер|лар|лер)?"
    r"(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|ны|ні|ды|ді|ты|ті|да|де|та|те|дан|ден|тан|тен|мен|бен|пен)?"
)
_SLOPPY = str.maketrans("әғқңөұүһі", "агкноуухи")
_KAZAKH_SLOPPY = re.compile(_KAZAKH.pattern.translate(_SLOPPY))
_VOICED = {"п": "б", "к": "г", "қ": "ғ"}
_ADJECTIVAL = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")


def patterns(word: str, language: str) -> list[Pattern]:
    """The stems and classes under which the folded nominative ``word`` may be met in a text of ``language``."""
    if not word.isalpha() or word.isascii() or len(word) < 2:
        return [(word, "exact")]
    if language == "kk":
        return _kazakh(word)
    if language == "ru" and len(word) > 2:
        return _russian(word)
    return [(word, "exact")]


def russian_letters(word: str) -> str:
    """A Kazakh word as it is typed with Russian letters; every letter keeps its place."""
    return word.translate(_SLOPPY)


def adjective(word: str) -> list[Pattern]:
    """The relative adjective of a Russian place name: Актогай, актогайский; Бенкала, бенкалинский."""
    if not word.isalpha() or word.isascii() or len(word) < 5 or word.endswith(_ADJECTIVAL):
        return []
    if word[-1] in "аяыио":
        return [(word[:-1] + "инск", "adjective")]
    return [(word + "ск", "adjective")]


def _kazakh(word: str) -> list[Pattern]:
    """Stems as the word stands and voiced, and both in Russian letters, as Kazakh is often typed."""
    stems = [word, word[:-1] + _VOICED[word[-1]]] if word[-1] in _VOICED else [word]
    found = [(stem, "kazakh") for stem in stems]
    sloppy = word.translate(_SLOPPY)
    if sloppy != word:
        ends = {"п": "б", "к": "г"}
        found.append((sloppy, "sloppy"))
        if sloppy[-1] in ends:
            found.append((sloppy[:-1] + ends[sloppy[-1]], "sloppy"))
    return found


def _russian(word: str) -> list[Pattern]:
    last = word[-1]
    found: list[Pattern] = []
    if len(word) > 4 and word.endswith(_ADJECTIVAL):
        found.append((word[:-2], "adjective"))
    if last in "йьаяое":
        found.append((word[:-1], "people" if word.endswith("яне") else last))
        if last == "ь" and len(word) > 4 and word[-3] in "ео":
            found.append((word[:-3] + word[-2], "soft"))
    elif last in "бвгджзклмнпрстфхцчшщ":
        found.append((word, "consonant"))
        if len(word) > 4 and word[-2] in "ео" and last in "кцт":
            bridge = "й" if word[-3] in "аеиоуя" else "ь" if word[-3] == "л" else ""
            found.append((word[:-2] + bridge + last, "fleeting"))
    elif last in "ыи" and len(word) > 4:
        found += [(word, "exact"), (word[:-1], "plural")]
        if last == "и" and word[-2] == "к":
            found.append((word[:-2] + "ок", "exact"))
    else:
        found.append((word, "exact"))
    return found


@lru_cache(maxsize=16384)
def fits(ending: str, kind: str) -> bool:
    """Whether ``ending``, what is left of a word after its stem, belongs to the class ``kind``."""
    if kind == "exact":
        return not ending
    if kind == "prefix":
        return True
    if kind == "english":
        return ending in ("", "s", "es")
    if kind == "kazakh":
        return len(ending) <= 16 and _KAZAKH.fullmatch(ending) is not None
    if kind == "sloppy":
        return len(ending) <= 16 and _KAZAKH_SLOPPY.fullmatch(ending) is not None
    return ending in _RUSSIAN[kind]
