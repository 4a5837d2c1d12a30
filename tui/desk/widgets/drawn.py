"""The base of everything that the desk draws line by line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.desk import themes
from tui.desk.cells import Piece
from tui.desk.ink import Inks, strip

Pieces = Sequence[Piece]


class Drawn(Widget):
    """A widget whose lines are pieces of text in the theme's inks."""

    _ground: Style = Style.null()

    @property
    def inks(self) -> Inks:
        """The styles of the theme, by role."""
        return themes.inks(self.app)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The ground is worked out once for all lines."""
        self._ground = self.rich_style
        return super().render_lines(crop)

    def line(self, pieces: Pieces, lit: str = "") -> Strip:
        """Pieces as one line of the widget; ``lit`` names the ink of the line's own ground."""
        inks = self.inks
        ground = self._ground + inks[lit] if lit else self._ground
        return strip(pieces, inks, self.scrollable_content_region.width, ground)
