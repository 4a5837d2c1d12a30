"""When garbage is collected: a full collection stops the desk for a tenth of a second, so it waits until nobody looks."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

SWITCH = 0.001
"""Seconds that a thread with work (queries, decoding) may hold the interpreter while a key waits; Python's own is 5 ms."""
_YOUNG, _MIDDLE, _NEVER = 1_000, 10, 1_000_000
"""Objects made between two collections of the young ones, and how often those that outlived one are looked at: together as
many as are looked through within a frame."""
_QUIET = 10.0
"""Seconds without a key after which nobody is taken to be looking."""
_AT_LATEST = 1_800.0
"""Seconds after which it is done all the same."""


def give_back() -> None:
    """Give freed memory back to the system, where its C library would keep it. Takes some milliseconds."""
    import ctypes  # not on the way to the first paint

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    if trim is not None:
        trim(0)


def _forget_closed() -> None:
    """Textual remembers colours by the widget that they were worked out for, and so every line of closed screens. It is no
    part of what Textual promises: a version that has it no more needs no help either."""
    with suppress(ImportError, AttributeError):
        from textual._styles_cache import StylesCache  # there by now

        StylesCache.get_inner_outer.cache_clear()


class Tidy:
    """Young objects are collected as ever; the old ones in ``look``, which wants to be called now and then."""

    def __init__(self) -> None:
        self._done = 0.0
        self._whole = 0.0
        self._key = 0.0

    def begin(self, now: float) -> None:
        """The desk is painted: collecting may begin; what is there by now stays."""
        self._done = self._whole = self._key = now
        sys.setswitchinterval(SWITCH)
        gc.freeze()
        gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
        gc.enable()

    def key(self, now: float) -> None:
        """A key was pressed."""
        self._key = now

    def look(self, now: float) -> bool:
        """Collect, if nobody looks or it has been long; whether it was done. What outlived one collection is looked at
        again only now and then: going through all that the desk remembers takes longest."""
        if now - self._key < _QUIET and now - self._done < _AT_LATEST:
            return False
        if now - self._whole >= _AT_LATEST:
            gc.unfreeze()
            self._whole = now
        _forget_closed()
        gc.collect()
        gc.freeze()
        self._done = now
        return True
