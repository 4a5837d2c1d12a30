"""What the ledger works out from many reports, kept: which items are one story, which facts one deal.

All of it happens in one transaction that starts with the items that are yet unsettled, so that a process which dies in
between leaves them unsettled, and two that settle at once do not mix their work."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from sys import intern

from tui import codec
from tui.archive import corrections
from tui.archive.corrections import Correction
from tui.archive.identity import from_column, storable, to_column
from tui.archive.saving import OFF_BEAT
from tui.model import Deal, Reading

_DAYS = 4 * 86_400_000_000
"""Crowds are of the same days, whichever was there first."""

_OWNERS, _FIGURES = ("kcompany:", "ksite:"), "ny"

PLACES = 1024
"""Deals of one item that can be told apart; a text with more of them holds no news."""

MANY = 200
"""With how many others a deal is compared at most: only a flood has more."""

_UNSETTLED = f"""
SELECT u.item, i.twin IS NULL AND i.relevant = 1, i.twin IS NULL AND {OFF_BEAT},
  d.title, d.text, i.lang, i.published, r.reading
FROM unsettled u JOIN items i ON i.id = u.item JOIN documents d ON d.item = u.item
LEFT JOIN readings r ON r.item = u.item
WHERE u.deferred <= ? ORDER BY u.deferred, u.published, u.item LIMIT ?"""
_SETTLED = "DELETE FROM unsettled WHERE item = ?"

_SIGN = """
INSERT OR REPLACE INTO signatures (item, published, lang, clues, shingles, wording, crowd, marks)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_WORDING = "SELECT wording, crowd FROM signatures WHERE item = ?"
_SAME_WORDING = """
SELECT s.item, s.published, s.original FROM signatures s JOIN items i ON i.id = s.item JOIN feeds f ON f.id = i.feed
WHERE s.wording = ? ORDER BY s.published, i.link, f.url, i.guid"""
_SAME_CROWD = """
SELECT s.item, s.published, s.original, s.wording
FROM signatures s JOIN items i ON i.id = s.item JOIN feeds f ON f.id = i.feed
WHERE s.crowd = ? ORDER BY s.published, i.link, f.url, i.guid"""
_ALONE = "SELECT item FROM signatures WHERE original = item AND item IN (SELECT value FROM json_each(?))"
_SET_ORIGINAL = "UPDATE signatures SET original = ? WHERE item = ?"
_ORIGINALS = """
SELECT item, original FROM signatures
WHERE original IS NOT NULL AND item IN (SELECT value FROM json_each(?))"""
_COPIES = """
SELECT item, original FROM signatures WHERE original IN (SELECT value FROM json_each(?)) AND original IS NOT NULL"""
_UNSIGN = "DELETE FROM signatures WHERE item = ?"
_WITHIN = "SELECT item FROM signatures WHERE published BETWEEN ? AND ? AND original IS NULL"
_GUESTS = "SELECT id FROM items WHERE relevant = 0 AND id IN (SELECT value FROM json_each(?))"
_SIGNATURES = """
SELECT item, published, lang, clues, shingles FROM signatures WHERE item IN (SELECT value FROM json_each(?))"""
_MARKS = "SELECT item, marks FROM signatures WHERE item IN (SELECT value FROM json_each(?))"
_ALIKE = "SELECT other, surety FROM likenesses WHERE one = ?"
_UNLIKE = ("DELETE FROM likenesses WHERE one = ?", "DELETE FROM likenesses WHERE other = ?")
_LIKEN = "INSERT OR IGNORE INTO likenesses (one, other, surety) VALUES (?, ?, ?)"
_NAMES = """
SELECT i.id, i.published, i.link, f.url, i.guid FROM items i JOIN feeds f ON f.id = i.feed
WHERE i.id IN (SELECT value FROM json_each(?))"""
_STORY = """
UPDATE items SET story = :story WHERE story IS NOT :story AND id IN (SELECT value FROM json_each(:items)) RETURNING id"""

