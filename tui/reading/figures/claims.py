"""Who may be whom a figure measures, with what speaks for and against it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui.model import Mention
from tui.reading.figures.kinds import Kind

SECTOR = Mention("country", "KZ", "Kazakhstan", 0, 0, "KZ")
"""The subject of figures that are the whole country's."""

ABROAD = Mention("country", "abroad", "abroad", 0, 0)
"""The subject of figures that are another country's."""

REGIONAL = frozenset(("production", "production-value", "exports", "sales"))
"""Measures that statistics give region by region."""

TOLD_REGIONAL = REGIONAL | {"investment", "employees", "jobs"}
"""Measures that may be those of a region that their sentence names."""


@dataclass(slots=True)
class Claim:
    """Somebody who may be the subject of a figure; ``clues`` speak for or against it, ``named`` tells whether the figure's own
    sentence names it."""

    mention: Mention
    clues: set[str] = field(default_factory=set)
    named: bool = True


def sort_of(mention: Mention) -> str:
    """The sort that clues speak of: company, site, region, country or abroad."""
    return "abroad" if mention is ABROAD else mention.kind


def family_of(kind: Kind) -> str:
    """What sort of measure it is: corporate (of companies alone), flow, site, deposit or sector."""
    return "corporate" if kind.corporate else "flow" if kind.subject == "company" else kind.subject
