"""Stories: one event with all its reports."""

from __future__ import annotations

from collections import defaultdict

from tui.archive import Archive, StoryRow
from tui.ledger.entries import StoryEntry
from tui.ledger.query import Query, span
from tui.ledger.reports import report
from tui.ledger.settled import settle_some


def stories(archive: Archive, query: Query) -> tuple[StoryEntry, ...]:
    """Events that at least two reports tell, one of them within the span; the newest report first."""
    settle_some(archive)
    return _entries(archive, archive.stories(span(query))[: query.limit])


def story(archive: Archive, name: str) -> StoryEntry | None:
    """The story of that name, as ``NewsEntry.story`` gives it; None where there is none."""
    return next(iter(_entries(archive, [name])), None)


def mark_story(
    archive: Archive, name: str, *, read: bool | None = None, starred: bool | None = None
) -> tuple[int, ...]:
    """Marks all reports of the story as read (or unread) and as starred (or not); None leaves a mark as it is. Gives the ids
    of the reports, none where there is no such story."""
    items = tuple(row.item for row in archive.story_reports([name]))
    if read is not None:
        archive.mark_read(items, read)
    if starred is not None:
        archive.star(items, starred)
    return items


def _entries(archive: Archive, names: list[str]) -> tuple[StoryEntry, ...]:
    reports: dict[str | None, list[StoryRow]] = defaultdict(list)
    for row in archive.story_reports(names):
        reports[row.story].append(row)
    return tuple(
        StoryEntry(name, reports[name][0].title, tuple(map(report, reports[name]))) for name in names if name in reports
    )
