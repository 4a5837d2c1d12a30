"""The analyst's word on stories as the reader gives it: a report stands apart, belongs to another story, two are one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from tui.archive import Archive, NewsEntry
from tui.ledger import story_corrections
from tui.ledger.news import news
from tui.ledger.query import Query
from tui.ledger.settle import settle

_WITHIN = timedelta(days=14)
"""How far apart in time what may be one story is looked for."""
_READ, _OFFERED = 300, 60
"""Stories of those days that are looked at, and how many of them are offered."""

Correct = Callable[[Archive, datetime], object]


def apart(entry: NewsEntry) -> Correct:
    """The report stands apart from the rest of its story."""
    return lambda archive, now: story_corrections.split(archive, entry.story or "", [entry.link], now)


def into(entry: NewsEntry, other: NewsEntry) -> Correct:
    """The report belongs to the story of ``other``."""
    return lambda archive, now: story_corrections.move_to(archive, entry.link, other.link, now)


def one(entry: NewsEntry, other: NewsEntry) -> Correct:
    """The stories of both are one."""
    return lambda archive, now: story_corrections.join(archive, [entry.link, other.link], now)


def corrected(archive: Archive, correct: Correct, now: datetime) -> None:
    """Keep the word, and put what it touches in order. Raises CorrectionError."""
    correct(archive, now)
    settle(archive)


def candidates(archive: Archive, entry: NewsEntry) -> tuple[NewsEntry, ...]:
    """The newest report of each other story of those days: first those that speak of most of the same, then the nearest."""
    day = entry.published.date()
    days = replace(Query(limit=_READ), since=day - _WITHIN, until=day + _WITHIN)
    found = [one for one in news(archive, days, stories=True) if one.id != entry.id and _is_other(one, entry)]

    def likelihood(one: NewsEntry) -> tuple[int, timedelta]:
        return -_shared(entry, one), abs(one.published - entry.published)

    return tuple(sorted(found, key=likelihood)[:_OFFERED])


def _is_other(one: NewsEntry, entry: NewsEntry) -> bool:
    return bool(one.link) and (one.story is None or one.story != entry.story)


def _shared(entry: NewsEntry, other: NewsEntry) -> int:
    """How much two reports speak of the same; names tell more than countries and metals do."""
    names = {*entry.companies, *entry.places} & {*other.companies, *other.places}
    topics = {*entry.countries, *entry.commodities} & {*other.countries, *other.commodities}
    return 3 * len(names) + len(topics)
