"""Who takes part in an undertaking: the companies of its sentences and of those around for whom more speaks than against."""

from __future__ import annotations

from tui.reading.acts.cast import TWO_SIDED, Parties
from tui.reading.acts.line import Line
from tui.reading.acts.siding import Siding
from tui.reading.acts.undertaking import Undertaking
from tui.reading.layout.page import Page
from tui.reading.lookup.library import Library
from tui.reading.lookup.weights import points, weights
from tui.reading.naming.parties import GUEST

WEIGHTS = "deal-party"
"""The weights of a company's having a part."""

_LIMIT = 5
_LIKELY = -1.0
"""From this sum on the likeliest company is a party where none is for certain."""

_OTHER = -1.5
"""The same of the other side, where it takes two."""


class Sides:
    """Finds the parties of the undertakings of one page."""

    def __init__(self, page: Page, shelf: Library, lines: list[Line]) -> None:
        self._siding = Siding(page, shelf, lines)
        self._weights = weights(shelf, WEIGHTS)
        self._found: dict[tuple[int, ...], Parties] = {}
        self._told: list[Undertaking] = []

    def among(self, told: list[Undertaking]) -> None:
        """Takes note of all undertakings of the page: who has a part in one has less often a part in the next."""
        if told != self._told:
            self._told = list(told)
            self._found.clear()

    def of(self, group: Undertaking) -> Parties:
        """The parties to show, the surest first, with the slots of frames that they fill."""
        key = tuple(map(id, group.drafts))
        if key not in self._found:
            self._found[key] = self._chosen(group)
        return self._found[key]

    def _chosen(self, group: Undertaking) -> Parties:
        told = group.parties
        weighed = sorted(
            (
                (points(self._weights, one.clues), one.mention)
                for one in self._siding.candidates(group, self._told).values()
                if "acts" in one.clues
            ),
            key=lambda pair: -pair[0],
        )
        taken = [m for sum_, m in weighed if sum_ > 0][:_LIMIT]
        taken = taken or [m for sum_, m in weighed[:1] if sum_ > _LIKELY]
        if len(taken) == 1 and group.kind in TWO_SIDED:
            taken += [m for sum_, m in weighed[1:2] if sum_ > _OTHER]
        roles = {i: "" if role == GUEST else role for i, (_, role) in told.items()}
        return {m.id: (m, roles.get(m.id, "partner")) for m in taken}
