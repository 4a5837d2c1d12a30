"""What is asked of the ledger: one query for panels, briefs and listings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from tui.archive import Choice, Span
from tui.archive.filter import EVERYTHING, Filter


@dataclass(frozen=True, slots=True)
class Query:
    """``since`` and ``until`` are days, both included; ``words`` must all be found in a report, in any of their forms;
    ``limit`` counts rows; ``filter`` is the rest of what the query language can say (``language``), and ``muted`` what stays
    out of the news list."""

    since: date | None = None
    until: date | None = None
    limit: int | None = None
    words: str = ""
    filter: Filter = EVERYTHING
    muted: tuple[Filter, ...] = ()

    def holds(self, day: str) -> bool:
        """Whether a day, or a moment of it, as an ISO text lies between ``since`` and ``until``."""
        if self.since and day < self.since.isoformat():
            return False
        return not self.until or day[:10] <= self.until.isoformat()

    def narrowed(self, asked: Filter) -> Query:
        """This query with all that ``asked`` asks for; its days are within those of both."""
        return replace(
            self,
            since=max((day for day in (self.since, asked.since) if day), default=None),
            until=min((day for day in (self.until, asked.until) if day), default=None),
            filter=Filter(self.filter.tests + asked.tests),
        )


def span(query: Query) -> Span:
    """The facts that ``query`` asks for; the limit is left to the caller, as rows may be merged."""
    return Span(since=query.since, until=query.until, words=query.words, filter=query.filter)


def choice(query: Query, *, beat: bool, before: tuple[datetime, int] | None = None, stories: bool = False) -> Choice:
    """The items that ``query`` asks for, or one a story."""
    return Choice(
        beat=beat,
        since=midnight(query.since) if query.since else None,
        until=midnight(query.until) + timedelta(days=1) if query.until else None,
        before=before,
        words=query.words,
        filter=query.filter,
        limit=query.limit,
        stories=stories,
        muted=query.muted,
    )


def midnight(day: date) -> datetime:
    """The moment that ``day`` begins, UTC."""
    return datetime.combine(day, time(), UTC)
