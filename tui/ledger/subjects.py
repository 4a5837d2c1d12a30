"""What a page can be about: a company, a site or a country, and what the vocabularies say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.archive.filter import Filter, OneOf
from tui.ledger.entries import DealEntry, EventEntry, NewsEntry, Series
from tui.model import Party
from tui.text import fold

if TYPE_CHECKING:
    from tui.ledger.gazetteer import Gazetteer
    from tui.reading.lookup.vocabulary import Entry

HOME = "KZ"
_IDS = ("country", "commodity")
"""Kinds of subjects that are known by their ids."""


@dataclass(frozen=True, slots=True)
class Subject:
    """``kind`` is company, place, country or commodity, "" where only the vocabularies can tell; ``name`` is a name or an id
    of theirs, a country's its ISO code. Commodities have no pages."""

    kind: str
    name: str


def of_party(party: Party) -> Subject:
    """The subject that a party of a deal is."""
    return Subject("company", party.id or party.name)


def of_item(entry: NewsEntry) -> list[Subject]:
    """The companies, sites and partner countries that an item speaks of."""
    kinds = (("company", entry.companies), ("place", entry.places), ("country", entry.countries))
    return [Subject(kind, name) for kind, names in kinds for name in names if name != HOME]


def of_name(name: str, vocabulary: Gazetteer) -> Subject:
    """The subject that a name is: a site, region or country where the vocabularies know it as one, else a company."""
    folded = " ".join(fold(name).split())
    for kind in ("company", "place", "country"):
        found = vocabulary.spellings(kind).get(folded)
        if found:
            return Subject(kind, found[0].id if kind == "country" else name)
    return Subject("company", name)


def entry_of(subject: Subject, vocabulary: Gazetteer) -> Entry | None:
    """What the vocabularies hold under the subject's name; None where they do not know it."""
    found = vocabulary.spellings(subject.kind).get(" ".join(fold(subject.name).split()), ())
    return next(iter(sorted(found, key=lambda entry: entry.name != subject.name)), None)


def asked(subjects: Sequence[Subject], vocabulary: Gazetteer) -> Filter:
    """The filter that holds for what is told of one of ``subjects``, all of one kind, and of nothing whose name only begins
    like theirs."""
    kind = subjects[0].kind
    if kind in _IDS:
        return Filter((OneOf(kind, tuple(subject.name for subject in subjects)),))
    entries = [(subject.name, entry_of(subject, vocabulary)) for subject in subjects]
    names = dict.fromkeys(name for own, entry in entries for name in ((entry.name, own) if entry else (own,)))
    keys = dict.fromkeys(map(fold, (*(entry.id for _, entry in entries if entry), *names)))
    return Filter((OneOf(kind, tuple(names), (), tuple(keys)),))


def known(
    deals: Iterable[DealEntry], series: Iterable[Series], events: Iterable[EventEntry], vocabulary: Gazetteer
) -> tuple[Subject, ...]:
    """Every subject that the facts name, each once, the most named first."""
    counted: dict[Subject, int] = {}
    for subject in (*_of_deals(deals), *_of_rest(series, events, vocabulary)):
        named = canonical(subject, vocabulary)
        counted[named] = counted.get(named, 0) + 1
    return tuple(sorted(counted, key=lambda one: (-counted[one], one.name)))


def _of_deals(deals: Iterable[DealEntry]) -> Iterator[Subject]:
    for deal in deals:
        yield from map(of_party, deal.parties)
        yield from (Subject("place", place) for place in deal.places)
        yield from (Subject("country", code) for code in deal.countries if code != HOME)


def _of_rest(series: Iterable[Series], events: Iterable[EventEntry], vocabulary: Gazetteer) -> Iterator[Subject]:
    for one in series:
        yield of_name(one.subject, vocabulary)
    for event in events:
        yield from (Subject("country", code) for code in event.countries if code != HOME)


def canonical(subject: Subject, vocabulary: Gazetteer) -> Subject:
    """The subject under the name that the vocabularies give it."""
    entry = None if subject.kind in _IDS else entry_of(subject, vocabulary)
    return Subject(subject.kind, entry.name) if entry else subject
