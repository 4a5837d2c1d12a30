"""Putting items and what was understood of them into the tables. Every function runs inside the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from tui import codec
from tui.archive.days import day_of
from tui.archive.identity import digest, from_column, storable, to_column
from tui.archive.rows import Saved
from tui.archive.stems import stems
from tui.bulk import batches
from tui.model import NEAR_BEAT, NEAR_WITH_METAL, Deal, Event, Item, Metric, Reading
from tui.text import fold

_ADD_ITEM = """
INSERT INTO items (feed, guid, digest, link, source, prior, dated, published, fetched, lang, relevant, is_foreign, score)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_CHANGE_ITEM = """
UPDATE items SET digest = ?, link = ?, source = ?, prior = ?,
  dated = dated OR ?, published = CASE WHEN ? THEN ? ELSE published END WHERE id = ?"""
_FIND_ITEMS = "SELECT guid, id, digest, link FROM items WHERE feed = ? AND guid IN ({})"
_ADD_DOCUMENT = "INSERT INTO documents (item, title, text, stems) VALUES (?, ?, ?, ?)"
_INDEX = """
INSERT INTO search (rowid, title, text, stems)
SELECT item, title, text, stems FROM documents WHERE item IN (SELECT value FROM json_each(?))"""
_CHANGE_DOCUMENT = "UPDATE documents SET title = ?, text = ?, stems = ? WHERE item = ?"
_FIND_DOCUMENT = "SELECT d.title, i.link FROM items i JOIN documents d ON d.item = i.id WHERE i.id = ?"
_KEEP_WORDING = """
INSERT OR IGNORE INTO edits (item, digest, title, text, seen, link)
SELECT i.id, i.digest, d.title, d.text, ?, i.link FROM items i JOIN documents d ON d.item = i.id WHERE i.id = ?"""
_FORGET_WORDINGS = """
DELETE FROM edits WHERE item = :item AND digest NOT IN (SELECT digest FROM edits WHERE item = :item ORDER BY seen LIMIT 1)
  AND digest NOT IN (SELECT digest FROM edits WHERE item = :item ORDER BY seen DESC LIMIT :most)"""
