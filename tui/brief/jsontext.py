"""JSON for people's eyes and terminals: letters as they are, whatever could act on a terminal as its number."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

# JSON itself escapes C0. These are the other characters that terminals and editors obey or hide.
_ACTING = (
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def dumps(value: object, *, indent: int | None = None) -> str:
    """``value`` as JSON text that loads back equal and holds no control, bidirectional or invisible character."""
    text = _on_a_line(value) if indent is None else json.dumps(value, ensure_ascii=False, indent=indent)
    clean = "\x7f" not in text if text.isascii() else text.isprintable()
    return text if clean else re.sub(_ACTING, _number, text)


def rows(columns: Mapping[str, Sequence[Any]]) -> list[str]:
    """The texts that ``dumps`` makes of objects, written value by value, which takes half as long for many: ``columns`` are
    the objects' values by name, all words, numbers or lists of words."""
    row = f"{{{', '.join(f'{dumps(name)}: %s' for name in columns)}}}"
    return [row % cells for cells in zip(*map(_cells, columns.values()), strict=True)]


def _cells(values: Sequence[Any]) -> list[str]:
    kinds = set(map(type, values))
    if kinds == {str}:
        return [f'"{value}"' for value in values] if _is_plain("".join(values)) else list(map(_word, values))
    if kinds <= _NUMBERS:
        return dumps(values)[1:-1].split(", ")
    cells = {value: dumps(value) for value in set(values)}  # lists of words, of which many are the same
    return [cells[value] for value in values]


def _word(text: str) -> str:
    return f'"{text}"' if _is_plain(text) else dumps(text)


def _is_plain(text: str) -> bool:
    """Whether JSON writes it as it is."""
    return text.isprintable() and '"' not in text and "\\" not in text


_NUMBERS = frozenset({int, float, bool, type(None)})


def _line_encoder() -> Callable[[object], str]:
    """``json.dumps`` on one line; what that makes anew for each value, a third of its time, is made once."""
    encoder = json.JSONEncoder(ensure_ascii=False)
    make = getattr(json.encoder, "c_make_encoder", None)  # where Python has it
    if make is None:
        return encoder.encode
    pieces = make(None, encoder.default, json.encoder.encode_basestring, None, ": ", ", ", False, False, True)
    return lambda value: "".join(pieces(value, 0))


_on_a_line = _line_encoder()


def _number(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
