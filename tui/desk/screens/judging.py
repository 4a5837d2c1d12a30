"""What the analyst says of facts: of the one that the reader has lit, and where that leads; of a figure on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import work
from textual.screen import Screen

from tui.archive import ArchiveError, StoredItem
from tui.desk import facts
from tui.desk.messages import DealOpened, SubjectOpened
from tui.desk.shelf import Shelf
from tui.desk.source import Source
from tui.ledger.entries import DealEntry
from tui.ledger.subjects import Subject
from tui.model import Deal, Metric
from tui.words import say

if TYPE_CHECKING:
    from tui.desk.judged import Known


class JudgesFacts(Screen[None]):
    """``item`` is what is read, ``lit`` the fact whose sentence is lit."""

    _shelf: Shelf

    @property
    def item(self) -> StoredItem:
        """The item on the page."""
        raise NotImplementedError

    @property
    def lit(self) -> facts.Fact | None:
        """The fact whose sentence is lit."""
        raise NotImplementedError

    def said(self, words: dict[int, str]) -> None:
        """Show the analyst's words on the facts, by their number."""
        raise NotImplementedError

    @work(group="words", exclusive=True, exit_on_error=False)
    async def find_words(self) -> None:
        """Show what the analyst has said of the item's facts."""
        from tui.desk.judged import words

        item = self.item
        found = facts.facts(item.reading)
        try:
            told = await self._shelf.source.study(lambda archive: words(archive, item.entry.link, found))
        except ArchiveError:
            return
        if self.item is item:
            self.said(told)

    @work(group="judge", exit_on_error=False)
    async def action_judge(self, word: str) -> None:
        """Keep the analyst's word on the lit fact: ``checked`` or ``wrong``."""
        known = await self._known()
        if known is None:
            return
        try:
            await self._shelf.source.judge(known.id, word)
        except (ArchiveError, ValueError) as error:
            self.app.notify(str(error), severity="error", markup=False)
            return
        self.app.notify(say("fact.kept", word=say(f"action.{word}")), timeout=4, markup=False)
        self.find_words()

    @work(group="judge", exit_on_error=False)
    async def action_edit(self) -> None:
        """Change a field of the lit fact."""
        from tui.desk.factforms import entries
        from tui.desk.screens.editor import Editor

        known = await self._known()
        if known is None:
            return

        async def save(field: str, text: str) -> None:
            again = await self._known()
            await self._shelf.source.edit(again.id if again else known.id, field, text)

        self.app.push_screen(Editor(say("fact.mend"), entries(known), save), self._mended)

    def _mended(self, changed: bool | None) -> None:
        if changed:
            self.find_words()

    @work(group="judge", exit_on_error=False)
    async def action_open_fact(self) -> None:
        """The lit deal's card, or the page of whom the lit fact is about; where none is lit, the names of the item."""
        fact = self.lit
        if fact is not None and isinstance(fact.told, Deal):
            known = await self._known()
            if known is not None and isinstance(known.entry, DealEntry):
                self.post_message(DealOpened(known.entry))
        elif fact is not None and isinstance(fact.told, Metric):
            self.post_message(SubjectOpened(Subject("", fact.told.subject)))
        else:
            await self.run_action("app.names")

    async def _known(self) -> Any:
        """The ledger's fact behind the lit one; says so where there is none."""
        from tui.desk.judged import known

        fact, item = self.lit, self.item.entry.id
        if fact is None:
            self.app.notify(say("fact.none-lit"), timeout=4, markup=False)
            return None
        try:
            found = await self._shelf.source.study(lambda archive: known(archive, item, fact))
        except ArchiveError as error:
            self.app.notify(str(error), severity="error", markup=False)
            return None
        if found is None:
            self.app.notify(say("fact.unknown"), severity="warning", markup=False)
        return found


class JudgesFigures(Screen[None]):
    """``figure`` is the one under the cursor."""

    @property
    def source(self) -> Source:
        """What keeps the analyst's words."""
        raise NotImplementedError

    @property
    def figure(self) -> Known | None:
        """The figure under the cursor; None where none is."""
        raise NotImplementedError

    def read(self) -> object:
        """Read what is known again."""
        raise NotImplementedError

    @work(group="judge", exit_on_error=False)
    async def action_judge(self, word: str) -> None:
        """Keep the analyst's word on the figure: ``checked`` or ``wrong``."""
        figure = self._pointed_at()
        if figure is None:
            return
        try:
            await self.source.judge(figure.id, word)
        except (ArchiveError, ValueError) as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self.notify(say("fact.kept", word=say(f"action.{word}")), timeout=4, markup=False)
        self.read()

    @work(group="judge", exit_on_error=False)
    async def action_take_back(self) -> None:
        """Take back the analyst's last word."""
        try:
            word = await self.source.take_back()
        except ArchiveError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        told = say("deal.taken-back", word=word) if word else say("deal.nothing-said")
        self.notify(told, timeout=4, markup=False)
        self.read()

    def action_edit(self) -> None:
        """Change the figure."""
        from tui.desk.factforms import entries
        from tui.desk.screens.editor import Editor

        figure = self._pointed_at()
        if figure is None:
            return

        async def save(field: str, text: str) -> None:
            await self.source.edit(figure.id, field, text)

        self.app.push_screen(Editor(say("fact.mend"), entries(figure), save), self._mended)

    def _mended(self, changed: bool | None) -> None:
        if changed:
            self.read()

    def _pointed_at(self) -> Known | None:
        """The figure; says so where there is none."""
        figure = self.figure
        if figure is None:
            self.notify(say("profile.no-figure"), timeout=4, markup=False)
        return figure
