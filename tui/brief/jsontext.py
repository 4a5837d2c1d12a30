"""JSON for people's eyes and terminals: letters as they are, whatever could act on a terminal as its number."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

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
