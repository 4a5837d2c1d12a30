"""Facts with the reports that tell them. A link that several feeds carry is one report."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from tui import codec
from tui.archive.columns import REPORT
from tui.archive.filter import EVERYTHING, Filter
from tui.archive.identity import from_column, to_column
from tui.archive.rows import FactRow, StoryDeal, StoryRow
from tui.archive.where import match, of_deals, of_deals_named, of_events, of_items, of_series
from tui.bulk import batches
from tui.model import Deal, Event, Evidence, Metric

F = TypeVar("F")

_DOCUMENT = "JOIN documents d ON d.item = i.id JOIN feeds f ON f.id = i.feed"
_JOINS = f"JOIN items i ON i.id = x.item {_DOCUMENT}"
_EVENTS = f"SELECT x.fact, x.day, NULL, {REPORT} FROM events x {_JOINS} WHERE i.twin IS NULL"
_DEALS = f"SELECT x.fact, x.day, x.entry, {REPORT} FROM deals x {_JOINS} WHERE i.twin IS NULL"
_METRICS = f"SELECT x.fact, x.series, NULL, {REPORT} FROM metrics x {_JOINS} WHERE i.twin IS NULL"
_EVERY_EVENT, _EVERY_METRIC, _EVERY_DEAL = (
    # Read through in the order of the table, the reports beside it: by an index each row would lie somewhere else.
    sql.replace(" x JOIN ", " x NOT INDEXED JOIN ").replace(" JOIN ", " CROSS JOIN ")
    for sql in (_EVENTS, _METRICS, _DEALS)
)
_SINCE = " AND x.day >= ?"
_UNTIL = " AND x.day < ?"
_MATCH = " AND x.item IN (SELECT rowid FROM search WHERE search MATCH ?)"
_NO_BACKGROUND = " AND x.background = 0"

_ENTRIES = "SELECT DISTINCT x.entry FROM deals x WHERE x.entry IS NOT NULL"
_OF_ENTRIES = " AND x.entry IN (SELECT value FROM json_each(?))"
_OF_LINKS = " AND i.link IN (SELECT value FROM json_each(?)) AND i.link <> ''"
_NO_ENTRY = " AND x.entry IS NULL"
_OLDEST = " ORDER BY +i.published, f.url, i.guid, x.place"
"""Not by the index on the moment: by that all items would be gone through for a few facts."""
_ANY_ENTRY = " AND x.entry IS NOT NULL"

_STORY_DEALS = """
SELECT i.story, x.entry, count(DISTINCT i.id),
  count(DISTINCT i.id) FILTER (WHERE x.stage NOT IN ('talks', 'planned', 'memorandum')), coalesce(max(x.amount), 0)
FROM items i JOIN deals x ON x.item = i.id
WHERE i.story IN (SELECT value FROM json_each(?)) AND x.background = 0 AND x.entry IS NOT NULL AND i.twin IS NULL
GROUP BY i.story, x.entry"""
_STORY_REPORTS = f"""
SELECT coalesce(
  (SELECT json_extract(e.fact, '$.evidence') FROM events e WHERE e.item = i.id ORDER BY e.place LIMIT 1),
  json_object('text', d.title, 'start', 0, 'end', length(d.title), 'rule', 'title')), NULL, NULL, {REPORT}
FROM items i {_DOCUMENT} WHERE i.story IN (SELECT value FROM json_each(?)) AND i.twin IS NULL
  AND i.id NOT IN (SELECT value FROM json_each(?))
