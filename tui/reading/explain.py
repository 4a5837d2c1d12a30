"""Why a document was read as it was: what was found and by which rule, what was weighed, what was dropped and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tui.model import Deal, Document, Event, Field, Mention, Metric, Reading, Reason
from tui.reading.acts import deals
from tui.reading.acts.line import cues, lines
from tui.reading.beat.companies import acting
from tui.reading.beat.partners import partners
from tui.reading.beat.relevance import THRESHOLD, promising
from tui.reading.beat.tags import tags
from tui.reading.figures import topics
from tui.reading.layout.page import Page
from tui.reading.lookup.lexicon import Hit
from tui.reading.lookup.library import Library, library
from tui.reading.lookup.vocabulary import NAMES
from tui.reading.naming.coref import stand_ins
from tui.reading.pipeline import lay_out, measure, read, search
from tui.words import say

_CLUES = 4
"""Clues that a reader is told of."""

Whys = dict[tuple[str, int], tuple[Reason, ...]]
"""What was weighed of a fact, by its kind and the place where its figure or its evidence begins."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of the source that means something: ``kind`` is the vocabulary, ``id`` and ``name`` the entry."""

    kind: str
    id: str
    name: str
    start: int
    end: int
    new: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A deal, metric or event in words, with the rule that found it and where its fields stand; ``why`` is what was weighed."""

    kind: str
    summary: str
    rule: str
    start: int
    end: int
    fields: tuple[Field, ...] = ()
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that was considered and left out, and the reason."""

    text: str
    start: int
    end: int
    entry: str
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All there is to say about one reading. Offsets count in ``document.source``."""

    document: Document
    reading: Reading
    threshold: float
    reasons: tuple[Reason, ...]
    marks: tuple[Mark, ...]
    facts: tuple[Fact, ...]
    dropped: tuple[Dropped, ...]


def explain(document: Document, shelf: Library | None = None) -> Explanation:
    """The reading of ``document`` laid open."""
    shelf = shelf or library()
    reading = read(document, shelf)
    page = lay_out(document, shelf)
    why, no_deals = _weighed(page, shelf) if reading.relevant else ({}, [])
    return Explanation(
        document=document,
        reading=reading,
        threshold=THRESHOLD,
        reasons=tuple(sorted(reading.reasons, key=lambda r: -abs(r.points))),
        marks=tuple(_marks(page)),
        facts=tuple(_facts(reading, why)),
        dropped=tuple(sorted((*_dropped(page, shelf), *no_deals), key=lambda d: d.start)),
    )


def _marks(page: Page) -> list[Mark]:
    minerals = (
        Mark("commodity", h.entry.id, h.entry.name, h.start, h.end) for h in page.hits if h.entry.kind == "commodity"
    )
    names = (Mark(m.kind, m.id, m.name, m.start, m.end, m.new) for m in page.mentions)
    return sorted((*names, *minerals), key=lambda m: (m.start, -m.end))


def _weighed(page: Page, shelf: Library) -> tuple[Whys, list[Dropped]]:
    """The clues that said most of each figure and deal, and what was found to be no deal."""
    measure(page, shelf)
    spoken = cues(page, shelf)
    meant = stand_ins(page, shelf, spoken)
    told: Whys = {("metric", start): why for start, why in topics.weighed(page, shelf, meant).items()}
    no_deals: list[Dropped] = []
    for deal, clues, stands in deals.weighed(page, shelf, tags(page, shelf), lines(page, spoken, meant)):
        evidence = deal.evidence
        most = sorted(clues.items(), key=lambda clue: (-abs(clue[1]), clue[0]))[:_CLUES]
        if stands:
            told["deal", evidence.start] = tuple(Reason(clue, value, evidence.text) for clue, value in most)
            continue
        reasons = ", ".join(f"{clue} {value:+.1f}" for clue, value in most)
        why = say("dropped.outweighed", clues=reasons)
        no_deals.append(Dropped(evidence.text, evidence.start, evidence.end, f"deal.{deal.kind}", why))
    return told, no_deals


def _facts(reading: Reading, whys: Whys) -> Iterator[Fact]:
    for kind, found in (("deal", reading.deals), ("metric", reading.metrics), ("event", reading.events)):
        for fact in found:
            evidence = fact.evidence
            value = (
                next((f.start for f in fact.fields if f.name == "value"), -1) if kind == "metric" else evidence.start
            )
            why = whys.get((kind, value), ())
            yield Fact(kind, _summary(fact), evidence.rule, evidence.start, evidence.end, fact.fields, why)


def _summary(fact: Deal | Metric | Event) -> str:
    if isinstance(fact, Deal):
        amount = f"{fact.amount:,.12g} {fact.currency}" if fact.amount is not None else ""
        parts = [fact.kind, fact.stage, ", ".join(p.name for p in fact.parties), amount, fact.date or ""]
    elif isinstance(fact, Metric):
        parts = [fact.subject, fact.metric, f"{fact.value:,.12g} {fact.unit}", fact.period or "", fact.commodity or ""]
    else:
        parts = [fact.kind, ", ".join(fact.parties), ", ".join(fact.countries), fact.date or ""]
    return " · ".join(p for p in parts if p)


def _dropped(page: Page, shelf: Library) -> Iterator[Dropped]:
    """What the vocabularies found and the reading left out."""
    told = {(m.start, m.end) for m in page.mentions}
    minerals = {(h.start, h.end) for h in page.hits if h.entry.kind == "commodity"}
    for hit in search(page, shelf):
        place = hit.start, hit.end
        if hit.entry.kind == "decoy":
            yield _drop(page, hit, say("dropped.hides", name=hit.entry.name))
        elif hit.entry.kind == "commodity" and place not in minerals:
            yield _drop(page, hit, say("dropped.metal"))
        elif hit.entry.kind in NAMES and promising(page.hits) and not _covered(place, told):
            yield _drop(page, hit, say("dropped.spelling"))
    yield from _bystanders(page, shelf)


def _bystanders(page: Page, shelf: Library) -> Iterator[Dropped]:
    """Companies and countries that are named but take no part."""
    companies = acting(page, shelf)
    countries = partners(page, shelf, companies.values())
    for mention in page.mentions:
        if mention.kind == "company" and mention.id not in companies:
            yield _leave(page, mention, say("dropped.bystander"))
        elif mention.kind == "country" and mention.id != "KZ" and mention.id not in countries:
            yield _leave(page, mention, say("dropped.country"))


def _covered(place: tuple[int, int], spans: set[tuple[int, int]]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in spans)


def _drop(page: Page, hit: Hit, why: str) -> Dropped:
    return Dropped(page.source[hit.start : hit.end], hit.start, hit.end, f"{hit.entry.kind}.{hit.entry.id}", why)


def _leave(page: Page, mention: Mention, why: str) -> Dropped:
    text = page.source[mention.start : mention.end]
    return Dropped(text, mention.start, mention.end, f"{mention.kind}.{mention.id}", why)
