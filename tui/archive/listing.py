"""The news list: pages, counts, one item, search. Paging goes by (published, id), so that items that arrive move nothing."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from tui import codec
from tui.archive.filter import EVERYTHING, Filter
from tui.archive.identity import from_column, to_column
from tui.archive.rows import Counts, Edit, NewsEntry, StoredItem
from tui.archive.where import match, of_items
from tui.model import Reading

_COLUMNS = """
SELECT i.id, d.title, i.link, i.source, f.title, f.url, i.lang, i.prior, i.published, i.fetched,
  i.relevant, i.is_foreign, i.score, i.is_read, i.is_starred, i.story
FROM items i JOIN documents d ON d.item = i.id JOIN feeds f ON f.id = i.feed"""
_ONE = f"{_COLUMNS} WHERE i.id = ?"
_CHOSEN = "SELECT i.id FROM items i WHERE "
_LISTED = "i.twin IS NULL"
_CONDITIONS = {
    "beat": "i.relevant = 1",
    "unread": "i.is_read = 0",
    "starred": "i.is_starred = 1",
    "since": "i.published >= ?",
    "until": "i.published < ?",
    "before": "(i.published, i.id) < (?, ?)",
    "after": "(i.published, i.id) > (?, ?)",
    "match": "i.id IN (SELECT rowid FROM search WHERE search MATCH ?)",
}
_ORDER = " ORDER BY i.published DESC, i.id DESC"
_LIMIT = " LIMIT ?"

_TAGS = """
SELECT item, kind, value FROM tags WHERE item IN (SELECT value FROM json_each(?)) ORDER BY item, kind, place"""
_AMOUNTS = """
SELECT item, amount, currency FROM deals
WHERE item IN (SELECT value FROM json_each(?)) AND amount IS NOT NULL AND background = 0 ORDER BY item, amount"""
_TEXT = """
SELECT d.text, r.reading FROM documents d LEFT JOIN readings r ON r.item = d.item WHERE d.item = ?"""
_EDITS = "SELECT title, text, seen FROM edits WHERE item = ? ORDER BY seen, digest"
_COUNTS = (
    "SELECT count(*) FROM items i WHERE i.twin IS NULL",
    "SELECT count(*) FROM items i WHERE i.twin IS NULL AND i.relevant = 1",
    "SELECT count(*) FROM items i WHERE i.twin IS NULL AND i.relevant = 1 AND i.is_read = 0",
    "SELECT count(*) FROM items i WHERE i.twin IS NULL AND i.is_starred = 1",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which items a list shows: ``before`` and ``after`` are keys of a row, (published, id); ``since`` is included and
    ``until`` is not; ``words`` must all be found, in any form, "quoted ones" as they stand; all that ``filter`` asks for
    holds."""

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


def page(db: sqlite3.Connection, choice: Choice) -> tuple[NewsEntry, ...]:
    """The chosen items, newest first."""
    conditions, values = _where(choice)
    asked, more = of_items(db, choice.filter)
    values += more
    chosen = f"{_CHOSEN}{' AND '.join([_LISTED, *conditions])}{asked}{_ORDER}"
    if choice.limit is not None:
        chosen += _LIMIT
        values.append(choice.limit)
    return _entries(db, db.execute(f"{_COLUMNS} WHERE i.id IN ({chosen}){_ORDER}", values).fetchall())


def one(db: sqlite3.Connection, item: int) -> StoredItem | None:
    """Everything about one item."""
    entries = _entries(db, db.execute(_ONE, (item,)).fetchall())
    if not entries:
        return None
    text, reading = db.execute(_TEXT, (item,)).fetchone()
    edits = tuple(Edit(title, old, from_column(seen)) for title, old, seen in db.execute(_EDITS, (item,)))
    understood = codec.decode(Reading, json.loads(reading)) if reading else _unread(entries[0])
    return StoredItem(entries[0], text, understood, edits)


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
    if choice.before is not None:
        given["before"] = (to_column(choice.before[0]), choice.before[1])
    if choice.after is not None:
        given["after"] = (to_column(choice.after[0]), choice.after[1])
    if expression := match(choice.words):
        given["match"] = (expression,)
    return [_CONDITIONS[name] for name in given], [value for values in given.values() for value in values]


def _entries(db: sqlite3.Connection, rows: list[tuple[object, ...]]) -> tuple[NewsEntry, ...]:
    ids = json.dumps([row[0] for row in rows])
    tags: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for item, kind, value in db.execute(_TAGS, (ids,)):
        tags[item][kind].append(value)
    amounts = {item: (amount, currency) for item, amount, currency in db.execute(_AMOUNTS, (ids,))}
    return tuple(_entry(row, tags, amounts) for row in rows)


def _entry(
    row: tuple[object, ...], tags: dict[int, dict[str, list[str]]], amounts: dict[int, tuple[float, str]]
) -> NewsEntry:
    (
        number,
        title,
        link,
        source,
        feed,
        url,
        lang,
        prior,
        published,
        fetched,
        relevant,
        foreign,
        score,
        read,
        star,
        story,
    ) = row
    assert isinstance(number, int)
    amount, currency = amounts.get(number, (None, None))
    return NewsEntry(
        id=number,
        title=str(title),
        link=str(link),
        source=str(source or feed or url),
        feed=str(url),
        language=str(lang or prior or ""),
        published=from_column(int(str(published))),
        fetched=from_column(int(str(fetched))),
        relevant=bool(relevant),
        foreign=bool(foreign),
        score=float(str(score)),
        read=bool(read),
        starred=bool(star),
        story=str(story) if story else None,
        amount=amount,
        currency=currency,
        countries=tuple(tags[number]["country"]),
        companies=tuple(tags[number]["company"]),
        commodities=tuple(tags[number]["commodity"]),
        places=tuple(tags[number]["place"]),
    )


def _unread(entry: NewsEntry) -> Reading:
    return Reading(lang=entry.language, relevant=False, foreign=False, score=0.0, version="")