ORDER BY i.published, f.url, i.guid"""
_STORIES = """
SELECT i.story FROM items i WHERE i.story IS NOT NULL AND i.twin IS NULL AND i.published >= ? AND i.published < ?"""
_STORIES_MATCH = " AND i.id IN (SELECT rowid FROM search WHERE search MATCH ?)"
_STORIES_NEWEST = " GROUP BY i.story ORDER BY max(i.published) DESC, i.story"

_TITLES = """
SELECT i.link, d.title FROM items i JOIN documents d ON d.item = i.id
WHERE i.link IN (SELECT value FROM json_each(?)) AND i.link <> '' AND i.twin IS NULL ORDER BY i.published, i.link"""
_STORIES_AT = """
SELECT story FROM items WHERE link IN (SELECT value FROM json_each(?)) AND link <> '' AND twin IS NULL AND story IS NOT NULL
GROUP BY story ORDER BY min(published), story"""

_OF_REPORT = " AND EXISTS (SELECT 1 FROM items i WHERE i.id = x.item{})"
_OF_POINT = " AND EXISTS (SELECT 1 FROM items i WHERE i.id = y.item{})"
_SERIES = "SELECT DISTINCT x.series FROM metrics x JOIN items i ON i.id = x.item WHERE i.twin IS NULL"
_OF_SERIES = " AND x.series IN (SELECT y.series FROM metrics y WHERE 1{})"
_WITHIN = " AND y.reported >= ? AND y.reported < ?"
_TOLD_WITH = " AND y.item IN (SELECT rowid FROM search WHERE search MATCH ?)"
_OF_FAMILY = """
 AND x.series IN (SELECT y.series FROM json_each(?) f JOIN metrics y
  ON y.series >= f.value AND y.series < substr(f.value, 1, length(f.value) - 1) || '}'
  WHERE y.series NOT IN (SELECT value FROM json_each(?)))"""
_OF_ITEMS = " AND x.item IN (SELECT value FROM json_each(?))"
_KEYS_OF_ITEMS = "SELECT DISTINCT x.series FROM metrics x WHERE x.item IN (SELECT value FROM json_each(?))"
_LAST_CHANGE = "SELECT coalesce(max(at), 0) FROM changes"
_CHANGED = "SELECT item FROM changes WHERE at > ?"
_BY_SERIES = " ORDER BY x.series, i.published, f.url, i.guid, x.place"
_TAGGED = "SELECT item FROM tags WHERE kind = ? AND value = ? AND item IN (SELECT value FROM json_each(?))"
_ALWAYS = (-(2**62), 2**62)


@dataclass(frozen=True, slots=True)
class Span:
    """Which facts: by their day, or by the day of their report for metrics. ``since`` and ``until`` are both included;
    ``words`` are looked for in the reports; and all that ``filter`` asks for holds of facts and reports."""

    since: date | None = None
    until: date | None = None
    words: str = ""
    filter: Filter = EVERYTHING

    @property
    def is_whole(self) -> bool:
        """Whether it holds all facts."""
        return self == Span()


def deals(db: sqlite3.Connection, span: Span, *, background: bool) -> Iterator[FactRow[Deal]]:
    """All facts of every deal that a fact of the span belongs to, those that no entry holds yet with them; the oldest
    report first. A deal that is only named in passing comes where ``background`` asks for it."""
    names, conditions, values = deals_asked(db, span, background=background)
    if names is None:
        entries = db.execute(_EVERY_DEAL + _ANY_ENTRY + _OLDEST)
    else:
        entries = db.execute(_DEALS + _OF_ENTRIES + _OLDEST, (json.dumps(sorted(names)),))
    for row in entries:
        yield _fact_row(Deal, row)
    for row in db.execute(_DEALS + _NO_ENTRY + conditions + _OLDEST, values):
        yield _fact_row(Deal, row)


def deals_asked(db: sqlite3.Connection, span: Span, *, background: bool) -> tuple[set[str] | None, str, list[object]]:
    """The names of the deals that a fact of the span belongs to, None for all, and what must hold of a fact that belongs to
    none."""
    conditions, values = _conditions(span)
    asked, more = of_deals(db, span.filter)
    conditions += (_OF_REPORT.format(asked) if asked else "") + ("" if background else _NO_BACKGROUND)
    values += more
    alike = of_deals_named(span.filter)
    if not conditions and not alike:
        return None, "", []
    names = {entry for (entry,) in db.execute(_ENTRIES + conditions, values)}
    for named, its in alike:
        names &= {entry for (entry,) in db.execute(f"{_ENTRIES} AND {named}", its)}
        conditions += f" AND {named}"
        values += its
    return names, conditions, values


def deals_of(db: sqlite3.Connection, entries: Iterable[str]) -> Iterator[FactRow[Deal]]:
    """All facts of the deals of these names, the oldest report first."""
    for row in db.execute(_DEALS + _OF_ENTRIES + _OLDEST, (json.dumps(list(entries)),)):
        yield _fact_row(Deal, row)


def deals_told(db: sqlite3.Connection, links: Iterable[str]) -> Iterator[FactRow[Deal]]:
    """All deals that the reports with these links tell."""
    for row in db.execute(_DEALS + _OF_LINKS + _OLDEST, (json.dumps(list(links)),)):
        yield _fact_row(Deal, row)


def events(db: sqlite3.Connection, span: Span) -> Iterator[FactRow[Event]]:
    """Events, the oldest report first."""
    conditions, values = _conditions(span)
    asked, more = of_events(db, span.filter)
    chosen = conditions + asked
    for row in db.execute((_EVENTS + chosen if chosen else _EVERY_EVENT) + _OLDEST, values + more):
        yield _fact_row(Event, row)


def metrics(db: sqlite3.Connection, span: Span) -> Iterator[tuple[str, FactRow[Metric]]]:
    """All points of every series that a report of the span adds to, with the series' key: points of one series together,
    from the oldest report on."""
    chosen, values = _told(db, span)
    rows = _METRICS + _OF_SERIES.format(chosen) if chosen else _EVERY_METRIC
    for row in db.execute(rows + _BY_SERIES, values):
        yield row[1], _fact_row(Metric, (row[0], None, *row[2:]))


def series_told(db: sqlite3.Connection, span: Span) -> set[str]:
    """The keys of the series that a report of the span adds to."""
    chosen, values = _told(db, span)
    return {key for (key,) in db.execute(_SERIES + _OF_SERIES.format(chosen), values)}


def _told(db: sqlite3.Connection, span: Span) -> tuple[str, list[object]]:
    """What must hold of a point ``y`` for a report of the span to have told it; "" where any will do."""
    chosen, values = "", list[object]()
    if span.since or span.until:
        chosen += _WITHIN
        values += moments(span)
    if expression := match(span.words):
        chosen += _TOLD_WITH
        values.append(expression)
    asked, more = of_series(db, span.filter)
    return chosen + (_OF_POINT.format(asked) if asked else ""), values + list(more)


def metrics_of(
    db: sqlite3.Connection, families: Iterable[str], known: Iterable[str]
) -> Iterator[tuple[str, FactRow[Metric]]]:
    """All points of the series whose keys begin with one of ``families``, ``known`` ones left out."""
    values = (json.dumps(list(families)), json.dumps(list(known)))
    for row in db.execute(_METRICS + _OF_FAMILY + _BY_SERIES, values):
        yield row[1], _fact_row(Metric, (row[0], None, *row[2:]))


def metrics_told(db: sqlite3.Connection, links: Iterable[str]) -> Iterator[tuple[str, FactRow[Metric]]]:
    """All figures that the reports with these links tell, each with its series' key."""
    for row in db.execute(_METRICS + _OF_LINKS + _OLDEST, (json.dumps(list(links)),)):
        yield row[1], _fact_row(Metric, (row[0], None, *row[2:]))


