"""Undoing gzip and deflate under a bound that holds: never more output in memory than was asked for."""

from __future__ import annotations

import zlib

_EITHER = 32 + zlib.MAX_WBITS  # gzip or zlib, told by the header
_RAW = -zlib.MAX_WBITS
_STEP = 65_536
_GZIP = b"\x1f\x8b"


class TooBigError(Exception):
    """The body is larger than the bound."""


class CorruptError(Exception):
    """The body is not what its Content-Encoding says."""


class Body:
    """Collects a body chunk by chunk, decompressing on the way where it is ``compressed`` (gzip or deflate)."""

    def __init__(self, compressed: bool, limit: int) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self._decoder = zlib.decompressobj(_EITHER) if compressed else None
        self._begun = False
        self._head = b""  # two bytes tell a bare deflate stream from one with a header

    def feed(self, chunk: bytes) -> None:
        """Takes the next chunk as it came over the wire. Raises TooBigError or CorruptError."""
        if self._decoder is None:
            self._keep(chunk)
            return
        if not self._begun:
            chunk, self._head = self._head + chunk, b""
            if len(chunk) < 2:
                self._head = chunk
                return
        while chunk:
            chunk = self._decompress(chunk)

    def _decompress(self, chunk: bytes) -> bytes:
        """Takes what it can of ``chunk`` in bounded steps; returns what another decoder has to take."""
        assert self._decoder is not None
        full = True
        while full or chunk:
            try:
                data = self._decoder.decompress(chunk, _STEP)
            except zlib.error as error:
                if self._begun:
                    raise CorruptError(str(error)) from error
                self._begun = True
                self._decoder = zlib.decompressobj(_RAW)  # some servers send deflate without its header
                return chunk
            self._begun = True
            self._keep(data)
            full = len(data) == _STEP  # more may wait inside although all the input is taken
            chunk = self._decoder.unconsumed_tail
            if self._decoder.eof:
                rest = self._decoder.unused_data
                if not rest.startswith(_GZIP):
                    return b""  # padding after the end
                self._decoder = zlib.decompressobj(_EITHER)
                return rest
        return b""

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limit:
            raise TooBigError
        self._parts.append(data)

    @property
    def cut_short(self) -> bool:
        """Whether the compressed stream has not ended yet."""
        return self._decoder is not None and not self._decoder.eof and bool(self._size or self._head)

    def value(self) -> bytes:
        """All that came so far."""
        self._parts = [b"".join(self._parts)]
        return self._parts[0]
