"""The reader: one item, its facts beside it, each a key away from its sentence."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import tzinfo
from pathlib import PurePath
from typing import Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content

from tui import form
from tui.archive import StoredItem
from tui.desk import actions, facts, items
from tui.desk.cells import fit, width_of
from tui.desk.ink import segment
from tui.desk.journal import WORD
from tui.desk.pages import mined
from tui.desk.screens.judging import JudgesFacts
from tui.desk.screens.relating import ShowsRelated
from tui.desk.screens.retelling import CorrectsStories
from tui.desk.shelf import Shelf
from tui.desk.source import Source
from tui.desk.trouble import TellsTrouble
from tui.desk.widgets.article import Article
from tui.desk.widgets.bars import KeyLine
from tui.desk.widgets.margin import Margin
from tui.desk.widgets.related import RelatedLists
from tui.ledger.entries import Report
from tui.ledger.subjects import Subject, of_item
from tui.ledger.wordings import changes
from tui.model import Evidence
from tui.words import mark, name, say

_BESIDE_FROM = 104
"""Columns from which the facts stand beside the text rather than below it."""


class ReaderScreen(JudgesFacts, CorrectsStories, ShowsRelated, TellsTrouble):
    """Shows a stored item; ``shelf`` brings its neighbours and the other reports of its story, and remembers a star."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("reader") + actions.bindings("lists")
    CSS_PATH: ClassVar[list[str | PurePath]] = ["reader.tcss", "relating.tcss"]
    AUTO_FOCUS = ""
    UPPER = "#page"

    def __init__(self, item: StoredItem, evidence: Evidence | None, zone: tzinfo, shelf: Shelf, **options: Any) -> None:
        super().__init__(**options)
        self._item = item
        self._evidence = evidence
        self._zone = zone
        self._shelf = shelf
        self._story: tuple[Report, ...] = ()
        self._starred = item.entry.starred
        self._facts: tuple[facts.Fact, ...] = ()
        self._at = -1

    @property
    def contexts(self) -> tuple[str, ...]:
        """What the keys do: a list that has them comes first."""
        return ("lists", "list", "reader", "app") if self.focused is not None else ("reader", "lists", "app")

    @property
    def source(self) -> Source:
        """Where the item is from."""
        return self._shelf.source

    @property
    def item(self) -> StoredItem:
        """The item on the page."""
        return self._item

    @property
    def lit(self) -> facts.Fact | None:
        """The fact whose sentence is lit."""
        return self._facts[self._at] if 0 <= self._at < len(self._facts) else None

    def compose(self) -> ComposeResult:
        """The text, the facts, what else is told of whom they name, the line of keys."""
        with Horizontal(id="page"):
            yield Article(id="article")
            yield Margin(id="margin")
        yield RelatedLists(self.source.today().year, self._zone, id="related")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show the item, at the evidence if a fact led here."""
        self.on_descendant_focus()
        self._show(self._item, self._evidence)

    def on_descendant_focus(self) -> None:
        """The line of keys tells what they do here."""
        self.query_one(KeyLine).offer(list(actions.of(self.contexts, actions.registry_of(self.app))))

    on_descendant_blur = on_descendant_focus

    def on_resize(self, event: events.Resize) -> None:
        """Facts beside the text where there is room, else below."""
        self.set_class(event.size.width < _BESIDE_FROM, "-narrow")
        self.set_class(event.size.height < 15 or event.size.width < 30, "-tiny")
        self._retitle()
        self.share()

    def _show(self, item: StoredItem, evidence: Evidence | None = None) -> None:
        self._item, self._starred, self._at = item, item.entry.starred, -1
        self._facts = facts.facts(item.reading)
        entry = item.entry
        article = self.query_one(Article)
        article.show(entry.title, item.text, self._byline(), facts.spans(item.reading), self._facts)
        self.query_one(Margin).show(self._facts, changes(item))
        self._retitle()
        if evidence is not None:
            places = [(fact.evidence.start, fact.evidence.end) for fact in self._facts]
            at = (evidence.start, evidence.end)
            self._light(places.index(at) if at in places else -1, evidence)
        self._find_story()
        self.find_words()

    def said(self, words: dict[int, str]) -> None:
        """Show the analyst's words on the facts, by their number."""
        self.query_one(Margin).judge(words)

    def named(self) -> Sequence[Subject]:
        """Whom and what the lit fact names, else the whole item."""
        if self.lit is not None:
            return facts.subjects(self.lit)
        return of_item(self._item.entry)

    def about(self) -> Sequence[Subject]:
        """Whom and what the item names, and what they dig or trade."""
        entry = self._item.entry
        return (*of_item(entry), *mined(entry.commodities))

    def told_by(self) -> Container[int]:
        """The item and the other reports of its story."""
        return {self._item.entry.id, *(report.item for report in self._story)}

    @work(group="story", exclusive=True, exit_on_error=False)
    async def _find_story(self) -> None:
        """Tell the other reports of the story, once they are known."""
        item = self._item.entry
        if any(report.item == item.id for report in self._story):
            self.query_one(Margin).tell(self._story, item.id)
        else:
            story = await self._shelf.story(item.story)
            self._story = story.reports if story is not None and len(story.reports) > 1 else ()
            self.query_one(Margin).tell(self._story, item.id)
        self.relate()

    def reread(self, item: StoredItem) -> None:
        """The same item, perhaps of another story."""
        self._item, self._story = item, ()
        self._find_story()

    def _byline(self) -> str:
        entry = self._item.entry
        moment = f"{form.day(entry.published, self._zone)} {form.clock_time(entry.published, self._zone)}"
        beat = "" if entry.relevant else say("desk.off-beat")
        language = name("language", entry.language) if entry.language else ""
        return " · ".join(part for part in (entry.source, moment, language, beat) if part)

    def _retitle(self) -> None:
        margin, article = self.query_one(Margin), self.query_one(Article)
        star = f"{mark('starred')} " if self._starred else ""
        room = max(0, self.size.width // 2 - 6)
        source = self._item.entry.source
        article.border_title = Content(segment(f"{star}{fit(source, min(room, width_of(source)))}").text)
        at = f"{self._at + 1} / " if self._at >= 0 else ""
        margin.border_title = Content(f"{say('heading.facts')} {at}{len(self._facts)}")

    def _light(self, index: int, evidence: Evidence) -> None:
        self._at = index
        self.query_one(Margin).choose(index)
        self.query_one(Article).light(evidence)
        self._retitle()

    def action_fact(self, way: int) -> None:
        """The next or previous fact, around the ends."""
        if not self._facts:
            return
        start = self._at if self._at >= 0 else (-1 if way > 0 else 0)
        index = (start + way) % len(self._facts)
        self._light(index, self._facts[index].evidence)

    def on_margin_chosen(self, message: Margin.Chosen) -> None:
        """A click on a fact lights it."""
        self._light(message.index, self._facts[message.index].evidence)

    def on_key_line_pressed(self, message: KeyLine.Pressed) -> None:
        """A click on the line of keys."""
        self.run_worker(self.run_action(message.action.command), exit_on_error=False)

    @work(group="turn", exclusive=True, exit_on_error=False)
    async def action_item(self, way: int) -> None:
        """The next or previous item of the list."""
        self._turned(await self._shelf.turn(self._item.entry.id, way))

    @work(group="turn", exclusive=True, exit_on_error=False)
    async def action_unread(self, way: int) -> None:
        """The next or previous unread item of the list."""
        self._turned(await self._shelf.turn(self._item.entry.id, way, unread=True))

    def _turned(self, item: StoredItem | None) -> None:
        if item is None:
            self.app.notify(say("desk.no-more-items"), timeout=3, markup=False)
        else:
            self._show(item)

    def action_report(self) -> None:
        """The next report of the same story, around the end."""
        if not self._story:
            self.app.notify(say("desk.no-other-report"), timeout=3, markup=False)
            return
        here = next(i for i, report in enumerate(self._story) if report.item == self._item.entry.id)
        self._read_report(self._story[(here + 1) % len(self._story)])

    def on_margin_report_chosen(self, message: Margin.ReportChosen) -> None:
        """A click on a report opens it."""
        self._read_report(message.report)

    @work(group="turn", exclusive=True, exit_on_error=False)
    async def _read_report(self, report: Report) -> None:
        item = await self._shelf.take(report.item)
        if item is not None:
            self._show(item)

    @work(group="star", exit_on_error=False)
    async def action_star(self) -> None:
        """Star the item, or take the star away."""
        self._starred = not self._starred
        self._retitle()
        await self._shelf.star(self._item.entry.id, self._starred)

    @work(group="star", exit_on_error=False)
    async def action_undo(self) -> None:
        """Take back the last mark, star or hiding."""
        change = await self._shelf.undo()
        if change is not None and change.kind == WORD:
            await self.look_again()
        self.find_words()
        if change is not None and change.kind == "starred" and self._item.entry.id in change.items:
            self._starred = not change.value
            self._retitle()

    def action_browse(self) -> None:
        """Open the item's page in the browser."""
        items.browse(self.app, self._item.entry.link)

    def action_copy(self) -> None:
        """Copy the item's link."""
        items.copy(self.app, self._item.entry.link)

    def action_cite(self) -> None:
        """Copy a citation: source, title, date and link."""
        items.cite(self.app, self._item.entry, self._zone)

    def action_scroll_text(self, way: int) -> None:
        """A line up or down."""
        self.query_one(Article).scroll_relative(y=way, animate=False, force=True)

    def action_page_text(self, way: int) -> None:
        """A page up or down."""
        article = self.query_one(Article)
        article.scroll_relative(y=way * max(1, article.size.height - 2), animate=False, force=True)

    def action_text_edge(self, way: int) -> None:
        """To the first or the last line."""
        article = self.query_one(Article)
        article.scroll_to(y=0 if way < 0 else article.max_scroll_y, animate=False, force=True)
