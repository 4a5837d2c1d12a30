"""Screens are left once, however often that is asked for before it is done."""

from __future__ import annotations

from textual.screen import Screen, ScreenResultType


def leave(screen: Screen[ScreenResultType], result: ScreenResultType | None = None) -> None:
    """Leave ``screen`` with ``result`` if it is the one on top: keys that were typed ahead of the first leaving would else take
    the next screen away, too."""
    if screen.app.screen is screen:
        screen.dismiss(result)
