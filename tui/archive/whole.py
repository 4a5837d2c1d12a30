"""The facts of an archive, or most of them, list after list: the reports that they share are read once, as they are at the first
of them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from tui.archive import facts, listing
from tui.archive.columns import REPORT
from tui.archive.facts import Span
from tui.archive.listing import Choice
from tui.archive.rows import FactRow, NewsEntry, ReportRow, StoryRow, report_row
from tui.model import Deal, Event, Evidence, Metric

F = TypeVar("F")
_Found = tuple[int, int, bytes, str, str | None, str | None, int]
"""A fact's item and place, the fact, its series' key, day and entry, and when it was reported."""

_REPORTS = f"""
SELECT {REPORT}
FROM items i NOT INDEXED JOIN documents d ON d.item = i.id JOIN feeds f ON f.id = i.feed
WHERE i.twin IS NULL AND (i.relevant = 1 OR i.story IS NOT NULL)
ORDER BY i.published, f.url, i.guid"""
"""All on the beat, as nothing else tells facts, and those of stories."""
_FACTS = "SELECT x.item, x.place, CAST(x.fact AS BLOB), {}, x.reported FROM {} x NOT INDEXED"
_DEALS, _METRICS, _EVENTS = (
    _FACTS.format("NULL, x.day, x.entry", "deals"),
    _FACTS.format("x.series, NULL, NULL", "metrics"),
    _FACTS.format("NULL, x.day, NULL", "events"),
)
_BEAT = "SELECT count(*) FROM items i WHERE i.twin IS NULL AND i.relevant = 1"
_WITHIN = " AND i.published >= ? AND i.published < ?"


def holds_most(db: sqlite3.Connection, span: Span) -> bool:
    """Whether ``span`` is one of days alone and holds most reports, so that looking for each would take longer than reading
    them all."""
    if span.words or span.filter:
        return False
    held = db.execute(_BEAT + _WITHIN, facts.moments(span)).fetchone()[0]
    return bool(2 * held > db.execute(_BEAT).fetchone()[0])


class Whole:
    """The facts of ``span``, of days alone, behind a connection, as ``facts`` gives them."""

    def __init__(self, db: sqlite3.Connection, span: Span) -> None:
        self._db = db
        self.span = span

    @cached_property
    def _reports(self) -> dict[int, ReportRow]:
        """By item, from the oldest on."""
        return {row[0]: report_row(*row) for row in self._db.execute(_REPORTS)}

    def _told(self, kind: type[F], found: Iterable[_Found]) -> list[tuple[str, FactRow[F]]]:
        """Facts of a kind, the oldest report's first, each behind its series' key."""
        told: dict[int, list[_Found]] = defaultdict(list)
        for one in found:
            told[one[0]].append(one)
        rows = [(one, report) for item, report in self._reports.items() for one in sorted(told.get(item, ()))]
        loaded = facts.load_all(kind, (one[2] for one, _ in rows))
        return [
            (one[3], FactRow._make((fact, one[4], *report, one[5], None)))
            for (one, report), fact in zip(rows, loaded, strict=True)
        ]

    @cached_property
    def _events(self) -> list[FactRow[Event]]:
        return [row for _, row in self._told(Event, self._db.execute(_EVENTS))]

    def deals(self, *, background: bool) -> tuple[FactRow[Deal], ...]:
        """The oldest report first, those that no entry holds behind."""
        names, *_ = facts.deals_asked(self._db, self.span, background=background)

        def is_asked(row: FactRow[Deal]) -> bool:
            if row.entry:
                return names is None or row.entry in names
            return facts.is_within(self.span, row.day) and (background or not row.fact.background)

        rows = [row for _, row in self._told(Deal, self._db.execute(_DEALS)) if is_asked(row)]
        return tuple(sorted(rows, key=lambda row: row.entry is None))

    def metrics(self) -> tuple[tuple[str, FactRow[Metric]], ...]:
        """Each with the key of its series; the oldest report first."""
        if self.span.is_whole:
            return tuple(self._told(Metric, self._db.execute(_METRICS)))
        start, end = facts.moments(self.span)
        found = self._db.execute(_METRICS).fetchall()
        asked = {one[3] for one in found if start <= one[-1] < end}
        return tuple(self._told(Metric, (one for one in found if one[3] in asked)))

    def events(self) -> tuple[FactRow[Event], ...]:
        """The oldest report first."""
        return tuple([row for row in self._events if facts.is_within(self.span, row.day)])

    def page(self, choice: Choice) -> tuple[NewsEntry, ...]:
        """The chosen items, which are on the beat, alone, newest first."""
        return listing.page_of(self._db, choice, self._reports)

    def story_reports(self, stories: Container[str], but: Container[int]) -> Iterator[StoryRow]:
        """All reports of the stories ``but`` for those items, the oldest first."""
        first = {row.item: row.fact.evidence for row in reversed(self._events)}
        for item, told in self._reports.items():
            if told.story and told.story in stories and item not in but:
                evidence = first.get(item) or Evidence(told.title, 0, len(told.title), "title")
                yield FactRow._make((evidence, None, *told, None, None))
