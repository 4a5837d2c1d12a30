"""The analyst's corrections: entries of their own, which no reading touches. Functions run in the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tui import codec
from tui.archive.identity import storable, to_column

_ALL = "SELECT correction FROM corrections ORDER BY made, place"
_LAST = "SELECT place, correction FROM corrections ORDER BY made DESC, place DESC LIMIT 1"
_ADD = "INSERT OR IGNORE INTO corrections (id, made, correction) VALUES (?, ?, ?)"
_DROP = "DELETE FROM corrections WHERE place = ?"
_OF_STORIES = """
SELECT correction FROM corrections WHERE json_extract(correction, '$.of') = 'story' ORDER BY made, place"""
_UNSETTLE = """
INSERT OR IGNORE INTO unsettled SELECT id, published FROM items
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
    return tuple(_correction(body) for (body,) in db.execute(_ALL))


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
    return tuple(_correction(body) for (body,) in db.execute(_OF_STORIES))


def _unsettle(db: sqlite3.Connection, correction: Correction) -> None:
    if correction.of == "story":
        links = [anchor.link for anchors in correction.deals for anchor in anchors]
        db.execute(_UNSETTLE, (json.dumps(links),))


def _text(correction: Correction) -> str:
    return storable(json.dumps(codec.encode(correction), ensure_ascii=False))


def _correction(body: str) -> Correction:
    return codec.decode(Correction, json.loads(body))
