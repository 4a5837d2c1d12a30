"""How an item is recognised, and how its values become columns and come back."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from tui.model import Item

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def digest(item: Item) -> str:
    """A short fingerprint of what the item says; it changes when the publisher edits title or text."""
    said = f"{item.title}\0{item.text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(said).hexdigest()[:24]


def storable(text: str) -> str:
    """``text`` without lone surrogates, which no file can hold; every character keeps its place."""
    if text.isascii():  # which costs nothing to see
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def to_column(moment: datetime) -> int:
    """Microseconds since 1970 UTC."""
    return (moment - _EPOCH) // _MICROSECOND


def from_column(value: int) -> datetime:
    """The moment that ``to_column`` made ``value`` from."""
    return _EPOCH + value * _MICROSECOND
