"""The ledger's facts behind those of one item: which deal, figure or event a sentence tells, and the analyst's word on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tui.archive import Archive
from tui.desk.facts import Fact
from tui.ledger.anchors import CHECKED, about
from tui.ledger.deals import deals
from tui.ledger.entries import DealEntry, EventEntry, Point, Report, Series
from tui.ledger.events import events
from tui.ledger.query import Query
from tui.ledger.series import series
from tui.model import Event, Metric


@dataclass(frozen=True, slots=True)
class Known:
    """A fact of the ledger by its name: the deal, the event, or the figure's series and point."""

    id: str
    entry: DealEntry | EventEntry | tuple[Series, Point]


def known(archive: Archive, item: int, fact: Fact) -> Known | None:
    """What the ledger made of a fact of ``item``; None where it made nothing of it. Of several that the sentence tells, the
    one that says the most of the same."""
    wanted = set(about(fact.told))
    found = [
        (len(wanted & said), one)
        for one, reports, said in _candidates(archive, fact)
        if any(report.item == item and report.evidence.start == fact.evidence.start for report in reports)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _candidates(archive: Archive, fact: Fact) -> Iterator[tuple[Known, Sequence[Report], set[str]]]:
    if isinstance(fact.told, Metric):
        for one in series(archive, Query()):
            for point in one.points:
                said = {one.metric, one.subject, point.period or "", point.original}
                yield Known(point.id, (one, point)), point.reports, said
    elif isinstance(fact.told, Event):
        for event in events(archive, Query()):
            yield Known(event.id, event), (event.report,), {event.kind, *event.parties}
    else:
        for deal in deals(archive, Query()):
            amount = [f"{deal.amount:g} {deal.currency}"] if deal.amount is not None else []
            yield Known(deal.id, deal), deal.reports, {deal.kind, *amount, *(party.name for party in deal.parties)}


def words(archive: Archive, link: str, facts: Iterable[Fact]) -> dict[int, str]:
    """The analyst's last word (yes, wrong, edited) on those of an item's facts that one was said of, by their number. Of
    several facts of the sentence, it was said of the one that tells most of the same."""
    said: dict[int, str] = {}
    listed = list(enumerate(facts))
    for correction in archive.corrections():
        if correction.action not in CHECKED:
            continue
        anchors = {(a.evidence, a.about) for deal in correction.deals for a in deal if a.link == link}
        for evidence, told in anchors:
            like = [
                (len({*told} & {*about(fact.told)}), number)
                for number, fact in listed
                if correction.of == fact.of and evidence == fact.evidence.text and _alike(told, about(fact.told))
            ]
            most = max((shared for shared, _ in like), default=0)
            said |= {number: CHECKED[correction.action] for shared, number in like if shared == most}
    return said


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not other or 2 * len({*one} & {*other}) >= len({*other})