_DEALS = """
SELECT x.item * 1024 + x.place, x.item, x.fact, i.published, i.story
FROM deals x JOIN items i ON i.id = x.item WHERE x.item IN (SELECT value FROM json_each(?)) AND x.place < 1024"""
_FORGET_DEALS = (
    "DELETE FROM deal_clues WHERE deal >= :item * 1024 AND deal < (:item + 1) * 1024",
    "DELETE FROM deal_matches WHERE one >= :item * 1024 AND one < (:item + 1) * 1024",
    "DELETE FROM deal_matches WHERE other >= :item * 1024 AND other < (:item + 1) * 1024",
)
# Only deals that are there: a reading that is yet to be settled may have dropped some.
_THERE = "FROM deal_matches m CROSS JOIN deals x ON x.item = m.other / 1024 AND x.place = m.other % 1024"
_MATCHED_WITH = f"SELECT DISTINCT other {_THERE} WHERE one >= :item * 1024 AND one < (:item + 1) * 1024"
_ADD_CLUE = "INSERT OR IGNORE INTO deal_clues (clue, deal) VALUES (?, ?)"
_CANDIDATES = """
SELECT o.deal FROM deal_clues m JOIN deal_clues o ON o.clue = m.clue WHERE m.deal = :deal AND o.deal <> :deal
GROUP BY o.deal ORDER BY count(*) DESC, o.deal LIMIT :most"""
_MATCHES = f"SELECT other, score {_THERE} WHERE one = ?"
_MATCH = "INSERT OR REPLACE INTO deal_matches (one, other, score) VALUES (?, ?, ?)"
_DEAL = "SELECT fact FROM deals WHERE item = ? AND place = ?"
_ENTRY = "UPDATE deals SET entry = ? WHERE item = ? AND place = ?"
_ENTRY_OF_COPIES = """
UPDATE deals SET entry = (SELECT o.entry FROM deals o WHERE o.item = :original AND o.place = deals.place)
WHERE item IN (SELECT item FROM signatures WHERE original = :original)
  AND entry IS NOT (SELECT o.entry FROM deals o WHERE o.item = :original AND o.place = deals.place)"""
