"""Brings the ledger up to date: which items are one story, which deals of reports are one deal.

Both are graphs whose edges depend on the two ends alone, divided by rules that know no order. A new item changes only what it
touches, and the outcome does not depend on the order in which items came."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from tui.archive import Archive
from tui.archive.settling import PLACES, Settling, Signature, Unsettled
from tui.ledger import dealmatch, dealpoints
from tui.ledger.copies import CROWD, sort_out
from tui.ledger.dealgroups import one_deal
from tui.ledger.dealmatch import Candidate
from tui.ledger.grouping import grouped, near_enough
from tui.ledger.groups import parts
from tui.ledger.ids import name_of
from tui.ledger.likeness import sign
from tui.ledger.neighbours import Around, marks
from tui.ledger.regrouping import Regrouping

BATCH = 300
"""Reports settled in one transaction: in which others wait a second to write; each looks at all of its days."""

Matches = Callable[[int], Mapping[int, float]]


def settle(archive: Archive, progress: Callable[[int], None] | None = None, *, limit: int | None = None) -> int:
    """Settles the items that wait, at most about ``limit`` of them, and says how many they were; ``progress`` hears of each
    batch. An archive that is open to read only is left as it is."""
    done = 0
    for settled in batches(archive):
        done += settled
        if progress:
            progress(settled)
        if limit is not None and done >= limit:
            break
    return done


def batches(archive: Archive, *, deferred: bool = True) -> Iterator[int]:
    """Settles the items that wait, the ``deferred`` ones last, if at all, in transactions of BATCH, between which others may use
    the archive; gives how many each settled."""
    around, seen = Around(), None
    while not archive.read_only and archive.unsettled(deferred=deferred):
        with archive.settling() as ledger:
            if archive.data_version() != seen:
                around = Around()
            batch = ledger.unsettled(BATCH, deferred=deferred)
            _settle_deals(ledger, _settle_stories(ledger, batch, around))
            seen = archive.data_version()
        yield len(batch)


def _settle_stories(ledger: Settling, batch: list[Unsettled], around: Around) -> set[int]:
    """Puts the batch into stories; gives the items that are new, or whose story is."""
    touched: set[int] = set()
    wordings: set[tuple[int, int] | None] = set()
    signed: dict[int, Signature] = {}
    for report in batch:
        touched |= {report.item, *ledger.alike(report.item)}
        wordings.add(ledger.wording(report.item))
        if report.reading and (report.listed or report.guest):
            signed[report.item] = signature = sign(report, report.reading)
            ledger.sign(signature, marks(signature).kept, guest=report.guest)
            wordings.add(ledger.wording(report.item))
        else:
            ledger.unsign(report.item)
            ledger.liken(report.item, {})
    regrouping = Regrouping(ledger)
    compared, copies = sort_out(ledger, [known for known in wordings if known], set(signed), regrouping.named)
    for item in copies:
        touched |= set(ledger.alike(item))
        ledger.liken(item, {})
    touched |= _liken(ledger, compared, regrouping.named, around)
    seen = ledger.originals(ledger.with_story_mates(touched | compared | copies))
    alike = cache(ledger.alike)
    changed = {report.item for report in batch} | compared | copies
    for part in parts(seen, lambda item: near_enough(alike(item)) | regrouping.bonded(item)):
        names, copied, guests = ledger.names(part), ledger.copies(part), ledger.guests(part)
        for story in regrouping.applied(grouped({item: alike(item) for item in part}, names, guests)):
            told = story.union(*(copied.get(item, ()) for item in story))
            changed |= ledger.set_story(
                told, name_of("story", *_identity(min(names[n] for n in story))) if len(told) > 1 else None
            )
    return changed


def _liken(ledger: Settling, compared: set[int], single: frozenset[int], around: Around) -> set[int]:
    """Keeps what each of the reports is like; gives those for which that is new. One that is like a whole crowd stands alone,
    but for those of ``single``: what so many tell needs no further one, and a flood must not cost the square of it."""
    touched: set[int] = set()
    surplus: set[int] = set()
    waiting = set(compared)
    in_order = sorted(compared, key=ledger.names(compared).__getitem__)
    signed = ledger.signatures(in_order)
    around.turn(ledger, signed)
    for item, signature in signed.items():
        found, guests = around.alike(ledger, signature)
        waiting.discard(item)
        others = {other: sure for other, sure in found.items() if other not in surplus}
        if len(others.keys() - waiting) >= CROWD and item not in single:
            surplus.add(item)
            touched |= set(ledger.alike(item))
            ledger.set_original(item, item)
            others = {}
        else:
            others |= {guest: sure for guest, sure in guests.items() if guest not in surplus}
        ledger.liken(item, others)
        touched |= set(others)
    return touched


def _settle_deals(ledger: Settling, changed: set[int]) -> None:
    """Works out anew what the deals of ``changed`` items belong to; those of copies are the original's."""
    items = ledger.originals(changed)
    touched = {
        number
        for item in changed | items
        for number in ledger.forget_deals(item)
        if number // PLACES not in changed | items
    }
    nodes = ledger.deals(items)
    signatures = ledger.signatures(items)
    alone = ledger.alone(items)
    touched |= {n.number for n in nodes if n.item in alone}
    candidates = {
        n.number: dealmatch.candidate(n, signatures[n.item])
        for n in nodes
        if n.item in signatures and n.item not in alone
    }
    for number, one in candidates.items():
        ledger.add_deal_clues(number, dealmatch.clues(one))
    known = dict(candidates)
    compared: set[tuple[int, int]] = set()
    for number, one in candidates.items():
        _match(ledger, one, known, compared)
        touched.add(number)
    matches = cache(ledger.matches)
    settled = set(items)
    for group in parts(touched, matches):
        _name_entries(ledger, group, matches)
        settled |= {number // PLACES for number in group}
    for item in ledger.copies(settled):
        ledger.copy_entries(item)


def _match(ledger: Settling, one: Candidate, known: dict[int, Candidate], compared: set[tuple[int, int]]) -> None:
    """Keeps which deals may be the same as ``one``; those that it is compared with are ``known`` from then on, and pairs that
    are ``compared`` already are not compared again."""
    number = one.node.number
    others = [other for other in ledger.deal_candidates(number) if (other, number) not in compared]
    missing = {other // PLACES for other in others if other not in known}
    signatures = ledger.signatures(missing)
    nodes = (node for node in ledger.deals(missing) if node.item in signatures)
    known |= {node.number: dealmatch.candidate(node, signatures[node.item]) for node in nodes}
    compared.update((number, other) for other in others)
    scores = {other: dealpoints.points(one, known[other]) for other in others if other in known}
    ledger.match(number, {other: score for other, score in scores.items() if score >= dealpoints.ENOUGH})


def _name_entries(ledger: Settling, group: set[int], matches: Matches) -> None:
    """Names the deals among reports' deals that hang together."""
    names = ledger.names({number // PLACES for number in group})
    order = {number: (*names[number // PLACES], number % PLACES) for number in group}
    for part in one_deal(order, {number: matches(number) for number in group}, ledger.deal):
        eldest = min(part, key=order.__getitem__)
        deal = ledger.deal(eldest)
        who = sorted(party.name for party in deal.parties)
        told = (deal.evidence.text, deal.kind, deal.amount, *who)
        ledger.set_entry(part, name_of("deal", *_identity(names[eldest // PLACES]), *told))


def _identity(name: tuple[int, str, str, str]) -> tuple[str, str]:
    """What an item keeps whatever its publisher changes: feed and guid."""
    return name[2:]
