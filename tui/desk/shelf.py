"""The items behind the rows of the news list: fetched, turned, marked, starred; the list shows it at once."""

from __future__ import annotations

from collections.abc import Callable, Collection

from textual.screen import Screen

from tui import form
from tui.archive import ArchiveError, StoredItem
from tui.desk.asking import Scope
from tui.desk.journal import Change, story_of
from tui.desk.source import Source
from tui.desk.widgets.news import NewsList
from tui.ledger.entries import StoryEntry
from tui.words import say


class Shelf:
    """What happens to single items; trouble with the archive is told and goes no further."""

    def __init__(
        self, screen: Screen[None], source: Source, news: Callable[[], NewsList], refresh: Callable[[], None]
    ) -> None:
        self._screen = screen
        self._source = source
        self._news = news
        self._refresh = refresh

    @property
    def source(self) -> Source:
        """Where the items come from."""
        return self._source

    async def take(self, item: int) -> StoredItem | None:
        """An item to read, marked as read; None where there is none."""
        try:
            stored = await self._source.item(item)
            if stored is None:
                self._screen.notify(say("desk.item-gone"), severity="warning", markup=False)
            elif not (stored.entry.read or self._source.read_only):
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
        """As read, or as unread; where rows are stories, all reports of one."""
        await self._put("read", item, read)

    async def star(self, item: int, starred: bool) -> None:
        """With a star, or without."""
        await self._put("starred", item, starred)

    async def hide(self, item: int) -> None:
        """Out of the list, until that is undone."""
        await self._put("hidden", item, True)

    async def mark_all(self, scope: Scope, but: Collection[int]) -> int:
        """Everything that the list would show as read, but for some; how many there were."""
        try:
            items = tuple(set(await self._source.unread(scope)) - set(but))
            if items:
                await self._source.put(Change("read", items))
        except ArchiveError as error:
            self._tell(error)
            return 0
        return len(items)

    async def undo(self) -> Change | None:
        """Take back the last mark, star, hiding or word, and say which."""
        try:
            change = await self._source.undo()
        except ArchiveError as error:
            self._tell(error)
            return None
        told = (
            say(f"desk.undone-{change.kind}", n=form.number(len(change.items)))
            if change
            else say("desk.nothing-to-undo")
        )
        self._screen.app.notify(told, timeout=3, markup=False)
        if change is not None:
            self._refresh()
        return change

    async def _put(self, kind: str, item: int, value: bool) -> None:
        """Change one row, in sight at once."""
        if self._source.read_only:
            self._screen.app.notify(self._source.silence, severity="warning", timeout=4, markup=False)
            return
        row = self._news().row_of(item)
        story = row.story if row is not None and self._news().stories and row.reports > 1 else None
        if kind == "hidden":
            self._news().drop(item)
        else:
            self._news().change(item, **{kind: value})
        try:
            items = await self._source.ask(lambda archive: story_of(archive, story)) if story else (item,)
            await self._source.put(Change(kind, tuple(items), value))
        except ArchiveError as error:
            self._tell(error)

    def _tell(self, error: ArchiveError) -> None:
        self._screen.notify(str(error), severity="error", markup=False)
