"""How much a report's word weighs, by the kind of its feed: a company or an authority, an agency, others."""

from __future__ import annotations

OFFICIAL, AGENCY, REWRITE = 3, 2, 1

WEIGHTS = {"official": OFFICIAL, "exchange": OFFICIAL, "company": OFFICIAL, "agency": AGENCY}
"""By the kind of feed; others weigh REWRITE."""


def weight_of(kind: str) -> int:
    """The weight of a report of a feed of this kind."""
    return WEIGHTS.get(kind, REWRITE)
