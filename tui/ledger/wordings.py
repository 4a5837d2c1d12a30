"""What publishers changed in items that had come already: which sentences went, and which came in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from tui.archive import StoredItem
from tui.text import line

SHOWN = 5
"""Sentences that are told of what went, and of what came."""
_LONGEST = 300
_END = re.compile(r"(?<=[.!?…])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Change:
    """One change, noticed at ``seen``: the first sentences that ``went`` and that ``came``, the title among them."""

    seen: datetime
    went: tuple[str, ...]
    came: tuple[str, ...]


def changes(item: StoredItem) -> tuple[Change, ...]:
    """What the publisher changed, the last change first."""
    wordings = [(edit.title, edit.text) for edit in item.edits] + [(item.entry.title, item.text)]
    told = (
        Change(edit.seen, _without(before, after), _without(after, before))
        for edit, (before, after) in zip(item.edits, pairwise(wordings), strict=True)
    )
    return tuple(reversed([one for one in told if one.went or one.came]))


def _without(wording: tuple[str, str], other: tuple[str, str]) -> tuple[str, ...]:
    """Sentences of a wording that another one lacks."""
    known = set(_sentences(other))
    found = dict.fromkeys(sentence for sentence in _sentences(wording) if sentence not in known)
    return tuple(line(sentence, _LONGEST) for sentence in list(found)[:SHOWN])


def _sentences(wording: tuple[str, str]) -> Iterator[str]:
    title, text = wording
    yield title
    yield from (" ".join(piece.split()) for piece in _END.split(text) if piece.strip())
