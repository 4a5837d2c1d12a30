"""What a table is, and how its rows are written: raw for programs (CSV), in words for people (terminal, Markdown)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import chain
from typing import Any

from tui import form
from tui.bulk import batches
from tui.text import line
from tui.words import say

# A spreadsheet takes a cell that starts with one of these for a formula; full-width forms are folded to them by some.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")

Raw = str | float | int | bool | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` heads the CSV; ``raw`` is a program's value; ``heading`` and ``shown`` make the column for people, "" leaves
    it out; a moment is shown to them as the day that it is where they are. ``right`` puts figures under figures;
    ``whole`` keeps a cell on one line, ``room`` is the least width of a column of long texts; an ``extra`` one is left out
    where there is no room."""

    key: str
    raw: Callable[[Any], Raw]
    heading: str = ""
    shown: Callable[[Any], str] | None = None
    right: bool = False
    whole: bool = False
    room: int = 0
    extra: bool = False

    def cell(self, row: Any, zone: tzinfo | None) -> str:
        """What people see of ``row``."""
        value = (self.shown or self.raw)(row)
        return form.day(value, zone) if isinstance(value, datetime) else line(str(value or ""))


@dataclass(frozen=True, slots=True)
class Table:
    """A listing: its name is its CSV file's; ``rows`` cuts an entry into the rows of the table."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Any], Iterable[Any]] = lambda entry: (entry,)


def safe(value: str | float | None) -> str:
    """A cell that no spreadsheet runs: text is cleaned and, where it would be a formula, set behind an apostrophe."""
    return _CELLS[type(value)](value)


def _column(values: Sequence[Raw]) -> Iterator[str]:
    """The cells of a column, which says many things again and again: each is made safe once."""
    from msgspec import to_builtins  # not on the way to the first paint

    told = to_builtins(values)  # moments as JSON has them
    cells = {value: _quoted(safe(value)) for value in set(told)}
    return map(cells.__getitem__, told)


def _quoted(cell: str) -> str:
    """A cell, which is on one line, as CSV has it. The csv module would take an eighth of the brief longer."""
    if "," not in cell and '"' not in cell:
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def _safe_text(text: str) -> str:
    clean = line(text)
    return f"'{clean}" if clean[:1] in _FORMULA else clean


_CELLS: dict[type, Callable[[Any], str]] = {
    str: _safe_text,
    int: repr,
    float: lambda number: repr(int(number) if number.is_integer() else number),
    bool: lambda on: "true" if on else "false",
    type(None): lambda nothing: "",
}


def csv_lines(table: Table, entries: Iterable[Any]) -> Iterator[str]:
    """The entries as CSV with a heading, many lines at a time, each ending in CRLF, every cell safe for a spreadsheet."""
    yield ",".join(column.key for column in table.columns) + "\r\n"
    for some in batches(chain.from_iterable(map(table.rows, entries))):
        columns = [_column(list(map(column.raw, some))) for column in table.columns]
        yield "\r\n".join([*map(",".join, zip(*columns, strict=True)), ""])


def shown(
    table: Table, columns: Sequence[Column], entries: Iterable[Any], zone: tzinfo | None = None
) -> Iterator[list[str]]:
    """The rows for people, a cell for each of ``columns``; days are those of ``zone``."""
    for entry in entries:
        for row in table.rows(entry):
            yield [column.cell(row, zone) for column in columns]


def for_people(table: Table, *, narrow: bool = False) -> tuple[Column, ...]:
    """The columns that people see."""
    return tuple(column for column in table.columns if column.heading and not (narrow and column.extra))


def markdown_text(table: Table, entries: Iterable[Any], zone: tzinfo | None = None) -> str:
    """The rows for people as a table of Markdown."""
    from tui.brief.markdown import escaped

    columns = for_people(table)
    heads = " | ".join(escaped(say(f"heading.{column.heading}")) for column in columns)
    rules = " | ".join("---:" if column.right else "---" for column in columns)
    rows = (" | ".join(map(escaped, row)) for row in shown(table, columns, entries, zone))
    return "".join(f"| {row} |\n" for row in (heads, rules, *rows))
