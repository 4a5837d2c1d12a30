"""The search line of the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import work

from tui.desk.messages import Narrowed
from tui.desk.screens.arranging import Arranging

if TYPE_CHECKING:
    from tui.desk.widgets.search import SearchHint, SearchLine


class Searching(Arranging):
    """Opens, follows and closes the line to search in."""

    async def action_search(self) -> None:
        """Open the line to search in."""
        from tui.desk.widgets.search import SearchHint, SearchLine

        for line in self.query(SearchLine):
            line.focus()
            return
        line = SearchLine(self.panels.scope.words)
        await self.mount(line, SearchHint(id="hint"), before="#keys")
        line.focus()
        self.call_after_refresh(self._advise, line.value, line.cursor_position)

    def look_for(self, query: str) -> None:
        """Show what a query finds."""
        self.panels.look_at(replace(self.panels.scope, words=query))
        self.describe()

    def on_narrowed(self, message: Narrowed) -> None:
        """One term more, or none."""
        words = self.panels.scope.words
        self.look_for(f"{words} {message.term}".strip() if message.term else "")

    def on_search_line_asked(self, message: Any) -> None:
        """Somebody types in the search line: what is found comes before how it may go on."""
        if message.words != self.panels.scope.words:
            scope = replace(self.panels.scope, words=message.words)
            self.panels.look_at(scope, typing=True, begun=message.begun)
        self._advise(message.text, message.position)

    @work(group="advise", exclusive=True, exit_on_error=False)
    async def _advise(self, text: str, position: int) -> None:
        advice = await self._source.advisor.advise(text, position)
        for line, hint in self._parts():
            hint.show(advice, line.scroll_offset.x)

    def _parts(self) -> tuple[tuple[SearchLine, SearchHint], ...]:
        """The line and its hint, while they are there."""
        from tui.desk.widgets.search import SearchHint, SearchLine

        return tuple(zip(self.query(SearchLine), self.query(SearchHint), strict=False))

    def action_choose(self, way: int) -> None:
        """The next completion, or the one before."""
        for _, hint in self._parts():
            hint.choose(way)

    def action_complete(self) -> None:
        """Take the chosen completion."""
        for line, hint in self._parts():
            if hint.chosen is not None:
                line.put(hint.chosen)

    def on_search_hint_picked(self, message: Any) -> None:
        """A click on a completion takes it."""
        for line, _ in self._parts():
            line.put(message.completion)
            line.focus()

    def action_found(self) -> None:
        """To what was found; the search stays. Not while something is wrong with it."""
        for _, hint in self._parts():
            if hint.mistake:
                self.app.bell()
                return
        self._close()

    def _close(self) -> None:
        self.go_to("news")
        self.query("#search, #hint").remove()

    def action_unsearch(self) -> None:
        """Leave the search and undo it: the list that was there before comes back as the line goes, facts a moment later."""
        self.panels.look_at(replace(self.panels.scope, words=""), typing=True)
        self._close()

    def action_clear(self) -> None:
        """Undo the search; leave the enlarged panel."""
        if self.panels.scope.words:
            self.panels.look_at(replace(self.panels.scope, words=""))
            self.describe()
        elif self._enlarged:
            self.action_enlarge()
