"""The news list."""

from __future__ import annotations

from datetime import datetime

from tui.archive import Archive, Counts, NewsEntry
from tui.ledger.query import Query, choice


def news(
    archive: Archive, query: Query, *, everything: bool = False, before: tuple[datetime, int] | None = None
) -> tuple[NewsEntry, ...]:
    """Items on the beat, or all with ``everything``, newest first. ``before`` is (published, id) of the last row of the
    page before; items that arrive meanwhile do not move the pages behind it."""
    return archive.page(choice(query, beat=not everything, before=before))


def counts(archive: Archive) -> Counts:
    """How many items there are, on the beat, unread and starred."""
    return archive.counts()
