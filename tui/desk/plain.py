"""ASCII in the place of glyphs, wherever Textual draws a line."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.desk.glyphs import table


class PlainGlyphs(LineFilter):
    """Puts ASCII in the place of glyphs in every line that is drawn, frames and notices among them."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, as wide as they were."""
        glyphs = table()
        return [
            one if one.text.isascii() else Segment(one.text.translate(glyphs), one.style, one.control)
            for one in segments
        ]
