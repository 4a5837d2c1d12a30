"""The figures that a report gives in words: семьдесят процентов, a billion and a quarter, екі жарым миллиард. The words are
those of the reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tui.tables import tables
from tui.text import fold

_FILE = Path(__file__).parent.parent / "reading" / "knowledge" / "numbers.toml"
_NEXT = re.compile(r"[ -](?:(?:and|a) )?(\w+)")
_WORD = re.compile(r"\w+")
_TEN, _HUNDRED, _THOUSAND, _MILLION, _LEAST = 10, 100, 1_000, 1_000_000, 11
"""A smaller number in words than the last is met in any text, unless it is a share."""

_LETTERS = 3
"""Letters of a word such as million at least: shorter ones are units."""

_PERCENT = re.compile(r"[ -](?:percent|per cent|процент|пайыз)")
_QUARTER = re.compile(r" and a quarter\b")
_BEHIND_DIGITS = re.compile(r"\d[ -]?$")


class Spelt(NamedTuple):
    """A figure in words: whether a word such as million scales it, and whether it is a share in percent."""

    value: float
    scaled: bool = False
    percent: bool = False


def begins(word: str) -> bool:
    """Whether a figure in words may begin with ``word``."""
    return word in _numbers() or word in _alone()


def figure_at(folded: str, first: re.Match[str]) -> tuple[Spelt | None, int]:
    """The figure in words that begins with the word ``first``, if it says anything, and where it ends. A billion is none where
    no more is said of it: many a sum is about that."""
    if first.group() in _alone():
        if _BEHIND_DIGITS.search(folded, max(0, first.start() - 2), first.start()):
            return None, first.end()
        more, end = _more(folded, first.end(), times := _times(first.group()))
        return (Spelt(times + more, scaled=True) if more else None), end
    whole, times, end = _counted(folded, first)
    if times == 1 and (unit := _PERCENT.match(folded, end)):
        return Spelt(whole, percent=True), unit.end()
    more, end = _more(folded, end, times) if times >= _MILLION else (0.0, end)
    value = whole * times + more
    return (Spelt(value, scaled=times > 1) if value >= _LEAST else None), end


def _counted(folded: str, first: re.Match[str]) -> tuple[float, float, int]:
    """A number in words, what it is multiplied by, and where both end."""
    numbers, end = _numbers(), first.end()
    whole, times = numbers[first.group()], 1.0
    while times == 1:
        if half := _halves().match(folded, end):
            whole, end = whole + 0.5, half.end()
        following = _NEXT.match(folded, end)
        value = numbers.get(following[1]) if following else None
        if following is None or (value is None and (times := _times(following[1])) == 1):
            break
        if value is not None:
            whole = whole * value if value == _HUNDRED and whole < _TEN else whole + value
        end = following.end()
    return whole, times, end


def _more(folded: str, end: int, times: float) -> tuple[float, int]:
    """What is said behind a million: and a half, двести or двести тысяч."""
    if half := _halves().match(folded, end):
        return times / 2, half.end()
    if quarter := _QUARTER.match(folded, end):
        return times / 4, quarter.end()
    following = _NEXT.match(folded, end)
    if following is None or following[1] not in _numbers():
        return 0.0, end
    word = _WORD.match(folded, following.start(1))
    assert word is not None
    whole, its, upto = _counted(folded, word)
    if 1 < its < times:
        return whole * its, upto
    is_part = its == 1 and _HUNDRED <= whole < _THOUSAND and not _PERCENT.match(folded, upto)
    return (whole * times / _THOUSAND, upto) if is_part else (0.0, end)


@cache
def _numbers() -> Mapping[str, float]:
    """Numbers by their word, in any language."""
    listed = _listed()["numeral"].values()
    return {"hundred": float(_HUNDRED)} | {fold(word): float(one["value"]) for one in listed for word in _all(one)}


@cache
def _alone() -> frozenset[str]:
    """Words such as миллиард that mean one of it where no number stands before."""
    told = (fold(word) for scale in _listed()["scale"].values() for word in scale["alone"])
    return frozenset(word for word in told if _times(word) >= _MILLION)


@lru_cache(maxsize=4_096)
def _times(word: str) -> float:
    """What a word such as million multiplies by."""
    return next((times for scale, times in _scales().items() if word.startswith(scale)), 1.0)


@cache
def _scales() -> Mapping[str, float]:
    listed = _listed()["scale"].values()
    spelt = {fold(word).removesuffix("*"): float(one["times"]) for one in listed for word in _all(one)}
    return {word: times for word, times in spelt.items() if times >= _THOUSAND and len(word) >= _LETTERS}


@cache
def _halves() -> re.Pattern[str]:
    """And a half, as each language says it behind a number."""
    return re.compile(rf" (?:{'|'.join(map(fold, _all(_listed()['number-word']['and-a-half'])))})\b")


@cache
def _listed() -> dict[str, dict[str, dict[str, Any]]]:
    return dict(tables(_FILE.read_text(encoding="utf-8")))


def _all(words: Mapping[str, Any]) -> Iterable[str]:
    return (word for lang in ("en", "ru", "kk") for word in words.get(lang, ()))
