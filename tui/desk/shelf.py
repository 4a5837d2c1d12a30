"""The items behind the rows of the news list: fetched, turned, marked, starred; the list shows it at once."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from tui.archive import ArchiveError, StoredItem
from tui.desk.source import Source
from tui.desk.widgets.news import NewsList
from tui.ledger.entries import StoryEntry
from tui.words import say


class Shelf:
    """What happens to single items; trouble with the archive is told and goes no further."""

    def __init__(self, screen: Screen[None], source: Source, news: Callable[[], NewsList]) -> None:
        self._screen = screen
        self._source = source
        self._news = news

    async def take(self, item: int) -> StoredItem | None:
        """An item to read, marked as read; None where there is none."""
        try:
            stored = await self._source.item(item)
            if stored is None:
                self._screen.notify(say("desk.item-gone"), severity="warning", markup=False)
            elif not stored.entry.read:
                await self.mark(item, True)
        except ArchiveError as error:
            self._tell(error)
            return None
        return stored

    async def turn(self, item: int, way: int, *, unread: bool = False) -> StoredItem | None:
        """The neighbour of an item in the list, the next unread one if asked; the cursor goes with it."""
        neighbour = self._news().neighbour(item, way, unread=unread)
        if neighbour is None:
            return None
        self._news().go_to(neighbour.id)
        return await self.take(neighbour.id)

    async def story(self, name: str | None) -> StoryEntry | None:
        """All reports of a story; None where an item has none."""
        try:
            return await self._source.story(name) if name else None
        except ArchiveError as error:
            self._tell(error)
            return None

    async def mark(self, item: int, read: bool) -> None:
        """As read, or as unread."""
        self._news().change(item, read=read)
        try:
            await self._source.mark_read([item], read)
        except ArchiveError as error:
            self._tell(error)

    async def star(self, item: int, starred: bool) -> None:
        """With a star, or without."""
        self._news().change(item, starred=starred)
        try:
            await self._source.star([item], starred)
        except ArchiveError as error:
            self._tell(error)

    def _tell(self, error: ArchiveError) -> None:
        self._screen.notify(str(error), severity="error", markup=False)
