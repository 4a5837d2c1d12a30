"""Frozen dataclasses to JSON values and back, for the archive and for the worker process."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")

Decoder = Callable[[Any], Any]

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


def decode(kind: type[T], data: Any) -> T:
    """The dataclass of type ``kind`` that ``encode`` made ``data`` from; ``data`` is used up. Raises KeyError or TypeError on
    foreign shapes."""
    return typing.cast(T, _decoder(typing.cast(Any, kind))(data))


def loader(kind: type[T], *, without: Sequence[str] = ()) -> Callable[[str], T]:
    """What makes the same of JSON texts of what ``encode`` made, which begin and end with it; fields of these names ``without``
    what they hold."""
    decoded: Callable[[Any], T] = _decoder(typing.cast(Any, kind))

    def loaded(text: str) -> T:
        data = _parse(text)[0]
        for name in without:
            data.pop(name, None)
        return decoded(data)

    return loaded


def load_all(kind: type[T], texts: Iterable[str], *, without: Sequence[str] = ()) -> list[T]:
    """The same of several texts, which are parsed as one."""
    decoded: Callable[[Any], T] = _decoder(typing.cast(Any, kind))
    found = json.loads(f"[{','.join(texts)}]")
    for name in without:
        for data in found:
            data.pop(name, None)
    return list(map(decoded, found))


_parse = json.JSONDecoder().raw_decode


@cache
def _decoder(kind: Any) -> Decoder:
    """What turns JSON values into ``kind``, worked out once a type: archives hold facts by the ten thousand."""
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _optional(_decoder(next(a for a in typing.get_args(kind) if a is not type(None))))
    if origin is tuple:
        return _tuple(typing.get_args(kind))
    if dataclasses.is_dataclass(kind):
        return _dataclass(typing.cast(Any, kind))
    if kind is datetime:
        return datetime.fromisoformat
    return _as_it_is


def _as_it_is(data: Any) -> Any:
    return data


def _optional(inner: Decoder) -> Decoder:
    return inner if inner is _as_it_is else lambda data: None if data is None else inner(data)


def _tuple(kinds: tuple[Any, ...]) -> Decoder:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        inner = _decoder(kinds[0])
        return tuple if inner is _as_it_is else lambda data: tuple([inner(value) for value in data])
    each = tuple(map(_decoder, kinds))
    return lambda data: tuple(decoder(value) for decoder, value in zip(each, data, strict=True))


def _dataclass(kind: Any) -> Decoder:
    fields = {name: _decoder(hint) for name, hint in typing.get_type_hints(kind).items()}
    made = [(name, decoder) for name, decoder in fields.items() if decoder is not _as_it_is]
    if not made:
        return lambda data: kind(**data)

    def decoded(data: Any) -> Any:
        for name, decoder in made:
            if name in data:
                data[name] = decoder(data[name])
        return kind(**data)

    return decoded
