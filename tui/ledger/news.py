"""The news list."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tui.archive import Archive, Counts, NewsEntry
from tui.ledger.query import Query, choice


def news(
    archive: Archive,
    query: Query,
    *,
    everything: bool = False,
    stories: bool = False,
    before: tuple[datetime, int] | None = None,
    after: tuple[datetime, int] | None = None,
    oldest: bool = False,
    alone: bool = False,
) -> tuple[NewsEntry, ...]:
    """Items on the beat, or all with ``everything``, newest first. ``before`` is (published, id) of the last row of the
    page before; items that arrive meanwhile do not move the pages behind it. ``after`` is the same of the first row of the
    page behind; with ``oldest`` of more than the query's limit the oldest are given, not the newest; ``alone`` leaves out what
    a story's reports have together, and amounts.

    With ``stories`` one row a story: the newest of its reports that the query finds, with ``NewsEntry.reports`` and
    ``languages`` of the whole story, ``read`` when every report is, ``starred`` when one is. What stands alone stays a row
    of its own. Paging is the same: ``before`` is the last row's (published, id). To mark such a row use ``mark_story``."""
    chosen = choice(query, beat=not everything, before=before, stories=stories)
    return archive.page(replace(chosen, after=after, oldest=oldest, alone=alone))


def counts(archive: Archive) -> Counts:
    """How many items there are, on the beat, unread and starred."""
    return archive.counts()
