"""The search line of the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tui.desk.screens.arranging import Arranging


class Searching(Arranging):
    """Opens, follows and closes the line to search in."""

    async def action_search(self) -> None:
        """Open the line to search in."""
        from tui.desk.widgets.search import SearchLine

        for line in self.query(SearchLine):
            line.focus()
            return
        line = SearchLine(self.panels.scope.words)
        await self.mount(line, before="#keys")
        line.focus()

    def on_search_line_asked(self, message: Any) -> None:
        """Somebody types in the search line."""
        if message.words != self.panels.scope.words:
            self.panels.look_at(replace(self.panels.scope, words=message.words), at_once=False)

    def action_found(self) -> None:
        """To what was found; the search stays."""
        self.go_to("news")
        self.query("#search").remove()

    def action_unsearch(self) -> None:
        """Leave the search and undo it."""
        self.action_found()
        self.panels.look_at(replace(self.panels.scope, words=""))
        self.describe()

    def action_clear(self) -> None:
        """Undo the search; leave the enlarged panel."""
        if self.panels.scope.words:
            self.action_unsearch()
        elif self._enlarged:
            self.action_enlarge()
