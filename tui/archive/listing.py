"""The news list: pages, counts, one item, search. Paging goes by (published, id), so that items that arrive move nothing."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from tui import codec
from tui.archive.columns import LANGUAGE, REPORT
from tui.archive.filter import EVERYTHING, Filter, OneOf
from tui.archive.identity import from_column, to_column
from tui.archive.rows import Counts, Edit, NewsEntry, ReportRow, StoredItem, report_row
from tui.archive.where import match, of_items, of_none
from tui.model import Reading

_OWN = "f.url, i.fetched, i.relevant, i.is_foreign, i.score, i.is_read, i.is_starred"
_COLUMNS = f"SELECT {REPORT}, {_OWN} FROM items i JOIN documents d ON d.item = i.id JOIN feeds f ON f.id = i.feed"
_ONE = f"{_COLUMNS} WHERE i.id = ?"
_KNOWN = f"SELECT i.id, {_OWN} FROM items i NOT INDEXED JOIN feeds f ON f.id = i.feed WHERE "
"""Read through in the order of the table: by an index each row would lie somewhere else."""

_CHOSEN = "SELECT i.id FROM items i WHERE "
_COUNT = "SELECT count(*) FROM items i WHERE "
_LISTED, _SHOWN = "i.twin IS NULL", "i.is_hidden = 0"
_CONDITIONS = {
    "beat": "i.relevant = 1",
    "unread": "i.is_read = 0",
    "starred": "i.is_starred = 1",
    "since": "i.published >= ?",
    "until": "i.published < ?",
    "match": "i.id IN (SELECT rowid FROM search WHERE search MATCH ?)",
}
_BEFORE, _AFTER = " AND (i.published, i.id) < (?, ?)", " AND (i.published, i.id) > (?, ?)"
_ORDER, _OLDEST_FIRST = " ORDER BY i.published DESC, i.id DESC", " ORDER BY i.published, i.id"
_LIMIT = " LIMIT ?"

_AHEAD = 4
"""Items that are looked at for one story of a page: rather too many at once than a search anew."""
_PLACES = "SELECT i.id, i.published, i.story FROM items i WHERE "
_OF_STORIES = " AND i.story IN (SELECT value FROM json_each(?))"
_STORIES = f"""
SELECT story, count(*), min(is_read OR NOT relevant), max(is_starred), json_group_array(DISTINCT {LANGUAGE})
FROM items i WHERE story IN (SELECT value FROM json_each(?)) AND twin IS NULL GROUP BY story"""

_EVERY_TAG = "SELECT item, kind, value FROM tags{} ORDER BY item, kind, place"
_TAGS = _EVERY_TAG.format(" WHERE item IN (SELECT value FROM json_each(?))")
_AMOUNTS = """
SELECT item, amount, currency FROM deals
WHERE item IN (SELECT value FROM json_each(?)) AND amount IS NOT NULL AND background = 0 ORDER BY item, amount"""
_TWIN_TEXT = "SELECT d.text FROM items i JOIN documents d ON d.item = i.twin WHERE i.id = ?"
_TEXT = """
SELECT d.text, r.reading FROM documents d LEFT JOIN readings r ON r.item = d.item WHERE d.item = ?"""
_EDITS = "SELECT title, text, seen FROM edits WHERE item = ? ORDER BY seen, digest"
_NO_AMOUNTS: Mapping[int, tuple[float, str]] = {}
_NO_AMOUNT = (None, None)

_MORE = 1 + _OWN.count(",")
_Row = tuple[ReportRow, Sequence[Any]]
"""An item as a report, with what is its own in a list."""

_Tags = defaultdict[str, dict[int, tuple[str, ...]]]
"""By kind and item, what readings are about."""

_fetched = lru_cache(256)(from_column)
"""What one poll brought was all fetched at one moment."""
_COUNTS = (
    "SELECT count(*) FROM items i WHERE i.twin IS NULL",
    "SELECT count(*) FROM items i WHERE i.twin IS NULL AND i.relevant = 1",
    "SELECT count(*) FROM items i WHERE i.twin IS NULL AND i.relevant = 1 AND i.is_read = 0 AND i.is_hidden = 0",
    "SELECT count(*) FROM items i WHERE i.twin IS NULL AND i.is_starred = 1",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which items a list shows: ``before`` and ``after`` are keys of a row, (published, id); ``since`` is included and
    ``until`` is not; ``words`` must all be found, in any form, "quoted ones" as they stand; all that ``filter`` asks for
    holds, and nothing that ``muted`` asks for. What the reader hid is left out unless the filter asks for it. With
    ``stories`` the newest of the chosen reports of a story stands for all; ``alone`` leaves out what a story's reports have
    together, and amounts. Of more than ``limit`` the newest are shown, with ``oldest`` the oldest."""

    beat: bool = False
    unread: bool = False
    starred: bool = False
    since: datetime | None = None
    until: datetime | None = None
    before: tuple[datetime, int] | None = None
    after: tuple[datetime, int] | None = None
    words: str = ""
    limit: int | None = None
    filter: Filter = EVERYTHING
    stories: bool = False
    muted: tuple[Filter, ...] = ()
    alone: bool = False
    oldest: bool = False


