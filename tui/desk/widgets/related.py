"""What else is told of those who are named above: deals, figures and events beside the news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.desk.curtain import SIDE_BY_SIDE
from tui.desk.pages import titles
from tui.desk.widgets.known import KnownRows, Row, sections
from tui.ledger.related import Related
from tui.words import say

_FACTS, _NEWS = ("deals", "series", "events"), ("news",)


class RelatedLists(Horizontal):
    """Two lists side by side, or one where there is little room or nothing for the other."""

    def __init__(self, year: int, zone: tzinfo, **options: Any) -> None:
        super().__init__(**options)
        self._facts = KnownRows(say("heading.related"), year, zone, whose=True, id="related-facts")
        self._news = KnownRows(say("heading.news"), year, zone, id="related-news")
        self._found: tuple[Related, ...] = ()

    def compose(self) -> ComposeResult:
        """Both lists."""
        yield self._facts
        yield self._news

    def show(self, found: tuple[Related, ...]) -> None:
        """Fill the lists, from their first rows; the first part's names stand in their frames."""
        self._found = found
        for rows in self.lists:
            rows.touched = False
        self._fill()

    def clear(self) -> None:
        """Keep the frames until something else is known."""
        for rows in self.lists:
            rows.show(())

    @property
    def lists(self) -> list[KnownRows]:
        """The lists that are to be seen."""
        return [rows for rows in (self._facts, self._news) if rows.display]

    @property
    def wanted(self) -> int:
        """The lines that all rows can be seen in."""
        return max((rows.virtual_size.height + rows.gutter.height for rows in self.lists), default=0)

    def on_resize(self, event: events.Resize) -> None:
        """One list or two."""
        self._fill()

    def _fill(self) -> None:
        facts, news = self._rows(_FACTS), self._rows(_NEWS)
        self.set_class(single := self.size.width < SIDE_BY_SIDE[0], "-single")
        if single:
            facts, news = (*facts, *news), ()
        for rows, found in ((self._facts, facts), (self._news, news)):
            rows.display = bool(found)
            rows.show(found)
            rows.caption(titles(self._found[0].of) if self._found else "")

    def _rows(self, names: Sequence[str]) -> tuple[Row, ...]:
        return tuple(
            row
            for number, part in enumerate(self._found)
            for row in sections(part, names, titles(part.of) if number else "")
        )