def events_told(db: sqlite3.Connection, links: Iterable[str]) -> Iterator[FactRow[Event]]:
    """All events that the reports with these links tell."""
    for row in db.execute(_EVENTS + _OF_LINKS + _OLDEST, (json.dumps(list(links)),)):
        yield _fact_row(Event, row)


def last_change(db: sqlite3.Connection) -> int:
    """A number that grows with every change of facts or of what they show of their reports."""
    return int(db.execute(_LAST_CHANGE).fetchone()[0])


def changed(db: sqlite3.Connection, since: int) -> list[int]:
    """Items, gone ones among them, that changed since ``last_change`` was that."""
    return [item for (item,) in db.execute(_CHANGED, (since,))]


def events_of(db: sqlite3.Connection, items: Iterable[int]) -> Iterator[FactRow[Event]]:
    """Events that the items tell, the oldest report first."""
    for row in db.execute(_EVENTS + _OF_ITEMS + _OLDEST, (json.dumps(list(items)),)):
        yield _fact_row(Event, row)


def series_keys(db: sqlite3.Connection, items: Iterable[int]) -> list[str]:
    """Keys of the series that the items add to."""
    return [key for (key,) in db.execute(_KEYS_OF_ITEMS, (json.dumps(list(items)),))]


def stories(db: sqlite3.Connection, span: Span) -> list[str]:
    """Names of stories of which a report is of the span, those with the newest report first."""
    values: list[object] = [*moments(span)]
    sql = _STORIES
    if expression := match(span.words):
        sql += _STORIES_MATCH
        values.append(expression)
    asked, more = of_items(db, span.filter)
    return [story for (story,) in db.execute(sql + asked + _STORIES_NEWEST, values + more)]