def page(db: sqlite3.Connection, choice: Choice) -> tuple[NewsEntry, ...]:
    """The chosen items, newest first."""
    if choice.stories:
        ids = list(_newest_of_stories(db, choice))
        rows = db.execute(f"{_COLUMNS} WHERE i.id IN (SELECT value FROM json_each(?)){_ORDER}", (json.dumps(ids),))
    else:
        chosen, values = _chosen(db, choice)
        ends, more = _ends(choice)
        rows = db.execute(f"{_COLUMNS} WHERE i.id IN ({_CHOSEN}{chosen}{ends}){_ORDER}", [*values, *more])
    found = _parted(rows)
    return _single(db, found) if choice.alone else _entries(db, found, stories=choice.stories)


def page_of(db: sqlite3.Connection, choice: Choice, reports: Mapping[int, ReportRow]) -> tuple[NewsEntry, ...]:
    """Those of ``reports`` that are chosen, alone, newest first; for where most are."""
    chosen, values = _chosen(db, choice)
    ends, more = _ends(choice)
    rows = db.execute(f"{_KNOWN}{chosen}{ends}", [*values, *more])
    tags = _tags(db.execute(_EVERY_TAG.format("")))
    return tuple([_entry(reports[item], own, tags) for item, *own in rows if item in reports])


def _newest_of_stories(db: sqlite3.Connection, choice: Choice) -> Iterator[int]:
    """Of the chosen items those that stand alone or are the newest of their story, so many of the chosen at a time: to ask of
    each item whether a newer one is chosen would take a search for each."""
    chosen, values = _chosen(db, choice)
    wanted = choice.limit
    choice = replace(choice, limit=wanted and wanted * _AHEAD)
    while wanted is None or wanted > 0:
        ends, more = _ends(choice)
        rows = db.execute(_PLACES + chosen + ends, [*values, *more]).fetchall()
        stories = json.dumps(list({story for *_, story in rows if story}))
        newest: dict[str, tuple[int, int]] = {}
        for item, published, story in db.execute(_PLACES + chosen + _OF_STORIES, [*values, stories]):
            newest[story] = max(newest.get(story, (published, item)), (published, item))
        found = [item for item, published, story in rows if not story or newest[story] == (published, item)]
        yield from found[:wanted]
        if wanted is None or len(rows) < (choice.limit or 0):
            return
        wanted -= len(found)
        last = from_column(rows[-1][1]), rows[-1][0]
        choice = replace(choice, after=last) if choice.oldest else replace(choice, before=last)


def ids(db: sqlite3.Connection, choice: Choice) -> list[int]:
    """The ids of the chosen items, newest first."""
    chosen, values = _chosen(db, choice)
    ends, more = _ends(choice)
    return [item for (item,) in db.execute(f"{_CHOSEN}{chosen}{ends}", [*values, *more])]


def count(db: sqlite3.Connection, choice: Choice) -> int:
    """How many items are chosen."""
    chosen, values = _chosen(db, choice)
    return int(db.execute(f"{_COUNT}{chosen}", values).fetchone()[0])


def one(db: sqlite3.Connection, item: int) -> StoredItem | None:
    """Everything about one item."""
    entries = _entries(db, _parted(db.execute(_ONE, (item,))))
    if not entries:
        return None
    text, reading = db.execute(_TEXT, (item,)).fetchone()
    edits = tuple(Edit(title, old, from_column(seen)) for title, old, seen in db.execute(_EDITS, (item,)))
    understood = codec.load(Reading, reading) if reading else _unread(entries[0])
    return StoredItem(entries[0], text, understood, edits)


def twin_text(db: sqlite3.Connection, item: int) -> str:
    """The text of the report that stands for the item, "" where it stands for itself."""
    row = db.execute(_TWIN_TEXT, (item,)).fetchone()
    return str(row[0]) if row else ""


def counts(db: sqlite3.Connection) -> Counts:
    """How long the lists are."""
    return Counts(*(int(db.execute(sql).fetchone()[0]) for sql in _COUNTS))


