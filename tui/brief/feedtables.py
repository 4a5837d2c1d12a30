"""Feeds as tables: what they are, how they fare, and what helps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime, tzinfo
from operator import attrgetter

from tui import form
from tui.brief.columns import Column, Table
from tui.ledger.health import HealthEntry
from tui.text import link
from tui.words import count, mark, name, say


def status(entry: HealthEntry) -> str:
    """A feed's state as a glyph and a word: ``! failing``."""
    return f"{mark('health.' + entry.status)} {name('health', entry.status)}"


def advice(entry: HealthEntry) -> str:
    """What helps a feed that does not work as it should, "" where nothing is needed."""
    return say(f"remedy.{entry.remedy}") if entry.remedy else ""


def wrong(entry: HealthEntry, zone: tzinfo | None = None) -> str:
    """What is wrong with a feed in one or two sentences, "" where nothing is."""
    if entry.error is not None and entry.enabled:
        if entry.failing_since is None:
            return entry.error
        key = "health.since" if entry.failures > 1 else "health.once"
        return f"{entry.error} {say(key, day=form.day(entry.failing_since, zone), times=entry.failures)}"
    if entry.status == "moved":
        return say("health.moved-to", url=link(entry.moved or ""))
    if entry.status == "silent":
        return say("health.brought-nothing")
    if entry.lacking and not entry.note:
        return say("health.lacking", articles=count(entry.lacking, "article"), error=entry.lacking_error)
    return entry.note


def next_poll(entry: HealthEntry, now: datetime, zone: tzinfo | None = None) -> str:
    """When a feed is asked next, and why: ``14:05, every 30 min``."""
    if entry.next_poll is None or entry.status == "unasked":
        return entry.reason
    if entry.next_poll <= now:
        return f"{say('health.now')}, {entry.reason}"
    here, there = now.astimezone(zone), entry.next_poll.astimezone(zone)
    day = "" if here.date() == there.date() else f"{form.day_short(there.date())} "
    return f"{day}{there:%H:%M}, {entry.reason}"


def _share(entry: HealthEntry) -> str:
    return form.percent(round(entry.share * 100)) if entry.share is not None else say("amount.none")


def _pace(entry: HealthEntry) -> str:
    return form.number(round(entry.per_week)) if entry.per_week is not None else say("amount.none")


def _success(entry: HealthEntry, now: datetime) -> str:
    return form.age(entry.last_success, now) if entry.last_success else say("health.never")


def subscriptions() -> Table:
    """The feeds as feeds.toml gives them."""
    return Table(
        "feeds",
        (
            Column("title", lambda e: e.title, "source", room=20),
            Column("group", lambda e: e.group, "group", extra=True),
            Column("kind", lambda e: e.kind, "kind", extra=True),
            Column("language", lambda e: e.language, "language", whole=True),
            Column("status", lambda e: e.status, "status", status, whole=True),
            *_counts(),
            Column("url", lambda e: link(e.url), "address", extra=True),
            *_moments(),
            *_details(),
        ),
    )


def checked(now: datetime, zone: tzinfo | None = None, *, sentences: bool = True) -> Table:
    """How the feeds fare as of ``now``; ``sentences`` False leaves what is wrong and what helps to the programs' columns."""
    return Table(
        "feeds",
        (
            Column("title", lambda e: e.title, "source", room=20),
            Column("status", lambda e: e.status, "status", status, whole=True),
            Column("last_success", lambda e: e.last_success, "success", lambda e: _success(e, now), whole=True),
            Column("per_week", _rounded("per_week", 1), "week", _pace, right=True),
            Column("share", _rounded("share", 3), "on-beat", _share, right=True),
            Column("next_poll", lambda e: e.next_poll, "next", lambda e: next_poll(e, now, zone), room=20),
            Column("reason", lambda e: e.reason),
            Column("error", lambda e: e.error, "state" if sentences else "", lambda e: wrong(e, zone)),
            Column("remedy", advice, "remedy" if sentences else "", advice),
            *(column for column in _moments() if column.key == "last_poll"),
            Column("group", lambda e: e.group),
            Column("kind", lambda e: e.kind),
            Column("language", lambda e: e.language),
            Column("enabled", lambda e: e.enabled),
            *(Column(column.key, column.raw) for column in _counts()),
            Column("url", lambda e: link(e.url)),
        ),
    )


def shape(entry: HealthEntry) -> dict[str, object]:
    """A feed for programs, the advice in words."""
    values = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return values | {
        "remedy": advice(entry) or None,
        "share": _number(entry.share, 3),
        "per_week": _number(entry.per_week, 1),
    }


def _number(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _rounded(key: str, digits: int) -> Callable[[HealthEntry], float | None]:
    return lambda entry: _number(getattr(entry, key), digits)


def _counts() -> tuple[Column, ...]:
    return (
        Column("items", lambda e: e.items, "items-count", lambda e: form.number(e.items), right=True),
        Column("relevant", lambda e: e.relevant, "on-beat", lambda e: form.number(e.relevant), right=True),
    )


def _moments() -> tuple[Column, ...]:
    return tuple(Column(key, attrgetter(key)) for key in ("last_poll", "last_success", "next_poll"))


def _details() -> tuple[Column, ...]:
    return (
        Column("enabled", lambda e: e.enabled),
        Column("reason", lambda e: e.reason),
        Column("error", lambda e: e.error),
        Column("remedy", advice),
    )


FOUND = Table(
    "found",
    (
        Column("title", lambda found: found["title"], "source"),
        Column("url", lambda found: link(found["url"]), "address"),
        Column("format", lambda found: found["format"], "format"),
        Column("found", lambda found: found["found"]),
        Column("language", lambda found: found["language"], "language"),
        Column("items", lambda found: found["items"], "items-count", lambda found: str(found["items"]), right=True),
        Column(
            "relevant", lambda found: found["relevant"], "on-beat", lambda found: str(found["relevant"]), right=True
        ),
        Column("latest", lambda found: "; ".join(item["title"] for item in found["latest"]), "latest"),
        Column("subscribed", lambda found: found["subscribed"]),
    ),
)
"""Feeds that a site was found to have, as objects for programs."""
