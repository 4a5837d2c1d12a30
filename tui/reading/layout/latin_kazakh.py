"""Kazakh written with Latin letters (the alphabets of 2018 and 2021, and without their accents) read as Cyrillic.

Only the words' forms change; where they stand in the source does not, so every find still quotes the source.
"""

from __future__ import annotations

import re

from tui.reading.layout.language import letters
from tui.reading.layout.words import Word

_LETTERS = {
    "sh": "ш",
    "ch": "ч",
    "ya": "я",
    "yu": "ю",
    "á": "ә",
    "ä": "ә",
    "â": "ә",
    "a": "а",
    "b": "б",
    "v": "в",
    "w": "в",
    "g": "г",
    "ǵ": "ғ",
    "ğ": "ғ",
    "d": "д",
    "e": "е",
    "j": "ж",
    "z": "з",
    "i": "і",
    "ı": "и",
    "k": "к",
    "q": "қ",
    "l": "л",
    "m": "м",
    "n": "н",
    "ń": "ң",
    "ñ": "ң",
    "o": "о",
    "ó": "ө",
    "ö": "ө",
    "p": "п",
    "r": "р",
    "s": "с",
    "ş": "ш",
    "t": "т",
    "u": "ұ",
    "ū": "ұ",
    "ú": "ү",
    "ü": "ү",
    "ý": "у",
    "y": "ы",
    "f": "ф",
    "h": "х",
    "x": "х",
    "c": "ц",
    "'": "",
}
_OLD = re.compile("|".join(sorted(map(re.escape, _LETTERS), key=len, reverse=True)))
_SIGNS = re.compile("[áǵńóúý]")
_VOWELS = "аәеоөұүыіуи"
_YA = re.compile(rf"(?<=[{_VOWELS}])иа|(?<![^\W_])иа")
_YU = re.compile("иу")
_SHORT_I = re.compile(r"(?<=[аәеоөұүыі])и|(?<=и)и(?![^\W\d_])")
_TS = re.compile(r"тс(?=и)|(?<=[ни])тс(?=е)|(?<![^\W_])тс")
"""What the alphabet of 2018 writes with one letter or two and Cyrillic otherwise: я and ю, й behind a vowel, ц."""


def is_latin(folded: str) -> bool:
    """Whether a text known to be Kazakh is written with Latin letters."""
    russian, kazakh, latin = letters(folded[:1000])
    return latin > 2 * (russian + kazakh)


def cyrillic(words: list[Word], folded: str) -> list[Word]:
    """The words with their forms in Cyrillic; of the two Latin alphabets the one that the text's accents show."""
    old = _SIGNS.search(folded) is not None
    return [Word(_cyrillic(w.form, old), w.start, w.end) for w in words]


def _cyrillic(form: str, old: bool) -> str:
    plain = _OLD.sub(lambda m: _LETTERS[m.group()], form)
    if not old:
        return plain.replace("и", "ы")
    return _TS.sub("ц", _SHORT_I.sub("й", _YU.sub("ю", _YA.sub("я", plain))))
