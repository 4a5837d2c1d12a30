"""The feeds as rows: how each fares, and what the last poll brought of each."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from tui import form
from tui.brief import feedtables
from tui.desk import actions
from tui.desk.cells import Piece, width_of
from tui.desk.messages import FeedAsked, FeedMoved
from tui.desk.widgets.columns import Column, row
from tui.desk.widgets.deals import headings
from tui.desk.widgets.drawn import Pieces
from tui.desk.widgets.rows import Notice, Rows
from tui.ledger.health import HealthEntry
from tui.words import mark, name, say

if TYPE_CHECKING:
    from tui.poller import FeedProgress

_NEXT = width_of(f"14:29, {say('due.every', interval=say('span.minutes', n=30))}")
"""Cells of the usual time to ask, and why."""
_COLUMNS = (
    Column("feed", 20, flex=3, most=48),
    Column("status", 15),
    Column("success", 7, rank=2, align="right"),
    Column("week", 6, rank=4, align="right"),
    Column("share", 5, rank=3, align="right"),
    Column("next", _NEXT, flex=3, rank=1, most=64),
    Column("language", 4, rank=6),
    Column("group", 10, flex=1, rank=7, most=20),
)
_INK_OF_STATUS = {"working": "good", "failing": "bad", "gone": "bad", "waiting": "gold", "moved": "gold"}
_LOG = (Column("feed", 12, flex=1), Column("outcome", 18, flex=1, most=40))
_INK_OF_STEP = {"asking": "copper", "new": "good", "failed": "bad"}


class FeedTable(Rows[HealthEntry]):
    """One line a feed. While a poll runs, ``steps`` says how far it is with each."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("feeds")
    CONTEXTS = ("feeds", "list")
    NAME = say("heading.feeds")
    HEAD = 1

    def __init__(self, now: Callable[[], datetime], zone: tzinfo, **options: Any) -> None:
        super().__init__(**options)
        self._now = now
        self._zone = zone
        self._steps: Mapping[str, FeedProgress] = {}

    def fill(self, feeds: Sequence[HealthEntry], notice: Notice = ()) -> None:
        """Replace the feeds."""
        self.show(feeds, notice)

    def running(self, steps: Mapping[str, FeedProgress]) -> None:
        """How far the poll is with each feed; nothing while none runs."""
        self._steps = steps
        self.refresh()

    def key_of(self, row: HealthEntry) -> Hashable | None:
        """The feed's address."""
        return row.url

    def moved(self) -> None:
        """Tell which feed the cursor is on."""
        self.post_message(FeedMoved())

    def open(self, row: HealthEntry) -> None:
        """Ask this feed now."""
        self.post_message(FeedAsked(row.url))

    def paint_head(self, width: int) -> Pieces:
        """The names of the columns."""
        return [(" ", ""), *row(_COLUMNS, width - 1, headings(_COLUMNS))]

    def paint(self, row_: HealthEntry, width: int, *, here: bool) -> Pieces:
        """Title, status, age of the last success, items a week, share on the beat, next poll and why."""
        now, off = self._now(), "faint" if not row_.enabled else ""
        cells: dict[str, Piece] = {
            "feed": (row_.title, off),
            "status": self._status(row_),
            "success": (form.age(row_.last_success, now) if row_.last_success else say("health.never"), off or "quiet"),
            "week": _week(row_),
            "share": _share(row_),
            "next": (feedtables.next_poll(row_, now, self._zone), off or "quiet"),
            "language": (row_.language or "", off or "quiet"),
            "group": (row_.group, off or "quiet"),
        }
        return row(_COLUMNS, width, cells)

    def _status(self, feed: HealthEntry) -> Piece:
        step = self._steps.get(feed.url)
        if step is not None and step.state != "skipped":
            return outcome(step)
        return feedtables.status(feed), _INK_OF_STATUS.get(feed.status, "quiet")


class PollRows(Rows["FeedProgress"]):
    """What the last poll brought, a line for each feed that was asked."""

    BINDINGS: ClassVar[list[BindingType]] = actions.bindings("feeds")
    CONTEXTS = ("feeds", "list")
    NAME = say("heading.last-poll")

    def key_of(self, row: FeedProgress) -> Hashable | None:
        """The feed's address."""
        return row.url

    def moved(self) -> None:
        """Tell which feed the cursor is on."""
        self.post_message(FeedMoved())

    def open(self, row: FeedProgress) -> None:
        """Ask this feed again."""
        self.post_message(FeedAsked(row.url))

    def paint(self, row_: FeedProgress, width: int, *, here: bool) -> Pieces:
        """The feed, and what came of it."""
        return row(_LOG, width, {"feed": (row_.title, ""), "outcome": outcome(row_)})


def outcome(step: FeedProgress) -> Piece:
    """What a poll has done with a feed so far: ``◌ asking``, ``▲ 3 new``, ``! no answer within 20 s``."""
    words = say("poll.new", new=step.new, relevant=step.relevant) if step.new else name("step", step.state)
    told = step.error if step.state == "failed" and step.error else words
    return f"{mark('step.' + step.state)} {told}", _INK_OF_STEP.get(step.state, "quiet")


def _week(feed: HealthEntry) -> Piece:
    if feed.per_week is None:
        return say("amount.none"), "faint"
    return form.number(round(feed.per_week)), ""


def _share(feed: HealthEntry) -> Piece:
    if feed.share is None:
        return say("amount.none"), "faint"
    return form.percent(round(feed.share * 100)), ""
