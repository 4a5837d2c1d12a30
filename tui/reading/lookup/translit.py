"""One skeleton for all the ways a name of Kazakhstan is written in Latin letters: Aktogay, Aktogai, Aqtogay, Aktoghai.

Cyrillic spellings, Russian and Kazakh, have the same skeleton as their transliterations, so these need not be listed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GROUPS = {
    "shch": "ш",
    "tsch": "ч",
    "sch": "ш",
    "sh": "ш",
    "dzh": "ж",
    "zh": "ж",
    "dj": "ж",
    "j": "ж",
    "tch": "ч",
    "ch": "ч",
    "kh": "х",
    "gh": "г",
    "ts": "ц",
    "tz": "ц",
    "ph": "ф",
    "ck": "к",
    "q": "к",
    "c": "к",
    "x": "кс",
    "w": "в",
    "ye": "е",
    "yo": "е",
    "yu": "у",
    "iu": "у",
    "ya": "а",
    "ia": "а",
    "y": "и",
    "i": "и",
    "a": "а",
    "b": "б",
    "d": "д",
    "e": "е",
    "f": "ф",
    "g": "г",
    "h": "х",
    "k": "к",
    "l": "л",
    "m": "м",
    "n": "н",
    "o": "о",
    "p": "п",
    "r": "р",
    "s": "с",
    "t": "т",
    "u": "у",
    "v": "в",
    "z": "з",
}
_LATIN = re.compile("|".join(sorted(_GROUPS, key=len, reverse=True)))
_CYRILLIC = str.maketrans("әғқңөұүһіёйщыэюя", "агкноуухиеишиеуа", "ъь")
_CLUSTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o"})
_DOUBLES = re.compile(r"(.)\1+")
LEAST = 5
"""Skeletons shorter than this are too easily those of other words."""


@lru_cache(maxsize=16384)
def skeleton(folded: str) -> str:
    """The skeleton of a folded word in Latin or Cyrillic letters."""
    if not folded.isascii():
        folded = unicodedata.normalize("NFD", folded.translate(_CLUSTERS).replace("й", "и"))
        folded = "".join(c for c in folded if not unicodedata.combining(c))
    if folded and folded[0] <= "z":
        folded = _LATIN.sub(lambda m: _GROUPS[m.group()], folded)
    else:
        folded = folded.translate(_CYRILLIC).replace("иа", "а").replace("иу", "у").replace("ие", "е").replace("дж", "ж")
    return _DOUBLES.sub(r"\1", folded)
