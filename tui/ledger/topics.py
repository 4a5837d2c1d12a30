"""What a report is about besides deals, figures and meetings: an accident, a strike, a ban. The words are data."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from tui.text import fold

_FIRST = 200
"""Characters of a report that tell what it is about; what comes later may be told in passing."""

_BEFALLING = frozenset({"accident", "death", "strike", "appointment"})


def topics(title: str, text: str) -> set[str]:
    """The topics of which the beginning of a report has a word, in any language."""
    return {match.lastgroup or "" for match in _pattern("topic").finditer(fold(f"{title}\n{text[:_FIRST]}"))}


def acts(title: str, text: str) -> set[str]:
    """What the beginning of a report tells that somebody did or will do, in any language."""
    return {match.lastgroup or "" for match in _pattern("act").finditer(fold(f"{title}\n{text[:_FIRST]}"))}


def is_of_mishap(title: str) -> bool:
    """Whether a title tells of what befell a company rather than of what it undertook."""
    return not _BEFALLING.isdisjoint(topics(title, ""))


def is_digest(title: str, text: str) -> bool:
    """Whether a report says in its title, or with its first words, that it goes through the news of a week or more."""
    titles, openings = _digests()
    return bool(titles.search(fold(title)) or openings.match(fold(text[:_FIRST])))


@cache
def _pattern(sort: str) -> re.Pattern[str]:
    listed = _listed()[sort].items()
    groups = (f"(?P<{topic}>{'|'.join(_begun(fold(word)) for word in _all(words))})" for topic, words in listed)
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})")


@cache
def _digests() -> tuple[re.Pattern[str], re.Pattern[str]]:
    title, opening = ("|".join(_all(_listed()["digest"][where])) for where in ("title", "opening"))
    return re.compile(title), re.compile(rf"\W*(?:{opening})")


@cache
def _listed() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads((Path(__file__).parent / "topics.toml").read_text(encoding="utf-8"))


def _all(words: dict[str, list[str]]) -> list[str]:
    return [word for spelt in words.values() for word in spelt]


def _begun(word: str) -> str:
    return re.escape(word.removesuffix(".")) + (r"(?!\w)" if word.endswith(".") else "")
