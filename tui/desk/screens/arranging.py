"""Which panels are in sight and how large."""

from __future__ import annotations

from typing import Any

from textual import events

from tui.desk.curtain import SIDE_BY_SIDE
from tui.desk.screens.base import DeskBase
from tui.desk.widgets.bars import TopLine
from tui.desk.widgets.rows import Rows

PANELS = (("news", "news"), ("deals", "deals"), ("companies", "companies"), ("timeline", "timeline"))
"""The panels' ids and the keys of their headings, in the order of the tab key."""


class Arranging(DeskBase):
    """Side by side, or one at a time where there is little room."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._active = "news"
        self._enlarged = False

    def on_resize(self, event: events.Resize) -> None:
        """Side by side, or one at a time."""
        self._lay_out()

    @property
    def _single(self) -> bool:
        return self._enlarged or self.size.width < SIDE_BY_SIDE[0] or self.size.height < SIDE_BY_SIDE[1]

    def _lay_out(self) -> None:
        single = self._single
        self.set_class(single, "-single")
        self.set_class(self.size.width < 60 or self.size.height < 12, "-tiny")
        for panel in self.query(Rows):
            panel.display = not single or panel.id == self._active
        self.query_one("#side").display = not single or self._active != "news"
        self.query_one(TopLine).activate(self._active)

    def go_to(self, panel: str) -> None:
        """Give a panel the keys."""
        self._active = panel
        self._lay_out()
        for target in self.query(f"#{panel}"):
            self.set_focus(target, scroll_visible=False)
        self.describe()

    def action_panel(self, way: int) -> None:
        """The next panel, or the one before."""
        ids = [panel for panel, _ in PANELS]
        self.go_to(ids[(ids.index(self._active) + way) % len(ids)])

    def action_enlarge(self) -> None:
        """The active panel on the whole screen, and back."""
        self._enlarged = not self._enlarged
        self.go_to(self._active)
