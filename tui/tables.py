"""Reading vocabulary files fast: most of their lines are ``[kind.id]`` or ``key = JSON``; the rest is left to tomllib.

tomllib takes a third of a second for all vocabularies on a slow core, which every start would wait for.
"""

from __future__ import annotations

import json
import re
import tomllib
from sys import intern
from typing import Any

Tables = dict[str, dict[str, dict[str, Any]]]
"""The tables of a file: kind, id, keys."""

_HEADER = re.compile(r'\[([\w-]+)\.(?:"([^"\\]+)"|([\w-]+))\]')
_PAIR = re.compile(r"([\w-]+) = (.+)")
_decode = json.JSONDecoder().decode


def tables(text: str) -> Any:
    """What ``tomllib.loads`` gives. Raises tomllib.TOMLDecodeError."""
    quick = _plain(text)
    return tomllib.loads(text) if quick is None else quick


def _plain(text: str) -> Tables | None:
    """The tables of a file of plain lines; None where any line is of another sort or a name comes twice."""
    found: Tables = {}
    table: dict[str, Any] | None = None
    for line in text.splitlines():
        if not line or line[0] == "#":
            continue
        if header := _HEADER.fullmatch(line):
            kind, quoted, bare = header.groups()
            same = found.setdefault(kind, {})
            if (quoted or bare) in same:
                return None
            table = same[quoted or bare] = {}
            continue
        pair = _PAIR.fullmatch(line)
        if pair is None or table is None or pair[1] in table:
            return None
        try:
            table[intern(pair[1])] = _decode(pair[2])
        except ValueError:
            return None
    return found
