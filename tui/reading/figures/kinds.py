"""The kinds of metrics as knowledge/metrics.toml describes them, and what a figure was found to measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tui.reading.lookup.lexicon import Hit
from tui.reading.lookup.library import Library


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of metric as metrics.toml describes it."""

    id: str
    units: frozenset[str]
    subject: str
    period: str
    carries: bool
    rate: bool
    of: frozenset[str]
    enough: frozenset[str]
    needs: frozenset[str]
    unless: frozenset[str]
    answer: str
    place: bool
    sign: int
    deals: bool

    @property
    def corporate(self) -> bool:
        """Whether only companies have it: revenue, staff, but not output."""
        return self.subject == "company" and "mass" not in self.units


@dataclass(slots=True)  # not frozen: made by the hundred on every page, and freezing doubles what that costs
class Topic:
    """What a quantity measures, and the word that says so (None where it was carried over)."""

    kind: Kind
    cue: Hit | None = None
    cost: float = 0.0


@lru_cache(maxsize=4)
def kinds(shelf: Library) -> Mapping[str, Kind]:
    """The kinds of metrics by id."""
    return {
        e.id: Kind(
            e.id,
            frozenset(e.properties.get("units", ())),
            e.properties.get("subject", "company"),
            e.properties.get("period", "none"),
            bool(e.properties.get("carries")),
            bool(e.properties.get("rate")),
            frozenset(e.properties.get("of", ())),
            frozenset(e.properties.get("enough", ())),
            frozenset(e.properties.get("needs", ())),
            frozenset(e.properties.get("unless", ())),
            e.properties.get("answer", e.id),
            e.properties.get("subject") in ("site", "deposit"),
            int(e.properties.get("sign", 1)),
            bool(e.properties.get("deals")),
        )
        for e in shelf.of_kind("metric")
    }


@lru_cache(maxsize=4)
def families(shelf: Library) -> Mapping[str, tuple[Kind, ...]]:
    """The kinds of metrics that a family of units may be of."""
    table = kinds(shelf).values()
    return {family: tuple(k for k in table if family in k.units) for family in {u for k in table for u in k.units}}
