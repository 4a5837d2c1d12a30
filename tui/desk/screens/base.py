"""What the parts of the desk's screen share."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from textual.screen import Screen

from tui.clock import Clock
from tui.desk.panels import Panels
from tui.desk.shelf import Shelf
from tui.desk.source import Source
from tui.desk.status import Situation
from tui.desk.trouble import TellsTrouble
from tui.desk.widgets.news import NewsList


class DeskBase(Screen[None], TellsTrouble):
    """The state that arranging, searching and marking work on."""

    def __init__(self, source: Source, clock: Clock, zone: tzinfo, *, offline: bool, **options: Any) -> None:
        super().__init__(**options)
        self._source = source
        self._clock = clock
        self._zone = zone
        self._offline = offline
        self.panels = Panels(self, source, self._situation)
        self._shelf = Shelf(self, source, lambda: self.query_one(NewsList), self.panels.refresh)

    def _situation(self) -> Situation:
        feeds = sum(feed.enabled for feed in self._source.config.feeds)
        return Situation(self._clock(), self._zone, feeds, self._offline, self._source.read_only)

    def describe(self) -> None:
        """Say on the line of keys what they do now."""
        raise NotImplementedError
