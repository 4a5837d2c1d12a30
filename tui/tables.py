"""Reading vocabularies and catalogues of words fast: most of their lines are ``[kind.id]`` or ``key = JSON``, lists go on until
a bracket; the rest is left to tomllib.

tomllib takes a third of a second for all vocabularies on a slow core, which every start would wait for.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from sys import intern
from typing import Any

_HEADER = re.compile(r'\[([\w-]+)(?:\.(?:"([^"\\]+)"|([\w-]+)))?\]', re.ASCII)
_PAIR = re.compile(r'(?:([\w-]+)|"([^"\\]+)") = (.+)', re.ASCII)
_NAME = re.compile(r"([\w-]+) = ", re.ASCII)
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:_\d{3})+", re.ASCII)
_COMMENT = re.compile(r"\s*(?:#.*)?")
_LAST_COMMA = re.compile(r"(?<=[^\[\s]),\s*\]$")
_decode = json.JSONDecoder().raw_decode


def tables(text: str) -> Any:
    """What ``tomllib.loads`` gives. Raises tomllib.TOMLDecodeError."""
    quick = _plain(text)
    return tomllib.loads(text) if quick is None else quick


def _plain(text: str) -> dict[str, Any] | None:
    """The tables of a file of plain lines; None where any line is of another sort or a name comes twice."""
    found: dict[str, Any] = {}
    begun: set[tuple[str, str]] = set()
    table: dict[str, Any] | None = None
    lines = iter(text.splitlines())
    for line in lines:
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            header = _HEADER.fullmatch(line)
            if header is None:
                return None
            kind, ident = header[1], header[2] or header[3] or ""
            same = found.setdefault(kind, {})
            if (kind, ident) in begun or ident in same:
                return None
            begun.add((kind, ident))
            table = same.setdefault(ident, {}) if ident else same
            continue
        pair = _PAIR.fullmatch(line)
        if pair is None or table is None or (key := pair[1] or pair[2]) in table:
            return None
        try:
            table[intern(key)] = _listed(lines) if pair[3] == "[" else _value(pair[3])
        except ValueError:
            return None
    return found


def _listed(lines: Iterator[str]) -> list[Any]:
    """A list that goes on until a line with its bracket: of inline tables, one a line, or of what JSON writes alike. Raises
    ValueError where it is of another sort or no bracket comes."""
    pieces: list[str] = []
    for line in lines:
        if line == "]":
            break
        if not line.lstrip().startswith("#"):
            pieces.append(line)
    else:
        raise ValueError
    if pieces and pieces[0].startswith("  { "):
        return [_inline(piece) for piece in pieces]
    told: list[Any] = _value(f"[{' '.join(pieces)}]")
    return told


def _inline(line: str) -> dict[str, Any]:
    """An inline table on a line of its own. Raises ValueError for what is none."""
    found: dict[str, Any] = {}
    at = len("  { ")
    while pair := _NAME.match(line, at):
        if pair[1] in found:
            raise ValueError
        found[intern(pair[1])], at = _first(line, pair.end())
        if line.startswith(", ", at):
            at += len(", ")
        elif line[at:] == " },":
            return found
        else:
            break
    raise ValueError


def _value(written: str) -> Any:
    """A value that JSON writes alike, but for a comma behind the last of a list, thousands set apart, and a comment. Raises
    ValueError for any other."""
    try:
        value, end = _first(written, 0)
    except ValueError:
        value, end = _decode(written := _LAST_COMMA.sub("]", written))
    if end == len(written) or _COMMENT.fullmatch(written, end):
        return value
    raise ValueError


def _first(written: str, at: int) -> tuple[Any, int]:
    """The value that stands at a place, and where it ends. Raises ValueError for one that JSON writes otherwise."""
    value, end = _decode(written, at)
    if written.startswith("_", end) and (number := _GROUPED.match(written, at)):
        return int(number[0]), number.end()
    return value, end
