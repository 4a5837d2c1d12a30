"""What the archive's key of a series is made of."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(4_096)
def parted(key: str) -> tuple[str, str, str]:
    """A series' key around its commodity: subject and metric, the commodity, unit and basis."""
    subject, metric, commodity, unit, basis = key.rsplit("|", 4)
    return f"{subject}|{metric}", commodity, f"{unit}|{basis}"


@lru_cache(4_096)
def family(key: str) -> str:
    """What a series' key and those of the same figures of other commodities and in other units begin with: they are worked
    out together."""
    return f"{parted(key)[0]}|"
