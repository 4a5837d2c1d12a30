"""The sentence or two that prove a fact, exactly as they stand."""

from __future__ import annotations

from tui.model import Evidence
from tui.reading.acts.line import Line, Token
from tui.reading.layout.page import Page

LIMIT = 800
"""Characters of a quotation at most."""


def quote(page: Page, lines: list[Line], line: Line, figure: Token | None, rule: str) -> Evidence:
    """The line's sentence; with the figure's, where that is the next or the one before; the figure's alone, where it is
    further off."""
    start, end = line.span
    if figure is not None and not start <= figure.start < end:
        other = page.sentence_at(figure.start)
        span = lines[other].span if other < len(lines) else line.span
        if abs(other - line.number) == 1 and max(end, span.end) - min(start, span.start) <= LIMIT:
            start, end = min(start, span.start), max(end, span.end)
        else:
            start, end = span
    end = min(end, start + LIMIT)
    return Evidence(page.source[start:end], start, end, rule)
