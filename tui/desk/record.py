"""What the desk did last, a line each: whoever runs it keeps them for the report of a crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.notifications import SeverityLevel
from textual.screen import Screen

from tui.clock import Clock
from tui.words import say

Keep = Callable[[str], None]


class KeepsRecord(App[int]):
    """Notices and screens are recorded as they come. ``clock`` is the app's; ``keep`` takes a line."""

    clock: Clock
    keep: Keep

    def on_mount(self) -> None:
        """The desk's own screen is there before the first that is opened."""
        self.screen_change_signal.subscribe(self, self._record_screen, immediate=True)

    def record(self, told: str) -> None:
        """Keeps a line, with the hour in UTC."""
        self.keep(f"{self.clock():%H:%M:%S} {told}")

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Tells the reader, and the record."""
        self.record(": ".join(part for part in (severity, title, message) if part))
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def _record_screen(self, screen: Screen[Any]) -> None:
        self.record(say("record.screen", name=type(screen).__name__))
