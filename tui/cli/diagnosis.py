"""What ``kenwatch doctor`` looks at: findings about the configuration, the archive, the clock, the terminal and the feeds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tui import form
from tui.archive import Archive, ArchiveError
from tui.archive.errors import is_damaged, is_unwritable
from tui.archive.upkeep import condition
from tui.cli.findings import Finding
from tui.cli.screen import terminal
from tui.clock import ENVIRONMENT
from tui.words import count, say

if TYPE_CHECKING:
    from tui.cli.session import World
    from tui.ledger.health import HealthEntry

_ROOM = 200_000_000
"""Bytes that a disk should have left."""

_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock that is before this was never set: kenwatch is newer."""

_SLOW_CLOCK = timedelta(hours=1)
_WELL = ("working", "off", "unasked")


def findings(world: World, environ: Mapping[str, str]) -> Iterator[Finding]:
    """All findings, area by area. Asks no network: what the last polls met is all that is known of it."""
    yield from _configuration(world, environ)
    yield from _archive(world)
    yield from _clock(world, environ)
    yield from terminal(environ)
    yield from _feeds(world)


def _configuration(world: World, environ: Mapping[str, str]) -> Iterator[Finding]:
    config = world.config
    for problem in world.problems:
        yield Finding("configuration", "warning", str(problem), say("doctor.correct-line"))
    yield from _keys(world)
    yield from _surroundings(world, environ)
    yield from _queries(world)
    enabled = sum(feed.enabled for feed in config.feeds)
    if not enabled:
        yield Finding("configuration", "warning", say("doctor.no-feeds"), say("doctor.add-feeds"))
    else:
        found = say(
            "doctor.configuration", path=config.path or say("doctor.demonstration"), feeds=count(enabled, "feed")
        )
        yield Finding("configuration", "ok", found)
    if config.path is not None and not config.contact:
        yield Finding("configuration", "note", say("doctor.no-contact"), say("doctor.give-contact"))


def _keys(world: World) -> Iterator[Finding]:
    """Lines of ``[keys]`` that the desk will not take."""
    if not world.config.keys:
        return
    from tui.desk.keymap import registry

    for problem in registry(world.config)[1]:
        yield Finding("configuration", "warning", str(problem), say("doctor.correct-line"))


def _surroundings(world: World, environ: Mapping[str, str]) -> Iterator[Finding]:
    """What feeds.toml names outside itself, and is not there."""
    for title, variable in world.config.unset(environ):
        told = say("poll.no-secret", title=title, variable=variable)
        yield Finding("configuration", "warning", told, say("doctor.set-variable", variable=variable))
    if world.config.vocabulary and not world.config.vocabularies:
        told = say("doctor.no-vocabulary", path=world.config.vocabulary)
        yield Finding("configuration", "note", told, say("doctor.make-vocabulary"))


def _queries(world: World) -> Iterator[Finding]:
    """Saved queries that cannot be understood, and a vocabulary that cannot be read."""
    from tui.ledger.language import QueryError, names_of, parse
    from tui.reading.lookup.vocabulary import VocabularyError

    known = names_of(world.config, world.clock())
    try:
        known.gazetteer()
    except VocabularyError as error:
        yield Finding("configuration", "error", str(error), say("doctor.correct-vocabulary"))
        return
    alerts = ((alert.name, alert.query) for alert in world.config.alerts)
    saved = [*world.config.views, *world.config.mutes, *alerts]
    for name, query in saved:
        try:
            parse(query, known, world.config.views)
        except QueryError as error:
            found = say("doctor.query", name=name, message=error)
            yield Finding("configuration", "warning", found, say("doctor.correct-query"))


def _archive(world: World) -> Iterator[Finding]:
    path = world.archive_path
    if not path.exists():
        yield Finding("archive", "note", say("doctor.no-archive", path=path), say("doctor.poll"))
        return
    usable = True
    try:
        Archive.open(path).close()  # one of an older version is brought up to date
    except ArchiveError as error:
        yield _refused(error)
        usable = is_unwritable(error)
    if usable:
        yield from _condition(world)
    yield from _room(path)


