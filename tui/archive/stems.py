"""Words without their endings, so that меди finds медь, рудника finds рудник and кенінің finds кен.

One light stemmer for three languages, since a query does not say which language it is in: Latin words lose English endings,
words with a Kazakh letter lose Kazakh suffixes, and other Cyrillic words, which may be either, get a stem of each kind. The
same function makes the index and the query, so a stem need not be a word; it need only be the same for all forms.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from tui.text import fold, forms

_WORD = re.compile(r"\w+")
_CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]")
_KAZAKH = re.compile(r"[әғқңөұүһі]")
_SHORTEST = 3
"""Letters that a stem keeps at least."""

_LONGEST = 64
"""Letters of a word that count: no real word is longer, and a hostile one must not cost."""

_ENGLISH = ("ings", "ing", "ies", "ied", "es", "ed", "s", "y", "e")

_RUSSIAN_REFLEXIVE = ("ся", "сь")
_RUSSIAN = tuple(
    """
    иями ями ами иях ях ах иям ям ам ием ем ом иею ею ою ией ей ой ий ый ые ие ье ия ья ию ью ии ов ев ее ое ая яя ую юю
    его ого ему ому ими ыми их ых им ым а е и о у ы ь ю я й
    """.split()
)
_RUSSIAN_FLEETING = {"угл": "угол"}
"""Stems that lose a vowel in some forms and are too short for the rule below."""

_KAZAKH_SUFFIXES = tuple(
    """
    ларымыз леріміз дарымыз деріміз тарымыз теріміз
    лар лер дар дер тар тер
    ымыз іміз мыз міз ың ің сы сі
    ның нің дың дің тың тің
    ға ге қа ке на не
    ды ді ты ті ны ні
    дағы дегі тағы тегі ндағы ндегі ғы гі
    да де та те нда нде
    дан ден тан тен нан нен
    мен бен пен
    сын сін ын ін
    ы і т д н с
    """.split()
)
_KAZAKH_FINALS = str.maketrans("бгғ", "пкқ")


def stems(text: str) -> str:
    """The stems of all words of ``text``, each once, in one string for the index."""
    folded = fold(text)
    said = dict.fromkeys(_WORD.findall(folded) if "_" in folded else forms(folded))
    return " ".join(dict.fromkeys(chain.from_iterable(map(stems_of, said))))


@lru_cache(maxsize=65_536)
def stems_of(word: str) -> tuple[str, ...]:
    """The stems that one folded word may have: one, or two where it may be Russian or Kazakh."""
    word = word[:_LONGEST]
    if not _CYRILLIC.search(word):
        return (_english(word),)
    if _KAZAKH.search(word):
        return (_kazakh(word),)
    russian, kazakh = _russian(word), _kazakh(word)
    return (russian,) if russian == kazakh else (russian, kazakh)


def words(text: str) -> list[str]:
    """The folded words of a query."""
    return _WORD.findall(fold(text))


def _english(word: str) -> str:
    stem = _without(word, _BY_LENGTH["en"])
    if len(stem) > _SHORTEST and stem[-1] == stem[-2] and stem != word:
        stem = stem[:-1]  # shipping, ship
    return stem


def _russian(word: str) -> str:
    if len(word) > 5:
        word = _without(word, _RUSSIAN_REFLEXIVE)
    stem = _stripped(word, _BY_LENGTH["ru"])
    if len(stem) > 4 and stem[-2] in "ео" and stem[-1] in "кц":
        stem = stem[:-2] + stem[-1]  # свинец, свинца; участок, участка
    return _RUSSIAN_FLEETING.get(stem, stem)


def _kazakh(word: str) -> str:
    stem = _stripped(word, _BY_LENGTH["kk"])
    return stem[:-1] + stem[-1].translate(_KAZAKH_FINALS)


def _stripped(word: str, endings: tuple[str, ...]) -> str:
    """``word`` without ending after ending. Going on to the last makes all forms meet: вольфрама and вольфрам lose -ам."""
    while (shorter := _without(word, endings)) != word:
        word = shorter
    return word


def _without(word: str, endings: tuple[str, ...]) -> str:
    """``word`` without the longest of ``endings`` (longest first) that leaves a stem."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _longest_first(endings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(endings), key=lambda e: (-len(e), e)))


_BY_LENGTH = {
    "en": _longest_first(_ENGLISH),
    "ru": _longest_first(_RUSSIAN),
    "kk": _longest_first(_KAZAKH_SUFFIXES),
}
