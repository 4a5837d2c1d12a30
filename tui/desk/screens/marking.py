"""What can be done with the item under the cursor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual import work

from tui.desk import items
from tui.desk.screens.base import DeskBase
from tui.desk.widgets.news import NewsList
from tui.words import count, say


class Marking(DeskBase):
    """Reads, marks and stars items, and takes their links elsewhere."""

    @work(group="open", exclusive=True, exit_on_error=False)
    async def read_item(self, item: int, evidence: Any) -> None:
        """The reader with an item, at the evidence of a fact where there is one."""
        from tui.desk.screens.reader import ReaderScreen

        stored = await self._shelf.take(item)
        here = self.app.screen
        if stored is not None and not (isinstance(here, ReaderScreen) and here.item.entry.id == item):
            self.app.push_screen(ReaderScreen(stored, evidence, self._zone, self._shelf))

    def _entries(self) -> Iterable[Any]:
        entry = self.query_one(NewsList).entry
        return () if entry is None else (entry,)

    @work(group="mark", exit_on_error=False)
    async def action_mark(self) -> None:
        """The item as read, or as unread."""
        for entry in self._entries():
            await self._shelf.mark(entry.id, not entry.read)

    @work(group="mark", exit_on_error=False)
    async def action_star(self) -> None:
        """A star for the item, or none."""
        for entry in self._entries():
            await self._shelf.star(entry.id, not entry.starred)

    @work(group="mark", exit_on_error=False)
    async def action_hide(self) -> None:
        """The item out of the list."""
        for entry in self._entries():
            await self._shelf.hide(entry.id)
            self.notify(say("desk.hidden"), timeout=3, markup=False)

    @work(group="mark", exit_on_error=False)
    async def action_mark_all(self) -> None:
        """Everything in the list as read, but for what has just arrived."""
        marked = await self._shelf.mark_all(self.panels.scope, self.panels.arrived())
        self.panels.refresh()
        told = say("desk.marked-all", items=count(marked, "item")) if marked else say("desk.nothing-unread")
        self.notify(told, timeout=5, markup=False)

    @work(group="mark", exit_on_error=False)
    async def action_undo(self) -> None:
        """Take back the last mark, star, hiding or word."""
        await self._shelf.undo()

    @work(group="mark", exit_on_error=False)
    async def action_next_unread(self) -> None:
        """The item as read, and on to the next unread one."""
        news = self.query_one(NewsList)
        for entry in self._entries():
            following = news.neighbour(entry.id, 1, unread=True)
            if following is not None:
                news.go_to(following.id)
            await self._shelf.mark(entry.id, True)

    def action_browse(self) -> None:
        """Open the item's page in the browser."""
        for entry in self._entries():
            items.browse(self.app, entry.link)

    def action_copy(self) -> None:
        """Copy the item's link."""
        for entry in self._entries():
            items.copy(self.app, entry.link)
