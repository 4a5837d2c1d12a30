"""Which of the reports that hang together are one story: by how surely they tell one event on average."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum

from tui.ledger.groups import Near, divided

TOGETHER = 0.35
"""How surely reports must tell one event on average to be one story."""

_RATHER, _AS_MUCH = 0.5, 0.8
"""How surely a digest tells another story on average, and in proportion to its own."""


def grouped(near: Near, names: Mapping[int, tuple[object, ...]]) -> list[set[int]]:
    """The stories among reports, by how surely each of them tells the same event as others; ``names`` order them whatever
    their numbers. A digest, which is as like another story as its own, belongs to none."""
    groups = divided(near, _surest_pairs(near, names), TOGETHER)
    digests = {item for group in groups for item in group if _tells_more(near[item], item, group, groups)}
    return [group - digests for group in groups if group - digests] + [{item} for item in digests]


def _surest_pairs(near: Near, names: Mapping[int, tuple[object, ...]]) -> list[tuple[int, int]]:
    """Pairs that may well tell one event, the surest first, then by name."""
    rank = {item: n for n, item in enumerate(sorted(near, key=names.__getitem__))}
    pairs = [
        (-sure, rank[one], rank[other], one, other)
        for one, others in near.items()
        for other, sure in others.items()
        if sure >= TOGETHER and rank[one] < rank[other]
    ]
    return [(one, other) for *_, one, other in sorted(pairs)]


def _tells_more(like: Mapping[int, float], item: int, group: set[int], groups: list[set[int]]) -> bool:
    """Whether a report of ``group`` tells another story of several reports about as surely, or several other stories."""
    own = _surety(like, group - {item})
    others = [_surety(like, other) for other in groups if other is not group and len(other) > 1]
    as_much = any(surety >= max(_RATHER, _AS_MUCH * own) for surety in others)
    return as_much or sum(surety >= TOGETHER for surety in others) > 1


def _surety(like: Mapping[int, float], group: set[int]) -> float:
    return fsum(like.get(other, 0.0) for other in group) / max(1, len(group))
