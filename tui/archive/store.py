"""The archive: one SQLite file with all that was polled and understood."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tui import codec
from tui.archive import alerts, corrections, facts, listing, rates, saving
from tui.archive.connection import connect, transaction
from tui.archive.corrections import Correction
from tui.archive.errors import spoken
from tui.archive.facts import Span
from tui.archive.identity import from_column, storable, to_column
from tui.archive.listing import Choice
from tui.archive.rows import Counts, FactRow, FeedCount, NewsEntry, Outdated, Saved, StoredItem, StoryDeal, StoryRow
from tui.archive.where import match
from tui.model import Deal, Event, Item, Metric, Reading

if TYPE_CHECKING:
    from tui.archive.lease import Lease, Leases
    from tui.archive.settling import Settling
    from tui.config.model import FeedConfig
    from tui.feeds.state import FeedState

_SET_FEED = """
INSERT INTO feeds (url, title, kind, state) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (url) DO UPDATE SET title = ?2, kind = ?3, state = ?4
RETURNING id"""
_MOVE_FEED = "UPDATE OR IGNORE feeds SET url = ?2, state = ?3 WHERE url = ?1"
_STATE = "SELECT state FROM feeds WHERE url = ? AND state IS NOT NULL"
_STATES = "SELECT url, state FROM feeds WHERE state IS NOT NULL"
_FEED = "SELECT id FROM feeds WHERE url = ?"
_DIGEST = "SELECT digest FROM items WHERE feed = ? AND guid = ?"
_FEED_COUNTS = """
SELECT f.url, count(i.id), coalesce(sum(i.relevant), 0), min(i.published)
FROM feeds f LEFT JOIN items i ON i.feed = f.id AND i.published >= coalesce(?, i.published) GROUP BY f.id"""
_AND_TWINS = " WHERE id IN (SELECT value FROM json_each(?2)) OR twin IN (SELECT value FROM json_each(?2))"
_SET_READ = f"UPDATE items SET is_read = ?1{_AND_TWINS}"
_SET_STARRED = f"UPDATE items SET is_starred = ?1{_AND_TWINS}"
_SET_HIDDEN = f"UPDATE items SET is_hidden = ?1{_AND_TWINS}"
_OUTDATED = """
SELECT i.id, d.title, d.text, i.dated, i.published, i.prior
FROM items i JOIN documents d ON d.item = i.id LEFT JOIN readings r ON r.item = i.id
WHERE i.id > ? AND r.version IS NOT ? ORDER BY i.id LIMIT ?"""
_COUNT_OUTDATED = """
SELECT count(*) FROM items i LEFT JOIN readings r ON r.item = i.id WHERE r.version IS NOT ?"""
_ANY_UNSETTLED = "SELECT 1 FROM unsettled LIMIT 1"
_COUNT_UNSETTLED = "SELECT count(*) FROM unsettled"
_DATA_VERSION = "PRAGMA data_version"

_BATCH = 200


class Archive:
    """An open archive. It may be used from several threads, one call at a time; every failure is an ArchiveError."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._db = connection
        self._lock = threading.RLock()
        self._leases: Leases | None = None

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, cache: int | None = None) -> Self:
        """Opens the archive at ``path``; a missing one is made, an older one brought up to date, unless ``read_only``.
        ``cache`` is what it may keep of the file in memory, in KiB, where less than usual will do."""
        connection = connect(path, read_only=read_only)
        if cache is not None:
            connection.execute(f"PRAGMA cache_size = -{cache:d}")
        return cls(connection, path, read_only=read_only)

    def close(self) -> None:
        """Gives leases back and closes the file. Closing twice is harmless."""
        with self._lock, spoken(self.path):
            try:
                if self._leases is not None:
                    with transaction(self._db) as db:
                        self._leases.release_all(db)
                    self._leases = None
            finally:
                self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Feeds

    def feed_state(self, url: str) -> FeedState | None:
        """What is known of the feed at ``url`` since its last poll; None before the first."""
        with self._reading() as db:
            row = db.execute(_STATE, (url,)).fetchone()
        return _state(row[0]) if row else None

    def feed_states(self) -> dict[str, FeedState]:
        """The states of all feeds that were ever polled, by address."""
        with self._reading() as db:
            rows = db.execute(_STATES).fetchall()
        return {url: _state(state) for url, state in rows}

    def feed_counts(self, since: datetime | None = None) -> dict[str, FeedCount]:
        """How many items, published from ``since`` on, each feed brought, by address."""
        with self._reading() as db:
            rows = db.execute(_FEED_COUNTS, (to_column(since) if since else None,)).fetchall()
        return {
            url: FeedCount(items, relevant, from_column(oldest) if items else None)
            for url, items, relevant, oldest in rows
        }

    def known(self, feed_url: str, guids: Sequence[str]) -> dict[str, str]:
        """The digests that are stored for those of ``guids`` that the feed brought before."""
        with self._reading() as db:
            feed = db.execute(_FEED, (feed_url,)).fetchone()
            if feed is None:
                return {}
            rows = ((guid, db.execute(_DIGEST, (feed[0], storable(guid))).fetchone()) for guid in guids)
            return {guid: row[0] for guid, row in rows if row is not None}

    def save_poll(
        self, feed: FeedConfig, state: FeedState, read: Sequence[tuple[Item, Reading]], fetched: datetime
    ) -> Saved:
        """Saves what a poll of ``feed`` brought, its items with their readings and its state, in one transaction."""
        with self._writing() as db:
            values = (storable(feed.url), storable(feed.title), feed.kind, storable(_text(state)))
            number = db.execute(_SET_FEED, values).fetchone()[0]
            return saving.save_items(db, number, read, fetched)

    def save_article(self, item: int, text: str, reading: Reading) -> None:
        """Puts the whole article, and what was understood of it, in the place of the teaser that a feed brought."""
        with self._writing() as db:
            saving.save_article(db, item, text, reading)

    def move_feed(self, old: str, new: str) -> None:
        """Gives the feed at ``old`` with its items the address ``new``; where that is another feed, both stay."""
        state = self.feed_state(old)
        if state is not None:
            moved = dataclasses.replace(state, url=new, address=None, moved_to=None, moved_since=None, moved_polls=0)
            with self._writing() as db:
                db.execute(_MOVE_FEED, (storable(old), storable(new), storable(_text(moved))))

    def lease(self, url: str, now: datetime) -> Lease:
        """Takes the feed at ``url`` for this archive's user, unless another living one polls it or its host."""
        with self._writing() as db:
            return self._leasing().take(db, url, now)

    def release(self, url: str) -> None:
        """Gives back what ``lease`` took."""
        with self._writing() as db:
            self._leasing().release(db, url)

    # The reader's marks

    def mark_read(self, ids: Sequence[int], read: bool = True) -> None:
        """Marks items, and the twins they stand for, as read or unread."""
        with self._writing() as db:
            db.execute(_SET_READ, (read, json.dumps(list(ids))))

    def star(self, ids: Sequence[int], starred: bool = True) -> None:
        """Stars items, and the twins they stand for, or takes the star away."""
        with self._writing() as db:
            db.execute(_SET_STARRED, (starred, json.dumps(list(ids))))

    def hide(self, ids: Sequence[int], hidden: bool = True) -> None:
        """Keeps items, and the twins they stand for, out of all lists, or shows them again."""
        with self._writing() as db:
            db.execute(_SET_HIDDEN, (hidden, json.dumps(list(ids))))

    def take_alerts(self, alert: str, choice: Choice) -> tuple[int, ...]:
        """The chosen items that the alert of that name has not told yet, the newest first; from now on they count as told.
        None at the first time: what is there before an alert is no news."""
        with self._writing() as db:
            found = listing.ids(db, choice)
            fresh = set(found) - alerts.told(db, alert, found) if alerts.known(db, alert) else set()
            alerts.tell(db, alert, found)
            return tuple(item for item in found if item in fresh)

    # Queries

    def ids(self, choice: Choice) -> tuple[int, ...]:
        """The ids of the chosen items, newest first."""
        with self._reading() as db:
            return tuple(listing.ids(db, choice))

    def data_version(self) -> tuple[int, int]:
        """A token that differs after any change of the archive, by this program or another; cheap enough to poll."""
        with self._reading() as db:
            return int(db.execute(_DATA_VERSION).fetchone()[0]), db.total_changes

    def page(self, choice: Choice) -> tuple[NewsEntry, ...]:
        """The chosen items, newest first."""
        with self._reading() as db:
            return listing.page(db, choice)

    def search(self, text: str, limit: int = 100) -> tuple[NewsEntry, ...]:
        """Items that hold all words of ``text`` in any of their forms, newest first."""
        return self.page(Choice(words=text, limit=limit)) if match(text) else ()

    def item(self, item: int) -> StoredItem | None:
        """Everything about one item; None if there is no such item."""
        with self._reading() as db:
            return listing.one(db, item)

    def twin_text(self, item: int) -> str:
        """The text under the same link that another feed brought, if that is the one that is shown; else ""."""
        with self._reading() as db:
            return listing.twin_text(db, item)

    def counts(self) -> Counts:
        """How many items there are, on the beat, unread and starred."""
        with self._reading() as db:
            return listing.counts(db)

    def deals(self, span: Span, *, background: bool = True) -> tuple[FactRow[Deal], ...]:
        """All facts of every deal that a fact of the span belongs to, the oldest report first."""
        with self._reading() as db:
            return tuple(facts.deals(db, span, background=background))

    def events(self, span: Span) -> tuple[FactRow[Event], ...]:
        """Events with their reports, the newest day first."""
        with self._reading() as db:
            return tuple(facts.events(db, span))

    def metrics(self, span: Span) -> tuple[tuple[str, FactRow[Metric]], ...]:
        """Points of the series that reports of the span add to, each with its series' key, oldest report first."""
        with self._reading() as db:
            return tuple(facts.metrics(db, span))

    def metrics_of(self, families: Iterable[str], known: Iterable[str]) -> tuple[tuple[str, FactRow[Metric]], ...]:
        """Points of all series whose keys begin with one of ``families``, but for ``known`` keys; each with its key, the
        oldest report first."""
        with self._reading() as db:
            return tuple(facts.metrics_of(db, families, known))

    def last_change(self) -> int:
        """A number that grows with every change of facts or of what they show of their reports; for ``changed``."""
        with self._reading() as db:
            return facts.last_change(db)

    def changed(self, since: int) -> list[int]:
        """Items, gone ones among them, whose facts changed since ``last_change`` was that."""
        with self._reading() as db:
            return facts.changed(db, since)

    def events_of(self, items: Iterable[int]) -> tuple[FactRow[Event], ...]:
        """Events that the items tell, the newest day first."""
        with self._reading() as db:
            return tuple(facts.events_of(db, items))

    def series_keys(self, items: Iterable[int]) -> list[str]:
        """Keys of the series that the items add to."""
        with self._reading() as db:
            return facts.series_keys(db, items)

    def stories(self, span: Span) -> list[str]:
        """Names of the span's stories, those with the newest report first."""
        with self._reading() as db:
            return facts.stories(db, span)

    def story_reports(self, stories: Iterable[str]) -> tuple[StoryRow, ...]:
        """All reports of the stories, the oldest first."""
        with self._reading() as db:
            return tuple(facts.story_reports(db, stories))

    def story_deals(self, stories: Iterable[str]) -> tuple[StoryDeal, ...]:
        """Which deals the stories tell of, and in how many reports."""
        with self._reading() as db:
            return tuple(facts.story_deals(db, stories))

    def tagged(self, items: Iterable[int], kind: str, value: str) -> set[int]:
        """Those of ``items`` that are about ``value``: a country, company, commodity or place, as ``kind`` says."""
        with self._reading() as db:
            return facts.tagged(db, items, kind, value)

    # Corrections

    def deals_of(self, entries: Iterable[str]) -> tuple[FactRow[Deal], ...]:
        """All facts of the deals of these names, the oldest report first."""
        with self._reading() as db:
            return tuple(facts.deals_of(db, entries))

    def deals_told(self, links: Iterable[str]) -> tuple[FactRow[Deal], ...]:
        """All deals that the reports with these links tell."""
        with self._reading() as db:
            return tuple(facts.deals_told(db, links))

    def metrics_told(self, links: Iterable[str]) -> tuple[tuple[str, FactRow[Metric]], ...]:
        """All figures that the reports with these links tell, each with its series' key."""
        with self._reading() as db:
            return tuple(facts.metrics_told(db, links))

    def events_told(self, links: Iterable[str]) -> tuple[FactRow[Event], ...]:
        """All events that the reports with these links tell."""
        with self._reading() as db:
            return tuple(facts.events_told(db, links))

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections in the order in which they were made."""
        with self._reading() as db:
            return corrections.all_of(db)

    def correct(self, made: Iterable[Correction]) -> int:
        """Keeps the corrections that are not known yet, and says how many these are."""
        with self._writing() as db:
            return corrections.add(db, made)

    def undo_correction(self) -> Correction | None:
        """Takes back the last correction and gives it; None where there is none."""
        with self._writing() as db:
            return corrections.undo(db)

    # Rates of exchange

    def rates(self, day: str) -> dict[str, float]:
        """Tenge for one unit of each currency on a day (ISO); empty where nothing is known."""
        with self._reading() as db:
            return rates.of_day(db, day)

    def rate_days(self) -> list[str]:
        """The days whose rates need not be asked for again."""
        with self._reading() as db:
            return rates.days(db)

    def save_rates(self, day: str, tenge: Mapping[str, float]) -> None:
        """Keeps a day's rates for ever; a day without any is kept as such."""
        with self._writing() as db:
            rates.save(db, day, tenge)

    # Reading again

    def count_outdated(self, version: str) -> int:
        """How many items have no reading that ``version`` made."""
        with self._reading() as db:
            return int(db.execute(_COUNT_OUTDATED, (version,)).fetchone()[0])

    def outdated(self, version: str) -> Iterator[Outdated]:
        """Items that have no reading that ``version`` made, in batches, so that readings may be saved meanwhile."""
        last = 0
        while True:
            with self._reading() as db:
                rows = db.execute(_OUTDATED, (last, version, _BATCH)).fetchall()
            for number, title, text, dated, published, prior in rows:
                yield Outdated(number, title, text, from_column(published) if dated else None, prior)
            if not rows:
                return
            last = rows[-1][0]

    def save_readings(self, readings: Sequence[tuple[int, Reading]]) -> None:
        """Puts new readings in the place of old ones, all or none."""
        with self._writing() as db:
            for item, reading in readings:
                saving.save_reading(db, item, reading)

    # The ledger's work

    def unsettled(self) -> bool:
        """Whether items wait for the ledger."""
        with self._reading() as db:
            return db.execute(_ANY_UNSETTLED).fetchone() is not None

    def count_unsettled(self) -> int:
        """How many items wait for the ledger."""
        with self._reading() as db:
            return int(db.execute(_COUNT_UNSETTLED).fetchone()[0])

    @contextmanager
    def settling(self) -> Iterator[Settling]:
        """The ledger's tables, to be changed in one transaction."""
        from tui.archive.settling import Settling  # not on the way to the first paint

        with self._writing() as db:
            yield Settling(db)

    def _leasing(self) -> Leases:
        if self._leases is None:
            from tui.archive.lease import Leases  # nor is this

            self._leases = Leases()
        return self._leases

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, spoken(self.path):
            yield self._db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, spoken(self.path), transaction(self._db) as db:
            yield db


def _text(state: object) -> str:
    return json.dumps(codec.encode(state), ensure_ascii=False)


def _state(text: str) -> FeedState:
    from tui.feeds.state import FeedState  # not on the way to the first paint

    return codec.decode(FeedState, json.loads(text))
