"""What the reader marked, starred, hid and said, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.archive import Archive

_LONGEST = 200
WORD = "word"
"""The analyst's word on a deal, which has a memory of its own."""


@dataclass(frozen=True, slots=True)
class Change:
    """Items that were marked: as ``read``, ``starred`` or ``hidden``, or no longer where ``value`` is False."""

    kind: str
    items: tuple[int, ...] = ()
    value: bool = True

    @property
    def back(self) -> Change:
        """The change that undoes this one."""
        return Change(self.kind, self.items, not self.value)


class Journal:
    """The changes since the desk was opened, the last one first to go."""

    def __init__(self) -> None:
        self._changes: list[Change] = []

    def note(self, change: Change) -> None:
        """Remember a change."""
        self._changes = [*self._changes[1 - _LONGEST :], change]

    def last(self) -> Change | None:
        """Take the last change out; None where there is none."""
        return self._changes.pop() if self._changes else None

    def clear(self) -> None:
        """Forget all: nothing can be taken back any more."""
        self._changes = []

    def forget_word(self) -> None:
        """The analyst's last word was taken back elsewhere."""
        for index in reversed(range(len(self._changes))):
            if self._changes[index].kind == WORD:
                del self._changes[index]
                return


def put(archive: Archive, change: Change) -> None:
    """Write a change into the archive."""
    write = {"read": archive.mark_read, "starred": archive.star, "hidden": archive.hide}[change.kind]
    write(change.items, change.value)


def story_of(archive: Archive, name: str) -> Sequence[int]:
    """The reports of a story."""
    return tuple(row.item for row in archive.story_reports([name]))
