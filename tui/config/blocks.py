"""Where the tables of a TOML text stand, line by line, whatever its strings and comments look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\[^\n])*+"'
    r"|'[^'\n]*+'"
    r"|#[^\n]*+"
    r"|[\[\]{}\n]",
    re.DOTALL,
)
_HEADER = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]")
_IGNORED = re.compile(r"[\"'\s]")


@dataclass(frozen=True, slots=True)
class Block:
    """One table by line numbers from 0: its header is ``start``; its own ``keys`` begin on these lines and end before
    ``keys_end``; with its sub-tables and the comments that follow at once it ends before ``end``."""

    start: int
    keys: tuple[int, ...]
    keys_end: int
    end: int


def lines(text: str) -> list[str]:
    """The lines of ``text`` with their ends, as TOML counts them."""
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)


def blocks(text: str, name: str) -> list[Block]:
    """The tables ``[[name]]`` in their order."""
    written = lines(text)
    starts = _statements(text)
    kinds = {number: _kind(written[number]) for number in starts}
    headers = [(number, kind) for number, kind in kinds.items() if kind not in ("", "#", "=")]
    found = []
    for place, (start, kind) in enumerate(headers):
        if kind != name:
            continue
        rest = headers[place + 1 :]
        next_header = rest[0][0] if rest else len(written)
        beyond = next((number for number, other in rest if not other.startswith(f"{name}.")), len(written))
        keys_end = _content_end(kinds, start, next_header)
        keys = tuple(line for line in range(start + 1, keys_end) if kinds.get(line) == "=")
        found.append(Block(start, keys, keys_end, _block_end(kinds, start, beyond, written)))
    return found


def _block_end(kinds: dict[int, str], start: int, beyond: int, written: list[str]) -> int:
    """Where the block ends: a run of comments right after its keys is its own, unless another header follows at once."""
    content = _content_end(kinds, start, beyond)
    end = content
    while end < beyond and kinds.get(end) == "#":
        end += 1
    return content if end == beyond < len(written) else end


def _content_end(kinds: dict[int, str], start: int, limit: int) -> int:
    """The line after the last one before ``limit`` that is neither blank nor a comment."""
    number = limit
    while number > start + 1 and kinds.get(number - 1, "=") in ("", "#"):
        number -= 1
    return number


def _statements(text: str) -> Iterator[int]:
    """Numbers of the lines that begin outside strings, arrays and inline tables."""
    if text:
        yield 0
    depth = number = 0
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark == "\n":
            number += 1
            if depth <= 0 and token.end() < len(text):
                yield number
        elif mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
        else:
            number += mark.count("\n")


def _kind(line: str) -> str:
    """ "" for a blank line, "#" for a comment, a table's name for its header, "=" for anything else."""
    content = line.strip().removeprefix("\ufeff")
    if not content or content[0] == "#":
        return content[:1]
    header = _HEADER.match(content)
    return _IGNORED.sub("", header[1]) if header else "="
