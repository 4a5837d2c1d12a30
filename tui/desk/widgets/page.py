"""A page of labelled lines that scrolls and has no cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.desk.cells import Piece, fit, width_of
from tui.desk.ink import segment
from tui.desk.labelled import Told, lines
from tui.desk.widgets.drawn import Drawn

_WIDEST = 96
"""Cells of a line that is still read with ease."""


class Page(Drawn, ScrollView, can_focus=False):
    """Shows what it is told, from its first line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._told: Sequence[Told] = ()
        self._title = ""
        self._lines: list[list[Piece]] = []

    def show(self, title: str, told: Sequence[Told]) -> None:
        """Another page; the same one keeps its place."""
        if (title, told) == (self._title, self._told):
            return
        if title != self._title:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._title, self._told = title, told
        self._lay()

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        self._lay()

    def _lay(self) -> None:
        if not self.size.width:
            return  # not placed yet; the first resize lays out
        room = max(4, self.outer_size.width - 6)
        title = fit(self._title, min(room, width_of(self._title)))
        self.border_title = Content(segment(title).text).stylize("bold")
        self._lines = lines(self._told, min(_WIDEST, max(4, self.size.width - 3)))
        self.virtual_size = Size(0, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line."""
        index = y + self.scroll_offset.y
        pieces = self._lines[index] if index < len(self._lines) else []
        return self.line([(" ", ""), *pieces])
