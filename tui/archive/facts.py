"""Facts with the reports that tell them. A link that several feeds carry is one report."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from tui import codec
from tui.archive.identity import from_column, to_column
from tui.archive.listing import match
from tui.archive.rows import FactRow
from tui.model import Deal, Event, Metric

F = TypeVar("F")

_REPORT = "x.item, d.title, i.link, i.source, f.title, f.url, i.lang, i.prior, i.published"
_JOINS = "JOIN items i ON i.id = x.item JOIN documents d ON d.item = i.id JOIN feeds f ON f.id = i.feed"
_DEALS = f"SELECT x.fact, x.day, {_REPORT} FROM deals x {_JOINS} WHERE i.twin IS NULL"
_EVENTS = f"SELECT x.fact, x.day, {_REPORT} FROM events x {_JOINS} WHERE i.twin IS NULL"
_METRICS = f"SELECT x.fact, x.series, {_REPORT} FROM metrics x {_JOINS} WHERE i.twin IS NULL"
_DAY_SINCE = " AND x.day >= ?"
_DAY_UNTIL = " AND x.day < ?"
_NO_BACKGROUND = " AND x.background = 0"
_NEWEST_DAY = " ORDER BY x.day IS NULL, x.day DESC, i.published DESC, f.url, i.guid, x.place"
_MATCH = " AND x.item IN (SELECT rowid FROM search WHERE search MATCH ?)"
_LIMIT = " LIMIT ?"
_OF_SERIES = " AND x.series IN (SELECT y.series FROM metrics y WHERE y.reported >= ? AND y.reported < ?)"
_OF_SERIES_MATCHING = """
 AND x.series IN (SELECT y.series FROM metrics y WHERE y.reported >= ? AND y.reported < ?
  AND y.item IN (SELECT rowid FROM search WHERE search MATCH ?))"""
_BY_SERIES = " ORDER BY x.series, i.published, f.url, i.guid, x.place"
_ALWAYS = (-(2**62), 2**62)


@dataclass(frozen=True, slots=True)
class Span:
    """Which facts: by their day, or by the day of their report for metrics. ``since`` and ``until`` are both included;
    ``words`` are looked for in the reports; ``limit`` counts facts."""

    since: date | None = None
    until: date | None = None
    words: str = ""
    limit: int | None = None


def deals(db: sqlite3.Connection, span: Span, *, background: bool) -> Iterator[FactRow[Deal]]:
    """Deals, the newest day first; those named in passing only where ``background`` asks for them."""
    sql = _DEALS if background else _DEALS + _NO_BACKGROUND
    return _by_day(db, Deal, sql, span)


def events(db: sqlite3.Connection, span: Span) -> Iterator[FactRow[Event]]:
    """Events, the newest day first."""
    return _by_day(db, Event, _EVENTS, span)


def metrics(db: sqlite3.Connection, span: Span) -> Iterator[tuple[str, FactRow[Metric]]]:
    """All points of every series that a report of the span adds to, with the series' key: points of one series together,
    from the oldest report on."""
    values: list[object] = [*_moments(span)]
    expression = match(span.words)
    if expression:
        values.append(expression)
    sql = _METRICS + (_OF_SERIES_MATCHING if expression else _OF_SERIES) + _BY_SERIES
    for row in db.execute(sql, values):
        yield row[1], _fact_row(Metric, (row[0], None, *row[2:]))


def _by_day(db: sqlite3.Connection, kind: type[F], sql: str, span: Span) -> Iterator[FactRow[F]]:
    values: list[object] = []
    if span.since is not None:
        sql += _DAY_SINCE
        values.append(span.since.isoformat())
    if span.until is not None:
        sql += _DAY_UNTIL
        values.append(_day_after(span.until))
    if expression := match(span.words):
        sql += _MATCH
        values.append(expression)
    sql += _NEWEST_DAY
    if span.limit is not None:
        sql += _LIMIT
        values.append(span.limit)
    for row in db.execute(sql, values):
        yield _fact_row(kind, row)


def _moments(span: Span) -> tuple[int, int]:
    start, end = _ALWAYS
    if span.since is not None:
        start = to_column(datetime.combine(span.since, time(), UTC))
    if span.until is not None:
        end = to_column(datetime.combine(span.until, time(), UTC) + timedelta(days=1))
    return start, end


def _day_after(day: date) -> str:
    """The first text that sorts behind every moment of ``day``; days of facts may be the 31st of any month."""
    return day.isoformat() + "~"


def _fact_row(kind: type[F], row: tuple[Any, ...]) -> FactRow[F]:
    fact, day, item, title, link, source, feed, url, lang, prior, published = row
    return FactRow(
        fact=codec.decode(kind, json.loads(fact)),
        day=day,
        item=item,
        title=title,
        link=link,
        source=source or feed or url,
        language=lang or prior or "",
        published=from_column(published),
    )
