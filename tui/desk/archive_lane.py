"""A lane with an archive of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from tui.archive import Archive, ArchiveError
from tui.archive.errors import is_damaged
from tui.desk.lane import Lane

T = TypeVar("T")


class ArchiveLane:
    """Its archive is opened when first asked: to write where it is the first and not ``read_only``; to read only where it waits
    until ``after`` has it made or brought up to date. Another file that takes the archive's place is opened in its stead."""

    def __init__(self, path: Path, name: str, after: Future[Any] | None = None, *, read_only: bool = False) -> None:
        self._path = path
        self._lane = Lane(name)
        self._after = after
        self._read_only = read_only or after is not None
        self._archive: Archive | None = None
        self._opened = 0

    def ask(self, question: Callable[[Archive], T]) -> Future[T]:
        """What ``question`` finds or raises, when its turn comes."""
        return self._lane.submit(lambda: self._answer(question))

    def version(self) -> Future[tuple[int, int, int]]:
        """A token that differs after any change of the archive. Its first two numbers tell what others did: which of the
        files that stood here it is, and which of its states."""
        return self._lane.submit(lambda: self._answer(self.versions))

    def versions(self, archive: Archive) -> tuple[int, int, int]:
        """The same, told within a question."""
        return self._opened, *archive.data_version()

    def close(self, patience: float) -> None:
        """Finish what was asked, but wait at most ``patience`` seconds for it."""
        self._lane.submit(self._shut)
        self._lane.close(patience)

    def _answer(self, question: Callable[[Archive], T]) -> T:
        try:
            return question(self._open())
        except ArchiveError as error:
            if is_damaged(error):  # what stands there may be whole when it is opened again
                self._shut()
            raise

    def _open(self) -> Archive:
        if self._archive is not None and self._archive.replaced:
            self._shut()
        if self._archive is None:
            if self._after is not None:
                self._after.exception()
            self._archive = Archive.open(self._path, read_only=self._read_only)
            self._opened += 1
        return self._archive

    def _shut(self) -> None:
        archive, self._archive = self._archive, None
        if archive is not None:
            with suppress(ArchiveError):
                archive.close()
