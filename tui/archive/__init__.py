"""The archive: one SQLite file. Every line of SQL is in this folder."""

from tui.archive.corrections import Anchor, Correction
from tui.archive.errors import ArchiveError
from tui.archive.facts import Span
from tui.archive.identity import digest
from tui.archive.listing import Choice
from tui.archive.rows import (
    Counts,
    Edit,
    FactRow,
    FeedCount,
    NewsEntry,
    Outdated,
    Saved,
    StoredItem,
    StoryDeal,
    StoryRow,
)
from tui.archive.store import Archive

__all__ = [
    "Anchor",
    "Archive",
    "ArchiveError",
    "Choice",
    "Correction",
    "Counts",
    "Edit",
    "FactRow",
    "FeedCount",
    "NewsEntry",
    "Outdated",
    "Saved",
    "Span",
    "StoredItem",
    "StoryDeal",
    "StoryRow",
    "digest",
]
