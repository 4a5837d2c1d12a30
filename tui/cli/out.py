"""stdout: data and nothing else, cleaned as it leaves."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tui.brief.jsontext import dumps
from tui.text import line

if TYPE_CHECKING:
    from tui.brief.tables import Column, Table

_PIPED = 160
"""Columns of a table that goes to no terminal."""


def text(content: str) -> None:
    """A text of several lines that a writer made, as it stands."""
    sys.stdout.write(content)


def lines(content: Iterable[str]) -> None:
    """Lines for people, each cleaned; leading spaces stay."""
    for one in content:
        indent = len(one) - len(one.lstrip(" "))
        sys.stdout.write(f"{' ' * indent}{line(one)}\n")


def flush() -> None:
    """Let what was written be seen now: more comes later."""
    sys.stdout.flush()


def json_line(value: object) -> None:
    """One JSON value on a line of its own."""
    sys.stdout.write(dumps(value) + "\n")


def json_text(value: object) -> None:
    """One JSON value, laid out for reading."""
    sys.stdout.write(dumps(value, indent=2) + "\n")


def table(kind: Table, entries: Sequence[object], form: str) -> None:
    """A listing as ``csv``, as a ``md`` table, or as a ``table`` for the terminal."""
    from tui.brief import tables

    if form == "csv":
        text(tables.csv_text(kind, entries))
    elif form == "md":
        text(tables.markdown_text(kind, entries))
    else:
        _print(tables.for_people(kind), tables.shown(kind, entries))


def _print(columns: Sequence[Column], rows: Iterable[list[str]]) -> None:
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    from tui.words import say

    console = Console(
        file=sys.stdout, width=None if sys.stdout.isatty() else _PIPED, markup=False, highlight=False, emoji=False
    )
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in columns:
        grid.add_column(
            Text(say(f"heading.{column.heading}")), justify="right" if column.right else "left", overflow="fold"
        )
    for row in rows:
        grid.add_row(*map(Text, row))
    console.print(grid)
