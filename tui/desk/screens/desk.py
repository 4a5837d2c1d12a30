"""The desk: news, deals, companies and the timeline side by side, or one at a time where there is little room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import tzinfo
from typing import Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from tui.archive import ArchiveError
from tui.clock import Clock
from tui.desk import actions, items
from tui.desk.curtain import SIDE_BY_SIDE
from tui.desk.messages import ArchiveChanged, MoreWanted, NewsMoved, PollMoved
from tui.desk.panels import Panels
from tui.desk.shelf import Shelf
from tui.desk.source import Source
from tui.desk.status import Situation, scope_words
from tui.desk.trouble import TellsTrouble
from tui.desk.widgets.bars import KeyLine, TopLine, tabs_of
from tui.desk.widgets.news import NewsList
from tui.desk.widgets.rows import Rows
from tui.words import say

PANELS = (("news", "news"), ("deals", "deals"), ("companies", "companies"), ("timeline", "timeline"))
"""The panels' ids and the keys of their headings, in the order of the tab key."""
TABS = tabs_of((*PANELS, ("feeds", "feeds")))
"""The panels, and the screen of the feeds."""
_LOOK_EVERY = 2.0
"""Seconds between two looks at whether another process wrote to the archive."""
_TICK_EVERY = 20.0
"""Seconds between two writings of the ages on the status line."""


