"""Whether those whom a figure may measure deal in the metal that it is of."""

from __future__ import annotations

from collections.abc import Iterable

from tui.reading.amounts.quantities import Quantity
from tui.reading.figures.claims import Claim
from tui.reading.figures.scenes import Layout, Scene
from tui.reading.naming.minerals import answered

_BREAK = 3
"""How many words further off a metal counts for each comma before it."""


def match(layout: Layout, scene: Scene, quantity: Quantity, claims: Iterable[Claim]) -> None:
    """Adds to the claims of known companies and sites whether they deal in the metal named nearest to the figure."""
    near = sorted(scene.commodities, key=lambda c: layout.apart(c, quantity) + _BREAK * layout.breaks(c, quantity))
    metal = next((ident for hit in near for ident in answered(hit.entry)), None)
    if metal is None:
        return
    for claim in claims:
        entry = layout.shelf.get(claim.mention.kind, claim.mention.id) if claim.mention.id else None
        if entry is not None and (dealt := entry.properties.get("commodities")):
            fits = any(metal in one or one in metal for one in dealt)
            claim.clues.add(f"metal-{'fits' if fits else 'other'}-{'named' if claim.named else 'absent'}")
