"""The words shown to people, out of one catalogue a language: what a panel, a brief or a message says is data, not code.

One language is spoken at a time, by the whole process, as with a system's locale; English stands in for a missing word.
Marks are the same in all languages and stand in the English catalogue alone."""

from __future__ import annotations

import errno
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from tui.tables import tables
from tui.words import cldr

LANGUAGES = ("en", "ru", "kk")
"""The languages that have a catalogue; the first stands in for the others."""

_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
_spoken = LANGUAGES[0]


def language() -> str:
    """The language that is spoken."""
    return _spoken


def speak(chosen: str) -> None:
    """Speak ``chosen`` from now on. Raises ValueError for a language without a catalogue."""
    global _spoken
    if chosen not in LANGUAGES:
        raise ValueError(chosen)
    _spoken = chosen


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Speak ``chosen`` for a while."""
    before = language()
    speak(chosen)
    try:
        yield
    finally:
        speak(before)


def of_locale(environ: Mapping[str, str]) -> str:
    """The language that the locale of ``environ`` asks for, English where there is no catalogue for it."""
    asked = next((environ[key] for key in _LOCALES if environ.get(key)), "")
    code = re.split(r"[_.@-]", asked)[0].lower()
    return code if code in LANGUAGES else LANGUAGES[0]


@cache
def catalogue(language: str = LANGUAGES[0]) -> dict[str, Any]:
    """The words of a language as nested tables, read once. Raises FileNotFoundError for a language that has none."""
    found: dict[str, Any] = tables((Path(__file__).parent / f"{language}.toml").read_text(encoding="utf-8"))
    return found


def say(key: str, **values: object) -> str:
    """The words for ``key`` (``stage.signed``), with ``values`` put in their places. Raises KeyError where none are."""
    found = _find(key)
    if not isinstance(found, str):
        raise KeyError(key)
    return found.format(**values) if values else found


def translated(text: str) -> str:
    """The English help of a command, a paragraph of it or a line, in the language that is spoken."""
    return text if _spoken == LANGUAGES[0] else str(translations().get(text, {}).get(_spoken, text))


@cache
def translations() -> dict[str, dict[str, str]]:
    """What commands say of themselves, by its English words."""
    found = tomllib.loads((Path(__file__).parent / "help.toml").read_text(encoding="utf-8"))["help"]
    return {entry["en"].rstrip("\n"): entry for entry in found}


def name(section: str, key: str) -> str:
    """The word for an id that comes out of data (``name("metric", "market-value")``); an unknown one in plain words."""
    try:
        return say(f"{section}.{key}")
    except KeyError:
        return key.replace("-", " ").replace("_", " ")


def form_of(section: str, key: str) -> str:
    """A special form of the word for an id (``form_of("commodity-of", "gold")``), "" where there is none."""
    for known in (_spoken, LANGUAGES[0]):
        table = catalogue(known).get(section, {})
        if key in table:
            return str(table[key])
    return ""


def count(number: int, noun: str) -> str:
    """A number with its noun in the right form, out of the table ``plural``: ``1 deal``, ``18 deals``."""
    forms = _find(f"plural.{noun}")
    return f"{figures(f'{number:,}')} {forms[cldr.plural(_spoken, number)]}"


def figures(text: str) -> str:
    """A figure written ``25,839.5`` as the language writes it."""
    if _spoken == LANGUAGES[0]:
        return text
    return text.translate(cldr.separators(_spoken))


def trouble(error: OSError) -> str:
    """What the system says is wrong; what happens often, in the language that is spoken."""
    known = errno.errorcode.get(error.errno or 0, "")
    try:
        return say(f"trouble.{known}")
    except KeyError:
        return error.strerror or str(error)


def mark(key: str, *, plain: bool = False) -> str:
    """The one-cell glyph of ``key`` (``stage.signed``), or its ASCII stand-in. Raises KeyError for an unknown key."""
    sign, stand_in = _look(catalogue(), f"mark.{key}")
    return str(stand_in if plain else sign)


def glyph(section: str, key: str) -> str:
    """The mark of an id that comes out of data (``glyph("stage", "signed")``), a question mark for an unknown one."""
    try:
        return mark(f"{section}.{key}")
    except KeyError:
        return mark("unknown")


def _find(key: str) -> Any:
    if _spoken != LANGUAGES[0]:
        try:
            return _look(catalogue(_spoken), key)
        except KeyError:
            pass
    return _look(catalogue(), key)


def _look(found: Any, key: str) -> Any:
    for part in key.split("."):
        if not isinstance(found, dict) or part not in found:
            raise KeyError(key)
        found = found[part]
    return found
