"""Textual's palette, which is left once."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit


class Palette(CommandPalette):
    """What can be done and opened."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, if this is the screen on top: a second choice that was typed ahead takes no other screen away, and does
        nothing again."""
        if self.app.screen is self:
            return super().dismiss(result)
        self._selected_command = DiscoveryHit("", lambda: None)  # what Textual runs after this call
        return AwaitComplete()
