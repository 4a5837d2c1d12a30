"""The text of an item at a readable width, its names and figures coloured, one fact's sentence lit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.desk.cells import Piece, wrap_spans
from tui.desk.facts import Fact
from tui.desk.widgets.drawn import Drawn
from tui.model import Evidence

WIDEST = 72
_GUTTER = 3
_LONGEST = 200_000
"""Characters of an item that the reader lays out."""

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the page: a stretch of the source, or words of our own."""

    start: int
    end: int
    ink: str = ""
    words: str = ""


class Article(Drawn, ScrollView, can_focus=False):
    """``source[start:end]`` line by line; spans of the source carry inks, the lit evidence a ground of its own."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._source = ""
        self._title_end = 0
        self._byline = ""
        self._spans: Sequence[Span] = ()
        self._facts: Sequence[Fact] = ()
        self._lit: Evidence | None = None
        self._lines: list[_Line] = []
        self._laid_for = 0

    def show(self, title: str, text: str, byline: str, spans: Sequence[Span], facts: Sequence[Fact]) -> None:
        """Another item, from its first line; ``byline`` stands under the title."""
        self._source = f"{title}\n\n{text}"[:_LONGEST]
        self._title_end = min(len(title), _LONGEST)
        self._byline, self._spans, self._facts, self._lit = byline, spans, facts, None
        self._lay()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.refresh()

    def light(self, evidence: Evidence | None) -> None:
        """Light the sentence of a fact and bring it into view."""
        self._lit = evidence
        if evidence is not None:
            self._reveal(evidence)
        self.refresh()

    def _reveal(self, evidence: Evidence) -> None:
        shown = [i for i, line in enumerate(self._lines) if line.start < evidence.end and line.end > evidence.start]
        if not shown:
            return
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if shown[0] < top or shown[-1] >= top + height:
            self.scroll_to(y=max(0, shown[0] - height // 3), animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Lay the text out for the new width; what was lit stays in view."""
        if self.size.width != self._laid_for:
            self._lay()
            if self._lit is not None:
                self._reveal(self._lit)

    def _lay(self) -> None:
        if not self.size.width:
            return  # not placed yet; the first resize lays out
        self._laid_for = self.size.width
        width = max(4, min(WIDEST, self.size.width - _GUTTER - 1))
        lines: list[_Line] = []
        at = 0
        for paragraph in self._source.split("\n"):
            titled = at < self._title_end
            for start, end in wrap_spans(paragraph, width):
                lines.append(_Line(at + start, at + end, "strong" if titled else ""))
            at += len(paragraph) + 1
            if titled and at > self._title_end:
                lines += [_Line(0, 0, "quiet", self._byline[a:b]) for a, b in wrap_spans(self._byline, width)]
        self._lines = lines
        self.virtual_size = Size(0, len(lines))

    def render_line(self, y: int) -> Strip:
        """One line, with the marks of the facts that begin in it in the gutter."""
        index = y + self.scroll_offset.y
        pieces: list[Piece] = []
        if index < len(self._lines):
            line = self._lines[index]
            pieces = [self._gutter(line), *(self._runs(line) if line.end else [(line.words, line.ink)])]
        return self.line(pieces)

    def _gutter(self, line: _Line) -> Piece:
        lit = self._lit
        if lit is not None and line.start < lit.end and line.end > lit.start:
            return "▌  ", "copper"
        glyph = next((f.glyph for f in self._facts if line.start <= f.evidence.start < line.end), " ")
        return f"{glyph}  ", "faint"

    def _runs(self, line: _Line) -> list[Piece]:
        """The line cut where its inks change."""
        inks = [line.ink] * (line.end - line.start)
        for start, end, ink in self._spans:
            for place in range(max(start, line.start), min(end, line.end)):
                inks[place - line.start] = f"{ink}+{line.ink}" if line.ink else ink
        if self._lit is not None:
            for place in range(max(self._lit.start, line.start), min(self._lit.end, line.end)):
                inks[place - line.start] = f"{inks[place - line.start]}+lit"
        runs: list[Piece] = []
        begin = 0
        for place in range(1, len(inks) + 1):
            if place == len(inks) or inks[place] != inks[begin]:
                runs.append((self._source[line.start + begin : line.start + place], inks[begin]))
                begin = place
        return runs
