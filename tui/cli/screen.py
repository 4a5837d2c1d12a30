"""What ``kenwatch doctor`` sees of the terminal: its size, colours, encoding, and whether it draws the desk's glyphs."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence

from tui import form
from tui.cli.findings import Finding
from tui.cli.measured import widths
from tui.words import catalogue, say

_SMALLEST = (60, 15)
_CONSOLE = "linux"
"""What TERM is on a console without a window, whose font holds few glyphs."""


def terminal(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Findings about the terminal that the output goes to."""
    encoding = (sys.stdout.encoding or "").lower()
    if not sys.stdout.isatty():
        yield Finding("terminal", "note", say("doctor.no-terminal"))
        return
    if encoding.replace("-", "") != "utf8":
        yield Finding("terminal", "warning", say("doctor.encoding", encoding=encoding), say("doctor.set-encoding"))
    size = shutil.get_terminal_size()
    shown = f"{size.columns}×{size.lines}"
    if size.columns < _SMALLEST[0] or size.lines < _SMALLEST[1]:
        yield Finding("terminal", "warning", say("doctor.small", size=shown), say("doctor.enlarge"))
    colours = _colours(environ)
    if not colours:
        yield Finding("terminal", "note", say("doctor.colourless"), say("doctor.set-term"))
    yield Finding("terminal", "ok", say("doctor.terminal", size=shown, colours=colours or 0, encoding=encoding))
    yield from glyphs(environ, encoding, _terminal_of_input())


def glyphs(environ: Mapping[str, str], encoding: str, asked: int | None) -> Iterator[Finding]:
    """Findings about the marks: what the encoding lacks, a font that has few, and what the terminal ``asked`` (a file
    descriptor; None: none can be) draws wider than a cell."""
    marks = used()
    lacking = [one for one in marks if not _has(encoding, one)]
    if lacking:
        yield Finding("terminal", "warning", say("doctor.unencoded", marks=len(lacking)), say("doctor.plain-marks"))
        return
    if environ.get("TERM") == _CONSOLE:
        yield Finding("terminal", "warning", say("doctor.console"), say("doctor.plain-marks"))
        return
    drawn = widths(asked, marks) if asked is not None else {}
    wide = [one for one, width in drawn.items() if width != 1]
    if wide:
        told = say("doctor.wide", marks=" ".join(wide[:12]))
        yield Finding("terminal", "warning", told, say("doctor.narrow-marks"))
    yield Finding(
        "terminal", "ok" if not wide else "note", say("doctor.marks", marks=" ".join(marks)), say("doctor.look")
    )


def used() -> Sequence[str]:
    """Every glyph that the desk draws beside letters, each once."""
    found = [pair[0] for table in catalogue()["mark"].values() for pair in _pairs(table)]
    return tuple(dict.fromkeys([*(one for one in found if not one.isascii()), *form.BARS]))


def _pairs(table: object) -> Iterator[Sequence[str]]:
    if isinstance(table, dict):
        yield from table.values()
    elif isinstance(table, list):
        yield table


def _has(encoding: str, glyph: str) -> bool:
    try:
        glyph.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _terminal_of_input() -> int | None:
    """The terminal that answers, where input comes from the one that output goes to."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    same = os.ttyname(sys.stdin.fileno()) == os.ttyname(sys.stdout.fileno()) if os.name == "posix" else False
    return sys.stdin.fileno() if same else None


def _colours(environ: Mapping[str, str]) -> str:
    if "NO_COLOR" in environ or environ.get("TERM", "") in ("", "dumb"):
        return ""
    if environ.get("COLORTERM", "") in ("truecolor", "24bit"):
        return form.number(1 << 24)
    return "256" if "256color" in environ["TERM"] else "16"
