"""What travels between the desk's parts: widgets and workers post, screens and the app own the state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.message import Message

from tui.desk.arrangement import Arrangement
from tui.ledger.entries import DealEntry, NewsEntry
from tui.ledger.subjects import Subject
from tui.model import Evidence


class Opened(Message):
    """Somebody wants to read an item, at ``evidence`` where a fact led there."""

    def __init__(self, item: int, evidence: Evidence | None = None) -> None:
        super().__init__()
        self.item = item
        self.evidence = evidence


class NewsMoved(Message):
    """The cursor of the news list stands on another item, or on none."""

    def __init__(self, entry: NewsEntry | None) -> None:
        super().__init__()
        self.entry = entry


class DealOpened(Message):
    """Somebody wants to see all of a deal."""

    def __init__(self, deal: DealEntry) -> None:
        super().__init__()
        self.deal = deal


class Narrowed(Message):
    """Somebody wants only what ``term`` of the query language asks for, besides what is asked for; "" for all again."""

    def __init__(self, term: str) -> None:
        super().__init__()
        self.term = term


class SubjectOpened(Message):
    """Somebody wants the page of a company, a site or a country."""

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self.subject = subject


class PointMoved(Message):
    """The cursor stands on another figure of a series."""


class RowMoved(Message):
    """The cursor stands on another row of a page."""


class FeedMoved(Message):
    """The cursor stands on another feed."""


class FeedAsked(Message):
    """Somebody wants a feed asked now."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url


class FeedSwitched(Message):
    """Somebody wants a feed on or off."""

    def __init__(self, url: str, enabled: bool) -> None:
        super().__init__()
        self.url = url
        self.enabled = enabled


class FeedAdded(Message):
    """Somebody wants a feed in feeds.toml; ``table`` is what to write there."""

    def __init__(self, table: Mapping[str, object]) -> None:
        super().__init__()
        self.table = table


class Arranged(Message):
    """The reader changed how the desk is arranged."""

    def __init__(self, arrangement: Arrangement) -> None:
        super().__init__()
        self.arrangement = arrangement


class CompaniesWanted(Message):
    """The companies are to be seen, by what was last told of them."""


class MoreWanted(Message):
    """The news list is about to run out of rows, at its end or, ``newer``, at its beginning."""

    def __init__(self, *, newer: bool = False) -> None:
        super().__init__()
        self.newer = newer


class EdgeWanted(Message):
    """The ``newest`` item of all is to be seen, or the oldest, and the news list does not hold it."""

    def __init__(self, *, newest: bool) -> None:
        super().__init__()
        self.newest = newest


class ArchiveChanged(Message):
    """Somebody wrote to the archive: this desk's poller or another process."""


@dataclass(frozen=True, slots=True)
class PollState:
    """Where the running or last poll stands, for the status line."""

    running: bool = False
    asked: int = 0
    answered: int = 0
    failed: int = 0
    new: int = 0
    error: str = ""


class PollMoved(Message):
    """The poll went a step on."""

    def __init__(self, state: PollState) -> None:
        super().__init__()
        self.state = state

    def can_replace(self, message: Message) -> bool:
        """Of several steps that wait, the last tells all."""
        return isinstance(message, PollMoved)
