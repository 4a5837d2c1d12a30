"""Finding the reports that may tell the same event as one: by the figures, names and topics that both have.

Where two share none of these, whatever else they share, they tell two events; and so they do where both give several figures
and none is the same. Most pairs of reports are told apart by that, and never compared."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from heapq import nlargest
from itertools import combinations
from math import fsum
from sys import intern
from typing import NamedTuple

from tui.archive.settling import Settling, Signature
from tui.ledger.clues import Clues, is_figure, names_nobody
from tui.ledger.figures import has_one_digit, shorter, slips
from tui.ledger.likeness import (
    MANY_MOTIFS,
    OVERLAP,
    RARE,
    SEVERAL,
    SOME_FIGURE,
    SURE_ENOUGH,
    WINDOW,
    Comparable,
    comparable,
    shared,
    surety,
)
from tui.ledger.topics import says

_TELLING = ("s", "kcompany:", "ksite:", "ktopic:", "n")
"""What the clues begin with of which reports of one event share some."""

_WHEREOF = ("kcommodity:", "kcountry:")
"""What the clues begin with by which, with a rare motif, reports are found that share nothing else."""

_NEARLY = 0.993
"""How much of what is asked for is enough, for how sums are rounded."""

_LEAST = _NEARLY * OVERLAP
"""What two reports share at least of the clues of the shorter one to be compared."""

_MANY, _COMMON = 200, 3_000
"""With how many others a report is compared at most, and how many may share a clue by which they are found: only a flood of
reports within days has more."""

_PAIRED = 12
"""Figures of one digit at most of which two together lead to a report."""

_READY = 2_000
"""How many reports are kept ready for comparison."""


class Marks(NamedTuple):
    """What a report is found by, and whether to compare it: whether it gives several figures that say something, the weight of
    its clues, its figures, those that round them, the clues that are no figures of several digits, what else it speaks of, what
    it says that somebody did, and whether it names nobody."""

    several: bool
    weight: float
    figures: list[str]
    rounded: list[str]
    others: list[str]
    motifs: str = ""
    acts: str = ""
    nameless: bool = False

    @property
    def kept(self) -> str:
        """What ``marks_of`` makes the same of."""
        return json.dumps(self, ensure_ascii=False, separators=(",", ":"))


def marks_of(kept: str) -> Marks:
    """What was ``kept``."""
    return Marks(*json.loads(kept))


def marks(signature: Signature) -> Marks:
    """What a report is found by among thousands: worked out once, as most are not looked at more closely."""
    clues = signature.clues
    figures = [clue for clue in clues if is_figure(clue)]
    return Marks(
        several=sum([clues[clue] >= SOME_FIGURE for clue in figures]) >= SEVERAL,
        weight=round(fsum(clues.values()), 4),
        figures=[*figures, *_pairs(figures)],
        rounded=[rounded for clue in figures for rounded in shorter(clue)],
        others=list(_others(clues)),
        motifs=" ".join([clue[1:] for clue in clues if clue[0] == "m"]),
        acts=" ".join([clue for clue in clues if clue[0] == "a"]),
        nameless=names_nobody(clues),
    )


class Wanted(NamedTuple):
    """A report whose likes are looked for, with all that leads to them: the weights of the clues that are no figures of several
    digits, how much of that is figures, those that tell, what somebody did and what it speaks of with its metals and countries;
    its figures, and by which figures, and by which rounded ones, those are found that one of both rounds."""

    item: int
    weight: float
    several: bool
    is_nameless: bool
    others: Clues
    clues: frozenset[str]
    digits: float
    telling: list[str]
    doing: list[str]
    motifs: frozenset[str]
    speaking: list[str]
    figures: list[tuple[str, float]]
    rounding: list[tuple[str, float]]
    rounded: list[tuple[str, float]]


def wanted(one: Comparable) -> Wanted:
    """``one`` made ready to be looked for: once, wherever its likes are."""
    others, mine = _others(one.signature.clues), one.sorts["figures"]
    clues = frozenset(others)
    slipped = [(slip, weight) for clue, weight in mine.items() for slip in slips(clue)]
    precise = [(clue, weight) for clue, weight in mine.items() if not has_one_digit(clue)]
    return Wanted(
        item=one.signature.item,
        weight=one.weight,
        several=one.strong >= SEVERAL,
        is_nameless=one.is_nameless,
        others=others,
        clues=clues,
        digits=fsum([weight for clue, weight in others.items() if is_figure(clue)]),
        telling=_telling(clues),
        doing=_bonds(one.acts, clues),
        motifs=one.motifs,
        speaking=_bonds(_rare(one.motifs), clues),
        figures=[*precise, *((pair, 0.0) for pair in _pairs(mine))],  # pairs, which count as others do
        rounding=[*one.rounded.items(), *slipped],
        rounded=[*mine.items(), *slipped],
    )


class Neighbours:
    """Reports among which to look for those that may be like one. Where both give several figures they are found by these, else
    by any telling clue. Thousands of reports are in memory at a time: of each there is what it is found by, no more."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[bool, float, tuple[str, ...], str]] = {}
        self._by_figure: dict[str, list[int]] = {}
        self._by_rounded: dict[str, list[int]] = {}
        self._by_other: dict[bool, dict[str, list[int]]] = {several: {} for several in (False, True)}
        self._by_act: dict[bool, dict[str, list[int]]] = {nameless: {} for nameless in (False, True)}

    def add(self, item: int, found: Marks) -> None:
        """Takes a report in."""
        several, weight, figures, rounded, others, motifs, acts, nameless = found
        _put(self._by_figure, figures, item)
        _put(self._by_rounded, rounded, item)
        _put(self._by_other[several], [*_telling(others), *_bonds(_rare(motifs.split()), others)], item)
        _put(self._by_act[nameless], _bonds(acts.split(), others), item)
        self._known[item] = several, weight, tuple(map(intern, others)), motifs

    def forget(self, item: int) -> None:
        """Takes a report out. What it was found by leads nowhere, or to more than there is where it is taken in again."""
        self._known.pop(item, None)

    def likely(self, one: Wanted) -> list[int]:
        """Those that may share enough with ``one`` to be like it."""
        found = dict(self._sharing(one))
        found.pop(one.item, None)
        return nlargest(_MANY, found, key=found.__getitem__) if len(found) > _MANY else list(found)

    def _sharing(self, one: Wanted) -> Iterator[tuple[int, float]]:
        """Those that may share enough with ``one``, and at most how much."""
        others, clues, several = one.others, one.clues, one.several
        same, rounding, common = self._giving(one)
        found = {*same, *rounding, *self._found_by(one.telling, several=several), *self._doing_alike(one)}
        figured = _NEARLY * SOME_FIGURE - common - one.digits
        for other in found | self._speaking_alike(one):
            if other not in self._known:
                continue
            its_several, weight, its, _ = self._known[other]
            whole = same.get(other, 0.0)
            if several and its_several and whole + rounding.get(other, 0.0) < figured:
                continue
            whole += common + sum(map(others.__getitem__, clues.intersection(its)))
            if whole >= _LEAST * min(one.weight, weight):
                yield other, whole

    def _found_by(self, clues: Collection[str], *, several: bool) -> set[int]:
        """Those that share one of the ``clues``, of which figures alone do not say whether they are to be compared."""
        return _in_any([self._by_other[False]] if several else self._by_other.values(), clues)

    def _doing_alike(self, one: Wanted) -> set[int]:
        """Those that tell of the same metal or country that somebody did the same, of whom one names nobody."""
        return _in_any(self._by_act.values() if one.is_nameless else [self._by_act[True]], one.doing)

    def _speaking_alike(self, one: Wanted) -> set[int]:
        """Those that speak of so much of what ``one`` speaks of that it makes up for names and figures."""
        weights, mine = says(), one.motifs
        found = self._found_by(one.speaking, several=one.several)
        told = [(other, self._known[other][3]) for other in found if other in self._known]
        return {
            other
            for other, its in told
            if sum([weights[motif] for motif in its.split() if motif in mine]) >= _NEARLY * MANY_MOTIFS
        }

    def _giving(self, one: Wanted) -> tuple[dict[int, float], dict[int, float], float]:
        """By report, at most the weight of the figures of several digits that it shares with ``one``, and of those that one of
        both rounds; and the weight of those by which none is found, as nearly all give them."""
        by_figure, by_rounded = self._by_figure.get, self._by_rounded.get
        same, common = _counted([(by_figure(clue), weight) for clue, weight in one.figures])
        rounding = [(by_figure(clue), weight) for clue, weight in one.rounding]
        rounding += [(by_rounded(clue), weight) for clue, weight in one.rounded]
        otherwise, more = _counted(rounding)
        return same, otherwise, common + more


