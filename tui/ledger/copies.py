"""Reports that are not worth comparing with all others: those of the very same words as another, and those of a crowd.

Of reports that name the same companies and sites within days only the first CROWD are compared; a feed that repeats one
report ten thousand times with a number changed must not cost the square of it. What comes after them belongs with the eldest
where it surely tells the same, else it stands alone."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime

from tui.archive.settling import Settling
from tui.ledger.likeness import WINDOW, comparable, surety

CROWD = 100
_SURELY = 0.95


def sort_out(
    ledger: Settling, touched: Iterable[tuple[int, int]], signed: set[int], single: Container[int]
) -> tuple[set[int], set[int]]:
    """Settles which reports of the ``touched`` wordings and crowds stand for others; those of ``single`` stand for themselves
    whatever their words. Gives what is to be compared anew, ``signed`` reports among it, and what is not to be compared at
    all."""
    before: dict[int, int | None] = {}
    after: dict[int, int | None] = {}
    wordings, crowds = ({pair[place] for pair in touched} for place in (0, 1))
    for wording in wordings:
        for item, known, original in _same_words(ledger.same_wording(wording), single):
            before[item], after[item] = known, original
    for crowd in crowds:
        for item, known, original in _crowded(ledger, ledger.same_crowd(crowd), after, signed, single):
            before.setdefault(item, known)
            after[item] = original
    compared, copies = set(signed), set[int]()
    for item, original in after.items():
        if original != before[item]:
            ledger.set_original(item, original)
            (compared if original is None else copies).add(item)
        if original is not None:
            compared.discard(item)
            copies |= {item} & signed
    return compared, copies


def _same_words(
    reports: Iterable[tuple[int, datetime, int | None]], single: Container[int]
) -> Iterable[tuple[int, int | None, int | None]]:
    """Each report with the one that it counts as a copy of until now, and from now on: the eldest of the days before it."""
    original, first = None, None
    for item, published, known in reports:
        if first is None or published - first > WINDOW:
            original, first = item, published
        yield item, known, original if item != original and item not in single else None


def _crowded(
    ledger: Settling,
    reports: list[tuple[int, datetime, int | None, int]],
    sorted_out: dict[int, int | None],
    signed: set[int],
    single: Container[int],
) -> Iterable[tuple[int, int | None, int | None]]:
    """The same for a crowd: the first keep what their words make of them."""
    inside: dict[int, int] = {}
    members = {report[0] for report in reports}
    eldest = reports[0][0] if reports else 0
    for place, (item, _, known, wording) in enumerate(reports):
        now = sorted_out.get(item, known)
        is_copy = now is not None and (now not in members or inside.get(now) == wording)
        original = now if is_copy else None
        if place < CROWD or item in single:
            inside[item] = wording
        elif original is None:
            is_settled = known in (eldest, item) and not signed & {eldest, item}
            original = known if is_settled else _home(ledger, item, eldest)
        yield item, known, original


def _home(ledger: Settling, item: int, eldest: int) -> int:
    """What a report of a crowd counts as a copy of: the eldest, or itself."""
    found = {one: comparable(signature) for one, signature in ledger.signatures({item, eldest}).items()}
    return eldest if surety(found[item], found[eldest]) >= _SURELY else item
