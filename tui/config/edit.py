"""Edits of feeds.toml: feeds are put in, taken out and switched; every other byte of the file stays as it is.

tomlkit writes the values. Where a feed's table begins and ends is worked out in the text itself, because to a TOML parser
the comment above a table belongs to the table before it, and would be moved or lost with it. Every edit is read back: one
that would change anything else is refused.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import tomlkit

from tui.config.blocks import Block, blocks, lines
from tui.words import say

NewFeed = Mapping[str, object]
"""The keys of a ``[[feed]]`` table in the order in which they are written; values as TOML has them."""

_SWITCH = re.compile(r"(\s*(?:enabled|\"enabled\"|'enabled')\s*=\s*)(true|false)(?=\s|#|\Z)")
_TEXT_OF = r"(\s*(?:{key}|\"{key}\"|'{key}')\s*=\s*)(?:\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')"
_URL = re.compile(_TEXT_OF.format(key="url"))
_AT = re.compile(r"\(at line (\d+)")
_BOM = "\ufeff"


class EditError(Exception):
    """The file cannot be edited; the message is a sentence that says where it is wrong and what to do."""


def add(text: str, feeds: Sequence[NewFeed]) -> str:
    """``text`` with ``feeds`` put in, each after the last feed of its group, else after the last feed. Raises EditError."""
    data, found = _read(text)
    places: dict[int, list[NewFeed]] = {}
    last_of_group = {str(table.get("group", "")): number for number, table in enumerate(data)}
    for feed in feeds:
        places.setdefault(last_of_group.get(str(feed.get("group", "")), len(found) - 1), []).append(feed)
    ends = {found[number].end if number >= 0 else len(lines(text)): new for number, new in places.items()}
    written = lines(text)
    if written and not written[-1].endswith("\n"):
        written[-1] += _newline(text)
    pieces: list[str] = []
    for number in range(len(written) + 1):
        for feed in ends.get(number, ()):
            pieces.append(_table(feed, text, first=not pieces))
        pieces += written[number : number + 1]
    expected: list[Any] = list(map(dict, places.get(-1, ())))
    for number, table in enumerate(data):
        expected += [table, *map(dict, places.get(number, ()))]
    return _proved(text, "".join(pieces), expected)


def remove(text: str, urls: Collection[str]) -> str:
    """``text`` without the tables of the feeds at ``urls``; comments that stand above a table stay. Raises EditError."""
    data, found = _read(text)
    written = lines(text)
    kept: list[str] = []
    position = 0
    for table, block in zip(data, found, strict=True):
        if _address(table) not in urls:
            continue
        kept += written[position : block.start]
        position = block.end
        if kept and not kept[-1].strip():
            kept.pop()
        elif not kept and position < len(written) and not written[position].strip():
            position += 1
    kept += written[position:]
    return _proved(text, "".join(kept), [table for table in data if _address(table) not in urls])


def switch(text: str, urls: Collection[str], *, enabled: bool) -> str:
    """``text`` with the feeds at ``urls`` switched on or off. Raises EditError."""
    data, found = _read(text)
    written = lines(text)
    expected: list[Any] = []
    for table, block in zip(data, found, strict=True):
        if _address(table) not in urls or table.get("enabled", True) is enabled:
            expected.append(table)
            continue
        expected.append({**table, "enabled": enabled})
        _switch(written, block, enabled, _newline(text))
    return _proved(text, "".join(written), expected)


def readdress(text: str, moves: Mapping[str, str]) -> str:
    """``text`` with the feeds at the keys of ``moves`` at their values instead. Raises EditError."""
    data, found = _read(text)
    written = lines(text)
    expected: list[Any] = []
    for table, block in zip(data, found, strict=True):
        if _address(table) not in moves:
            expected.append(table)
            continue
        new = moves[_address(table)]
        expected.append({**table, "url": new})
        _replace(written, block, _URL, _value(new))
    return _proved(text, "".join(written), expected)


def put(text: str, url: str, key: str, value: str) -> str:
    """``text`` with ``key`` of the feed at ``url`` as ``value``, a text; "" takes the key out. Raises EditError."""
    data, found = _read(text)
    written = lines(text)
    expected: list[Any] = []
    for table, block in zip(data, found, strict=True):
        if _address(table) != url or table.get(key, "") == value:
            expected.append(table)
            continue
        expected.append({**{k: v for k, v in table.items() if k != key or value}, **({key: value} if value else {})})
        pattern = re.compile(_TEXT_OF.format(key=re.escape(key)))
        if not value:
            number = next((n for n in block.keys if pattern.match(written[n])), None)
            if number is not None:
                written[number] = ""
        elif not _replace(written, block, pattern, _value(value)):
            _append(written, block, f"{key} = {_value(value)}", _newline(text))
    return _proved(text, "".join(written), expected)


def _replace(written: list[str], block: Block, key: re.Pattern[str], value: str) -> bool:
    """Puts ``value`` where a line of the block's own keys has the one that ``key`` finds; False where none has."""
    for number in block.keys:
        found = key.match(written[number])
        if found:
            written[number] = f"{found[1]}{value}{written[number][found.end() :]}"
            return True
    return False


def _switch(written: list[str], block: Block, enabled: bool, newline: str) -> None:
    value = "true" if enabled else "false"
    if _replace(written, block, _SWITCH, value):
        return
    _append(written, block, f"enabled = {value}", newline)


def _append(written: list[str], block: Block, line: str, newline: str) -> None:
    """Puts a line behind the block's own keys."""
    last = block.keys_end - 1
    own = written[last] if written[last].endswith("\n") else written[last] + newline
    written[last] = f"{own}{line}{newline}"


def _read(text: str) -> tuple[list[dict[str, Any]], list[Block]]:
    """The feeds of ``text`` as data, and where each stands."""
    tables = _loaded(text).get("feed", [])
    found = blocks(text, "feed")
    if not isinstance(tables, list) or len(tables) != len(found):
        raise EditError(say("cannot-edit.no-tables"))
    return tables, found


def _loaded(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.removeprefix(_BOM))
    except tomllib.TOMLDecodeError as error:
        place = _AT.search(str(error))
        told = (
            say("cannot-edit.broken", line=place[1], why=error) if place else say("cannot-edit.broken-end", why=error)
        )
        raise EditError(told) from error


def _proved(before: str, after: str, feeds: Sequence[Mapping[str, object]]) -> str:
    """``after``, if it holds exactly ``feeds`` and all else that ``before`` holds."""
    expected = _loaded(before)
    if feeds or "feed" in expected:
        expected["feed"] = list(feeds)
    found = _loaded(after)
    found.setdefault("feed", expected.get("feed", []))
    if found != expected | {"feed": expected.get("feed", [])}:
        raise EditError(say("cannot-edit.unsafe"))
    return after


def _table(feed: NewFeed, text: str, *, first: bool) -> str:
    newline = _newline(text)
    rows = [f"{key} = {_value(value)}" for key, value in feed.items()]
    return newline.join(([] if first else [""]) + ["[[feed]]", *rows, ""])


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update(value)
        return table.as_string()
    return tomlkit.item(value).as_string()


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _address(table: Mapping[str, object]) -> str:
    return str(table.get("url", "")).strip()
