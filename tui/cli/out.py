"""stdout: data and nothing else, cleaned as it leaves."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from tui.brief.jsontext import dumps
from tui.text import line

if TYPE_CHECKING:
    from rich.console import Console

    from tui.brief.columns import Table

_PIPED, _NARROW = 160, 100
"""Cells of a line that goes to no terminal, and those that all columns of a table need."""


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


def console(**options: Any) -> Console:
    """What draws on stdout; a reader that has gone ends the program as it would anything else that writes."""
    from rich.console import Console

    class Drawing(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Drawing(file=sys.stdout, markup=False, highlight=False, emoji=False, **options)


def table(kind: Table, entries: Sequence[object], form: str) -> None:
    """A listing as ``csv``, as a ``md`` table, or as a ``table`` for the terminal."""
    from tui.brief.columns import csv_lines, markdown_text

    if form == "csv":
        sys.stdout.writelines(csv_lines(kind, entries))
    elif form == "md":
        text(markdown_text(kind, entries))
    else:
        _print(kind, entries)


def _print(kind: Table, entries: Sequence[object]) -> None:
    from rich.console import JustifyMethod
    from rich.table import Table as Grid
    from rich.text import Text

    from tui.brief.columns import for_people, shown
    from tui.words import say

    screen = console(width=None if sys.stdout.isatty() else _PIPED)
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    narrow = screen.width < _NARROW
    columns = for_people(kind, narrow=narrow)
    for column in columns:
        heading = Text(say(f"heading.{column.heading}"))
        justify: JustifyMethod = "right" if column.right else "left"
        one_line = column.whole or column.right
        room = None if narrow else column.room or None
        grid.add_column(heading, justify=justify, no_wrap=one_line, min_width=room, overflow="fold")
    for row in shown(kind, columns, entries):
        grid.add_row(*map(Text, row))
    screen.print(grid)