_MARK_READING = "UPDATE items SET lang = ?, relevant = ?, is_foreign = ?, score = ? WHERE id = ?"
_PUBLISHED = "SELECT published FROM items WHERE id = ?"
_SET_READING = "INSERT OR REPLACE INTO readings (item, version, reading) VALUES (?, ?, ?)"
_CLEAR_FACTS = (
    "DELETE FROM deals WHERE item = ?",
    "DELETE FROM metrics WHERE item = ?",
    "DELETE FROM events WHERE item = ?",
    "DELETE FROM tags WHERE item = ?",
)
_ADD_DEAL = """
INSERT INTO deals (item, place, kind, stage, amount, currency, day, background, reported, fact)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_ADD_METRIC = "INSERT INTO metrics (item, place, series, reported, fact) VALUES (?, ?, ?, ?, ?)"
_ADD_EVENT = "INSERT INTO events (item, place, kind, day, reported, fact) VALUES (?, ?, ?, ?, ?, ?)"
_ADD_TAG = "INSERT INTO tags (item, kind, place, value) VALUES (?, ?, ?, ?)"

OFF_BEAT = f"""(i.relevant = 0 AND (i.score >= {NEAR_BEAT} OR i.score >= {NEAR_WITH_METAL}
  AND EXISTS (SELECT 1 FROM tags t WHERE t.item = i.id AND t.kind = 'commodity')))"""
"""What is off the beat by its own words, but not far from it: it may tell a story that others tell."""

NEAR = f"(i.relevant = 1 OR {OFF_BEAT})"
"""What is of a story, or may be: what is on the beat, and what is not far from it."""

_UNSETTLE = f"""
INSERT OR REPLACE INTO unsettled (item, published) SELECT i.id, i.published FROM items i
WHERE i.id = :item AND {NEAR}"""
_UNSETTLE_NEW = f"""
INSERT INTO unsettled (item, published, deferred) SELECT i.id, i.published, i.relevant = 0 FROM items i
WHERE i.id IN (SELECT value FROM json_each(?)) AND {NEAR}"""
_UNSETTLE_TWIN = f"""
INSERT OR IGNORE INTO unsettled (item, published)
SELECT i.id, i.published FROM items i WHERE i.id = :item AND {NEAR} AND i.twin IS NOT :twin"""

_SHARED_LINKS = """
SELECT link FROM items WHERE link <> '' AND link IN (SELECT value FROM json_each(?)) GROUP BY link HAVING count(*) > 1"""

# "<> ''" lets the index on links be used, which holds no empty ones.
_TWINS = """
SELECT i.id, i.feed FROM items i JOIN feeds f ON f.id = i.feed JOIN documents d ON d.item = i.id
WHERE i.link = ? AND i.link <> '' ORDER BY length(d.text) DESC, f.url, i.guid"""
_SET_TWIN = "UPDATE items SET twin = ? WHERE id = ? AND twin IS NOT ?"
_SHARE_FLAGS = """
UPDATE items SET is_read = is_read OR (SELECT max(is_read) FROM items WHERE link = :link AND link <> ''),
  is_starred = is_starred OR (SELECT max(is_starred) FROM items WHERE link = :link AND link <> '') WHERE id = :item"""


WORDINGS = 20
"""Former wordings that are kept of an item beside its first: a publisher who changes it at every poll fills no disk."""

_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

BY_COMMODITY = frozenset({"production", "capacity", "reserves", "resources", "grade", "exports", "sales", "stake"})
"""Metrics that a company reports metal by metal."""


def save_items(db: sqlite3.Connection, feed: int, read: Sequence[tuple[Item, Reading]], fetched: datetime) -> Saved:
    """Adds what is new, changes what was edited, leaves the rest alone. Of entries with one guid the first is taken."""
    new: list[int] = []
    changed: list[int] = []
    added: dict[str, None] = {}
    touched: dict[str, None] = {}
    first: dict[str, tuple[Item, Reading]] = {}
    for item, reading in read:
        first.setdefault(storable(item.guid), (item, reading))
    there = known(db, feed, first)
    for guid, (item, reading) in first.items():
        found = there.get(guid)
        if found is None:
            new.append(_add(db, feed, guid, item, reading, fetched))
            added[storable(item.link)] = None
            continue
        number, wording, link = found
        if wording != digest(item):
            _change(db, number, item, fetched)
            save_reading(db, number, reading)
            changed.append(number)
            touched |= {link: None, storable(item.link): None}
    if new:
        db.execute(_INDEX, (_list(new),))
        db.execute(_UNSETTLE_NEW, (_list(new),))
    shared = {link: None for (link,) in db.execute(_SHARED_LINKS, (_list(added),))} if added else {}
    for link in touched | shared:
        _settle_twins(db, link)
    return Saved(tuple(new), tuple(changed))


def known(db: sqlite3.Connection, feed: int, guids: Iterable[str]) -> dict[str, tuple[int, str, str]]:
    """By guid those items of a feed that are there: number, digest and link. Asked for some hundreds at a time; a JSON list of
    them would lose what stands behind a NUL."""
    return {
        guid: (number, wording, link)
        for some in batches(guids)
        for guid, number, wording, link in db.execute(_FIND_ITEMS.format(",".join("?" * len(some))), (feed, *some))
    }


def save_article(db: sqlite3.Connection, item: int, text: str, reading: Reading) -> None:
    """Puts the whole article in the place of its teaser. The digest stays the feed's, so that the teaser is not taken for
    an edit at the next poll."""
    row = db.execute(_FIND_DOCUMENT, (item,)).fetchone()
    if row is None:
        return
    title, link = row
    db.execute(_CHANGE_DOCUMENT, (title, storable(text), stems(f"{title} {text}"), item))
    save_reading(db, item, reading)
    _settle_twins(db, link)


def save_reading(db: sqlite3.Connection, item: int, reading: Reading) -> None:
    """Puts ``reading`` in the place of whatever was understood of the item before, which is settled anew where it is near the
    beat or was."""
    published = int(db.execute(_PUBLISHED, (item,)).fetchone()[0])
    db.execute(_UNSETTLE, {"item": item})
    for sql in _CLEAR_FACTS:
        db.execute(sql, (item,))
    db.execute(_MARK_READING, _row(reading.lang, reading.relevant, reading.foreign, reading.score, item))
    _add_facts(db, item, reading, published)
    db.execute(_UNSETTLE, {"item": item})


def _add_facts(db: sqlite3.Connection, item: int, reading: Reading, published: int) -> None:
    if _is_bare(reading):
        db.execute(_SET_READING, (item, reading.version, _bare(reading)))
        return
    reported = from_column(published)
    whole = codec.encode(reading)  # once: the facts are parts of it
    db.execute(_SET_READING, (item, reading.version, _text(whole)))
    deals, metrics, events = (map(_fact, whole.get(part, ())) for part in ("deals", "metrics", "events"))
    for sql, rows in (
        (_ADD_DEAL, [_deal(item, n, d, reported, published, next(deals)) for n, d in enumerate(reading.deals)]),
        (_ADD_METRIC, [(item, n, series_key(m), published, next(metrics)) for n, m in enumerate(reading.metrics)]),
        (_ADD_EVENT, [_event(item, n, e, reported, published, next(events)) for n, e in enumerate(reading.events)]),
        (_ADD_TAG, _tags(item, reading)),
    ):
        if rows:
            db.executemany(sql, rows)


def _is_bare(reading: Reading) -> bool:
    """Whether nothing was found in an item, as in most of the news."""
    named = reading.mentions or reading.countries or reading.companies or reading.commodities or reading.places
    return not (named or reading.deals or reading.metrics or reading.events)


@lru_cache(maxsize=64)
def _bare(reading: Reading) -> str:
    """What is kept of it: the same of thousands."""
    return _text(codec.encode(reading))


def series_key(metric: Metric) -> str:
    """What the points of one series have in common. Results and guidance are different series; what measures a whole
    company, its revenue or its people, is one series whichever metals the text speaks of."""
    subject = fold(metric.subject_id or metric.subject)
    commodity = (metric.commodity or "") if metric.metric in BY_COMMODITY else ""
    return storable("|".join((subject, metric.metric, commodity, metric.unit, metric.basis)))


def _add(db: sqlite3.Connection, feed: int, guid: str, item: Item, reading: Reading, fetched: datetime) -> int:
    """Adds an item with its reading; there is nothing of it to be cleared away, and of it alone nobody is the twin."""
    published = to_column(item.published or fetched)
    values = _row(feed, guid, digest(item), item.link, item.source, item.language)
    times = (item.published is not None, published, to_column(fetched))
    marks = _row(reading.lang, reading.relevant, reading.foreign, reading.score)
    number = db.execute(_ADD_ITEM, (*values, *times, *marks)).lastrowid
    assert number is not None
    title, text = storable(item.title), storable(item.text)
    db.execute(_ADD_DOCUMENT, (number, title, text, stems(f"{title} {text}")))
    _add_facts(db, number, reading, published)
    return number


def _change(db: sqlite3.Connection, number: int, item: Item, noticed: datetime) -> None:
    db.execute(_KEEP_WORDING, (to_column(noticed), number))
    db.execute(_FORGET_WORDINGS, {"item": number, "most": WORDINGS})
    dated = item.published is not None
    published = to_column(item.published) if item.published else None
    values = _row(digest(item), item.link, item.source, item.language)
    db.execute(_CHANGE_ITEM, (*values, dated, dated, published, number))
    title, text = storable(item.title), storable(item.text)
    db.execute(_CHANGE_DOCUMENT, (title, text, stems(f"{title} {text}"), number))


def _settle_twins(db: sqlite3.Connection, link: str) -> None:
    """One report for a link that several feeds carry: the longest text stands for all, whichever came first.

    A feed that gives many items the same link (its front page, say) means no article by it."""
    if not link:
        return
    rows = db.execute(_TWINS, (link,)).fetchall()
    if not rows:
        return
    first = rows[0][0]
    distinct = len({feed for _, feed in rows}) == len(rows)
    for number, _ in rows:
        twin = first if distinct and number != first else None
        db.execute(_UNSETTLE_TWIN, {"item": number, "twin": twin})
        db.execute(_SET_TWIN, (twin, number, twin))
    if distinct and len(rows) > 1:
        db.execute(_SHARE_FLAGS, {"link": link, "item": first})


def _deal(item: int, place: int, deal: Deal, reported: datetime, published: int, fact: str) -> tuple[object, ...]:
    """No stage is reached after its report, whatever date the text names; and nothing dates a deal named in passing."""
    day = None if deal.background and not deal.date else min(day_of(deal.date, reported), day_of(None, reported))
    money = (deal.amount, deal.currency)
    return _row(item, place, deal.kind, deal.stage, *money, day, deal.background, published, fact)


def _event(item: int, place: int, event: Event, reported: datetime, published: int, fact: str) -> tuple[object, ...]:
    return _row(item, place, event.kind, day_of(event.date, reported), published, fact)


def _tags(item: int, reading: Reading) -> list[tuple[int, str, int, str]]:
    lists = {
        "country": reading.countries,
        "company": reading.companies,
        "commodity": reading.commodities,
        "place": reading.places,
    }
    return [(item, kind, n, storable(value)) for kind, values in lists.items() for n, value in enumerate(values)]


def _list(values: Iterable[object]) -> str:
    return json.dumps(list(values))


def _row(*values: object) -> tuple[object, ...]:
    return tuple([storable(value) if isinstance(value, str) else value for value in values])


def _fact(fact: dict[str, Any]) -> str:
    """A fact without where its fields stand in the text: the reading tells that, and nobody asks it of facts by the thousand."""
    fact.pop("fields", None)
    return _text(fact)


def _text(value: Any) -> str:
    return storable(_written(value))
