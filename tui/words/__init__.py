"""The words shown to people, out of one catalogue: what a panel, a brief or a message says is data, not code."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def catalogue(language: str = "en") -> dict[str, Any]:
    """The words of a language as nested tables, read once. Raises FileNotFoundError for a language that has none."""
    return tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text(encoding="utf-8"))


def say(key: str, **values: object) -> str:
    """The words for ``key`` (``stage.signed``), with ``values`` put in their places. Raises KeyError where none are."""
    found = _find(key)
    if not isinstance(found, str):
        raise KeyError(key)
    return found.format(**values) if values else found


def name(section: str, key: str) -> str:
    """The word for an id that comes out of data (``name("metric", "market-value")``); an unknown one in plain words."""
    try:
        return say(f"{section}.{key}")
    except KeyError:
        return key.replace("-", " ")


def count(number: int, noun: str) -> str:
    """A number with its noun in the right form, out of the table ``plural``: ``1 deal``, ``18 deals``."""
    forms = _find(f"plural.{noun}")
    return f"{number:,} {forms[0] if number == 1 else forms[-1]}"


def mark(key: str, *, plain: bool = False) -> str:
    """The one-cell glyph of ``key`` (``stage.signed``), or its ASCII stand-in. Raises KeyError for an unknown key."""
    glyph, stand_in = _find(f"mark.{key}")
    return str(stand_in if plain else glyph)


def _find(key: str) -> Any:
    found: Any = catalogue()
    for part in key.split("."):
        if not isinstance(found, dict) or part not in found:
            raise KeyError(key)
        found = found[part]
    return found