class DeskScreen(Screen[None], TellsTrouble):
    """Composes the panels and arranges them; ``Panels`` fills them."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("desk")
    AUTO_FOCUS = "#news"
    tabs = TABS

    def __init__(self, source: Source, clock: Clock, zone: tzinfo, *, offline: bool, **options: Any) -> None:
        super().__init__(**options)
        self._source = source
        self._clock = clock
        self._zone = zone
        self._offline = offline
        self._active = "news"
        self._enlarged = False
        self._version: tuple[int, int] | None = None
        self.panels = Panels(self, source, self._situation)
        self._shelf = Shelf(self, source, lambda: self.query_one(NewsList))

    def compose(self) -> ComposeResult:
        """What the first paint needs: the line on top, the news, the keys."""
        yield TopLine(TABS, id="top")
        with Horizontal(id="panels"):
            yield NewsList(self._clock, self._zone, id="news")
            yield Vertical(id="side")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """The news first; everything else after the first refresh."""
        self.panels.begin()
        self._describe()
        self.call_after_refresh(self._furnish)

    async def _furnish(self) -> None:
        from tui.desk.widgets.companies import CompaniesPanel
        from tui.desk.widgets.deals import DealsPanel
        from tui.desk.widgets.timeline import TimelinePanel

        today = self._clock().astimezone(self._zone).date()
        side = self.query_one("#side")
        panels = (
            DealsPanel(today.year, id="deals"),
            CompaniesPanel(id="companies"),
            TimelinePanel(today, id="timeline"),
        )
        for panel in panels:
            panel.show((), (say("empty.loading"),))
        await side.mount(*panels)
        self._arrange()
        self.panels.refresh_facts()
        self.set_interval(_LOOK_EVERY, self._look)
        self.set_interval(_TICK_EVERY, self.panels.tell)

    def _situation(self) -> Situation:
        feeds = sum(feed.enabled for feed in self._source.config.feeds)
        return Situation(self._clock(), self._zone, feeds, self._offline)

    # Arrangement

    def on_resize(self, event: events.Resize) -> None:
        """Side by side, or one at a time."""
        self._arrange()

    @property
    def _single(self) -> bool:
        return self._enlarged or self.size.width < SIDE_BY_SIDE[0] or self.size.height < SIDE_BY_SIDE[1]

    def _arrange(self) -> None:
        single = self._single
        self.set_class(single, "-single")
        self.set_class(self.size.width < 60 or self.size.height < 12, "-tiny")
        for panel in self.query(Rows):
            panel.display = not single or panel.id == self._active
        self.query_one("#side").display = not single or self._active != "news"
        self.query_one(TopLine).activate(self._active)

    def go_to(self, panel: str) -> None:
        """Give a panel the keys."""
        self._active = panel
        self._arrange()
        for target in self.query(f"#{panel}"):
            self.set_focus(target, scroll_visible=False)
        self._describe()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The panel that has the keys is the active one."""
        if isinstance(event.widget, Rows) and event.widget.id and event.widget.id != self._active:
            self._active = event.widget.id
            self._arrange()
        self._describe()

    def _describe(self) -> None:
        self.query_one(KeyLine).offer(
            list(actions.of(self.contexts, actions.registry_of(self.app))), scope_words(self.panels.scope)
        )

    @property
    def contexts(self) -> tuple[str, ...]:
        """Where the keys go now, the nearest first."""
        focused = self.focused
        if isinstance(focused, Rows):
            return (*focused.CONTEXTS, "desk", "app")
        return ("search",) if self.query("#search") else ("desk", "app")

    def action_panel(self, way: int) -> None:
        """The next panel, or the one before."""
        ids = [panel for panel, _ in PANELS]
        self.go_to(ids[(ids.index(self._active) + way) % len(ids)])

    def action_enlarge(self) -> None:
        """The active panel on the whole screen, and back."""
        self._enlarged = not self._enlarged
        self.go_to(self._active)

    def on_top_line_chosen(self, message: TopLine.Chosen) -> None:
        """A click on a tab."""
        if message.tab == "feeds":
            self.run_worker(self.run_action("app.feeds"), exit_on_error=False)
        else:
            self.go_to(message.tab)

    def on_key_line_pressed(self, message: KeyLine.Pressed) -> None:
        """A click on the line of keys."""
        self.run_worker(self.run_action(message.action.command), exit_on_error=False)

    # Scope

    def action_everything(self) -> None:
        """All items, or those on the beat."""
        self.panels.look_at(replace(self.panels.scope, everything=not self.panels.scope.everything))
        self._describe()

    def action_period(self) -> None:
        """The next period for the deals."""
        self.panels.look_at(self.panels.scope.next_period())
        self._describe()

    def action_newest(self) -> None:
        """To the newest item; what arrived counts as seen."""
        self.query_one(NewsList).action_edge(-1)
        self.panels.newest()

    async def action_search(self) -> None:
        """Open the line to search in."""
        from tui.desk.widgets.search import SearchLine

        for line in self.query(SearchLine):
            line.focus()
            return
        line = SearchLine(self.panels.scope.words)
        await self.mount(line, before="#keys")
        line.focus()

    def on_search_line_asked(self, message: Any) -> None:
        """Somebody types in the search line."""
        if message.words != self.panels.scope.words:
            self.panels.look_at(replace(self.panels.scope, words=message.words), at_once=False)

    def action_found(self) -> None:
        """To what was found; the search stays."""
        self.go_to("news")
        self.query("#search").remove()

    def action_unsearch(self) -> None:
        """Leave the search and undo it."""
        self.action_found()
        self.panels.look_at(replace(self.panels.scope, words=""))
        self._describe()

    def action_clear(self) -> None:
        """Undo the search; leave the enlarged panel."""
        if self.panels.scope.words:
            self.action_unsearch()
        elif self._enlarged:
            self.action_enlarge()

    # Items

    @work(group="open", exclusive=True, exit_on_error=False)
    async def read_item(self, item: int, evidence: Any) -> None:
        """The reader with an item, at the evidence of a fact where there is one."""
        from tui.desk.screens.reader import ReaderScreen

        stored = await self._shelf.take(item)
        if stored is not None and not isinstance(self.app.screen, ReaderScreen):
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

    # News of news

    def on_more_wanted(self, message: MoreWanted) -> None:
        """The list needs its next page."""
        self.panels.more()

    def on_news_moved(self, message: NewsMoved) -> None:
        """Whoever stands on the newest item has seen what arrived."""
        entries = self.query_one(NewsList).entries
        if entries and message.entry is not None and message.entry.id == entries[0].id:
            self.panels.newest()

    def on_poll_moved(self, message: PollMoved) -> None:
        """The poll went a step on."""
        brought = message.state.new != self.panels.poll.new or not message.state.running
        self.panels.polled(message.state)
        if brought:
            self.panels.changed()

    def on_archive_changed(self, message: ArchiveChanged) -> None:
        """Somebody wrote to the archive."""
        self.panels.changed()

    @work(group="look", exclusive=True, exit_on_error=False)
    async def _look(self) -> None:
        try:
            version = await self._source.version()
        except ArchiveError:
            return
        if self._version is not None and version[0] != self._version[0] and not self.panels.poll.running:
            self.post_message(ArchiveChanged())
        self._version = version
