"""Which panels are in sight and how large."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual import events

from tui.desk.arrangement import Arrangement
from tui.desk.curtain import SIDE_BY_SIDE
from tui.desk.messages import Arranged
from tui.desk.screens.base import DeskBase
from tui.desk.widgets.bars import TopLine
from tui.desk.widgets.rows import Rows
from tui.words import say

PANELS = (("news", "news"), ("deals", "deals"), ("companies", "companies"), ("timeline", "timeline"))
"""The panels' ids and the keys of their headings, in the order of the tab key."""

_FITTED = ("deals", "companies")
"""Panels that leave to the others what their rows do not need, as long as the reader has not made any larger or smaller."""


class Arranging(DeskBase):
    """Side by side, or one at a time where there is little room. A change of the arrangement is told as ``Arranged``."""

    def __init__(self, *arguments: Any, arrangement: Arrangement, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.arrangement = arrangement
        self.panels.scope = replace(self.panels.scope, stories=arrangement.stories)
        self._active = "news"
        self._enlarged = False

    def on_resize(self, event: events.Resize) -> None:
        """Side by side, or one at a time."""
        self._lay_out()

    @property
    def _single(self) -> bool:
        return self._enlarged or self.size.width < SIDE_BY_SIDE[0] or self.size.height < SIDE_BY_SIDE[1]

    @property
    def _shown(self) -> list[str]:
        """The panels that are not hidden."""
        return [panel for panel, _ in PANELS if panel not in self.arrangement.hidden] or ["news"]

    def _lay_out(self) -> None:
        single, shown = self._single, self._shown
        self.set_class(single, "-single")
        self.set_class(self.size.width < 60 or self.size.height < 15, "-tiny")
        for panel in self.query(Rows):
            if panel.id:
                panel.display = panel.id == self._active if single else panel.id in shown
                panel.alone(single or shown == [panel.id])
                panel.fit(not single and panel.id in _FITTED and "timeline" in shown and not self.arrangement.heights)
                if panel.id != "news":
                    panel.styles.height = f"{self.arrangement.height(panel.id)}fr"
        side = self.query_one("#side")
        side.display = self._active != "news" if single else shown != ["news"]
        share = self.arrangement.share
        self.query_one("#news").styles.width = "1fr" if single else f"{share}fr"
        side.styles.width = "1fr" if single else f"{100 - share}fr"
        self.query_one(TopLine).activate(self._active)

    def rearrange(self, arrangement: Arrangement) -> None:
        """Change the arrangement, and have it remembered."""
        if arrangement != self.arrangement:
            self.arrangement = arrangement
            self._lay_out()
            self.post_message(Arranged(arrangement))

    def go_to(self, panel: str) -> None:
        """Give a panel the keys; a hidden one is shown again."""
        self._active = panel
        self.rearrange(self.arrangement.showing(panel))
        self._lay_out()
        for target in self.query(f"#{panel}"):
            self.set_focus(target, scroll_visible=False)
        self.describe()

    def action_panel(self, way: int) -> None:
        """The next panel, or the one before."""
        ids = self._shown
        at = ids.index(self._active) if self._active in ids else 0
        self.go_to(ids[(at + way) % len(ids)])

    def action_enlarge(self) -> None:
        """The active panel on the whole screen, and back."""
        self._enlarged = not self._enlarged
        self.go_to(self._active)

    def action_resize(self, by: int) -> None:
        """The active panel larger or smaller."""
        self.rearrange(self.arrangement.resized(self._active, by))

    def action_hide_panel(self) -> None:
        """The active panel out of sight, unless it is the only one."""
        if len(self._shown) == 1:
            self.notify(say("desk.only-panel"), timeout=3, markup=False)
            return
        hidden = self._active
        self.action_panel(1)
        self.rearrange(self.arrangement.without(hidden))

    def action_show_panels(self) -> None:
        """All panels in sight, each as large as at first."""
        self._enlarged = False
        first = Arrangement()
        self.rearrange(replace(self.arrangement, hidden=first.hidden, share=first.share, heights=first.heights))
        self.go_to(self._active)

    def action_pin(self) -> None:
        """The company under the cursor to the top of its panel, or back to its place."""
        from tui.desk.widgets.companies import CompaniesPanel, name_of

        for panel in self.query(CompaniesPanel):
            if panel.current is not None:
                self.rearrange(self.arrangement.pin(name_of(panel.current)))
                panel.pin(self.arrangement.pinned)
