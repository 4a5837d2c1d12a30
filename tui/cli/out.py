"""stdout: data and nothing else, cleaned as it leaves."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from tui.text import line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as Grid

    from tui.brief.columns import Column, Table

_PIPED, _NARROW, _CRAMPED = 160, 100, 60
"""Cells of a line that goes to no terminal, more where an address is longer, those that all columns of a table need, and
those that any table needs."""
_GAP = 2


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
    from tui.brief.jsontext import dumps  # not on the way to the first paint

    sys.stdout.write(dumps(value) + "\n")


def json_text(value: object) -> None:
    """One JSON value, laid out for reading."""
    from tui.brief.jsontext import dumps  # nor here

    sys.stdout.write(dumps(value, indent=2) + "\n")


def console(**options: Any) -> Console:
    """What draws on stdout; a reader that has gone ends the program as it would anything else that writes."""
    from rich.console import Console

    class Drawing(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Drawing(file=sys.stdout, markup=False, highlight=False, emoji=False, **options)


def table(kind: Table, entries: Sequence[object], form: str, zone: tzinfo | None = None) -> None:
    """A listing as ``csv``, as a ``md`` table, or as a ``table`` for the terminal, its days those of ``zone``."""
    from tui.brief.columns import csv_lines, markdown_text

    if form == "csv":
        sys.stdout.writelines(csv_lines(kind, entries))
    elif form == "md":
        text(markdown_text(kind, entries, zone))
    else:
        _print(kind, entries, zone)


def _print(kind: Table, entries: Sequence[object], zone: tzinfo | None) -> None:
    from rich.console import JustifyMethod
    from rich.table import Table as Grid
    from rich.text import Text

    from tui.brief.columns import for_people, shown
    from tui.words import say

    piped = not sys.stdout.isatty()
    screen = console(width=_PIPED if piped else None)
    grid = Grid(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="dim")
    narrow = screen.width < _NARROW
    columns = for_people(kind, narrow=narrow)
    rows = list(shown(kind, columns, entries, zone))
    if screen.width < _CRAMPED:
        _one_below_the_other(screen, columns, rows)
        return
    for number, column in enumerate(columns):
        heading = Text(say(f"heading.{column.heading}"))
        justify: JustifyMethod = "right" if column.right else "left"
        one_line = column.whole or column.right
        room = 0 if narrow else column.room
        if piped:
            room = max(room, _longest(row[number] for row in rows))
        grid.add_column(heading, justify=justify, no_wrap=one_line, min_width=room or None, overflow="fold")
    for row in rows:
        grid.add_row(*map(Text, row))
    if piped:
        _print_whole(screen, grid)
    else:
        screen.print(grid)


def _print_whole(screen: Console, grid: Grid) -> None:
    """The grid as wide as its columns need at least, no line with spaces at its end."""
    least = sum((column.min_width or 0) + _GAP for column in grid.columns)
    with screen.capture() as drawn:
        screen.print(grid, width=max(screen.width, least), crop=False)
    sys.stdout.writelines(f"{one.rstrip()}\n" for one in drawn.get().splitlines())


def _one_below_the_other(screen: Console, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """A cell a line: there is no room for columns."""
    from rich.text import Text

    from tui.words import say

    for number, row in enumerate(rows):
        if number:
            screen.print()
        for column, cell in zip(columns, row, strict=True):
            if cell:
                screen.print(Text.assemble((f"{say(f'heading.{column.heading}')} ", "dim"), cell), overflow="fold")


def _longest(cells: Iterable[str]) -> int:
    """Cells of the longest word: who reads a pipe takes addresses whole."""
    from rich.cells import cell_len

    return max((cell_len(word) for cell in cells for word in cell.split()), default=0)