def _where(choice: Choice) -> tuple[list[str], list[object]]:
    given: dict[str, tuple[object, ...]] = {}
    for flag in ("beat", "unread", "starred"):
        if getattr(choice, flag):
            given[flag] = ()
    if choice.since is not None:
        given["since"] = (to_column(choice.since),)
    if choice.until is not None:
        given["until"] = (to_column(choice.until),)
    if expression := match(choice.words):
        given["match"] = (expression,)
    return [_CONDITIONS[name] for name in given], [value for values in given.values() for value in values]


def _chosen(db: sqlite3.Connection, choice: Choice) -> tuple[str, list[object]]:
    """What is asked of items, wherever a page begins and ends."""
    conditions, values = _where(choice)
    if not any(isinstance(test, OneOf) and "hidden" in test.values for test in choice.filter.tests):
        conditions.append(_SHOWN)
    asked, more = of_items(db, choice.filter)
    muted, most = of_none(db, choice.muted)
    return f"{' AND '.join([_LISTED, *conditions])}{asked}{muted}", [*values, *more, *most]


def _ends(choice: Choice) -> tuple[str, list[object]]:
    """Where a page begins and ends, and in which order."""
    ends: dict[str, list[object]] = {}
    if choice.before is not None:
        ends[_BEFORE] = [to_column(choice.before[0]), choice.before[1]]
    if choice.after is not None:
        ends[_AFTER] = [to_column(choice.after[0]), choice.after[1]]
    ends[_OLDEST_FIRST if choice.oldest else _ORDER] = []
    if choice.limit is not None:
        ends[_LIMIT] = [choice.limit]
    return "".join(ends), [value for its in ends.values() for value in its]


def _parted(rows: Iterable[tuple[Any, ...]]) -> list[_Row]:
    return [(report_row(*row[:-_MORE]), row[-_MORE:]) for row in rows]


def _entries(db: sqlite3.Connection, rows: list[_Row], *, stories: bool = False) -> tuple[NewsEntry, ...]:
    entries = _single(db, rows, _amounts(db, rows))
    names = {entry.story for entry in entries if entry.story}
    if not names:
        return entries
    told = {name: more for name, *more in db.execute(_STORIES, (json.dumps(list(names)),))}
    return tuple(_of_story(entry, told[entry.story], whole=stories) if entry.story else entry for entry in entries)


def _of_story(entry: NewsEntry, told: list[Any], *, whole: bool) -> NewsEntry:
    """``entry`` with what all reports of its story have together; the marks only where it stands for the ``whole`` story."""
    reports, read, starred, languages = told
    return entry._replace(
        reports=reports,
        languages=tuple(sorted(json.loads(languages))),
        read=bool(read) if whole else entry.read,
        starred=bool(starred) if whole else entry.starred,
    )


def _amounts(db: sqlite3.Connection, rows: list[_Row]) -> dict[int, tuple[float, str]]:
    """The largest amount of each row's own deals."""
    ids = json.dumps([report.item for report, _ in rows])
    return {item: (amount, currency) for item, amount, currency in db.execute(_AMOUNTS, (ids,))}


def _single(
    db: sqlite3.Connection, rows: list[_Row], amounts: Mapping[int, tuple[float, str]] = _NO_AMOUNTS
) -> tuple[NewsEntry, ...]:
    tags = _tags(db.execute(_TAGS, (json.dumps([report.item for report, _ in rows]),)))
    return tuple([_entry(report, own, tags, amounts) for report, own in rows])


def _tags(found: Iterable[tuple[int, str, str]]) -> _Tags:
    tags: _Tags = defaultdict(dict)
    for item, kind, value in found:
        known = tags[kind]
        known[item] = (*known[item], value) if item in known else (value,)
    return tags


def _entry(
    report: ReportRow, own: Sequence[Any], tags: _Tags, amounts: Mapping[int, tuple[float, str]] = _NO_AMOUNTS
) -> NewsEntry:
    item, title, link, source, language, published, _, story = report
    feed, fetched, relevant, foreign, score, read, starred = own
    return NewsEntry(  # by place: by name it would take twice as long
        item,
        title,
        link,
        source,
        feed,
        language,
        published,
        _fetched(fetched),
        bool(relevant),
        bool(foreign),
        score,
        tags["country"].get(item, ()),
        tags["company"].get(item, ()),
        tags["commodity"].get(item, ()),
        tags["place"].get(item, ()),
        bool(read),
        bool(starred),
        story or None,
        *amounts.get(item, _NO_AMOUNT),
    )


def _unread(entry: NewsEntry) -> Reading:
    return Reading(lang=entry.language, relevant=False, foreign=False, score=0.0, version="")