def titles(db: sqlite3.Connection, links: Iterable[str]) -> dict[str, str]:
    """By link, the titles of the reports that have it, the oldest first."""
    return dict(db.execute(_TITLES, (json.dumps(list(links)),)).fetchall())


def stories_at(db: sqlite3.Connection, links: Iterable[str]) -> list[str]:
    """Names of the stories that the reports with these links are in."""
    return [story for (story,) in db.execute(_STORIES_AT, (json.dumps(list(links)),))]


def story_reports(db: sqlite3.Connection, stories: Iterable[str], but: Iterable[int] = ()) -> Iterator[StoryRow]:
    """All reports of the stories ``but`` for those items, the oldest first."""
    for row in db.execute(_STORY_REPORTS, (json.dumps(list(stories)), json.dumps(list(but)))):
        yield _fact_row(Evidence, row)


def story_deals(db: sqlite3.Connection, stories: Iterable[str]) -> Iterator[StoryDeal]:
    """Which deals the stories tell of, and in how many reports."""
    for row in db.execute(_STORY_DEALS, (json.dumps(list(stories)),)):
        yield StoryDeal(*row)


def tagged(db: sqlite3.Connection, items: Iterable[int], kind: str, value: str) -> set[int]:
    """Those of ``items`` whose reading carries the tag."""
    return {item for (item,) in db.execute(_TAGGED, (kind, value, json.dumps(list(items))))}


def _conditions(span: Span) -> tuple[str, list[object]]:
    sql, values = "", list[object]()
    if span.since is not None:
        sql += _SINCE
        values.append(span.since.isoformat())
    if span.until is not None:
        sql += _UNTIL
        values.append(_end(span.until))
    if expression := match(span.words):
        sql += _MATCH
        values.append(expression)
    return sql, values


def moments(span: Span) -> tuple[int, int]:
    """The moments that the span begins and ends at, as columns hold them."""
    start, end = _ALWAYS
    if span.since is not None:
        start = to_column(datetime.combine(span.since, time(), UTC))
    if span.until is not None:
        end = to_column(datetime.combine(span.until, time(), UTC) + timedelta(days=1))
    return start, end


def is_within(span: Span, day: str | None) -> bool:
    """Whether the day of a fact is of the span."""
    if day is None:
        return not (span.since or span.until)
    return not (span.since and day < span.since.isoformat()) and not (span.until and day >= _end(span.until))


def _end(day: date) -> str:
    """The first text that sorts behind every moment of ``day``; days of facts may be the 31st of any month."""
    return day.isoformat() + "~"


def load_all(kind: type[F], texts: Iterable[bytes]) -> Iterator[F]:
    """Facts out of their JSON in UTF-8."""
    for some in batches(texts):
        yield from codec.load_all(kind, some)


def _fact_row(kind: type[F], row: tuple[Any, ...]) -> FactRow[F]:
    fact, day, entry, item, title, link, source, language, published, feed_kind, story = row
    return FactRow(
        codec.load(kind, fact),
        day,
        item,
        title,
        link,
        source,
        language,
        from_column(published),
        feed_kind,
        story,
        entry,
    )