class Around:
    """The reports on the beat and the guests of the days around those that are settled. Kept from batch to batch: most are the
    same."""

    def __init__(self) -> None:
        self._items: set[int] = set()
        self._begin()

    def _begin(self) -> None:
        self._items.clear()
        self._hosts, self._guests = Neighbours(), Neighbours()
        self._off_beat: set[int] = set()
        self._ready: dict[int, Comparable] = {}
        self._waiting: set[int] = set()
        self._told: dict[int, dict[int, float]] = {}

    def turn(self, ledger: Settling, signed: Mapping[int, Signature]) -> None:
        """Takes in who else is there around the ``signed`` reports, and these anew; begins from nothing where some are not there
        any more."""
        items = {item for since, until in _windows(signed.values()) for item in ledger.within(since, until)}
        if not self._items <= items:
            self._begin()
        for item in self._items & signed.keys():
            self._forget(item)
        self._waiting, self._told = set(signed), {}
        new = items - self._items
        self._items |= new
        off_beat = ledger.guests(new)
        self._off_beat |= off_beat
        for item, told in ledger.marks(new):
            found = marks_of(told) if told else marks(ledger.signatures([item])[item])
            (self._guests if item in off_beat else self._hosts).add(item, found)

    def _forget(self, item: int) -> None:
        """Forgets a report that is signed anew."""
        self._hosts.forget(item)
        self._guests.forget(item)
        self._items.discard(item)
        self._off_beat.discard(item)
        self._ready.pop(item, None)

    def alike(self, ledger: Settling, signature: Signature) -> tuple[dict[int, float], dict[int, float]]:
        """What a report is like: reports on the beat, and guests; guests are like no other guests."""
        item = signature.item
        one = self._ready[item] = self._ready.get(item) or comparable(signature)
        self._waiting.discard(item)
        known, asked = self._told.pop(item, {}), wanted(one)
        hosts = self._sure(ledger, one, self._hosts.likely(asked), known)
        guests = {} if item in self._off_beat else self._sure(ledger, one, self._guests.likely(asked), known)
        return hosts, guests

    def _sure(
        self, ledger: Settling, one: Comparable, likely: list[int], known: Mapping[int, float]
    ) -> dict[int, float]:
        """How surely ``one`` tells the same event as those of the ``likely`` ones that are like it at all. Of some it is
        ``known``, as they came before; what is found of those that are yet to come is kept for them."""
        missing = [item for item in likely if item not in known]
        if len(self._ready) > _READY:
            self._ready.clear()
        unread = [item for item in missing if item not in self._ready]
        found = {item: its for item, its in ledger.signatures(unread).items() if _is_enough(one, its)}
        self._ready |= {item: comparable(its) for item, its in found.items()}
        sure = {item: self._surety(one, item) for item in missing}
        for item in self._waiting.intersection(missing):
            self._told.setdefault(item, {})[one.signature.item] = sure[item]
        sure |= {item: known[item] for item in likely if item in known}
        return {item: told for item, told in sure.items() if told >= SURE_ENOUGH}

    def _surety(self, one: Comparable, item: int) -> float:
        """How surely ``one`` tells the same as a report, if that is ready: else both share too little."""
        other = self._ready.get(item)
        return 0.0 if other is None else surety(one, other, least=_LEAST)


