"""The facts of one item as the reader shows them: where they stand, and what to say of them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tui import form
from tui.desk.cells import Piece
from tui.ledger.subjects import HOME, Subject
from tui.model import Deal, Event, Evidence, Field, Metric, Party, Reading
from tui.words import count, glyph, mark, name, say

_FIGURES = frozenset({"amount", "value", "jobs", "stake", "converted", "original"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its glyph and kind, the lines that tell it, and its evidence in the item's source."""

    glyph: str
    title: tuple[Piece, ...]
    lines: tuple[str, ...]
    evidence: Evidence
    fields: tuple[Field, ...]
    told: Deal | Metric | Event

    @property
    def of(self) -> str:
        """What it is: a deal, a figure or an event."""
        return "deal" if isinstance(self.told, Deal) else "figure" if isinstance(self.told, Metric) else "event"


def facts(reading: Reading) -> tuple[Fact, ...]:
    """All facts of a reading, in the order of the text."""
    found = [
        *(_deal(deal) for deal in reading.deals),
        *(_metric(metric) for metric in reading.metrics),
        *(_event(event) for event in reading.events),
    ]
    return tuple(sorted(found, key=lambda fact: (fact.evidence.start, fact.evidence.end)))


def subjects(fact: Fact) -> tuple[Subject, ...]:
    """The companies, sites and partner countries that a fact names."""
    told = fact.told
    if isinstance(told, Metric):
        return (Subject("", told.subject_id or told.subject),)
    names = [Subject("company", p.id or p.name) for p in told.parties] if isinstance(told, Deal) else []
    names += [Subject("", party) for party in told.parties] if isinstance(told, Event) else []
    places = [Subject("place", place) for place in told.places] if isinstance(told, Deal) else []
    return (*names, *places, *(Subject("country", code) for code in told.countries if code != HOME))


def spans(reading: Reading) -> list[tuple[int, int, str]]:
    """What is coloured in the source, as (start, end, ink); later ones lie over earlier ones."""
    found = [(m.start, m.end, ink) for m in reading.mentions if (ink := _INK_OF_MENTION.get(m.kind))]
    told: tuple[Deal | Metric | Event, ...] = (*reading.deals, *reading.metrics, *reading.events)
    found += [(f.start, f.end, "gold-strong") for fact in told for f in fact.fields if f.name in _FIGURES]
    return found


_INK_OF_MENTION = {
    "company": "partner",
    "body": "partner",
    "country": "partner",
    "site": "commodity",
    "region": "commodity",
    "commodity": "commodity",
}


def _deal(deal: Deal) -> Fact:
    sign = glyph("stage", deal.stage)
    ink = {"completed": "good", "cancelled": "bad"}.get(deal.stage, "copper")
    title: tuple[Piece, ...] = (
        (f"{sign} {say('fact.deal')}", f"{ink}-strong"),
        (f"  {name('deal-kind', deal.kind)} · {name('stage', deal.stage)}", ""),
    )
    money = form.money(deal.amount, deal.currency) if deal.amount is not None else ""
    if money and deal.converted:
        money += f" ({form.money(*deal.converted)})"
    details = (
        money,
        form.percent(deal.stake) if deal.stake is not None else "",
        count(deal.jobs, "job") if deal.jobs else "",
        form.day(deal.date) if deal.date else "",
        say("fact.background") if deal.background else "",
    )
    lines = (
        *(_party(party) for party in deal.parties),
        "" if deal.parties else form.countries(deal.countries),
        _joined(details),
        _joined((form.commodities(deal.commodities), ", ".join(deal.places))),
    )
    return Fact(sign, title, _told(lines), deal.evidence, deal.fields, deal)


def _metric(metric: Metric) -> Fact:
    sign = mark("fact.metric")
    what = form.figure(metric.metric, metric.commodity)
    title: tuple[Piece, ...] = ((f"{sign} {say('fact.metric')}", "gold-strong"), (f"  {what}", ""))
    guidance = say("fact.guidance") if metric.basis == "guidance" else ""
    value = form.quantity(metric.value, metric.unit)
    lines = (metric.subject, _joined((value, form.period(metric.period), guidance)))
    return Fact(sign, title, _told(lines), metric.evidence, metric.fields, metric)


def _event(event: Event) -> Fact:
    sign = glyph("event", event.kind)
    title: tuple[Piece, ...] = (
        (f"{sign} {say('fact.event')}", "partner-strong"),
        (f"  {name('event', event.kind)}", ""),
    )
    day = form.day(event.date) if event.date else ""
    lines = (_joined((day, form.countries(event.countries))), ", ".join(event.parties))
    return Fact(sign, title, _told(lines), event.evidence, event.fields, event)


def _party(party: Party) -> str:
    about = ", ".join(part for part in (party.role and name("role", party.role), party.country or "") if part)
    return f"{party.name} ({about})" if about else party.name


def _joined(parts: tuple[str, ...]) -> str:
    return " · ".join(part for part in parts if part)


def _told(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
