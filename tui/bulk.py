"""Making much at once."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

_AT_ONCE = 250


@contextmanager
def kept() -> Iterator[None]:
    """Does not look for garbage while things are made that are all kept: looking through them again and again would take up to
    half of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def batches(values: Iterable[T]) -> Iterator[list[T]]:
    """``values``, some hundreds at a time: to do something for each takes longer, and for all at once more memory."""
    left = iter(values)
    while some := list(islice(left, _AT_ONCE)):
        yield some
