"""The desk: news, deals, companies and the timeline side by side, or one at a time where there is little room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from tui.archive import ArchiveError
from tui.desk import actions
from tui.desk.messages import ArchiveChanged, CompaniesWanted, EdgeWanted, MoreWanted, NewsMoved, PollMoved
from tui.desk.screens.arranging import PANELS
from tui.desk.screens.marking import Marking
from tui.desk.screens.searching import Searching
from tui.desk.status import period, scope_words
from tui.desk.widgets.bars import KeyLine, TopLine, tabs_of
from tui.desk.widgets.news import NewsList
from tui.desk.widgets.rows import Rows
from tui.words import say

TABS = tabs_of((*PANELS, ("feeds", "feeds")))
"""The panels, and the screen of the feeds."""
_LOOK_EVERY = 2.0
"""Seconds between two looks at whether another process wrote to the archive."""
_TICK_EVERY = 20.0
"""Seconds between two writings of the ages on the status line."""


class DeskScreen(Marking, Searching):
    """Composes the panels and arranges them; ``Panels`` fills them."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("desk")
    AUTO_FOCUS = "#news"
    tabs = TABS

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._version: tuple[int, int, int] | None = None
        self._today: date | None = None

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
        self.describe()
        self.call_after_refresh(self._furnish)

    async def _furnish(self) -> None:
        if not self.is_attached:
            return  # the reader left before the first picture was whole
        from tui.desk.widgets.companies import CompaniesPanel
        from tui.desk.widgets.deals import DealsPanel
        from tui.desk.widgets.timeline import TimelinePanel

        self._today = today = self._clock().astimezone(self._zone).date()
        side = self.query_one("#side")
        panels = (
            DealsPanel(today.year, id="deals"),
            CompaniesPanel(today, self.arrangement.pinned, id="companies"),
            TimelinePanel(today, id="timeline"),
        )
        for panel in panels:
            panel.show((), (say("empty.loading"),))
        await side.mount(*panels)
        if self._source.read_only:
            self.notify(self._source.silence, markup=False)
        self._lay_out()
        self.panels.refresh_facts()
        self.set_interval(_LOOK_EVERY, self._look)
        self.set_interval(_TICK_EVERY, self._tick)

    def _tick(self) -> None:
        """Ages go on, and at midnight the days."""
        self.panels.tell()
        self.query_one(NewsList).refresh_foot()
        today = self._clock().astimezone(self._zone).date()
        if today != self._today:
            self._today = today
            for panel in self.query(Rows):
                panel.turn(today)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The panel that has the keys is the active one."""
        if isinstance(event.widget, Rows) and event.widget.id and event.widget.id != self._active:
            self._active = event.widget.id
            self._lay_out()
        self.describe()

    def describe(self) -> None:
        """Say on the line of keys what they do now."""
        self.query_one(KeyLine).offer(
            list(actions.of(self.contexts, actions.registry_of(self.app))), scope_words(self.panels.scope)
        )

    @property
    def contexts(self) -> tuple[str, ...]:
        """Where the keys go now, the nearest first."""
        focused = self.focused or next(iter(self.query(self.home)), None)
        if isinstance(focused, Rows):
            return (*focused.CONTEXTS, "desk", "app")
        return ("search",) if self.query("#search") else ("desk", "app")

    @property
    def home(self) -> str:
        """What has the keys where nothing else does."""
        return "#search" if self.query("#search") else f"#{self._active}"

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
        self.describe()

    def action_stories(self) -> None:
        """A row for each item, or for each story."""
        stories = not self.panels.scope.stories
        self.panels.look_at(replace(self.panels.scope, stories=stories))
        self.rearrange(replace(self.arrangement, stories=stories))
        self.describe()

    def action_period(self) -> None:
        """The next period for the deals."""
        self.panels.look_at(self.panels.scope.next_period())
        self.describe()
        if self._single and self._active == "news":  # where the deals are not to be seen
            self.notify(say("desk.period", period=period(self.panels.scope)), timeout=3, markup=False)

    def action_all_deals(self) -> None:
        """Every deal that is known, on the whole screen."""
        self.panels.look_at(replace(self.panels.scope, days=None))
        self._enlarged = True
        self.go_to("deals")

    def action_newest(self) -> None:
        """To the newest item; what arrived counts as seen."""
        self.query_one(NewsList).action_edge(-1)
        self.panels.newest()

    # News of news

    def on_more_wanted(self, message: MoreWanted) -> None:
        """The list needs another page."""
        self.panels.more(newer=message.newer)

    def on_edge_wanted(self, message: EdgeWanted) -> None:
        """The list does not hold the newest item, or the oldest."""
        self.panels.edge(newest=message.newest)

    def on_companies_wanted(self, message: CompaniesWanted) -> None:
        """The panel turned to the companies."""
        self.panels.refresh_companies()

    def on_news_moved(self, message: NewsMoved) -> None:
        """Whoever stands on the newest item has seen what arrived."""
        news = self.query_one(NewsList)
        if news.top and news.entries and message.entry is not None and message.entry.id == news.entries[0].id:
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
        known = self._version or self._source.begun  # others may have written since the first page was read
        self._version = version
        if known is None or version[:2] == known[:2]:
            return
        if version[0] != known[0]:
            self._begin_anew()
        self.post_message(ArchiveChanged())

    def _begin_anew(self) -> None:
        """Another file has taken the archive's place: nothing of the old one stays open, for its numbers mean other things."""
        self._source.journal.clear()
        self.panels.begin_anew()
        while len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        self.app.notify(say("desk.replaced"), severity="warning", markup=False)
