"""Lines of a page that tells one thing in full: a label at the left, its words broken into lines beside it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tui.desk.cells import Piece, fit, width_of, wrap

_NARROWEST = 24
"""Cells from which labels stand beside their words rather than before them."""
_LABEL, _LONGEST = 13, 20
"""The label's cells: as many as the longest label of the page wants with its gap, within these two."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is told: its label ("" for none), its words and the ink to write them with."""

    label: str
    words: str
    ink: str = ""


GAP = Told("", "")
"""An empty line."""


def lines(told: Iterable[Told], width: int) -> list[list[Piece]]:
    """The lines in ``width`` cells. What has a label but no words is left out, and of gaps that meet all but one."""
    found: list[list[Piece]] = []
    last: Told | None = None
    told = tuple(told)
    wanted = max((width_of(one.label) + 1 for one in told if one.words), default=0)
    label_width = min(max(wanted, _LABEL), _LONGEST)
    label_width = label_width if width >= label_width + _NARROWEST else 0
    for one in told:
        if not one.words and (one.label or not found or one is last):
            continue
        last = one
        indent = label_width if one.label else 0
        broken = wrap(one.words, max(4, width - indent))
        for number, line in enumerate(broken):
            label = fit(one.label if not number else "", indent)
            found.append([(label, "faint"), (line, one.ink)])
    return found
