"""Keeps the panels of the desk filled: asks the source, shows the answers, and says so where there are none."""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.timer import Timer
from textual.worker import WorkType

from tui import form
from tui.archive import ArchiveError
from tui.desk.asking import FIRST_PAGE, Page, Scope
from tui.desk.messages import PollState
from tui.desk.source import Health, Source
from tui.desk.status import Situation, deals_caption, empty_news, empty_panel, notes
from tui.desk.widgets.bars import Note, TopLine
from tui.desk.widgets.news import HELD, NewsList
from tui.desk.widgets.rows import Notice, Rows
from tui.ledger.entries import DealEntry, NewsEntry, Series
from tui.words import say

if TYPE_CHECKING:
    from tui.desk.tracks import Laid

_SETTLE = 0.3
"""Seconds that changes of the archive are gathered before the panels are read again."""
_STILL = 0.4
"""Seconds without a letter from which somebody is taken to have stopped typing."""
_REST = 5.0
"""How much longer the panels of facts rest than they take to be read."""


class Panels:
    """What the panels of ``screen`` show, and the state that their words depend on."""

    def __init__(self, screen: Screen[None], source: Source, situation: Callable[[], Situation]) -> None:
        self._screen = screen
        self._source = source
        self._fresh = situation
        self.scope = Scope()
        self.health: Health | None = None
        self.poll = PollState()
        self._seen = 0
        self._filling = True
        self._anew = False
        self._above: Sequence[NewsEntry] = ()
        self._waiting = False
        self._running: set[str] = set()
        self._again: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {}
        self._took = 0.0
        self._typed: Timer | None = None
        self._found: int | None = None
        self._begun = False
        self._deals: Sequence[DealEntry] | None = None
        self._series: Sequence[Series] = ()
        self._laid: Laid | None = None

    @property
    def waiting(self) -> bool:
        """Whether something is to be read in a moment."""
        return self._waiting or self._typed is not None

    # What others tell

    def begin(self) -> None:
        """Show the first page, which was asked for before the screen was there, or say that it is being read."""
        first = self._source.first
        if first.done():
            self._first(lambda: first.result())
        else:
            self._news.fill((), complete=True, notice=(say("empty.loading"),))
            self._work(self._await_first, "news")

    def begin_anew(self) -> None:
        """Another archive: what it holds is not news, and nobody has taken a place in it."""
        self._filling = True
        self._from_the_top()

    def _from_the_top(self) -> None:
        """Nobody has taken a place in what is to be shown."""
        self._anew, self._above = True, ()
        self._news.touched = False
        self._news.scroll_to(y=0, animate=False, force=True, immediate=True)

    def changed(self) -> None:
        """The archive changed: read again, but not more often than the eye needs, nor most of the time."""
        self._refresh_in(max(_SETTLE, _REST * self._took))

    def _refresh_in(self, seconds: float) -> None:
        if not self._waiting:
            self._waiting = True
            self._screen.set_timer(seconds, self.refresh)

    def refresh(self) -> None:
        """Read everything again; places are kept."""
        self._waiting = False
        self._work(self._read_news, "news")
        self.refresh_facts()

    def refresh_facts(self) -> None:
        """Read the panels of facts and the status again."""
        self._work(self._read_facts, "facts")

    def refresh_companies(self) -> None:
        """Put the companies together anew, of what was read."""
        self._work(self._read_companies, "companies")

    def look_at(self, scope: Scope, *, typing: bool = False, begun: bool = False) -> None:
        """Show another scope; what is found for other words from its top, else where the reader was. While somebody is
        ``typing`` the facts wait for the next letter, and the last word may only have ``begun``."""
        if scope.words != self.scope.words or self._news.at_start:
            self._from_the_top()
        self.scope, self._begun = scope, begun
        if typing:
            self._work(self._read_news, "news")
            self._facts_once_still()
        else:
            self.refresh()

    def _facts_once_still(self) -> None:
        """Read the facts once nobody has typed for a moment: meanwhile they would only be in the way of the next letter."""
        if self._typed is not None:
            self._typed.stop()
        self._typed = self._screen.set_timer(_STILL, self._read_once_still)

    def _read_once_still(self) -> None:
        self._typed = None
        self._begun = False
        if self._anew:  # it was too early to tell
            self._work(self._read_news, "news")
        self.refresh_facts()

    def more(self, *, newer: bool = False) -> None:
        """Read the next page of the news, or the one before."""
        self._work(self._read_newer if newer else self._read_more, "page")

    def edge(self, *, newest: bool) -> None:
        """To the newest item of all, or to the oldest."""
        self._work(self._read_top if newest else self._read_end, "page")

    def arrived(self) -> set[int]:
        """What arrived and was not looked at yet."""
        return {entry.id for entry in (*self._news.entries, *self._above) if entry.id > self._seen}

    def newest(self) -> None:
        """What had arrived counts as seen now."""
        self._seen = max((entry.id for entry in (*self._news.entries, *self._above)), default=0)
        self.tell()

    def polled(self, state: PollState) -> None:
        """The poll went a step on."""
        self.poll = state
        self.tell()
        if not self._news.entries:
            self._news.show((), self._empty_news())

    def tell(self) -> None:
        """Write the status line again."""
        self._screen.query_one(TopLine).status(self.notes())

    def notes(self) -> list[Note]:
        """The pieces of the status line."""
        return notes(self._situation())

    # Reading

    def _work(self, work: Callable[[], Coroutine[Any, Any, None]], group: str) -> None:
        """Do ``work``; what is asked while the like of it runs is done once more when that is through."""
        if group in self._running:
            self._again[group] = work
            return
        self._running.add(group)
        begin: WorkType[None] = partial(self._guarded, work, group)
        self._screen.run_worker(begin, group=group, exit_on_error=False)

    async def _guarded(self, work: Callable[[], Coroutine[Any, Any, None]], group: str) -> None:
        try:
            await work()
        except ArchiveError as error:
            trouble = (say("empty.trouble"), str(error), say("empty.trouble-hint"))
            for panel in self._screen.query(Rows):
                if not panel.rows:
                    panel.show((), trouble)
            if self._news.entries:
                self._screen.notify(str(error), severity="error", timeout=8, markup=False)
        finally:
            self._running.discard(group)
        if (again := self._again.pop(group, None)) is not None:
            self._work(again, group)

    async def _await_first(self) -> None:
        import asyncio

        page = await asyncio.wrap_future(self._source.first)
        self._first(lambda: page)

    def _first(self, page: Callable[[], Page]) -> None:
        try:
            first = page()
        except ArchiveError as error:
            self._news.fill((), complete=True, notice=(say("empty.trouble"), str(error), say("empty.trouble-hint")))
            return
        self._filling = not first.entries
        self._seen = max((entry.id for entry in first.entries), default=0)
        self._fill(first)

    async def _read_news(self) -> None:
        news, scope = self._news, self.scope
        if self._begun and self._anew:
            found, typed = await self._source.page_typed(scope, FIRST_PAGE)
            if scope == self.scope and typed is not None:
                self.scope = found
                self._fill(typed)
            return
        if self._anew or news.top or not news.entries:
            near_the_end = news.cursor > len(news.rows) - FIRST_PAGE
            held = 0 if self._anew else len(news.entries) + (FIRST_PAGE if near_the_end else 0)
            page = await self._source.page(scope, size=min(max(FIRST_PAGE, held), HELD))
        else:
            page = await self._source.page_from(scope, news.entries[0], len(news.entries))
            self._above = (await self._source.page(scope, size=FIRST_PAGE)).entries
        if scope == self.scope:  # else it is read again already
            self._fill(page)

    async def _read_more(self) -> None:
        news, scope = self._news, self.scope
        if not news.entries:
            return
        last = news.entries[-1]
        page = await self._source.page(scope, before=last)
        if scope == self.scope and news.entries[-1].id == last.id:
            news.extend(page.entries, complete=page.complete)

    async def _read_newer(self) -> None:
        news, scope = self._news, self.scope
        if not news.entries:
            return
        first = news.entries[0]
        page = await self._source.page_after(scope, first)
        if scope == self.scope and news.entries[0].id == first.id:
            news.precede(page.entries, top=page.top)

    async def _read_top(self) -> None:
        scope = self.scope
        page = await self._source.page(scope, size=FIRST_PAGE)
        if scope == self.scope:
            self._from_the_top()
            self._fill(page)
            self.newest()

    async def _read_end(self) -> None:
        scope = self.scope
        page = await self._source.page_after(scope, None)
        if scope == self.scope:
            above = self._above or tuple(self._news.entries[:FIRST_PAGE])
            self._from_the_top()
            self._above = above
            self._fill(page)
            self._news.action_edge(1)

    async def _read_facts(self) -> None:
        from tui.desk.widgets.companies import CompaniesPanel
        from tui.desk.widgets.deals import DealsPanel
        from tui.desk.widgets.timeline import TimelinePanel

        started = time.monotonic()
        self.health = await self._source.health()
        self.tell()
        if self.scope.words and self._found is None:
            self._found = await self._source.found(self.scope)
        self._caption_news()
        if not self._news.entries:
            self._news.show((), self._empty_news())
        deals = await self._source.recent(self.scope)
        situation = self._situation()
        for panel in self._screen.query(DealsPanel):
            if deals is not self._deals or not deals:
                panel.fill(deals, empty_panel("deals", situation, self.scope))
            panel.caption(deals_caption(deals, self.scope) if deals else "")
        series = await self._source.series(self.scope)
        for figures in self._screen.query(CompaniesPanel):
            if series is not self._series or not series:
                figures.fill(series, empty_panel("companies", situation, self.scope))
        laid = await self._source.timeline(self.scope)
        for timeline in self._screen.query(TimelinePanel):
            if laid is not self._laid or not laid.events:
                timeline.fill(laid, empty_panel("timeline", situation, self.scope))
        self._deals, self._series, self._laid = deals, series, laid
        await self._read_companies()
        self._took = time.monotonic() - started

    async def _read_companies(self) -> None:
        """The companies are put together only while somebody looks at them."""
        from tui.desk.widgets.companies import CompaniesPanel

        for panel in self._screen.query(CompaniesPanel):
            if panel.by_company and panel.display and self._deals is not None and self._laid is not None:
                found = await self._source.companies(self.scope, self._deals, self._series, self._laid.events)
                panel.list_companies(found, empty_panel("activity", self._situation(), self.scope))

    # Showing

    @property
    def _news(self) -> NewsList:
        return self._screen.query_one(NewsList)

    def _fill(self, page: Page) -> None:
        news = self._news
        news.stories = self.scope.stories
        self._anew = False
        self._found = len(page.entries) if page.top and page.complete else None
        if page.top:
            self._above = ()
        news.fill(page.entries, complete=page.complete, top=page.top, notice=self._empty_news())
        if self._filling:
            self._seen = max((entry.id for entry in page.entries), default=0)
            self._filling = self.poll.running or not page.entries
        news.touched = not self._filling
        self._caption_news()
        self.tell()

    def _caption_news(self) -> None:
        counts = self.health.counts if self.health else None
        caption = say("desk.unread", n=form.number(counts.unread)) if counts and counts.items else ""
        if self.scope.words:
            caption = "" if self._found is None else say("desk.found", n=form.number(self._found))
        self._news.caption(caption)

    def _situation(self) -> Situation:
        return replace(self._fresh(), health=self.health, poll=self.poll, new=len(self.arrived()))

    def _empty_news(self) -> Notice:
        return empty_news(self._situation(), self.scope)
