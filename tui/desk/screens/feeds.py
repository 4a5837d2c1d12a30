"""The feeds: how each fares and why, what the last poll brought; a feed can be asked now, or switched on and off."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import tzinfo
from typing import Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen

from tui import form
from tui.archive import ArchiveError
from tui.clock import Clock
from tui.desk import actions
from tui.desk.curtain import SIDE_BY_SIDE
from tui.desk.feedpage import told
from tui.desk.messages import ArchiveChanged, FeedAsked, FeedMoved, FeedSwitched, PollMoved
from tui.desk.polling import PollLog
from tui.desk.screens.leaving import leave
from tui.desk.source import Source
from tui.desk.trouble import TellsTrouble
from tui.desk.widgets.bars import KeyLine, Note, Tab, TopLine
from tui.desk.widgets.feeds import FeedTable, PollRows
from tui.desk.widgets.page import Page
from tui.desk.widgets.rows import Rows
from tui.ledger.entries import NewsEntry
from tui.ledger.health import HealthEntry
from tui.words import count, say

_TICK_EVERY = 20.0
"""Seconds between two readings of the feeds' health, ages among it."""
_CALM = 0.15
"""Seconds that the cursor must stay on a feed before its items are read."""

Change = Callable[[str, str, str], Awaitable[None]]
"""Changes a key of the feed at an address."""


