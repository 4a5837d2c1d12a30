"""The text of a TOML file: its tables, the line of each key, and what can be saved of it when its syntax is broken."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_HEADER = re.compile(r"\s*\[{1,2}\s*([^\[\]#]+?)\s*\]{1,2}\s*(?:#.*)?$")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class SyntaxMistake:
    """A place where the text is no TOML; ``text`` is its line."""

    line: int
    message: str
    text: str


def parse(text: str) -> tuple[dict[str, Any], tuple[SyntaxMistake, ...]]:
    """The tables of ``text``; where its syntax is broken, those tables that are whole, with a mistake for each other one."""
    try:
        return tomllib.loads(text), ()
    except tomllib.TOMLDecodeError:
        return _salvage(text)


class Lines:
    """Where tables and keys stand in a text: line numbers count from 1."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._headers = [
            (number, re.sub(r"[\"'\s]", "", found[1]))
            for number, line in enumerate(self._lines, 1)
            if (found := _HEADER.match(line))
        ]

    def table(self, name: str, nth: int = 0) -> int:
        """The line of the ``nth`` header of the table ``name``; 1 where it has none."""
        places = [number for number, header in self._headers if header == name]
        return places[nth] if nth < len(places) else 1

    def key(self, table: str, key: str, nth: int = 0) -> int:
        """The line of ``key`` in the ``nth`` table ``table`` ("": above the first header), else the table's own line."""
        start = self.table(table, nth) if table else 0
        pattern = re.compile(
            rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]|\s*\[{{1,2}}\s*{re.escape(table)}\.{re.escape(key)}\b"
        )
        for number in range(start + 1, len(self._lines) + 1):
            line = self._lines[number - 1]
            if pattern.match(line):
                return number
            header = _HEADER.match(line)
            if header and not header[1].startswith(f"{table}."):
                break
        return max(start, 1)


def _salvage(text: str) -> tuple[dict[str, Any], tuple[SyntaxMistake, ...]]:
    tables: dict[str, Any] = {}
    mistakes: list[SyntaxMistake] = []
    for start, block in _blocks(text):
        try:
            _merge(tables, tomllib.loads(block))
        except tomllib.TOMLDecodeError as error:
            place = _PLACE.search(str(error))
            within = int(place[1]) if place and place[1] else len(block.rstrip().splitlines())
            line = [*block.splitlines(), ""][within - 1]
            mistakes.append(SyntaxMistake(start + within - 1, _PLACE.sub("", str(error)), line))
    return tables, tuple(mistakes)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The text cut before each top-level table (sub-tables stay with it), each piece with its first line's number."""
    lines = text.splitlines(keepends=True)
    starts = [n for n, line in enumerate(lines) if re.match(r"\s*\[{1,2}\s*[\w-]+\s*\]{1,2}|\s*\[\s*\w", line)]
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        if start < end:
            yield start + 1, "".join(lines[start:end])


def _merge(into: dict[str, Any], more: dict[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, list) and isinstance(into.get(key), list):
            into[key] += value
        elif isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into.setdefault(key, value)
