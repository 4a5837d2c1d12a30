"""Frozen dataclasses to JSON values and back, for the archive and for the worker process."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from msgspec.json import Decoder

T = TypeVar("T")

_PLAIN = frozenset({str, int, float, bool, type(None)})
"""Types that JSON has."""


def encode(value: object) -> Any:
    """A dataclass (nested, with tuples, datetimes and None) as plain JSON values; fields at their default are left out, and
    those whose metadata say that they are not ``kept``."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, (tuple, list)):
        return [v if type(v) in _PLAIN else encode(v) for v in value]
    if fields := _fields(kind):
        names, defaults, values = fields
        return {
            name: v if type(v) in _PLAIN else encode(v)
            for name, v, default in zip(names, values(value), defaults, strict=True)
            if v is not default and v != default
        }
    if isinstance(value, dict):
        return {k: encode(v) for k, v in value.items()}
    if isinstance(value, datetime):
        return value.isoformat()
    return value


@cache
def _fields(kind: type) -> tuple[list[str], list[Any], Callable[[Any], tuple[Any, ...]]] | None:
    """Names and defaults of a dataclass's fields and what gets all their values at once; None for other types."""
    listed = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    fields = [field for field in listed if field.metadata.get("kept", True)]
    if not fields:
        return None
    names = [field.name for field in fields]
    get = attrgetter(*names)
    return names, [field.default for field in fields], get if len(names) > 1 else lambda value: (get(value),)


def dump(value: object) -> bytes:
    """The JSON text of dataclasses with all of their fields, for who hands them on and keeps nothing: made in a tenth of the
    time. ``load`` makes the same of it."""
    from msgspec.json import encode  # not on the way to the first paint

    return encode(value)


def load(kind: type[T], text: str | bytes) -> T:
    """The dataclass of type ``kind`` (or list of some) that the JSON text of what ``encode`` made tells of. Raises
    msgspec.ValidationError on foreign shapes; names that ``kind`` does not know are passed over."""
    decoded: T = _decoder(kind).decode(text)  # type: ignore[arg-type]
    return decoded


def load_all(kind: type[T], texts: Iterable[bytes]) -> list[T]:
    """The same of several texts in UTF-8, which are parsed as one. In front of each stand the defaults: for every field that
    is missing msgspec raises an error and catches it, which would take half of the time."""
    begun = _defaults(kind)  # type: ignore[arg-type]
    whole = b",".join([begun + text[1:] for text in texts])
    decoded: list[T] = _decoder(list[kind]).decode(b"[%b]" % whole)  # type: ignore[valid-type]
    return decoded


@cache
def _defaults(kind: Any) -> bytes:
    """How an object begins that gives every field that has a default; one that has none follows."""
    fields = [field for field in dataclasses.fields(kind) if field.default is not dataclasses.MISSING]
    given = (f'"{field.name}":{json.dumps(encode(field.default))},' for field in fields)
    return f"{{{''.join(given)}".encode()


@cache
def _decoder(kind: Any) -> Decoder[Any]:
    from msgspec.json import Decoder  # nor is this

    return Decoder(kind)
