"""The first page of news on the terminal while the screens' libraries are still being imported.

It stands where the desk's news list will stand, so that nothing jumps when the desk takes over. No key works yet; those
typed meanwhile are the desk's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from tui.desk.arrangement import Arrangement
from tui.desk.cells import Piece, fit
from tui.desk.glyphs import table
from tui.desk.palette import KARATAU
from tui.desk.widgets.news_row import FOOTED, SOURCE_FROM, by_day, day_heading, news_row
from tui.ledger.entries import NewsEntry

SIDE_BY_SIDE = (100, 20)
"""Columns and lines from which the panels stand side by side."""

USUAL = Arrangement()
_OPEN = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J\x1b[H"
_CLOSE = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l"


def page(
    entries: Sequence[NewsEntry],
    now: datetime,
    zone: tzinfo,
    columns: int,
    lines: int,
    *,
    colours: bool,
    kept: Arrangement = USUAL,
) -> str:
    """The screen as one string: the name, and the rows of the news list, each in its place."""
    beside = columns >= SIDE_BY_SIDE[0] and lines >= SIDE_BY_SIDE[1]
    left = 1 if beside else 0
    width = columns * kept.share // 100 - 2 if beside else columns
    told, room = by_day(entries, zone), max(0, lines - 3 - left)
    foot = width <= SOURCE_FROM and room >= FOOTED
    width -= 1 + (len(told) + foot > room)  # the cursor's edge, and the scrollbar
    room -= foot
    rows: list[list[Piece]] = [[(fit(" kenwatch", columns), "")], []]
    for row in told[:room]:
        if isinstance(row, NewsEntry):
            rows.append([(" " * (left + 1), ""), *news_row(row, width, zone, stories=kept.stories)])
        else:
            rows.append([(" " * (left + 1), ""), (fit(day_heading(row, now, zone), width), "copper")])
    rows += [[]] * (lines - len(rows))
    return "\r\n".join(_line(row, columns, colours=colours) for row in rows[:lines])


def _line(pieces: Iterable[Piece], columns: int, *, colours: bool) -> str:
    text = "".join(f"{_colour(ink)}{words}" if colours else words for words, ink in pieces)
    return f"\x1b[48;2;{_rgb('background')}m{text}\x1b[K" if colours else text


def _colour(ink: str) -> str:
    return f"\x1b[38;2;{_rgb(ink if ink in KARATAU else 'foreground')}m"


def _rgb(role: str) -> str:
    value = KARATAU[role]
    return f"{int(value[1:3], 16)};{int(value[3:5], 16)};{int(value[5:7], 16)}"


def draw(
    entries: Sequence[NewsEntry], now: datetime, zone: tzinfo, kept: Arrangement = USUAL, *, ascii_only: bool = False
) -> bool:
    """Draw the page where the desk will be; False where there is nothing to draw or no terminal to draw on."""
    terminal = sys.__stderr__
    if not entries or terminal is None or not terminal.isatty():
        return False
    try:
        size = os.get_terminal_size(terminal.fileno())
    except OSError:
        return False
    colours = os.environ.get("COLORTERM", "") in ("truecolor", "24bit") and "NO_COLOR" not in os.environ
    drawn = page(entries, now, zone, size.columns, size.lines, colours=colours, kept=kept)
    if ascii_only:
        drawn = drawn.translate(table())
    terminal.write(f"{_OPEN}{drawn}\x1b[0m")
    terminal.flush()
    return True


def drop() -> None:
    """Give the terminal back, should the desk never come."""
    if sys.__stderr__ is not None:
        sys.__stderr__.write(_CLOSE)
        sys.__stderr__.flush()
