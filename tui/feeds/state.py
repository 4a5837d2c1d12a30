"""What is known of a feed between polls. Stored by the archive as JSON, so fields may be added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Page:
    """An article that is still to be fetched: the archive's number of its item, where it stands, how often it failed, and
    when it may be tried again (None: at the next poll)."""

    item: int
    link: str
    failures: int = 0
    retry: datetime | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class FeedState:
    """One feed's memory; ``url`` is the configured address and never changes.

    ``etag`` and ``modified`` repeat the publisher's bytes (as Latin-1); ``digest`` names the last body that was read.
    ``address`` is where polls go once a permanent redirect is believed; ``moved_to``, ``moved_since`` and ``moved_polls``
    watch one that is not yet. ``asked`` is the interval the publisher asks for in seconds, ``document_asks`` the part of
    it that stands in the feed itself, ``pace`` the feed's own, and ``quiet`` counts polls in a row without news. ``error``
    is the last failure (tui.feeds.fault), None while all is well; ``note`` a remark on a feed that works. ``reason`` says in
    words why ``next_poll``. ``pages`` are the articles that its items still lack."""

    url: str
    title: str = ""
    language: str | None = None
    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    address: str | None = None
    moved_to: str | None = None
    moved_since: datetime | None = None
    moved_polls: int = 0
    gone: bool = False
    retry_after: datetime | None = None
    failures: int = 0
    error: str | None = None
    failing_since: datetime | None = None
    note: str = ""
    status: int | None = None
    asked: float | None = None
    document_asks: float | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    pace: float | None = None
    quiet: int = 0
    last_poll: datetime | None = None
    last_success: datetime | None = None
    next_poll: datetime | None = None
    reason: str = ""
    pages: tuple[Page, ...] = ()