class FeedsScreen(TellsTrouble, Screen[str]):
    """Ends with the tab of the desk to go to, "" for the one that was left. What to ask and to switch is the app's to do."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("feeds")
    CSS_PATH = "feeds.tcss"
    AUTO_FOCUS = "#feeds"
    contexts = ("feeds", "list", "app")

    def __init__(
        self,
        source: Source,
        log: Callable[[], PollLog | None],
        notes: Callable[[], Sequence[Note]],
        tabs: Sequence[Tab],
        clock: Clock,
        zone: tzinfo,
        change: Change,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self._change = change
        self._source = source
        self._log = log
        self._notes = notes
        self._tabs = tabs
        self._clock = clock
        self._zone = zone
        self._logged = False
        self._brought: tuple[str, tuple[NewsEntry, ...]] = ("", ())

    def compose(self) -> ComposeResult:
        """The line on top, the table, the feed under the cursor beside the log of the last poll, the keys."""
        yield TopLine(self._tabs, id="top")
        yield FeedTable(self._clock, self._zone, id="feeds")
        with Horizontal(id="under"):
            yield Page(id="feed")
            yield PollRows(id="log")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show what is known."""
        self.query_one(TopLine).activate("feeds")
        self.query_one(KeyLine).offer(list(actions.of(self.contexts, actions.registry_of(self.app))))
        self.query_one(FeedTable).show((), (say("empty.loading"),))
        self._show_poll()
        self.read()
        self.set_interval(_TICK_EVERY, self.read)

    def on_resize(self, event: events.Resize) -> None:
        """The page and the log side by side, or the one that is wanted."""
        single = event.size.width < SIDE_BY_SIDE[0] or event.size.height < SIDE_BY_SIDE[1]
        self.set_class(single, "-single")
        self.set_class(event.size.width < 60 or event.size.height < 14, "-tiny")
        self._arrange()

    def _arrange(self) -> None:
        single, logged = self.has_class("-single"), self._logged
        self.query_one(Page).display = not (single and logged)
        self.query_one(PollRows).display = logged or not single
        self.query_one(FeedTable).fit(not single)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The page tells of the feed under the cursor of the panel that has the keys."""
        self._show_feed()

    # Data

    @work(group="feeds", exclusive=True, exit_on_error=False)
    async def read(self) -> None:
        """Read how the feeds fare."""
        table = self.query_one(FeedTable)
        try:
            feeds = await self._source.feeds()
        except ArchiveError as error:
            table.show((), (say("empty.trouble"), str(error), say("empty.trouble-hint")))
            return
        table.fill(feeds, (say("empty.feeds"), say("empty.feeds-add")))
        table.touched = bool(feeds)
        table.caption(_caption(feeds))
        self.query_one(TopLine).status(self._notes())
        self._show_feed()
        if self._feed is not None:
            self._read_brought(self._feed.url)

    @work(group="brought", exclusive=True, exit_on_error=False)
    async def _read_brought(self, url: str) -> None:
        from tui.desk.knowing import brought

        await asyncio.sleep(_CALM)
        with suppress(ArchiveError):
            self._brought = url, await brought(self._source, url)
            self._show_feed()

    def on_poll_moved(self, message: PollMoved) -> None:
        """The poll went a step on."""
        self.query_one(TopLine).status(self._notes())
        self._show_poll()
        if not message.state.running:
            self.read()

    def on_archive_changed(self, message: ArchiveChanged) -> None:
        """A feed was switched."""
        self.read()

    def _show_poll(self) -> None:
        log, rows = self._log(), self.query_one(PollRows)
        if log is None:
            hint = "empty.offline-hint" if getattr(self.app, "offline", False) else "empty.poll-log-hint"
            rows.show((), (say("empty.poll-log"), say(hint)))
            return
        asked = [step for step in log.steps.values() if step.state != "skipped"]
        rows.show(asked, (say("empty.nothing-asked"),))
        moment = form.clock_time(log.ended or log.started, self._zone)
        done = sum(step.state != "asking" for step in asked)
        running = say("desk.polling", done=done, asked=len(asked))
        rows.caption(running if log.ended is None else " · ".join((moment, say("feed.polled", n=len(asked)))))
        self.query_one(FeedTable).running(log.steps if log.ended is None else {})

    def on_feed_moved(self, message: FeedMoved) -> None:
        """The page tells of the feed under the cursor."""
        self._show_feed()
        if self._feed is not None and self._feed.url != self._brought[0]:
            self._read_brought(self._feed.url)

    def _show_feed(self) -> None:
        feed = self._feed
        if feed is None:
            self.query_one(Page).show(say("heading.feed"), ())
        else:
            url, brought = self._brought
            lines = told(feed, self._clock(), self._zone, brought if url == feed.url else ())
            self.query_one(Page).show(feed.title, lines)

    @property
    def _feed(self) -> HealthEntry | None:
        """The feed under the cursor of the panel that has the keys."""
        url = next(
            (panel.key_of(panel.current) for panel in self.query(Rows) if panel.has_focus and panel.current), None
        )
        table = self.query_one(FeedTable)
        return next((feed for feed in table.rows if feed.url == url), table.current)

    # Keys

    def action_retry(self) -> None:
        """Ask the feed now."""
        if self._feed is not None:
            self.app.post_message(FeedAsked(self._feed.url))

    def action_switch(self) -> None:
        """Switch the feed off, or on again."""
        if self._feed is not None:
            self.app.post_message(FeedSwitched(self._feed.url, not self._feed.enabled))

    def action_add(self) -> None:
        """Find a site's feeds and add one."""
        from tui.desk.screens.addfeed import AddFeed

        if self._source.config.path is None:
            self.notify(say("feeds.demo"), severity="warning", markup=False)
        elif getattr(self.app, "offline", False):
            self.notify(self._source.silence, severity="warning", markup=False)
        else:
            self.app.push_screen(AddFeed(lambda: self._source.config, self._clock))

    def action_edit(self) -> None:
        """Change the feed in feeds.toml."""
        from tui.desk.feedform import entries
        from tui.desk.screens.editor import Editor

        feed = next((feed for feed in self._source.config.feeds if self._feed and feed.url == self._feed.url), None)
        if feed is None or self._source.config.path is None:
            self.notify(say("feeds.demo"), severity="warning", markup=False)
            return
        address = feed.url

        async def save(key: str, value: str) -> None:
            nonlocal address
            await self._change(address, key, value)
            address = value.strip() if key == "url" else address

        self.app.push_screen(Editor(feed.title, entries(feed), save))

    def action_panel(self) -> None:
        """From the table to the log, and back; where there is little room, the log stands in the page's place."""
        self._logged = not self._logged
        self._arrange()
        self.set_focus(self.query_one(PollRows) if self._logged else self.query_one(FeedTable))

    def action_back(self) -> None:
        """Back to the desk."""
        leave(self, "")

    def on_top_line_chosen(self, message: TopLine.Chosen) -> None:
        """A click on a tab of the desk."""
        if message.tab != "feeds":
            leave(self, message.tab)

    def on_key_line_pressed(self, message: KeyLine.Pressed) -> None:
        """A click on the line of keys."""
        self.run_worker(self.run_action(message.action.command), exit_on_error=False)


def _caption(feeds: Sequence[HealthEntry]) -> str:
    """How many feeds there are, and how many of them want looking after."""
    failing = sum(feed.status in ("failing", "gone") for feed in feeds)
    off = sum(not feed.enabled for feed in feeds)
    parts = [count(len(feeds), "feed")]
    if failing:
        parts.append(say("desk.failing", n=failing))
    if off:
        parts.append(say("feed.off", n=off))
    return " · ".join(parts)
