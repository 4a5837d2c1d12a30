"""The facts of an archive, or most of them, list after list: the reports that they share are read once, as they are at the first
of them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from typing import Any, TypeVar

from tui.archive import facts, listing
from tui.archive.columns import REPORT
from tui.archive.facts import Span
from tui.archive.listing import Choice
from tui.archive.rows import FactRow, NewsEntry, ReportRow, StoryRow, report_row
from tui.model import Deal, Event, Evidence, Metric

F = TypeVar("F")
_Found = tuple[Any, ...]
"""A fact's item and place, the fact, and what else its kind has."""

_REPORTS = f"""
SELECT {REPORT}
FROM items i NOT INDEXED JOIN documents d ON d.item = i.id JOIN feeds f ON f.id = i.feed
WHERE i.twin IS NULL AND (i.relevant = 1 OR i.story IS NOT NULL)
ORDER BY i.published, f.url, i.guid"""
"""All on the beat, as nothing else tells facts, and those of stories."""
_FACTS = "SELECT x.item, x.place, CAST(x.fact AS BLOB), {} FROM {} x NOT INDEXED"
_DEALS = _FACTS.format("x.day, x.entry", "deals")
_METRICS = _FACTS.format("x.series, x.reported", "metrics")
_EVENTS = _FACTS.format("x.day", "events")
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

    def _told(self, kind: type[F], found: Iterable[_Found]) -> Iterable[tuple[F, tuple[_Found, ReportRow]]]:
        """Facts of a kind, the oldest report's first, each with what was found and the report."""
        told: dict[int, list[_Found]] = defaultdict(list)
        for one in found:
            told[one[0]].append(one)
        rows = [(one, report) for item, report in self._reports.items() for one in sorted(told.get(item, ()))]
        return zip(facts.load_all(kind, (one[2] for one, _ in rows)), rows, strict=True)

    @cached_property
    def _events(self) -> list[FactRow[Event]]:
        told = self._told(Event, self._db.execute(_EVENTS))
        return [FactRow._make((event, one[3], *report, None, None)) for event, (one, report) in told]

    def deals(self, *, background: bool) -> tuple[FactRow[Deal], ...]:
        """The oldest report first, those that no entry holds behind."""
        names, *_ = facts.deals_asked(self._db, self.span, background=background)

        def is_asked(row: FactRow[Deal]) -> bool:
            if row.entry:
                return names is None or row.entry in names
            return facts.is_within(self.span, row.day) and (background or not row.fact.background)

        told = self._told(Deal, self._db.execute(_DEALS))
        rows: Iterator[FactRow[Deal]] = (
            FactRow._make((deal, one[3], *report, one[4], None)) for deal, (one, report) in told
        )
        return tuple(sorted(filter(is_asked, rows), key=lambda row: row.entry is None))

    def metrics(self) -> tuple[tuple[str, FactRow[Metric]], ...]:
        """Each with the key of its series; the oldest report first."""
        start, end = facts.moments(self.span)
        found = self._db.execute(_METRICS).fetchall()
        asked = {one[3] for one in found if start <= one[4] < end}
        told = self._told(Metric, (one for one in found if one[3] in asked))
        return tuple([(one[3], FactRow._make((metric, None, *report, None, None))) for metric, (one, report) in told])

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
