"""The margin of the reader: the item's facts, the lit one marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.desk.cells import Piece, wrap
from tui.desk.facts import Fact
from tui.desk.widgets.drawn import Drawn
from tui.words import mark, say


class Margin(Drawn, ScrollView, can_focus=False):
    """Each fact in a few lines."""

    class Chosen(Message):
        """A fact was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._facts: Sequence[Fact] = ()
        self._chosen = -1
        self._lines: list[tuple[int, list[Piece]]] = []

    def show(self, facts: Sequence[Fact]) -> None:
        """The facts of another item."""
        self._facts, self._chosen = facts, -1
        self._lay()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def choose(self, index: int) -> None:
        """Mark a fact (-1: none) and bring it into view."""
        self._chosen = index
        self._reveal()
        self.refresh()

    def _reveal(self) -> None:
        lines = [i for i, (fact, _) in enumerate(self._lines) if fact == self._chosen]
        if lines:
            top, height = self.scroll_offset.y, max(1, self.size.height)
            if lines[0] < top or lines[-1] >= top + height:
                self.scroll_to(y=max(0, lines[0] - 1), animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        self._lay()
        self._reveal()

    def _lay(self) -> None:
        if not self.size.width:
            return  # not placed yet; the first resize lays out
        width = max(4, self.size.width - 4)
        lines: list[tuple[int, list[Piece]]] = []
        for index, fact in enumerate(self._facts):
            lines.append((index, list(fact.title)))
            for told in fact.lines:
                lines += [(index, [(f"  {line}", "")]) for line in wrap(told, width - 2)]
            lines.append((-2, []))
        if not self._facts:
            lines = [(-2, [(line, "quiet")]) for line in wrap(say("empty.item-facts"), width)]
        self._lines = lines
        self.virtual_size = Size(0, len(lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of a fact."""
        index = y + self.scroll_offset.y
        fact, pieces = self._lines[index] if index < len(self._lines) else (-2, [])
        here = 0 <= fact == self._chosen
        edge: list[Piece] = [(mark("cursor") if here else " ", "copper"), (" ", "")]
        return self.line([*edge, *pieces], "cursor" if here else "")

    def on_click(self, event: events.Click) -> None:
        """A click lights the fact."""
        index = event.y - self.gutter.top + self.scroll_offset.y
        if 0 <= index < len(self._lines) and self._lines[index][0] >= 0:
            self.post_message(self.Chosen(self._lines[index][0]))
