"""Which language an item is in: the script, the letters only Kazakh has, a few frequent words; the feed's is the prior."""

from __future__ import annotations

import re
from itertools import islice

_KAZAKH = "әғқңөұүһі"
_CODEPAGE = "cp1251"
_CYRILLIC = bytes(range("а".encode(_CODEPAGE)[0], "я".encode(_CODEPAGE)[0] + 1))
_LATIN = bytes(range(ord("a"), ord("z") + 1))
_LATIN_KAZAKH = re.compile(
    r"\b(?:jáne|jâne|jane|men|úshin|üşin|boiynsha|boıynsha|qazaqstan|jyly|bolyp|týraly|turaly|degen)\b"
)
_ACCENTS = re.compile("[ńǵýúóáşğıñöüä]")
_ACCENTED = 25
"""Of so many letters of Latin Kazakh one at least has an accent; of English none, though "on" and "at" are words of both."""
_SURELY, _SHORT = 3, 80
"""So many words of English tell it against a prior; in fewer letters there may be none."""

_ENGLISH = re.compile(r"\b(?:the|of|and|in|to|for|with|is|by|on|at|from|its|has|will)\b")
_RUSSIAN = re.compile(r"\b(?:и|в|на|с|по|для|из|что|не|о|его|к|от|до|за)\b")
_KAZAKH_WORDS = re.compile(r"\b(?:және|мен|бен|пен|үшін|туралы|деп|бойынша|бұл|осы|жылы|жылғы|болды|болып|екен)\b")


def language(folded: str, prior: str | None = None) -> str:
    """``en``, ``ru`` or ``kk``; another prior stands where the text gives no sign of these; ``und`` without one."""
    sample = folded[:2000]
    if sample.isascii():
        return _in_latin(sample, prior)
    cyrillic, kazakh, latin = letters(sample)
    expected = prior in ("ru", "kk") and (cyrillic + kazakh) * 3 > latin
    if cyrillic + kazakh > latin or expected or (cyrillic > 40 and kazakh > 10):
        if kazakh * 25 > cyrillic or (kazakh and len(_KAZAKH_WORDS.findall(sample)) > len(_RUSSIAN.findall(sample))):
            return "kk"
        return prior if prior == "kk" and kazakh and cyrillic < 60 else "ru"
    return _in_latin(sample, prior)


def _in_latin(sample: str, prior: str | None) -> str:
    """The language of a text in which Cyrillic letters tell nothing."""
    english = sum(1 for _ in islice(_ENGLISH.finditer(sample), _SURELY))
    accents = [] if sample.isascii() else _ACCENTS.findall(sample)
    accented = bool(accents) and len(accents) * _ACCENTED > letters(sample)[2]
    if (english < 2 or accented) and (_LATIN_KAZAKH.search(sample) or (prior == "kk" and accents)):
        return "kk"
    if english or 0 < letters(sample)[2] < _SHORT:
        return "en" if prior in (None, "en", "ru", "kk") or english == _SURELY else prior
    return prior or "und"


def letters(folded: str) -> tuple[int, int, int]:
    """How many letters are Russian, how many only Kazakh, how many Latin; counted in bytes, which is quicker than one by one."""
    encoded = folded.encode(_CODEPAGE, "ignore")
    russian, latin = (len(encoded) - len(encoded.translate(None, kind)) for kind in (_CYRILLIC, _LATIN))
    return russian, sum(map(folded.count, _KAZAKH)), latin
