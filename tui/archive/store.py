"""The archive: one SQLite file with all that was polled and understood."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tui import codec
from tui.archive import alerts, listing, saving
from tui.archive.facts_store import FactStore
from tui.archive.identity import from_column, storable, to_column
from tui.archive.listing import Choice
from tui.archive.rows import Counts, FeedCount, NewsEntry, Outdated, Saved, StoredItem
from tui.archive.where import match
from tui.model import Item, Reading

if TYPE_CHECKING:
    from tui.archive.lease import Lease
    from tui.config.model import FeedConfig
    from tui.feeds.state import FeedState

_SET_FEED = """
INSERT INTO feeds (url, title, kind, state) VALUES (:url, :title, :kind, :state)
ON CONFLICT (url) DO UPDATE SET title = :title, kind = :kind, state = :state
RETURNING id"""
_MOVE_FEED = "UPDATE OR IGNORE feeds SET url = :new, state = :state WHERE url = :old"
_STATE = "SELECT state FROM feeds WHERE url = ? AND state IS NOT NULL"
_STATES = "SELECT url, state FROM feeds WHERE state IS NOT NULL"
_FEED = "SELECT id FROM feeds WHERE url = ?"
_FEED_COUNTS = """
SELECT f.url, count(i.id), coalesce(sum(i.relevant), 0), {}
FROM feeds f LEFT JOIN items i ON i.feed = f.id {} GROUP BY f.id"""
_COUNT_ALL, _COUNT_SINCE = (  # an index counts all; whose moment is asked for must be looked up
    _FEED_COUNTS.format("NULL", ""),
    _FEED_COUNTS.format("min(i.published)", "AND i.published >= ?"),
)
_AND_TWINS = " WHERE id IN (SELECT value FROM json_each(:items)) OR twin IN (SELECT value FROM json_each(:items))"
_SET_READ = f"UPDATE items SET is_read = :on{_AND_TWINS}"
_SET_STARRED = f"UPDATE items SET is_starred = :on{_AND_TWINS}"
_SET_HIDDEN = f"UPDATE items SET is_hidden = :on{_AND_TWINS}"
_OUTDATED = """
SELECT i.id, d.title, d.text, i.dated, i.published, i.prior
FROM items i JOIN documents d ON d.item = i.id LEFT JOIN readings r ON r.item = i.id
WHERE i.id > ? AND r.version IS NOT ? ORDER BY i.id LIMIT ?"""
_COUNT_OUTDATED = """
SELECT count(*) FROM items i LEFT JOIN readings r ON r.item = i.id WHERE r.version IS NOT ?"""
_TAG_COUNTS = "SELECT value, count(*) FROM tags WHERE kind = ? GROUP BY value"
_DATA_VERSION = "PRAGMA data_version"
_SHRINK = "PRAGMA shrink_memory"

_BATCH = 200


class Archive(FactStore):
    """An open archive. It may be used from several threads, one call at a time; every failure is an ArchiveError."""

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
            asked = (_COUNT_SINCE, (to_column(since),)) if since else (_COUNT_ALL, ())
            rows = db.execute(*asked).fetchall()
        return {
            url: FeedCount(items, relevant, None if oldest is None else from_column(oldest))
            for url, items, relevant, oldest in rows
        }

    def known(self, feed_url: str, guids: Sequence[str]) -> dict[str, str]:
        """The digests that are stored for those of ``guids`` that the feed brought before."""
        with self._reading() as db:
            feed = db.execute(_FEED, (feed_url,)).fetchone()
            if feed is None:
                return {}
            named = {guid: storable(guid) for guid in guids}
            there = saving.known(db, feed[0], named.values())
            return {guid: there[kept][1] for guid, kept in named.items() if kept in there}

    def save_poll(
        self,
        feed: FeedConfig,
        state: FeedState,
        read: Sequence[tuple[Item, Reading]],
        fetched: datetime,
        *,
        release: bool = False,
    ) -> Saved:
        """Saves what a poll of ``feed`` brought, its items with their readings and its state, in one transaction, which may
        ``release`` the feed, too."""
        with self._writing() as db:
            values = {
                "url": storable(feed.url),
                "title": storable(feed.title),
                "kind": feed.kind,
                "state": storable(_text(state)),
            }
            number = db.execute(_SET_FEED, values).fetchone()[0]
            if release:
                self._leasing().release(db, feed.url)
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
                values = {"old": storable(old), "new": storable(new), "state": storable(_text(moved))}
                db.execute(_MOVE_FEED, values)

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
            db.execute(_SET_READ, _marked(ids, read))

    def star(self, ids: Sequence[int], starred: bool = True) -> None:
        """Stars items, and the twins they stand for, or takes the star away."""
        with self._writing() as db:
            db.execute(_SET_STARRED, _marked(ids, starred))

    def hide(self, ids: Sequence[int], hidden: bool = True) -> None:
        """Keeps items, and the twins they stand for, out of all lists, or shows them again."""
        with self._writing() as db:
            db.execute(_SET_HIDDEN, _marked(ids, hidden))

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

    def count(self, choice: Choice) -> int:
        """How many items are chosen, whatever the limit."""
        with self._reading() as db:
            return listing.count(db, choice)

    def tag_counts(self, kind: str) -> dict[str, int]:
        """How many items speak of each country, company, commodity or place."""
        with self._reading() as db:
            return dict(db.execute(_TAG_COUNTS, (kind,)))

    def data_version(self) -> tuple[int, int]:
        """A token that differs after any change of the archive, by this program or another; cheap enough to poll."""
        with self._reading() as db:
            return int(db.execute(_DATA_VERSION).fetchone()[0]), db.total_changes

    def rest(self) -> None:
        """Gives back the memory that is kept only to be quick."""
        with self._reading() as db:
            db.execute(_SHRINK)

    def page(self, choice: Choice) -> tuple[NewsEntry, ...]:
        """The chosen items, newest first."""
        with self._reading() as db:
            if self._whole and choice.beat and choice.alone and not choice.stories:
                return self._whole.page(choice)
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


def _marked(ids: Sequence[int], on: bool) -> dict[str, object]:
    return {"on": on, "items": json.dumps(list(ids))}


def _text(state: object) -> str:
    return json.dumps(codec.encode(state), ensure_ascii=False)


def _state(text: str) -> FeedState:
    from tui.feeds.state import FeedState  # not on the way to the first paint

    return codec.load(FeedState, text)
