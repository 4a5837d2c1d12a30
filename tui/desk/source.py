"""Where the desk's data comes from: the ledger's queries, asked in threads of their own and awaited."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from operator import is_
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tui.archive import Archive, ArchiveError, Counts, StoredItem
from tui.clock import Clock
from tui.config.model import Config
from tui.config.zone import zone_of
from tui.desk.advising import Advisor
from tui.desk.archive_lane import ArchiveLane
from tui.desk.asking import FIRST_PAGE, Asking, Companies, Page, Scope
from tui.desk.journal import WORD, Change, Journal, put
from tui.desk.tidy import give_back
from tui.ledger.entries import DealEntry, EventEntry, NewsEntry, Series, SourceEntry
from tui.ledger.query import Query
from tui.words import say

if TYPE_CHECKING:
    from tui.desk.retold import Correct
    from tui.desk.tracks import Laid
    from tui.ledger.entries import StoryEntry
    from tui.ledger.health import HealthEntry
    from tui.ledger.live import LiveFacts

T = TypeVar("T")

_PATIENCE = 2.0
"""Seconds that leaving waits for marks to be written."""


@dataclass(frozen=True, slots=True)
class Health:
    """What the status line says of the feeds and the archive."""

    sources: tuple[SourceEntry, ...]
    counts: Counts


class Source:
    """The archive, read in two lanes: lists, items and marks in the quick one, facts in the other, so that no item waits
    for a ledger. What a poll brought, the poller settles: here the ledger is only read, but for the analyst's words. Every
    method may raise ArchiveError, whose text is for people."""

    def __init__(self, config: Config, path: Path, clock: Clock, *, stories: bool = False) -> None:
        self._asking = Asking(config, clock)
        self._clock = clock
        self.journal = Journal()
        self.read_only = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        """Whether nothing can be kept, as in the archive of a colleague."""
        self._quick = ArchiveLane(path, "items", read_only=self.read_only)
        self._thorough: ArchiveLane | None = None
        self._live: tuple[Archive, LiveFacts] | None = None
        self._recent: tuple[DealEntry, ...] = ()
        self._laid: tuple[tuple[Sequence[EventEntry], date], Laid] | None = None
        self._gathered: tuple[str, tuple[Sequence[Any], ...], Companies] | None = None
        self._path = path
        self.begun: tuple[int, int, int] | None = None
        """The archive's version that the first page is of."""
        self.first: Future[Page] = self._quick.ask(lambda archive: self._begin(archive, stories=stories))
        """The first page, asked for before there is a screen to show it."""
        self.advisor = Advisor(lambda: self.config, clock, self._quick)

    @property
    def config(self) -> Config:
        """What feeds.toml says."""
        return self._asking.config

    @config.setter
    def config(self, config: Config) -> None:
        self._asking.config = config

    @property
    def silence(self) -> str:
        """Why nothing is polled where nothing is."""
        return say("desk.poll-read-only" if self.read_only else "desk.poll-offline")

    def today(self) -> date:
        """The day it is where the user is."""
        return self._clock().astimezone(zone_of(self.config)).date()

    def _begin(self, archive: Archive, *, stories: bool) -> Page:
        self.begun = self._quick.versions(archive)
        return self._asking.first(archive, Scope(stories=stories), FIRST_PAGE)

    def headlines(self, patience: float) -> tuple[NewsEntry, ...]:
        """The first page, if it can be had within ``patience`` seconds; nothing otherwise, whatever the reason."""
        try:
            return self.first.result(patience).entries
        except (ArchiveError, TimeoutError):
            return ()

    async def page(self, scope: Scope, before: NewsEntry | None = None, size: int = 0) -> Page:
        """Items older than ``before``, the newest first; a page of them, or ``size``."""
        return await self.ask(lambda archive: self._asking.older(archive, scope, before, size))

    async def page_typed(self, scope: Scope, size: int) -> tuple[Scope, Page | None]:
        """The newest items while the last word is being typed, and the scope that finds them; None: too early to tell."""
        return await self.ask(lambda archive: self._asking.typed(archive, scope, size))

    async def page_after(self, scope: Scope, after: NewsEntry | None) -> Page:
        """The items just newer than ``after``; the oldest of all where it is None."""
        return await self.ask(lambda archive: self._asking.newer(archive, scope, after))

    async def page_from(self, scope: Scope, first: NewsEntry, size: int) -> Page:
        """What stands where ``size`` items from ``first`` on stood."""
        return await self.ask(lambda archive: self._asking.same(archive, scope, first, size))

    async def deals(self, scope: Scope) -> tuple[DealEntry, ...]:
        """The deals of the scope's period."""
        from tui.ledger.deals import deals  # not on the way to the first paint

        return await self.study(lambda archive: deals(archive, self._asking.facts(scope)))

    async def recent(self, scope: Scope) -> tuple[DealEntry, ...]:
        """The same without those that are only named in passing; the very same object while nothing about them changed."""
        from tui.ledger.deals import deals

        def read(archive: Archive) -> tuple[DealEntry, ...]:
            found = tuple(deal for deal in deals(archive, self._asking.facts(scope)) if not deal.background)
            return self._recent if found == self._recent else found

        self._recent = await self.study(read)
        return self._recent

    async def series(self, scope: Scope) -> tuple[Series, ...]:
        """All series: a figure stands until the next report."""
        if not scope.words:
            return await self.study(lambda archive: self._facts(archive).series())
        return await self.study(lambda archive: self._facts(archive).series_told(self._asking.narrowed(Query(), scope)))

    async def events(self, scope: Scope) -> tuple[EventEntry, ...]:
        """All events: the timeline has a scale of its own."""
        from tui.ledger.events import events

        if not scope.words:
            return await self.study(lambda archive: self._facts(archive).events())
        return await self.study(lambda archive: events(archive, self._asking.narrowed(Query(), scope)))

    async def timeline(self, scope: Scope) -> Laid:
        """The same made ready to be drawn; the very same object while nothing changed."""
        from tui.desk.tracks import laid

        events, today = await self.events(scope), self.today()
        if self._laid is None or (events, today) != self._laid[0]:
            self._laid = (events, today), await self.study(lambda _: laid(events, today))
        return self._laid[1]

    async def companies(
        self, scope: Scope, deals: Sequence[DealEntry], series: Sequence[Series], events: Sequence[EventEntry]
    ) -> Companies:
        """The companies that these facts tell of in the scope's period; the very same object while the facts are the same."""
        from tui.desk.companies import gathered

        since = self._asking.since(scope)
        first = since.isoformat() if since else ""
        of = (deals, series, events)
        if self._gathered is not None and self._gathered[0] == first and all(map(is_, self._gathered[1], of)):
            return self._gathered[2]
        found = await self.study(lambda _: gathered(*of, first, self.advisor.vocabulary()))
        self._gathered = first, of, found
        return found

    async def health(self) -> Health:
        """The feeds' states and the archive's counts."""

        from tui.ledger.sources import sources

        def read(archive: Archive) -> Health:
            counts = archive.counts()
            if self.config.mutes:
                counts = replace(counts, unread=archive.count(self._asking.unread(Scope())))
            return Health(sources(archive, self.config, self._clock()), counts)

        return await self.study(read)

    async def feeds(self) -> tuple[HealthEntry, ...]:
        """How each feed fares, switched off ones too."""
        from tui.ledger.health import health

        return await self.study(lambda archive: health(archive, self.config, self._clock()))

    async def deal(self, name: str) -> DealEntry | None:
        """The deal of that id, as it is known now; None where it is no more."""
        from tui.ledger.deals import deal

        return await self.study(lambda archive: deal(archive, name))

    async def judge(self, name: str, word: str) -> None:
        """Keep the analyst's word on a deal, figure or event: ``checked`` or ``wrong``. Raises CorrectionError."""
        from tui.ledger import corrections

        await self.write(lambda archive: corrections.mark(archive, name, word, self._clock()))
        self.journal.note(Change(WORD))

    async def edit(self, name: str, field: str, text: str) -> None:
        """Put what the analyst typed into a field of a deal, figure or event. Raises CorrectionError."""
        from tui.ledger import corrections

        await self.write(lambda archive: corrections.edit_typed(archive, name, field, text, self._clock()))
        self.journal.note(Change(WORD))

    async def retell(self, correct: Correct) -> None:
        """Keep the analyst's word on a story. Raises CorrectionError."""
        from tui.desk.retold import corrected

        await self.write(lambda archive: corrected(archive, correct, self._clock()))
        self.journal.note(Change(WORD))

    async def take_back(self) -> str:
        """Take back the analyst's last word, on whatever deal; what it was, "" where there was none."""
        self.journal.forget_word()
        return await self._unsay()

    async def _unsay(self) -> str:
        from tui.ledger import corrections
        from tui.ledger.settle import settle

        def undo(archive: Archive) -> str:
            undone = corrections.undo(archive)
            settle(archive)
            return undone.action if undone else ""

        return await self.write(undo)

    async def write(self, question: Callable[[Archive], T]) -> T:
        """What ``question`` finds in the thorough lane, where it may write."""

        def ask(archive: Archive) -> T:
            with Archive.open(archive.path) as opened:
                return question(opened)

        return await self.study(ask)

    async def unsettled(self) -> bool:
        """Whether items wait for the ledger."""
        return not self.read_only and await self.ask(lambda archive: archive.unsettled())

    async def ask_again(self, url: str) -> None:
        """Forget that a feed's publisher said it was gone for good, where that was said."""
        from tui.feeds.outcome import renewed

        def forget(archive: Archive) -> None:
            state = archive.feed_state(url)
            feed = next((feed for feed in self.config.feeds if feed.url == url), None)
            if feed is not None and state is not None and state.gone:
                archive.save_poll(feed, renewed(state), (), self._clock())

        await _answer(self._quick.ask(forget))

    async def move_feed(self, old: str, new: str) -> None:
        """What a feed brought belongs to its new address."""
        await _answer(self._quick.ask(lambda archive: archive.move_feed(old, new)))

    async def story(self, name: str) -> StoryEntry | None:
        """All reports of the story of that name; None where there is none."""
        from tui.ledger.stories import story

        return await _answer(self._quick.ask(lambda archive: story(archive, name)))

    async def item(self, item: int) -> StoredItem | None:
        """One item with its text and reading; None when it is gone."""
        return await _answer(self._quick.ask(lambda archive: archive.item(item)))

    async def brief(self, scope: Scope, zone: tzinfo) -> str:
        """The brief of the scope's period as one HTML page."""
        from tui.brief import render
        from tui.brief.wanted import STORIES
        from tui.ledger.overview import overview

        def write(archive: Archive) -> str:
            seen = overview(archive, self.config, self._asking.facts(scope), self._clock(), stories=STORIES)
            return render(seen, "html", zone=zone)

        return await self.study(write)

    async def version(self) -> tuple[int, int, int]:
        """A token that differs when somebody wrote to the archive; its first two numbers when that was another program."""
        return await _answer(self._quick.version())

    async def put(self, change: Change) -> None:
        """Mark items, to be taken back by ``undo``."""
        await self.ask(lambda archive: put(archive, change))
        self.journal.note(change)

    async def undo(self) -> Change | None:
        """Take back the last change; None where there is none."""
        change = self.journal.last()
        if change is not None and change.kind == WORD:
            await self._unsay()
        elif change is not None:
            await self.ask(lambda archive: put(archive, change.back))
        return change

    async def found(self, scope: Scope) -> int:
        """How many items the news list has."""
        return await self.ask(lambda archive: archive.count(self._asking.listed(scope)))

    async def unread(self, scope: Scope) -> tuple[int, ...]:
        """The unread items of the news list, all of them."""
        return await self.ask(lambda archive: archive.ids(self._asking.unread(scope)))

    async def ask(self, question: Callable[[Archive], T]) -> T:
        """What ``question`` finds, asked in the quick lane."""
        return await _answer(self._quick.ask(question))

    async def rest(self) -> None:
        """Give back the memory that is kept only to be quick."""

        def rest(archive: Archive) -> None:
            archive.rest()
            give_back()

        self.advisor.forget()
        await self.ask(Archive.rest)
        await self.study(rest)

    def close(self) -> None:
        """Finish what was asked of the quick lane, marks among it; facts that are still being read are let go."""
        self._quick.close(_PATIENCE)
        if self._thorough is not None:
            self._thorough.close(0.0)
        self.advisor.close()

    def _facts(self, archive: Archive) -> LiveFacts:
        """What was read of all facts, kept: only what changes is read again."""
        if self._live is None or self._live[0] is not archive:
            from tui.ledger.live import LiveFacts

            self._live = archive, LiveFacts(archive)
        return self._live[1]

    async def study(self, question: Callable[[Archive], T]) -> T:
        """What ``question`` finds, asked in the thorough lane."""
        if self._thorough is None:
            self._thorough = ArchiveLane(self._path, "facts", after=self.first)
        return await _answer(self._thorough.ask(question))


async def _answer(future: Future[T]) -> T:
    import asyncio  # the curtain needs the first page before it needs a loop

    return await asyncio.wrap_future(future)