def _refused(error: ArchiveError) -> Finding:
    return Finding("archive", "error", str(error), say("doctor.restore") if is_damaged(error) else "")


def _condition(world: World) -> Iterator[Finding]:
    """Whether what is in the archive is sound."""
    path = world.archive_path
    try:
        found = condition(path)
    except ArchiveError as error:
        yield _refused(error)
        return
    for problem in found.problems:
        yield Finding("archive", "error", say("doctor.damaged", problem=problem), say("doctor.restore"))
    if found.problems:
        return
    size, items = form.size(found.size), count(found.items, "item")
    yield Finding("archive", "ok", say("doctor.archive", path=path, items=items, size=size))
    if found.newest and found.newest > world.clock() + _SLOW_CLOCK:
        told = say("doctor.slow-clock", newest=form.day(found.newest))
        yield Finding("clock", "warning", told, say("doctor.set-clock"))


def _room(path: Path) -> Iterator[Finding]:
    if _is_full(path):
        free = form.size(shutil.disk_usage(path.parent).free)
        yield Finding("archive", "warning", say("doctor.full", free=free), say("doctor.make-room"))


def _is_full(path: Path) -> bool:
    return shutil.disk_usage(path.parent).free < _ROOM


def _clock(world: World, environ: Mapping[str, str]) -> Iterator[Finding]:
    from tui.config.zone import zone_of

    now: datetime = world.clock()
    if environ.get(ENVIRONMENT):
        told = say("doctor.clock-stopped", variable=ENVIRONMENT, moment=now.isoformat())
        yield Finding("clock", "note", told, say("doctor.unset", variable=ENVIRONMENT))
    elif now < _MADE:
        yield Finding("clock", "error", say("doctor.clock-past", day=form.day(now)), say("doctor.set-clock"))
    else:
        here = now.astimezone(zone_of(world.config))
        yield Finding("clock", "ok", say("doctor.clock", moment=here.isoformat(timespec="seconds")))
    if not world.config.timezone and not _has_zone(environ):
        yield Finding("clock", "note", say("doctor.zone"), say("doctor.set-zone"))


def _has_zone(environ: Mapping[str, str]) -> bool:
    """Whether the system knows a time zone of its own, or was told that there is none but UTC."""
    return bool(environ.get("TZ")) or datetime.now().astimezone().utcoffset() != timedelta(0)


def _feeds(world: World) -> Iterator[Finding]:
    from tui.brief.feedtables import advice, wrong
    from tui.config.zone import zone_of
    from tui.ledger.health import health

    if not world.archive_path.exists():
        return
    try:
        with Archive.open(world.archive_path, read_only=True) as archive:
            entries = [e for e in health(archive, world.config, world.clock()) if e.enabled]
    except ArchiveError:
        return  # told already
    if not entries:
        return  # that none is switched on is told already
    yield from _network(entries)
    zone = zone_of(world.config)
    for entry in entries:
        if entry.status not in _WELL or entry.lacking:
            yield Finding("feeds", "warning", f"{entry.title}: {wrong(entry, zone)}", advice(entry))
    well = sum(entry.status == "working" for entry in entries)
    unasked = sum(entry.status == "unasked" for entry in entries)
    level = "ok" if well or unasked == len(entries) else "warning"
    yield Finding("feeds", level, say("doctor.feeds", well=well, all=count(len(entries), "feed"), unasked=unasked))


def _network(entries: list[HealthEntry]) -> Iterator[Finding]:
    """What the last poll of each feed says of the way to them."""
    asked = [entry for entry in entries if entry.last_poll is not None]
    cut = [entry for entry in asked if entry.remedy in ("network", "name")]
    if asked and len(cut) == len(asked):
        yield Finding("network", "error", say("doctor.cut-off"), say("doctor.connect"))
    elif asked:
        reached = sum(entry.reached for entry in asked)
        told = say("doctor.network", reached=reached, asked=count(len(asked), "feed"))
        yield Finding("network", "ok" if reached else "warning", told)
