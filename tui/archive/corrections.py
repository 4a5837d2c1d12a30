"""The analyst's corrections: entries of their own, which no reading touches. Functions run in the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from tui import codec
from tui.archive.identity import storable, to_column

_ALL = "SELECT correction FROM corrections ORDER BY made, place"
_LAST = "SELECT place, correction FROM corrections ORDER BY made DESC, place DESC LIMIT 1"
_ADD = "INSERT OR IGNORE INTO corrections (id, made, correction) VALUES (?, ?, ?)"
_DROP = "DELETE FROM corrections WHERE place = ?"
_OF_STORIES = """
SELECT correction FROM corrections WHERE json_extract(correction, '$.of') = 'story' ORDER BY made, place"""
_MOVED = """
SELECT e.link, i.link FROM edits e JOIN items i ON i.id = e.item
WHERE e.link IN (SELECT value FROM json_each(?)) AND e.link <> '' AND i.link <> ''
  AND NOT EXISTS (SELECT 1 FROM items o WHERE o.link = e.link AND o.link <> '') ORDER BY e.seen"""
_UNSETTLE = """
INSERT OR REPLACE INTO unsettled (item, published) SELECT id, published FROM items
WHERE link IN (SELECT value FROM json_each(?)) AND link <> '' AND twin IS NULL"""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a correction hangs on: a report's link and the sentence that it quotes. ``about`` (kind, amount, parties) tells
    two deals of one sentence apart."""

    link: str
    evidence: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """``action`` is merge, split, edit, checked or wrong. ``deals`` names each deal by all its anchors, of which one that is
    still found is enough; a split names those that are to stand apart. ``field`` and ``value`` (JSON) are an edit's.
    ``of`` says what is named so: a deal, a figure, an event or a story. Of a story a report may be a ``move``'s: the first
    of ``deals`` is where it belongs, the others are single reports."""

    id: str
    made: datetime
    action: str
    deals: tuple[tuple[Anchor, ...], ...]
    field: str = ""
    value: str = ""
    of: str = "deal"


def all_of(db: sqlite3.Connection) -> tuple[Correction, ...]:
    """All corrections in the order in which they were made."""
    return _followed(db, _ALL)


def add(db: sqlite3.Connection, corrections: Iterable[Correction]) -> int:
    """Keeps those that are not known yet, and says how many these are. Stories that they name wait for the ledger."""
    new = [c for c in corrections if db.execute(_ADD, (c.id, to_column(c.made), _text(c))).rowcount]
    for correction in new:
        _unsettle(db, correction)
    return len(new)


def undo(db: sqlite3.Connection) -> Correction | None:
    """Takes back the last correction and gives it; None where there is none."""
    row = db.execute(_LAST).fetchone()
    if row is None:
        return None
    db.execute(_DROP, (row[0],))
    undone = _correction(row[1])
    _unsettle(db, undone)
    return undone


def of_stories(db: sqlite3.Connection) -> tuple[Correction, ...]:
    """The corrections of stories in the order in which they were made."""
    return _followed(db, _OF_STORIES)


def _followed(db: sqlite3.Connection, sql: str) -> tuple[Correction, ...]:
    """Corrections with the addresses that their reports have now: of those that publishers moved, the new ones."""
    made = [_correction(body) for (body,) in db.execute(sql)]
    moved = _moved(db, (link for correction in made for link in _links(correction)))
    if not moved:
        return tuple(made)
    return tuple(
        replace(
            correction,
            deals=tuple(
                tuple(replace(anchor, link=moved.get(anchor.link, anchor.link)) for anchor in anchors)
                for anchors in correction.deals
            ),
        )
        for correction in made
    )


def _moved(db: sqlite3.Connection, links: Iterable[str]) -> dict[str, str]:
    """By an address at which nothing stands any more, the one that its report was moved to."""
    return dict(db.execute(_MOVED, (json.dumps(list(links)),)).fetchall())


def _links(correction: Correction) -> list[str]:
    return [anchor.link for anchors in correction.deals for anchor in anchors]


def _unsettle(db: sqlite3.Connection, correction: Correction) -> None:
    if correction.of == "story":
        links = _links(correction)
        db.execute(_UNSETTLE, (json.dumps([*links, *_moved(db, links).values()]),))


def _text(correction: Correction) -> str:
    return storable(json.dumps(codec.encode(correction), ensure_ascii=False))


def _correction(body: str) -> Correction:
    return codec.load(Correction, body)
