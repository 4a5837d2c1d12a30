"""All facts of an archive, list after list: the reports that they share are read once, as they are at the first of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterator
from functools import cached_property
from typing import TypeVar

from tui import codec
from tui.archive.identity import from_column
from tui.archive.rows import FactRow, ReportRow, StoryRow
from tui.model import Deal, Event, Evidence, Metric

F = TypeVar("F")

_REPORTS = """
SELECT i.id, d.title, i.link, coalesce(nullif(i.source, ''), nullif(f.title, ''), f.url),
  coalesce(nullif(i.lang, ''), i.prior, ''), i.published, f.kind, i.story
FROM items i JOIN documents d ON d.item = i.id JOIN feeds f ON f.id = i.feed
WHERE i.twin IS NULL AND i.id IN (
  SELECT item FROM deals UNION SELECT item FROM metrics UNION SELECT item FROM events
  UNION SELECT id FROM items WHERE story IS NOT NULL)
ORDER BY i.published, f.url, i.guid"""
_FACTS = "SELECT x.fact, x.{}, x.item, x.place FROM {} x NOT INDEXED"
_DEALS, _METRICS, _EVENTS = (
    _FACTS.format("day, x.entry", "deals"),
    _FACTS.format("series", "metrics"),
    _FACTS.format("day", "events"),
)


class Whole:
    """The facts behind a connection, in the order in which ``facts`` gives them where nothing is chosen."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    @cached_property
    def _reports(self) -> dict[int, tuple[int, ReportRow]]:
        """By item, its place among the reports from the oldest on, and the report."""
        rows = self._db.execute(_REPORTS)
        return {
            item: (rank, ReportRow(item, title, link, source, language, from_column(published), kind, story))
            for rank, (item, title, link, source, language, published, kind, story) in enumerate(rows)
        }

    @cached_property
    def _events(self) -> list[tuple[str, int, int, FactRow[Event]]]:
        """Each with its day, its report's place among the reports and its own in the report."""
        reports = self._reports
        return [
            (day, told[0], place, FactRow(codec.loads(Event, fact), day, *told[1]))
            for fact, day, item, place in self._db.execute(_EVENTS)
            if (told := reports.get(item))
        ]

    def deals(self) -> tuple[FactRow[Deal], ...]:
        """The oldest report first, those that no entry holds behind."""
        reports = self._reports
        found = [
            (entry is None, told[0], place, FactRow(codec.loads(Deal, fact), day, *told[1], entry))
            for fact, day, entry, item, place in self._db.execute(_DEALS)
            if (told := reports.get(item))
        ]
        return tuple(row for *_, row in sorted(found, key=lambda one: one[:3]))

    def metrics(self) -> tuple[tuple[str, FactRow[Metric]], ...]:
        """Each with the key of its series; those of one together, the oldest report first."""
        reports = self._reports
        found = [
            (series, told[0], place, FactRow(codec.loads(Metric, fact), None, *told[1]))
            for fact, series, item, place in self._db.execute(_METRICS)
            if (told := reports.get(item))
        ]
        return tuple((series, row) for series, _, _, row in sorted(found, key=lambda one: one[:3]))

    def events(self) -> tuple[FactRow[Event], ...]:
        """The newest day first."""
        found = sorted(self._events, key=lambda one: one[1:3])
        found.sort(key=lambda one: (one[0], one[3].published), reverse=True)
        return tuple(row for *_, row in found)

    def story_reports(self, stories: Container[str], but: Container[int]) -> Iterator[StoryRow]:
        """All reports of the stories ``but`` for those items, the oldest first."""
        first: dict[int, tuple[int, Evidence]] = {}
        for _, _, place, row in self._events:
            if row.item not in first or place < first[row.item][0]:
                first[row.item] = place, row.fact.evidence
        for item, (_, told) in self._reports.items():
            if told.story and told.story in stories and item not in but:
                evidence = first[item][1] if item in first else Evidence(told.title, 0, len(told.title), "title")
                yield StoryRow(evidence, *told[:-1], told.story)
