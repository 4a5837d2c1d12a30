"""JSON for people's eyes and terminals: letters as they are, whatever could act on a terminal as its number."""

from __future__ import annotations

import json
import re

from msgspec import to_builtins
from msgspec.json import encode
from msgspec.json import format as laid_out

# JSON itself escapes C0. These are the other characters that terminals and editors obey or hide.
_ACTING = (
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def dumps(value: object, *, indent: int = 0) -> str:
    """``value`` as JSON text, on one line without ``indent``, that loads back equal and holds no control, bidirectional or
    invisible character; moments are ISO 8601, in UTC with a Z."""
    try:
        text = laid_out(encode(value), indent=indent).decode()
    except UnicodeEncodeError:  # halves of characters, which UTF-8 has no bytes for
        text = json.dumps(to_builtins(value), ensure_ascii=False, indent=indent or None)
    clean = "\x7f" not in text if text.isascii() else text.isprintable()
    return text if clean else re.sub(_ACTING, _number, text)


def _number(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
