"""The vocabularies: TOML files that an analyst reads and extends, ours in ``knowledge/``, the user's beside them.

A table ``[kind.id]`` is an entry; ``name`` is how it is shown; ``en``, ``ru``, ``kk`` list its spellings in the nominative.
In a spelling ``*`` at a word's end stands for any ending, ``=`` in front asks for these very letters and capitals, ``?`` at
the end says that the spelling alone is not enough (it counts only where the text is about mining, or names the entry in
full). Whatever else an entry holds (country, parent, commodities, …) are its properties. A later file overrides by id.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tui.tables import tables
from tui.words import say

LANGUAGES = ("en", "ru", "kk")

NAMES = frozenset({"company", "site", "region", "country", "town", "abroad", "seat"})
"""Kinds whose entries are proper names: capitalised in the text, and met in every language."""

_OWN = Path(__file__).parents[1] / "knowledge"
_TABLE = re.compile(r"^\s*\[\s*([\w-]+)\s*\.\s*\"?([\w .+-]+?)\"?\s*\]", re.MULTILINE)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One thing that texts may name. ``spellings`` are (language, spelling) pairs."""

    kind: str
    id: str
    name: str
    spellings: tuple[tuple[str, str], ...]
    properties: Mapping[str, Any]
    origin: str = ""


class VocabularyError(ValueError):
    """A vocabulary file cannot be read: names the file and the line."""


class Source(NamedTuple):
    """A vocabulary file: what to call it, and its text."""

    name: str
    text: str


def load(folders: Iterable[Path], *, strict: bool = True) -> dict[tuple[str, str], Entry]:
    """The entries of our own files and of all ``*.toml`` in ``folders``, the later ones winning, by (kind, id).

    Raises VocabularyError naming file and line; where not ``strict``, a user's file with a mistake is left out instead."""
    entries: dict[tuple[str, str], Entry] = {}
    for source in sources(folders, strict=strict):
        try:
            found = parse(source.text, source.name)
        except VocabularyError:
            if strict:
                raise
            continue
        entries.update({(e.kind, e.id): e for e in found})
    return entries


def sources(folders: Iterable[Path], *, strict: bool = True) -> list[Source]:
    """Our own vocabulary files and those in ``folders`` (or single files). Raises VocabularyError for one that cannot be
    read; where not ``strict`` it is left out."""
    found = [Source(file.name, file.read_text(encoding="utf-8")) for file in sorted(_OWN.glob("*.toml"))]
    for folder in folders:
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else [folder]:
            try:
                found.append(Source(str(path), path.read_text(encoding="utf-8")))
            except (OSError, UnicodeDecodeError) as error:
                if not strict:
                    continue
                raise VocabularyError(f"{path}:1: {error}") from error
    return found


def parse(text: str, name: str) -> list[Entry]:
    """The entries of one file. Raises VocabularyError with the line of the mistake."""
    try:
        data = tables(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{name}: {error}") from error
    found = []
    for kind, listed in data.items():
        if not isinstance(listed, dict):
            raise VocabularyError(f"{name}:1: {kind}: {say('unsound.table', kind=kind)}")
        for ident, table in listed.items():
            if not isinstance(table, dict):
                raise VocabularyError(
                    f"{name}:{line_of(text, kind, '')}: {kind}.{ident}: {say('unsound.table', kind=kind)}"
                )
            found.append(_entry(kind, ident, table, name, text))
    return found


def _entry(kind: str, ident: str, table: dict[str, Any], name: str, text: str) -> Entry:
    spellings = []
    for language in LANGUAGES:
        listed = table.get(language, [])
        if not isinstance(listed, list) or not all(isinstance(s, str) and s.strip() for s in listed):
            line = line_of(text, kind, ident)
            raise VocabularyError(f"{name}:{line}: {kind}.{ident}.{language}: {say('unsound.spellings')}")
        spellings += [(language, spelling) for spelling in listed]
    rest = {k: v for k, v in table.items() if k not in (*LANGUAGES, "name")}
    return Entry(kind, ident, str(table.get("name", ident)), tuple(spellings), rest, name)


def line_of(text: str, kind: str, ident: str) -> int:
    """The line (from 1) on which the table ``[kind.ident]`` begins; 1 where it is not found."""
    for match in _TABLE.finditer(text):
        if match.group(1) == kind and match.group(2) in (ident, ""):
            return text.count("\n", 0, match.start(1)) + 1
    return 1
