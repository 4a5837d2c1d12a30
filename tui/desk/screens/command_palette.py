"""Textual's palette, which is left once."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette


class Palette(CommandPalette):
    """What can be done and opened."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, if this is the screen on top: a second choice that was typed ahead takes no other screen away."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()
