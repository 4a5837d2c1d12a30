"""What the page of one feed tells: what is wrong and what helps, what it brings, when it is asked next. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from tui import form
from tui.brief import feedtables
from tui.desk.labelled import GAP, Told
from tui.ledger.entries import NewsEntry
from tui.ledger.health import HealthEntry
from tui.text import link
from tui.words import count, name, say


def told(feed: HealthEntry, now: datetime, zone: tzinfo, brought: Sequence[NewsEntry] = ()) -> tuple[Told, ...]:
    """The page's lines, what matters first; at the end the latest items that it ``brought``, those off the beat in a quieter
    ink."""
    trouble = feedtables.wrong(feed, zone)
    about = " · ".join(
        filter(None, dict.fromkeys((feed.group, name("feed-kind", feed.kind), name("language", feed.language or ""))))
    )
    return (
        *(_trouble(feed, trouble) if trouble else ()),
        Told(say("feed.next"), feedtables.next_poll(feed, now, zone)),
        Told(say("feed.success"), _moment(feed.last_success, now, zone)),
        Told(say("feed.asked"), _moment(feed.last_poll, now, zone) if feed.last_poll != feed.last_success else ""),
        Told(
            say("feed.items"), say("feed.brought", items=count(feed.items, "item"), relevant=form.number(feed.relevant))
        ),
        Told(say("feed.address"), link(feed.url) or feed.url, "quiet"),
        Told(say("feed.about"), about, "quiet"),
        GAP,
        *(
            Told(" " if number else say("feed.latest"), _headline(entry, zone), "" if entry.relevant else "quiet")
            for number, entry in enumerate(brought)
        ),
    )


def _headline(entry: NewsEntry, zone: tzinfo) -> str:
    return f"{form.day(entry.published, zone)} {form.clock_time(entry.published, zone)}  {entry.title}"


def _trouble(feed: HealthEntry, trouble: str) -> tuple[Told, ...]:
    ink = "bad" if feed.status in ("failing", "gone") else "gold"
    return Told(say("feed.state"), trouble, ink), Told(say("feed.helps"), feedtables.advice(feed)), GAP


def _moment(moment: datetime | None, now: datetime, zone: tzinfo) -> str:
    if moment is None:
        return say("health.never")
    return f"{form.day(moment, zone)} {form.clock_time(moment, zone)} ({form.age(moment, now)})"
