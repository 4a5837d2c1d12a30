"""Which language an item is in: the script, the letters only Kazakh has, a few frequent words; the feed's is the prior."""

from __future__ import annotations

import re

_KAZAKH = re.compile("[әғқңөұүһі]+")
_CYRILLIC = re.compile("[а-я]+")
_LATIN = re.compile("[a-z]+")
_LATIN_KAZAKH = re.compile(
    r"\b(?:jáne|jâne|jane|men|úshin|üşin|boiynsha|boıynsha|qazaqstan|jyly|bolyp|týraly|turaly|degen)\b"
)
_ACCENTS = re.compile("[ńǵýúóáşğıñöüä]")
_ACCENTED = 25
"""Of so many letters of Latin Kazakh one at least has an accent; of English none, though "on" and "at" are words of both."""

_ENGLISH = re.compile(r"\b(?:the|of|and|in|to|for|with|is|by|on|at|from|its|has|will)\b")
_RUSSIAN = re.compile(r"\b(?:и|в|на|с|по|для|из|что|не|о|его|к|от|до|за)\b")
_KAZAKH_WORDS = re.compile(r"\b(?:және|мен|бен|пен|үшін|туралы|деп|бойынша|бұл|осы|жылы|жылғы|болды|болып|екен)\b")


def language(folded: str, prior: str | None = None) -> str:
    """``en``, ``ru`` or ``kk``; another prior stands where the text gives no sign of these; ``und`` without one."""
    sample = folded[:2000]
    cyrillic, latin, kazakh = (_letters(runs, sample) for runs in (_CYRILLIC, _LATIN, _KAZAKH))
    expected = prior in ("ru", "kk") and (cyrillic + kazakh) * 3 > latin
    if cyrillic + kazakh > latin or expected or (cyrillic > 40 and kazakh > 10):
        if kazakh * 25 > cyrillic or (kazakh and len(_KAZAKH_WORDS.findall(sample)) > len(_RUSSIAN.findall(sample))):
            return "kk"
        return prior if prior == "kk" and kazakh and cyrillic < 60 else "ru"
    if latin:
        english = len(_ENGLISH.findall(sample))
        accented = len(_ACCENTS.findall(sample)) * _ACCENTED > latin
        if (english < 2 or accented) and (_LATIN_KAZAKH.search(sample) or (prior == "kk" and _ACCENTS.search(sample))):
            return "kk"
        if english or latin < 80:
            return "en" if prior in (None, "en", "ru", "kk") or english > 2 else prior
    return prior or "und"


def _letters(runs: re.Pattern[str], sample: str) -> int:
    if runs is not _LATIN and sample.isascii():
        return 0
    return sum(map(len, runs.findall(sample)))
