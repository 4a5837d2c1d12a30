"""What the desk asks of the ledger and of the list of news, as its reader's scope says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from tui.archive import Archive, Choice
from tui.clock import Clock
from tui.config.model import Config
from tui.ledger.entries import CompanyEntry, DealEntry, NewsEntry
from tui.ledger.news import news
from tui.ledger.query import Query

FIRST_PAGE = 60
PAGE = 200
_TELLING = 3
"""Letters from which on the beginning of a word is looked for."""
PERIODS: tuple[int | None, ...] = (90, 365, 5 * 365, None, 30)
"""Days that the panels look back, in the order in which one key goes through them; None is all."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the reader wants to see."""

    everything: bool = False
    stories: bool = False
    words: str = ""
    days: int | None = PERIODS[0]

    def next_period(self) -> Scope:
        """The same with the next period."""
        return replace(self, days=PERIODS[(PERIODS.index(self.days) + 1) % len(PERIODS)])


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of the news list; ``complete`` when the archive has nothing older, ``top`` when it has nothing newer."""

    entries: tuple[NewsEntry, ...]
    complete: bool
    top: bool = True


@dataclass(frozen=True, slots=True)
class Companies:
    """The last told of first; by their names the last deals that they have part in."""

    entries: tuple[CompanyEntry, ...] = ()
    deals: Mapping[str, DealEntry] = field(default_factory=dict)


class Asking:
    """Scopes as queries, with the user's mutes, views and vocabularies."""

    def __init__(self, config: Config, clock: Clock) -> None:
        self.config = config
        self._clock = clock

    def first(self, archive: Archive, scope: Scope, size: int) -> Page:
        """The newest items."""
        return self.older(archive, scope, None, size)

    def typed(self, archive: Archive, scope: Scope, size: int) -> tuple[Scope, Page | None]:
        """What is found while the last word of ``scope`` is being typed, and the scope that finds it: a word that nothing has
        is taken for the beginning of one. None while too little of it is there to tell."""
        page = self.first(archive, scope, size)
        word = "" if page.entries else unfinished(scope.words)
        if not word:
            return scope, page
        if len(word) < _TELLING:
            return scope, None
        wider = replace(scope, words=f"{scope.words}*")
        found = self.first(archive, wider, size)
        return (wider, found) if found.entries else (scope, page)

    def older(self, archive: Archive, scope: Scope, before: NewsEntry | None, size: int) -> Page:
        """The items older than ``before``: a page of them, or ``size``."""
        size = size or PAGE
        key = None if before is None else (before.published, before.id)
        found = self._news(archive, scope, size, before=key)
        return Page(found, complete=len(found) < size)

    def newer(self, archive: Archive, scope: Scope, after: NewsEntry | None) -> Page:
        """The items just newer than ``after``; the oldest of all where it is None."""
        key = None if after is None else (after.published, after.id)
        found = self._news(archive, scope, PAGE, after=key, oldest=True)
        return Page(found, complete=after is None, top=len(found) < PAGE)

    def same(self, archive: Archive, scope: Scope, first: NewsEntry, size: int) -> Page:
        """What stands where ``size`` items from ``first`` on stood."""
        found = self._news(archive, scope, size, before=(first.published, first.id + 1))
        return Page(found, complete=len(found) < size, top=False)

    def listed(self, scope: Scope) -> Choice:
        """The items of the list."""
        from tui.ledger.query import choice

        return choice(self._listed(Query(), scope), beat=not scope.everything)

    def unread(self, scope: Scope) -> Choice:
        """The unread items of the list."""
        return replace(self.listed(scope), unread=True)

    def since(self, scope: Scope) -> date | None:
        """The day that the scope's period begins."""
        now: datetime = self._clock()
        return None if scope.days is None else (now - timedelta(days=scope.days)).date()

    def facts(self, scope: Scope) -> Query:
        """The facts of the scope's period."""
        return self.narrowed(Query(since=self.since(scope)), scope)

    def narrowed(self, query: Query, scope: Scope) -> Query:
        """``query``, narrowed to what the reader typed, as far as that can be understood (yet)."""
        if not scope.words:
            return query
        from tui.desk.advice import understood
        from tui.ledger.language import names_of

        return query.narrowed(understood(scope.words, names_of(self.config, self._clock()), self.config.views))

    def _listed(self, query: Query, scope: Scope) -> Query:
        """What the news list asks for: mutes hold there."""
        asked = self.narrowed(query, scope)
        if not self.config.mutes:
            return asked
        from tui.ledger.saved import muted

        return replace(asked, muted=muted(self.config, self._clock()))

    def _news(
        self,
        archive: Archive,
        scope: Scope,
        size: int,
        before: tuple[datetime, int] | None = None,
        after: tuple[datetime, int] | None = None,
        *,
        oldest: bool = False,
    ) -> tuple[NewsEntry, ...]:
        query = self._listed(Query(limit=size), scope)
        how = {"everything": scope.everything, "stories": scope.stories, "oldest": oldest}
        return news(archive, query, before=before, after=after, **how)


def unfinished(words: str) -> str:
    """The plain word at the end of ``words``; "" where a phrase, a value or a sign stands there."""
    from tui.ledger.tokens import tokens

    last = list(tokens(words))[-1:]
    plain = [one.values[0].text for one in last if one.key is None and not one.values[0].quoted]
    return plain[0] if plain and plain[0].isalnum() else ""
