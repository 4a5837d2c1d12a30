"""The desk's app: it wires screens, the source of data and the poller, and owns what outlives a screen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from textual import events, work
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.markup import escape
from textual.screen import Screen
from textual.theme import Theme

from tui.archive import ArchiveError
from tui.clock import Clock
from tui.config.model import Config, Problem
from tui.config.zone import zone_of
from tui.desk import actions, arrangement, keymap, themes
from tui.desk.alarming import TellsAlerts
from tui.desk.feeding import ChangesFeeds
from tui.desk.messages import ArchiveChanged, Arranged, FeedAsked, Opened, PollMoved, PollState
from tui.desk.pages import OpensPages, contexts_of, offers
from tui.desk.plain import PlainGlyphs
from tui.desk.polling import Polling
from tui.desk.record import Keep, KeepsRecord
from tui.desk.screens.desk import DeskScreen
from tui.desk.source import Source
from tui.desk.tidy import Tidy
from tui.desk.trouble import TellsTrouble
from tui.words import count, say

_TIDY_EVERY = 60.0
"""Seconds between two looks at whether to collect garbage."""
_DUE_EVERY = 15.0
"""Seconds between two looks at whether a feed is due."""
_PREPARE_AFTER = 2.0
"""Seconds after which what the first search needs is imported, unless somebody was quicker."""


class DeskApp(KeepsRecord, OpensPages, ChangesFeeds, TellsAlerts, TellsTrouble):
    """Wires only: screens compose, widgets draw, messages carry."""

    TITLE = "kenwatch"
    CSS_PATH = "screens/desk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("app")
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = App.COMMANDS | {offers}

    def __init__(
        self,
        config: Config,
        problems: Sequence[Problem],
        archive: Path,
        clock: Clock,
        *,
        offline: bool = False,
        source: Source | None = None,
        plain: bool = False,
        ascii_only: bool = False,
        tidy: Tidy | None = None,
        keep: Keep = lambda told: None,
    ) -> None:
        super().__init__(ansi_color=True if plain else None)
        self._failure: Exception | None = None
        self._stand_ins = [PlainGlyphs()] if ascii_only else []
        self._kept = arrangement.beside(archive)
        kept = arrangement.load(self._kept)
        self.source = source or Source(config, archive, clock, stories=kept.stories)
        self.config = config
        self.registry, unheld = keymap.registry(config)
        self._problems = (*problems, *unheld)
        self.set_keymap(keymap.keymap(self.registry))
        self._archive = archive
        self.clock, self.keep = clock, keep
        self.offline = offline or self.source.read_only
        self._tidy = tidy
        self.zone = zone_of(config)
        self.today = lambda: clock().astimezone(self.zone).date()
        self.polling = Polling(config, archive, clock, offline=self.offline, record=self.record)
        for theme in themes.OURS:
            self.register_theme(theme)
        self.theme = themes.TERMINAL.name if plain else themes.KARATAU.name
        if kept.theme in self.available_themes and not plain:
            self.theme = kept.theme
        self._desk = DeskScreen(self.source, clock, self.zone, offline=self.offline, arrangement=kept)

    @property
    def failure(self) -> Exception | None:
        """The unexpected error that ended the desk; None while there was none, and for one on the way out: what is still to
        come when the reader leaves finds no screen to come to."""
        return self._failure

    def _fatal_error(self) -> None:
        """Nothing is drawn over the terminal, least of all what variables held: whoever ran the desk tells of it."""
        if not self._exit:
            self._failure = self._exception
        self._close_messages_no_wait()

    def get_default_screen(self) -> Screen[Any]:
        """The desk itself: no blank screen is ever below it."""
        return self._desk

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables with every role of ours."""
        self.theme_variables = themes.with_roles(super().get_css_variables())
        return self.theme_variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Glyphs give way to ASCII where that is asked for."""
        return [*super().get_line_filters(), *self._stand_ins]

    def on_mount(self) -> None:
        """What can wait does."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self._exit:
            return  # the reader left before the first picture was whole
        if self._tidy is not None:
            self._tidy.begin(time.monotonic())
            self.set_interval(_TIDY_EVERY, self._tidy_up)
        if self._problems:
            told = [str(problem) for problem in self._problems[:3]]
            self.notify("\n".join(told), title=count(len(self._problems), "problem"), severity="warning", markup=False)
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.app_resume_signal.subscribe(self, self._come_back)
        self.check_queries()
        self.look_for_alarms()
        self.settle()
        self.set_timer(_PREPARE_AFTER, self.source.advisor.prepare)
        if not self.offline and self.config.feeds:
            self.poll_what_is_due()
            self.set_interval(_DUE_EVERY, self.poll_what_is_due)

    def _come_back(self, _: App[Any]) -> None:
        """From the background, where the terminal was somebody else's: nothing that was drawn is there any more."""
        self.refresh(layout=True)

    async def on_event(self, event: events.Event) -> None:
        """Keys are noticed on their way: nothing slow is done while somebody types, and no key goes nowhere."""
        if isinstance(event, events.Key):
            if self._tidy is not None:
                self._tidy.key(time.monotonic())
            self._focus_again()
        await super().on_event(event)

    def _focus_again(self) -> None:
        """A terminal or browser that told it had lost the keyboard may not tell that it has it again."""
        screen = self.screen
        if screen.focused is None and (home := getattr(screen, "home", screen.AUTO_FOCUS)):
            for widget in screen.query(home):
                screen.set_focus(widget, scroll_visible=False)
                return

    @work(group="rest", exit_on_error=False)
    async def _tidy_up(self) -> None:
        if self._tidy is not None and self._tidy.look(time.monotonic()):
            await self.source.rest()

    # Polling

    @work(group="due", exclusive=True, exit_on_error=False)
    async def poll_what_is_due(self) -> None:
        """Poll when a feed's time has come."""
        if self.polling.state.running:
            return
        try:
            health = await self.source.health()
        except ArchiveError:
            return
        now = self.clock()
        if any(source.next_poll is not None and source.next_poll <= now for source in health.sources):
            self._poll()

    def action_poll(self) -> None:
        """Poll now."""
        self.poll_now()

    def on_feed_asked(self, message: FeedAsked) -> None:
        """Poll one feed now."""
        self.poll_now((message.url,))

    def poll_now(self, feeds: Sequence[str] | None = None) -> None:
        """Ask feeds now, those at these addresses or all."""
        if self.offline:
            self.notify(self.source.silence, severity="warning", markup=False)
        elif not self.config.feeds:
            self.notify(say("empty.feeds"), severity="warning", markup=False)
        elif self.polling.state.running:
            self.notify(say("desk.poll-running"), timeout=3, markup=False)
        else:
            self._poll(asked=True, feeds=feeds)

    @work(group="poll", exit_on_error=False)
    async def _poll(self, *, asked: bool = False, feeds: Sequence[str] | None = None) -> None:
        state = await self.polling.run(self._tell_poll, everything=asked, feeds=feeds)
        if state.error:
            self.notify(state.error, title=say("desk.poll-failed"), severity="error", markup=False)
        elif asked and not state.answered and not state.failed:
            self.notify(say("desk.nothing-due"), timeout=4, markup=False)
        self.settle()

    def on_archive_changed(self, message: ArchiveChanged) -> None:
        """Another program may have left something to the ledger."""
        self.settle()

    @work(group="settle", exit_on_error=False)
    async def settle(self) -> None:
        """Have what other programs saved taken in by the ledger, and what polls deferred."""
        with suppress(ArchiveError):
            if await self.source.unsettled():
                await self.polling.settle()

    def _tell_poll(self, state: PollState) -> None:
        for screen in self.screen_stack:
            screen.post_message(PollMoved(state))

    def on_arranged(self, message: Arranged) -> None:
        """Remember how the desk is arranged."""
        arrangement.save(self._kept, message.arrangement)

    # Other screens

    def on_opened(self, message: Opened) -> None:
        """Open the reader."""
        self._desk.read_item(message.item, message.evidence)

    def action_feeds(self) -> None:
        """How the feeds fare."""
        from tui.desk.screens.feeds import FeedsScreen

        tabs, notes = self._desk.tabs, self._desk.panels.notes
        screen = FeedsScreen(
            self.source, lambda: self.polling.log, notes, tabs, self.clock, self.zone, self.change_feed
        )
        self.push_screen(screen, lambda tab: self._desk.go_to(tab) if tab else None)

    # Keys

    async def action_quit(self) -> None:
        """Leave at once, also in the middle of a poll."""
        self.exit(0)

    async def on_unmount(self) -> None:
        """Stop the poller and let go of the archive."""
        await self.polling.close()
        self.source.close()

    @work(group="export", exclusive=True, exit_on_error=False)
    async def action_export(self) -> None:
        """Write the brief of the desk's period to a file beside which the desk was started."""
        from tui.brief.files import write

        path = Path.cwd() / f"kenwatch-{self.clock().astimezone(self.zone):%Y-%m-%d}.html"
        try:
            content = await self.source.brief(self._desk.panels.scope, self.zone)
            await asyncio.to_thread(write, path, content)
        except (ArchiveError, OSError) as error:
            self.notify(str(error), title=say("desk.export-failed"), severity="error", markup=False)
        else:
            self.notify(say("desk.exported", path=path), markup=False)

    def action_next_theme(self) -> None:
        """The next of our themes."""
        names = [theme.name for theme in themes.OURS]
        here = names.index(self.theme) if self.theme in names else -1
        self._use_theme(names[(here + 1) % len(names)])

    def _use_theme(self, name: str) -> None:
        self.theme = name

    def _keep_theme(self, theme: Theme) -> None:
        self._desk.rearrange(replace(self._desk.arrangement, theme=theme.name))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette offers what the registry knows, where it works."""
        for action in actions.of(contexts_of(screen), self.registry):
            if action.palette:
                yield SystemCommand(action.label.capitalize(), action.help, self._performer(action))
        if screen is self._desk:
            for name, query in self.config.views:
                label = escape(say("palette.view", name=name))
                yield SystemCommand(label, escape(query), lambda query=query: self._desk.look_for(query))
        for theme in themes.OURS:
            label = say("palette.theme", name=theme.name.capitalize())
            yield SystemCommand(label, say("action-help.theme"), lambda name=theme.name: self._use_theme(name))

    def _performer(self, action: actions.Action) -> Callable[[], object]:
        return lambda: self.run_worker(self.screen.run_action(action.command), exit_on_error=False)
