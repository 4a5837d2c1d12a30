"""What the reader lets the analyst say of the item's story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from tui import form
from tui.archive import ArchiveError, NewsEntry, StoredItem
from tui.desk.shelf import Shelf
from tui.words import count, say

if TYPE_CHECKING:
    from tui.desk.retold import Correct


class CorrectsStories(Screen[None]):
    """``item`` is what is read; ``reread`` shows it anew, in whatever story it is now."""

    _shelf: Shelf
    _zone: tzinfo

    @property
    def item(self) -> StoredItem:
        """The item on the page."""
        raise NotImplementedError

    def reread(self, item: StoredItem) -> None:
        """Show what may be another story's now."""
        raise NotImplementedError

    def action_apart(self) -> None:
        """The report stands apart from its story."""
        from tui.desk.retold import apart

        if self.item.entry.story is None:
            self.app.notify(say("desk.no-other-report"), timeout=3, markup=False)
        else:
            self._correct(apart(self.item.entry))

    def action_into(self) -> None:
        """The report belongs to another story, which the reader chooses."""
        from tui.desk.retold import into

        self._choose(say("story.into"), into)

    def action_join(self) -> None:
        """The report's story and another, which the reader chooses, are one."""
        from tui.desk.retold import one

        self._choose(say("story.join"), one)

    @work(group="retell", exclusive=True, exit_on_error=False)
    async def _choose(self, title: str, make: Callable[[NewsEntry, NewsEntry], Correct]) -> None:
        from tui.desk.retold import candidates
        from tui.desk.screens.chooser import Choice, Chooser

        entry = self.item.entry
        try:
            found = await self._shelf.source.ask(lambda archive: candidates(archive, entry))
        except ArchiveError as error:
            self.app.notify(str(error), severity="error", markup=False)
            return
        if not found:
            self.app.notify(say("story.alone"), timeout=4, markup=False)
            return
        choices = [Choice(one, one.title, "", _beside(one, self._zone)) for one in found]

        def chosen(other: NewsEntry | None) -> None:
            if other is not None:
                self._correct(make(entry, other))

        self.app.push_screen(Chooser(title, choices), chosen)

    @work(group="retell", exit_on_error=False)
    async def _correct(self, correct: Correct) -> None:
        try:
            await self._shelf.source.retell(correct)
        except (ArchiveError, ValueError) as error:
            self.app.notify(str(error), severity="error", markup=False)
            return
        self.app.notify(say("story.kept"), timeout=4, markup=False)
        await self.look_again()

    async def look_again(self) -> None:
        """Show the item in the story that it is of now."""
        item = await self._shelf.take(self.item.entry.id)
        if item is not None:
            self.reread(item)


def _beside(entry: NewsEntry, zone: tzinfo) -> str:
    told = count(entry.reports, "report") if entry.reports > 1 else entry.source
    return f"{form.day_short(entry.published.astimezone(zone).date())} · {told}"
