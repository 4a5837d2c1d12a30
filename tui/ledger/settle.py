"""Brings the ledger up to date: which items are one story, which deals of reports are one deal.

Both are graphs whose edges depend on the two ends alone; a story is all that hangs together. A new item changes only what it
touches, and the outcome does not depend on the order in which items came."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import suppress

from tui.archive import Archive, ArchiveError
from tui.archive.settling import PLACES, Settling, Unsettled
from tui.ledger import dealmatch
from tui.ledger.dealmatch import Candidate
from tui.ledger.likeness import WINDOW, alike, sign

BATCH = 50
SOME = 400
"""Items that a query waits for: a second or two of work."""

Matches = Callable[[int], list[tuple[int, float]]]
Order = dict[int, tuple[int, str, str, str, int]]
"""By a deal's number, what orders and names it whatever its number: its report's moment, link, feed and guid, its place."""


def settle(archive: Archive, progress: Callable[[int], None] | None = None, *, limit: int | None = None) -> int:
    """Settles the items that wait, at most about ``limit`` of them, in transactions of BATCH, and says how many they were;
    ``progress`` hears of each batch. An archive that is open to read only is left as it is."""
    done = 0
    while not archive.read_only and (limit is None or done < limit) and archive.unsettled():
        with archive.settling() as ledger:
            batch = ledger.unsettled(BATCH)
            _settle_deals(ledger, _settle_stories(ledger, batch))
        done += len(batch)
        if progress:
            progress(len(batch))
    return done


def settle_some(archive: Archive) -> None:
    """Settles what a poll may have brought, before a query. After a whole archive was read again more is left, which stands
    alone until its turn; and an archive that cannot be written to now is shown as it was left."""
    with suppress(ArchiveError):
        settle(archive, limit=SOME)


def _settle_stories(ledger: Settling, batch: list[Unsettled]) -> set[int]:
    """Puts the batch into stories; gives the items whose story was looked at."""
    touched: set[int] = set()
    for report in batch:
        touched |= {report.item, *ledger.alike(report.item)}
        others: list[int] = []
        if report.listed and report.reading:
            signature = sign(report, report.reading)
            ledger.sign(signature)
            window = ledger.window(report.published, WINDOW)
            others = [s.item for s in window if s.item != report.item and alike(signature, s)]
        else:
            ledger.unsign(report.item)
        ledger.liken(report.item, others)
        touched |= set(others)
    seen = ledger.with_story_mates(touched)
    for story in _parts(seen, ledger.alike):
        seen |= story
        ledger.set_story(story, _story_name(ledger, story) if len(story) > 1 else None)
    return seen


def _settle_deals(ledger: Settling, items: set[int]) -> None:
    """Works out anew what the deals of ``items`` belong to."""
    touched = {number for item in items for number in ledger.forget_deals(item) if number // PLACES not in items}
    nodes = ledger.deals(items)
    signatures = ledger.signatures(items)
    candidates = {n.number: dealmatch.candidate(n, signatures[n.item]) for n in nodes if n.item in signatures}
    for number, one in candidates.items():
        ledger.add_deal_clues(number, dealmatch.clues(one))
    for number, one in candidates.items():
        _match(ledger, one, candidates)
        touched.add(number)
    known: dict[int, list[tuple[int, float]]] = {}

    def matches(number: int) -> list[tuple[int, float]]:
        if number not in known:
            known[number] = ledger.matches(number)
        return known[number]

    for group in _parts(touched, lambda number: [other for other, _ in matches(number)]):
        _name_entries(ledger, group, matches)


def _match(ledger: Settling, one: Candidate, known: dict[int, Candidate]) -> None:
    numbers = ledger.deal_candidates(one.node.number)
    missing = {number // PLACES for number in numbers if number not in known}
    signatures = ledger.signatures(missing)
    found = {
        n.number: dealmatch.candidate(n, signatures[n.item]) for n in ledger.deals(missing) if n.item in signatures
    }
    for number in numbers:
        other = known.get(number) or found.get(number)
        if other is None or other.node.item == one.node.item:
            continue
        score = dealmatch.points(one, other)
        if score >= dealmatch.ENOUGH:
            ledger.match(one.node.number, number, score)


def _name_entries(ledger: Settling, group: set[int], matches: Matches) -> None:
    """Divides deals that hang together so that no report tells one deal twice, the surest pairs first."""
    names = ledger.names({number // PLACES for number in group})
    order = {number: (*names[number // PLACES], number % PLACES) for number in group}
    parts = {number: {number} for number in order}
    for one, other in _surest_first(order, matches):
        first, second = parts[one], parts[other]
        if first is not second and not {n // PLACES for n in first} & {n // PLACES for n in second}:
            first |= second
            parts |= dict.fromkeys(second, first)
    for part in {id(part): part for part in parts.values()}.values():
        eldest = min(part, key=order.__getitem__)
        deal = ledger.deal(eldest)
        who = sorted(party.name for party in deal.parties)
        ledger.set_entry(
            part, _name("deal", *names[eldest // PLACES], deal.evidence.text, deal.kind, deal.amount, *who)
        )


def _surest_first(order: Order, matches: Matches) -> list[tuple[int, int]]:
    pairs = [
        (-round(score, 6), order[number], order[other], number, other)
        for number in order
        for other, score in matches(number)
        if order[number] < order[other]
    ]
    return [(number, other) for *_, number, other in sorted(pairs)]


def _parts(start: Iterable[int], neighbours: Callable[[int], Iterable[int]]) -> list[set[int]]:
    """What hangs together, begun at each of ``start``."""
    seen: set[int] = set()
    parts = []
    for first in start:
        if first in seen:
            continue
        part, waiting = {first}, [first]
        while waiting:
            new = set(neighbours(waiting.pop())) - part
            part |= new
            waiting += new
        seen |= part
        parts.append(part)
    return parts


def _story_name(ledger: Settling, items: set[int]) -> str:
    """The first report names the story."""
    return _name("story", *min(ledger.names(items).values()))


def _name(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:12]
