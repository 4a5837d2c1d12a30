"""A deal's card: all that is known of it, and every report with the sentence that says so."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import tzinfo
from pathlib import PurePath
from typing import Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from tui.archive import ArchiveError
from tui.desk import actions, dealpage, items
from tui.desk.curtain import SIDE_BY_SIDE
from tui.desk.labelled import GAP, Told
from tui.desk.pages import mined
from tui.desk.screens.relating import ShowsRelated
from tui.desk.source import Source
from tui.desk.trouble import TellsTrouble
from tui.desk.widgets.bars import KeyLine
from tui.desk.widgets.deals import subjects
from tui.desk.widgets.page import Page
from tui.desk.widgets.related import RelatedLists
from tui.desk.widgets.reports import ReportRows
from tui.ledger.entries import DealEntry
from tui.ledger.subjects import Subject
from tui.words import count, say


class DealScreen(ShowsRelated, TellsTrouble):
    """Shows a deal; the analyst's word on it is kept through ``source``."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("card") + actions.bindings("lists")
    CSS_PATH: ClassVar[list[str | PurePath]] = ["deal.tcss", "relating.tcss"]
    AUTO_FOCUS = "#reports"
    UPPER = "#card"
    contexts = ("card", "lists", "list", "app")

    def __init__(self, deal: DealEntry, source: Source, zone: tzinfo, **options: Any) -> None:
        super().__init__(**options)
        self._deal = deal
        self._source = source
        self._zone = zone

    @property
    def source(self) -> Source:
        """Where the deal is from."""
        return self._source

    @property
    def deal(self) -> DealEntry:
        """The deal on the card."""
        return self._deal

    def compose(self) -> ComposeResult:
        """The facts beside the reports, or above them where there is little room; below both what else is told of the parties."""
        with Horizontal(id="card"):
            yield Page(id="deal")
            yield ReportRows(self._zone, id="reports")
        yield RelatedLists(self._source.today().year, self._zone, id="related")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show the deal."""
        self.query_one(KeyLine).offer(list(actions.of(self.contexts, actions.registry_of(self.app))))

    def on_resize(self, event: events.Resize) -> None:
        """Side by side, or one above the other."""
        self.set_class(event.size.width < SIDE_BY_SIDE[0], "-single")
        self.set_class(event.size.height < 12 or event.size.width < 40, "-tiny")
        self._show()
        self.share()

    def _show(self) -> None:
        deal, reports = self._deal, self.query_one(ReportRows)
        facts = dealpage.told(deal)
        above = (Told("", dealpage.title(deal), "strong"), GAP, *facts) if self.has_class("-single") else ()
        self.query_one(Page).show(dealpage.title(deal), facts)
        reports.fill(dealpage.newest_first(deal), above)
        reports.caption(count(len(deal.reports), "report"))

    def named(self) -> Sequence[Subject]:
        """Who takes part, where, and the partner countries."""
        return subjects(self._deal)

    def about(self) -> Sequence[Subject]:
        """These, and what is dealt in."""
        return (*self.named(), *mined(self._deal.commodities))

    def told_by(self) -> Container[int]:
        """The items that report the deal."""
        return {report.item for report in self._deal.reports}

    def action_edit(self) -> None:
        """Change a field of the deal: the analyst's word holds from then on."""
        from tui.desk import dealform
        from tui.desk.screens.editor import Editor

        async def save(field: str, text: str) -> None:
            await self._source.edit(self._deal.id, field, text)
            await self._read()

        self.app.push_screen(Editor(dealpage.title(self._deal), dealform.entries(self._deal), save))

    def action_browse(self) -> None:
        """Open the report's page in the browser."""
        report = self.query_one(ReportRows).report
        items.browse(self.app, report.link if report else "")

    @work(group="mark", exit_on_error=False)
    async def action_judge(self, word: str) -> None:
        """Keep the analyst's word on the deal: ``checked`` or ``wrong``."""
        from tui.ledger.corrections import CorrectionError

        try:
            await self._source.judge(self._deal.id, word)
            await self._read()
        except (ArchiveError, CorrectionError) as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            self.notify(say("deal.kept", word=say(f"action.{word}")), timeout=4, markup=False)

    @work(group="mark", exit_on_error=False)
    async def action_take_back(self) -> None:
        """Take back the analyst's last word."""
        try:
            word = await self._source.take_back()
            await self._read()
        except ArchiveError as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            told = say("deal.taken-back", word=word) if word else say("deal.nothing-said")
            self.notify(told, timeout=4, markup=False)

    async def _read(self) -> None:
        deal = await self._source.deal(self._deal.id)
        if deal is not None:
            self._deal = deal
            self._show()

    def on_key_line_pressed(self, message: KeyLine.Pressed) -> None:
        """A click on the line of keys."""
        self.run_worker(self.run_action(message.action.command), exit_on_error=False)
