"""Brings an archive's tables up to date, one numbered step after the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

STEPS = tuple(f"{number:04}.sql" for number in range(1, 15))
"""Files of ``schema/`` in order; step n leads to schema version n. A step that was released is never changed."""

SCHEMA_VERSION = len(STEPS)

_SCHEMA = Path(__file__).parent / "schema"


def migrate(connection: sqlite3.Connection, upto: int = SCHEMA_VERSION) -> None:
    """Runs the steps that are missing, within the transaction that the caller has begun."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    for number, name in enumerate(STEPS[version:upto], version + 1):
        for statement in _statements((_SCHEMA / name).read_text(encoding="utf-8")):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number:d}")


def _statements(script: str) -> Iterator[str]:
    """The statements of ``script``; a trigger, with its own semicolons, is one."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
