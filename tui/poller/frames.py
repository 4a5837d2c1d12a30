"""Frames on the pipe between the poller and its worker: two lengths, a JSON object, and bytes that go with it."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import asyncio  # for those that have it loaded: the worker does not, and is smaller by it

_LENGTHS = struct.Struct(">II")
_LARGEST = 64 * 1024 * 1024


class FrameError(Exception):
    """What came over the pipe is no frame."""


def packed(header: dict[str, Any], body_length: int = 0) -> bytes:
    """One frame as bytes, but for the body, which follows: it may be large, and is not copied."""
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return _LENGTHS.pack(len(text), body_length) + text


def read(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next frame of a blocking stream, None at its end."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    header, body = _LENGTHS.unpack(lengths)
    return _loaded(stream.read(header)), stream.read(body)


async def receive(stream: asyncio.StreamReader) -> tuple[dict[str, Any], bytes]:
    """The next frame of an asyncio stream. Raises FrameError, or IncompleteReadError where the stream ends."""
    header, body = _LENGTHS.unpack(await stream.readexactly(_LENGTHS.size))
    if header > _LARGEST or body > _LARGEST:
        raise FrameError("frame too large")
    return _loaded(await stream.readexactly(header)), await stream.readexactly(body)


def _loaded(text: bytes) -> dict[str, Any]:
    value = json.loads(text.decode("utf-8", "surrogatepass"))
    if not isinstance(value, dict):
        raise FrameError("frame without an object")
    return value
