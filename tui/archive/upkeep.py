"""Looking after an archive's file: checking it, copying it safely, and letting go of what is old.

Each function opens the file itself, for as long as it needs it. Every failure is an ArchiveError."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import mkstemp

from tui.archive.connection import connect, patiently, transaction
from tui.archive.errors import ArchiveError, is_damaged, spoken
from tui.archive.identity import from_column, to_column
from tui.archive.saving import NEAR
from tui.words import say, trouble

_BATCH = 500
_PAGES = 2_000
"""Pages copied at a time, so that other programs get their turn."""

_FIRST_PROBLEMS = 5
_COUNT = "SELECT count(*), max(fetched) FROM items"
_INTEGRITY = "PRAGMA integrity_check"
_REFERENCES = "PRAGMA foreign_key_check"

# An item may go when neither it nor a twin has facts or a star, and no report of its story has facts.
_KEPT = """
SELECT i.id FROM items i WHERE i.is_starred = 1
  OR EXISTS (SELECT 1 FROM deals x WHERE x.item = i.id)
  OR EXISTS (SELECT 1 FROM metrics x WHERE x.item = i.id)
  OR EXISTS (SELECT 1 FROM events x WHERE x.item = i.id)"""
_OLD = f"""
WITH kept AS MATERIALIZED ({_KEPT}),
  whole AS (SELECT DISTINCT story FROM items WHERE story IS NOT NULL AND id IN kept),
  stands AS (SELECT coalesce(twin, id) FROM items WHERE published >= :before OR id IN kept OR story IN whole)
SELECT id FROM items WHERE published < :before AND coalesce(twin, id) NOT IN stands ORDER BY twin IS NULL, id"""
_TIDY = (
    "INSERT INTO search (search) VALUES ('optimize')",
    "VACUUM",
    "PRAGMA optimize",
    "PRAGMA wal_checkpoint(TRUNCATE)",
)
_MATES = f"""
INSERT OR IGNORE INTO unsettled (item, published) SELECT i.id, i.published FROM items i
WHERE {NEAR} AND i.id NOT IN (SELECT value FROM json_each(:items)) AND (
  story IN (SELECT story FROM items WHERE id IN (SELECT value FROM json_each(:items)))
  OR id IN (SELECT other FROM likenesses WHERE one IN (SELECT value FROM json_each(:items)))
  OR id IN (SELECT item FROM signatures WHERE original IN (SELECT value FROM json_each(:items))))"""
_DROP = "DELETE FROM items WHERE id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Condition:
    """How an archive's file is: its size in bytes, what it holds, when an item last came, and what is wrong with it."""

    size: int
    items: int
    newest: datetime | None
    problems: tuple[str, ...]


def condition(path: Path) -> Condition:
    """Reads the whole archive at ``path`` to see whether it is sound."""
    with spoken(path), closing(connect(path, read_only=True)) as db:
        items, newest = db.execute(_COUNT).fetchone()
        return Condition(
            size=_size(path),
            items=items,
            newest=from_column(newest) if newest is not None else None,
            problems=_problems(db),
        )


def backup(archive: Path, target: Path, *, force: bool = False) -> Condition:
    """Writes a verified copy of ``archive``, which may be in use or an older kenwatch's, to ``target``; an existing file only
    with ``force``."""
    _spare(target, force)
    if _same(archive, target):
        raise ArchiveError(say("archive.itself", path=target))
    with spoken(archive), closing(connect(archive, read_only=True, older=True)) as source:
        return _written(source, target)


def restore(copy: Path, archive: Path, *, force: bool = False) -> Condition:
    """Makes ``archive`` what ``copy`` is, once the copy is verified; an existing archive only with ``force``. Programs that
    have the archive open see the restored one from then on, unless it was too damaged to be written to."""
    if _same(copy, archive):
        raise ArchiveError(say("archive.itself-backup", path=copy))
    _spare(archive, force)
    with spoken(copy), closing(connect(copy, read_only=True, older=True)) as source:
        if problems := _problems(source):
            raise ArchiveError(say("archive.backup-damaged", path=copy, why=problems[0]))
        if not archive.exists():
            return _written(source, archive)
        try:
            with spoken(archive), closing(connect(archive)) as target:
                patiently(lambda: source.backup(target))
        except ArchiveError as error:
            if not is_damaged(error):
                raise
            return _written(source, archive)
    with closing(connect(archive)):
        return condition(archive)


def prune(archive: Path, before: datetime, *, dry: bool = False, progress: Callable[[int], None] | None = None) -> int:
    """Lets go of items published before ``before`` that prove nothing: no fact of their own, of a twin's or of their
    story's, and no star. Gives how many; ``dry`` only counts them. The file is made smaller where something went."""
    _there(archive)
    with spoken(archive), closing(connect(archive)) as db:
        old = [item for (item,) in db.execute(_OLD, {"before": to_column(before)})]
        if dry or not old:
            return len(old)
        for at in range(0, len(old), _BATCH):
            batch = json.dumps(old[at : at + _BATCH])
            with transaction(db):
                db.execute(_MATES, {"items": batch})
                db.execute(_DROP, (batch,))
            if progress is not None:
                progress(min(at + _BATCH, len(old)))
        patiently(lambda: db.execute("VACUUM"))
        return len(old)


def vacuum(archive: Path) -> tuple[int, int]:
    """Puts the archive's file in order: the search index in one piece, no empty pages. Gives its bytes before and after."""
    _there(archive)
    with spoken(archive), closing(connect(archive)) as db:
        before = _size(archive)
        for order in _TIDY:
            patiently(partial(db.execute, order))
    return before, _size(archive)


def _written(source: sqlite3.Connection, target: Path) -> Condition:
    """Copies ``source`` beside ``target``, verifies the copy, and gives it its name in one step."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise ArchiveError(say("archive.unwritable", path=target, why=trouble(error))) from error
    os.close(handle)
    fresh = Path(name)
    try:
        with spoken(target), closing(sqlite3.connect(fresh)) as copy:
            source.backup(copy, pages=_PAGES)
            copy.execute("PRAGMA journal_mode = DELETE")
        with closing(connect(fresh)):  # an older one is brought up to date
            found = condition(fresh)
        if found.problems:
            raise ArchiveError(say("archive.damaged", why=found.problems[0]))
        for journal in _parts(target)[1:]:  # what a file of this name left behind would be taken for the copy's
            journal.unlink(missing_ok=True)
        fresh.replace(target)
        return found
    finally:
        for part in _parts(fresh):
            part.unlink(missing_ok=True)


def _problems(db: sqlite3.Connection) -> tuple[str, ...]:
    found = [str(row[0]) for row in db.execute(_INTEGRITY).fetchmany(_FIRST_PROBLEMS)]
    found = [] if found == ["ok"] else found
    found += [
        say("archive.orphan", table=row[0], row=row[1]) for row in db.execute(_REFERENCES).fetchmany(_FIRST_PROBLEMS)
    ]
    return tuple(found)


def _there(archive: Path) -> None:
    if not archive.exists():
        raise ArchiveError(say("archive.none", path=archive))


def _spare(path: Path, force: bool) -> None:
    if path.is_dir():
        raise ArchiveError(say("archive.folder-file", path=path))
    if path.exists() and not force:
        raise ArchiveError(say("archive.exists", path=path))


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _size(path: Path) -> int:
    return sum(part.stat().st_size for part in _parts(path) if part.exists())


def _parts(path: Path) -> tuple[Path, ...]:
    return path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm"))