_ITEMS_AT = """
SELECT link, id FROM items WHERE link IN (SELECT value FROM json_each(?)) AND link <> '' AND twin IS NULL"""
_STORY_ITEMS = """
SELECT id FROM items WHERE story IN (SELECT story FROM items WHERE id IN (SELECT value FROM json_each(?)))"""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An item to settle. One that is ``listed`` is on the beat; a ``guest`` is near it and may tell a story that others tell;
    one that is neither (far off the beat, or another stands for it) belongs to no story."""

    item: int
    listed: bool
    title: str
    text: str
    lang: str
    published: datetime
    reading: Reading | None
    guest: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """What an item is compared by: weighted clues that no language changes, and pairs of words as numbers, which stay packed:
    thousands of reports are in memory at a time."""

    item: int
    published: datetime
    lang: str
    clues: dict[str, float]
    shingles: bytes

    @property
    def crowd(self) -> frozenset[str]:
        """What very many reports may share all of: the known companies and sites, else all names and things."""
        known = frozenset(clue for clue in self.clues if clue.startswith(_OWNERS))
        return known or frozenset(clue for clue in self.clues if clue[0] not in _FIGURES)


@dataclass(frozen=True, slots=True)
class DealNode:
    """A deal of one report, as it is compared with others."""

    number: int
    item: int
    deal: Deal
    published: datetime
    story: str | None


class Settling:
    """The tables of a ledger in the making, within one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._signatures: dict[int, Signature] = {}

    def unsettled(self, limit: int, *, deferred: bool = True) -> list[Unsettled]:
        """Items that wait, neighbours in time together, the ``deferred`` ones last, if at all; they count as settled
        when the transaction ends well."""
        rows = self._db.execute(_UNSETTLED, (deferred, limit)).fetchall()
        self._db.executemany(_SETTLED, [(row[0],) for row in rows])
        return [_unsettled(row) for row in rows]

    # Stories

    def sign(self, signature: Signature, marks: str, *, guest: bool = False) -> None:
        """Keeps what an item is compared by, and what marks it out for that. No guest is a copy of what is on the beat, or of
        its crowd, nor the other way."""
        clues = storable(json.dumps(signature.clues, ensure_ascii=False, separators=(",", ":")))
        among = f"{signature.lang} guest" if guest else signature.lang
        wording = _digest(among, clues, signature.shingles)
        moment = to_column(signature.published)
        crowd = _digest(among, " ".join((str(moment // _DAYS), *sorted(signature.crowd))), b"")
        values = (signature.item, moment, signature.lang, clues, signature.shingles, wording, crowd, storable(marks))
        self._db.execute(_SIGN, values)
        self._signatures[signature.item] = signature

    def wording(self, item: int) -> tuple[int, int] | None:
        """Two numbers, one that reports of the same words have in common and one that those of the same names have; None for
        one that has no signature."""
        row = self._db.execute(_WORDING, (item,)).fetchone()
        return None if row is None or row[1] is None else (int(row[0]), int(row[1]))

    def same_wording(self, wording: int) -> list[tuple[int, datetime, int | None]]:
        """All reports of these words, the eldest first: item, moment, and the item that it counts as a copy of."""
        rows = self._db.execute(_SAME_WORDING, (wording,)).fetchall()
        return [(item, from_column(published), original) for item, published, original in rows]

    def same_crowd(self, crowd: int) -> list[tuple[int, datetime, int | None, int]]:
        """All reports of these names and days, the eldest first: item, moment, whose copy it counts as, its wording."""
        rows = self._db.execute(_SAME_CROWD, (crowd,)).fetchall()
        return [(item, from_column(published), original, wording) for item, published, original, wording in rows]

    def alone(self, items: Iterable[int]) -> set[int]:
        """Those of ``items`` that count as copies of themselves: they are compared with nothing."""
        return {item for (item,) in self._db.execute(_ALONE, (_numbers(items),))}

    def set_original(self, item: int, original: int | None) -> None:
        """Makes an item a copy of another, or of none."""
        self._db.execute(_SET_ORIGINAL, (original, item))

    def originals(self, items: Iterable[int]) -> set[int]:
        """``items`` with the originals in the places of copies."""
        wanted = set(items)
        found = dict(self._db.execute(_ORIGINALS, (_numbers(wanted),)).fetchall())
        return {found.get(item, item) for item in wanted}

    def copies(self, items: Iterable[int]) -> dict[int, list[int]]:
        """By original, its copies."""
        found: dict[int, list[int]] = {}
        for item, original in self._db.execute(_COPIES, (_numbers(items),)):
            found.setdefault(original, []).append(item)
        return found

    def unsign(self, item: int) -> None:
        """Forgets what an item is compared by: it belongs to no story."""
        self._db.execute(_UNSIGN, (item,))
        self._signatures.pop(item, None)

    def within(self, since: datetime, until: datetime) -> list[int]:
        """All items published from ``since`` to ``until`` that are compared with others."""
        return [item for (item,) in self._db.execute(_WITHIN, (to_column(since), to_column(until)))]

    def guests(self, items: Iterable[int]) -> set[int]:
        """Those of ``items`` that are off the beat."""
        return {item for (item,) in self._db.execute(_GUESTS, (_numbers(items),))}

    def marks(self, items: Iterable[int]) -> Iterator[tuple[int, str | None]]:
        """What marks each of ``items`` out; None where an older version signed it."""
        return self._db.execute(_MARKS, (_numbers(items),))

    def signatures(self, items: Iterable[int]) -> dict[int, Signature]:
        """Signatures by item."""
        wanted = list(items)
        missing = _numbers(item for item in wanted if item not in self._signatures)
        for row in self._db.execute(_SIGNATURES, (missing,)):
            self._signatures[row[0]] = _signature(row)
        return {item: self._signatures[item] for item in wanted if item in self._signatures}

    def alike(self, item: int) -> dict[int, float]:
        """Items that may tell the same event as ``item``, and how surely."""
        return dict(self._db.execute(_ALIKE, (item,)).fetchall())

    def liken(self, item: int, others: Mapping[int, float]) -> None:
        """Keeps that ``item`` may tell the same event as ``others``, how surely, and as nothing else."""
        for sql in _UNLIKE:
            self._db.execute(sql, (item,))
        self._db.executemany(_LIKEN, [(item, other, sure) for other, sure in others.items()])
        self._db.executemany(_LIKEN, [(other, item, sure) for other, sure in others.items()])

    def names(self, items: Iterable[int]) -> dict[int, tuple[int, str, str, str]]:
        """By item, what orders and names it whatever its number: moment, link, feed and guid."""
        rows = self._db.execute(_NAMES, (_numbers(items),))
        return {item: (published, link, feed, guid) for item, published, link, feed, guid in rows}

    def set_story(self, items: Iterable[int], story: str | None) -> set[int]:
        """Puts items into the story of that name, or into none; gives those for which that is new."""
        return {item for (item,) in self._db.execute(_STORY, {"story": story, "items": _numbers(items)}).fetchall()}

    def with_story_mates(self, items: Iterable[int]) -> set[int]:
        """``items`` and all that are in a story with one of them."""
        chosen = set(items)
        return chosen | {item for (item,) in self._db.execute(_STORY_ITEMS, (_numbers(chosen),))}

    def story_corrections(self) -> tuple[Correction, ...]:
        """The analyst's corrections of stories in the order in which they were made."""
        return corrections.of_stories(self._db)

    def items_at(self, links: Iterable[str]) -> dict[str, int]:
        """By link, the item that stands for it."""
        return dict(self._db.execute(_ITEMS_AT, (json.dumps(list(links)),)).fetchall())

    # Deals

    def deals(self, items: Iterable[int]) -> list[DealNode]:
        """All deals that the items tell."""
        rows = self._db.execute(_DEALS, (_numbers(items),)).fetchall()
        return [
            DealNode(number, item, codec.load(Deal, fact), from_column(published), story)
            for number, item, fact, published, story in rows
        ]

    def forget_deals(self, item: int) -> set[int]:
        """Drops all that was worked out of an item's deals; gives the numbers of deals they were matched with."""
        known = {other for (other,) in self._db.execute(_MATCHED_WITH, {"item": item})}
        for sql in _FORGET_DEALS:
            self._db.execute(sql, {"item": item})
        return {other for other in known if other // PLACES != item}

    def add_deal_clues(self, number: int, clues: Iterable[str]) -> None:
        """Keeps what a deal is found by."""
        self._db.executemany(_ADD_CLUE, [(storable(clue), number) for clue in clues])

    def deal_candidates(self, number: int) -> list[int]:
        """Deals that share a clue with that of ``number``, at most MANY: those that share the most."""
        return [other for (other,) in self._db.execute(_CANDIDATES, {"deal": number, "most": MANY})]

    def matches(self, number: int) -> dict[int, float]:
        """Deals that may be the same as that of ``number``, and how surely."""
        return dict(self._db.execute(_MATCHES, (number,)).fetchall())

    def match(self, one: int, others: Mapping[int, float]) -> None:
        """Keeps which deals may be the same as ``one``, and how surely."""
        self._db.executemany(_MATCH, [(one, other, score) for other, score in others.items()])
        self._db.executemany(_MATCH, [(other, one, score) for other, score in others.items()])

    def deal(self, number: int) -> Deal:
        """One deal as its report tells it."""
        (fact,) = self._db.execute(_DEAL, (number // PLACES, number % PLACES)).fetchone()
        return codec.load(Deal, fact)

    def copy_entries(self, original: int) -> None:
        """Makes the deals of an original's copies those of the original."""
        self._db.execute(_ENTRY_OF_COPIES, {"original": original})

    def set_entry(self, numbers: Iterable[int], entry: str) -> None:
        """Makes deals of reports one deal of that name."""
        self._db.executemany(_ENTRY, [(entry, number // PLACES, number % PLACES) for number in numbers])


def _unsettled(row: Sequence[object]) -> Unsettled:
    item, listed, guest, title, text, lang, published, reading = row
    return Unsettled(
        item=int(str(item)),
        listed=bool(listed and reading),
        title=str(title),
        text=str(text),
        lang=str(lang),
        published=from_column(int(str(published))),
        reading=codec.load(Reading, str(reading)) if reading else None,
        guest=bool(guest and reading),
    )


def _digest(lang: str, clues: str, shingles: bytes) -> int:
    """63 bits of a digest, as the table holds numbers."""
    said = blake2b(shingles, digest_size=8)
    said.update(f"{lang} {clues}".encode("utf-8", "replace"))
    return int.from_bytes(said.digest(), "big") >> 1


def _signature(row: Sequence[object]) -> Signature:
    item, published, lang, clues, shingles = row
    assert isinstance(item, int)
    assert isinstance(published, int)
    assert isinstance(shingles, bytes)
    weights = {intern(clue): weight for clue, weight in json.loads(str(clues)).items()}  # most are those of others, too
    return Signature(item, from_column(published), str(lang), weights, shingles)


def _numbers(items: Iterable[int]) -> str:
    return json.dumps(list(items))
