"""What parsing gives: a feed's items past the trust boundary, and what the document asks of those who poll it."""

from __future__ import annotations

from dataclasses import dataclass

from tui.model import Item


class NotAFeedError(Exception):
    """The body holds no feed; the message is a fault (tui.feeds.fault)."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """One document's content. ``asked`` is the interval its ttl or sy:update* asks for, in seconds; ``skip_hours`` are
    hours of the UTC day, ``skip_days`` weekdays with Monday 0; ``format`` names what it is written in; ``complete`` is
    False where the document was cut short; ``note`` is the fault it has all the same."""

    items: tuple[Item, ...] = ()
    title: str = ""
    link: str = ""
    format: str = ""
    language: str | None = None
    asked: float | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    complete: bool = True
    note: str = ""
