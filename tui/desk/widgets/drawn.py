"""The base of everything that the desk draws line by line."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.desk import themes
from tui.desk.cells import Piece
from tui.desk.ink import Inks, strip

Pieces = Sequence[Piece]


class Drawn(Widget):
    """A widget whose lines are pieces of text in the theme's inks."""

    _ground: Style = Style.null()
    _inks: Inks = MappingProxyType({})
    _space = Size(0, 0)
    """The cells that lines have, scrollbars aside, since they were last painted."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is the same for all lines is worked out once."""
        self._ground, self._inks = self.rich_style, themes.inks(self.app)
        self._space = self.scrollable_content_region.size
        return super().render_lines(crop)

    def line(self, pieces: Pieces, lit: str = "") -> Strip:
        """Pieces as one line of the widget; ``lit`` names the ink of the line's own ground."""
        ground = self._ground + self._inks[lit] if lit else self._ground
        return strip(pieces, self._inks, self._space.width, ground)
