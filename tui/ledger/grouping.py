"""Which of the reports that hang together are one story: by how surely they tell one event on average."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from heapq import nlargest
from math import fsum

from tui.ledger.groups import Near, divided, surest_first

TOGETHER = 0.38
"""How surely reports must tell one event on average to be one story."""

_WELCOME = 0.35
"""How surely a report that is off the beat by its own words must tell a story to be of it."""

_RATHER, _AS_MUCH, _EACH = 0.5, 0.95, 0.35
"""How surely a digest tells another story on average, and in proportion to its own; and each of several others."""


def near_enough(like: Mapping[int, float]) -> set[int]:
    """Those of the reports that one is like which may be of one story with it, or make a digest of it: what hangs together
    by less is never put together."""
    return {other for other, sure in like.items() if sure >= TOGETHER}


def grouped(near: Near, names: Mapping[int, tuple[object, ...]], guests: Set[int] = frozenset()) -> list[set[int]]:
    """The stories among reports that hang together, by how surely each of them tells the same event as others; ``names``
    order them whatever their numbers. A digest, which is as like another story as its own, belongs to none. ``guests`` make
    no story: each is put to what the others make."""
    hosts = {item: _without(like, guests) for item, like in near.items() if item not in guests} if guests else near
    stories = _grouped(hosts, names)
    home = {item: number for number, story in enumerate(stories) for item in story}
    found = [set(story) for story in stories]
    for guest in near.keys() & guests:
        number = _host(near[guest], home, stories)
        if number is None:
            found.append({guest})
        else:
            found[number].add(guest)
    return found


def _without(like: Mapping[int, float], guests: Set[int]) -> dict[int, float]:
    return {other: sure for other, sure in like.items() if other not in guests}


def _grouped(near: Near, names: Mapping[int, tuple[object, ...]]) -> list[set[int]]:
    groups = divided(near, surest_first(near, names, TOGETHER), TOGETHER)
    home = {item: number for number, group in enumerate(groups) for item in group}
    digests = {item for item in near if _tells_more(near[item], home[item], home, groups)}
    return [group - digests for group in groups if group - digests] + [{item} for item in digests]


def _host(like: Mapping[int, float], home: Mapping[int, int], stories: Sequence[set[int]]) -> int | None:
    """The one story that a guest tells surely enough, and more surely than any other."""
    told: dict[int, list[float]] = defaultdict(list)
    for other, sure in like.items():
        if other in home:
            told[home[other]].append(sure)
    means = {number: _by_its_surest(sure, len(stories[number])) for number, sure in told.items()}
    best = max(means, key=means.__getitem__, default=None)
    if best is None or means[best] < _WELCOME:
        return None
    others = (mean for number, mean in means.items() if number != best)
    return None if any(mean >= _AS_MUCH * means[best] for mean in others) else best


def _by_its_surest(sure: Sequence[float], size: int) -> float:
    """How surely a report tells a story of so many reports: on average of that half of them that it tells most surely, since
    a comment shares little with a flash that tells the same."""
    half = (size + 1) // 2
    return fsum(nlargest(half, sure)) / half


def _tells_more(like: Mapping[int, float], own: int, home: Mapping[int, int], groups: Sequence[set[int]]) -> bool:
    """Whether a report of the ``own`` group tells another story of several reports about as surely, or several other
    stories."""
    told: dict[int, list[float]] = defaultdict(list)
    for other, sure in like.items():
        if other in home:
            told[home[other]].append(sure)
    its = fsum(told.pop(own, ())) / max(1, len(groups[own]) - 1)
    others = [fsum(sure) / len(groups[number]) for number, sure in told.items() if len(groups[number]) > 1]
    as_much = any(surety >= max(_RATHER, _AS_MUCH * its) for surety in others)
    return as_much or sum(surety >= _EACH for surety in others) > 1
