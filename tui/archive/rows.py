"""What the archive's queries give back. Frozen, without behaviour; what comes by the ten thousand is made as a tuple, which
takes a quarter of the time, and by ``_make``, which takes half of a call's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

from tui.archive.identity import from_column
from tui.model import Evidence, Reading

F = TypeVar("F")


class NewsEntry(NamedTuple):
    """One row of the news list: an item, or a story by its newest report. ``source`` is the publisher as people call it,
    ``feed`` the feed's address; ``amount`` is the largest of the item's own deals; ``reports`` counts those of the item's
    story in all their ``languages``, 1 and none where it stands alone. Of a story ``read`` says that all reports are,
    ``starred`` that one is."""

    id: int
    title: str
    link: str
    source: str
    feed: str
    language: str
    published: datetime
    fetched: datetime
    relevant: bool
    foreign: bool
    score: float
    countries: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    commodities: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    read: bool = False
    starred: bool = False
    story: str | None = None
    amount: float | None = None
    currency: str | None = None
    reports: int = 1
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """What an item said until its publisher changed it; the change was noticed at ``seen``."""

    title: str
    text: str
    seen: datetime


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An item with all that is kept of it; ``edits`` from the oldest wording on."""

    entry: NewsEntry
    text: str
    reading: Reading
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """What a poll brought: ids of items that are new, and of those whose publisher changed them."""

    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()


class ReportRow(NamedTuple):
    """A report: ``kind`` is its feed's, ``story`` names what it tells with others; None where it stands alone."""

    item: int
    title: str
    link: str
    source: str
    language: str
    published: datetime
    kind: str
    story: str | None


def report_row(
    item: int, title: str, link: str, source: str, language: str, published: int, kind: str, story: str | None
) -> ReportRow:
    """A report as the columns have it."""
    return ReportRow._make((item, title, link, source, language, from_column(published), kind, story))


class FactRow(NamedTuple, Generic[F]):
    """A fact, without where its fields stand in the text, with the report that tells it. ``day`` is what the fact sorts by;
    None for a background deal without date. ``kind`` is the feed's, ``story`` the report's, ``entry`` the ledger's name of
    the deal; None while there is none. ``checked`` is the analyst's word on the fact, which the ledger puts in."""

    fact: F
    day: str | None
    item: int
    title: str
    link: str
    source: str
    language: str
    published: datetime
    kind: str
    story: str | None
    entry: str | None = None
    checked: str | None = None


StoryRow = FactRow[Evidence]
"""A report of a story; the fact is a sentence that tells an event of it, else the title."""


@dataclass(frozen=True, slots=True)
class StoryDeal:
    """A deal of which ``reports`` reports of a story tell, ``further`` of them as more than intended; ``amount`` is the
    largest figure in them."""

    story: str
    entry: str
    reports: int
    further: int
    amount: float


@dataclass(frozen=True, slots=True)
class FeedCount:
    """How many items the archive holds of a feed, how many of them are on the beat, and when the oldest of those that were
    counted from a day on was published."""

    items: int
    relevant: int
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals of the news list, twins counted once."""

    items: int
    relevant: int
    unread: int
    starred: int


@dataclass(frozen=True, slots=True)
class Outdated:
    """An item whose reading an older version made, with what is needed to read it again."""

    id: int
    title: str
    text: str
    published: datetime | None
    language: str | None