def _is_enough(one: Comparable, other: Signature) -> bool:
    """Whether two share enough to be compared: told before the other one is made ready."""
    whole = sum(shared(one.signature.clues, other.clues))
    return whole >= _LEAST * min(one.weight, sum(other.clues.values()))


def _counted(lists: Iterable[tuple[Sequence[int] | None, float]]) -> tuple[dict[int, float], float]:
    """By report, the weight of the lists that it is in; and that of lists that are too long to be looked through."""
    found: defaultdict[int, float] = defaultdict(float)
    common = 0.0
    for items, weight in lists:
        if items and len(items) > _COMMON:
            common += weight
        elif items:
            for other in items:
                found[other] += weight
    return found, common


def _pairs(figures: Iterable[str]) -> list[str]:
    """Two figures of one digit each, by which reports are found that give both: one alone is met as often as any name."""
    return [" ".join(pair) for pair in combinations(sorted(filter(has_one_digit, figures))[:_PAIRED], 2)]


def _others(clues: Clues) -> Clues:
    """What is told besides figures; those of one digit are met as often as any name."""
    return {clue: weight for clue, weight in clues.items() if weight and (clue[0] != "n" or has_one_digit(clue))}


def _telling(clues: Iterable[str]) -> list[str]:
    return [clue for clue in clues if clue.startswith(_TELLING)]


def _rare(motifs: Iterable[str]) -> list[str]:
    weights = says()
    return [motif for motif in motifs if weights.get(motif, 0.0) >= RARE]


def _bonds(told: Collection[str], clues: Iterable[str]) -> list[str]:
    """Each thing that a report tells with each of its metals and countries."""
    return [f"{one} {clue}" for clue in clues if clue.startswith(_WHEREOF) for one in told] if told else []


def _in_any(indexes: Iterable[Mapping[str, list[int]]], clues: Collection[str]) -> set[int]:
    """Those that any of the indexes leads to, but for what nearly all tell."""
    lists = [index.get(clue, ()) for index in indexes for clue in clues]
    return set().union(*(items for items in lists if len(items) <= _COMMON))


def _put(index: dict[str, list[int]], clues: Iterable[str], item: int) -> None:
    for clue in clues:
        found = index.get(clue)
        if found is None:
            index[clue] = [item]  # takes a third less memory than a list that is made to grow
        else:
            found.append(item)


def _windows(signed: Iterable[Signature]) -> Iterator[tuple[datetime, datetime]]:
    """The times in which neighbours of any of the reports lie, each once: reports of one day share theirs."""
    since = until = None
    for moment in sorted(one.published for one in signed):
        if since is None or until is None or moment - WINDOW > until:
            if since is not None and until is not None:
                yield since, until
            since = moment - WINDOW
        until = moment + WINDOW
    if since is not None and until is not None:
        yield since, until
