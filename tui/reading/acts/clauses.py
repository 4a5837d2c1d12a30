"""Sentences that tell of two undertakings in two clauses, taken apart: X signed …, while Y agreed ….

A sentence is cut only where both clauses name a company and a paper, or a verb of signing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.reading.acts.line import Line
from tui.reading.layout.page import Page

_CUT = re.compile(r"; |, (?:while|whereas|and|but|а|и|тогда как|при этом|ал|сондай-ақ) |: ")
_PAPERS = ("sign", "agree", "memo", "agreement", "offtake")


def clauses(page: Page, lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, those of two undertakings as two lines of the same sentence."""
    for line in lines:
        if len(line.of(*_PAPERS)) > 1 and len(line.of("company")) > 1:
            yield from _cut(page, line)
        else:
            yield line


def _cut(page: Page, line: Line) -> Iterator[Line]:
    for match in _CUT.finditer(page.folded, line.span.start, line.span.end):
        first = Line(line.number, line.span, tuple(t for t in line.tokens if t.end <= match.start()))
        second = Line(line.number, line.span, tuple(t for t in line.tokens if t.start >= match.end()))
        if _tells(first) and _tells(second) and len(_named(first) & _named(second)) < 1:
            yield first
            yield from _cut(page, second)
            return
    yield line


def _tells(line: Line) -> bool:
    return line.has(*_PAPERS) and line.has("company")


def _named(line: Line) -> set[str]:
    return {t.mention.id for t in line.of("company") if t.mention}
