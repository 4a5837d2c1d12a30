"""What was understood of a document, in words: ``analyze --format text``."""

from __future__ import annotations

from collections.abc import Iterator

from tui import form
from tui.model import Deal, Document, Event, Metric, Reading
from tui.words import mark, name, say


def describe(document: Document, reading: Reading) -> Iterator[str]:
    """The document's title, tags and facts, each fact with its sentence, a line each."""
    yield " · ".join(p for p in (document.id, document.title) if p)
    yield f"  {_verdict(reading)} · {name('language', reading.lang)} · {say('analysis.score', score=f'{reading.score:.1f}')}"
    tags = (
        form.countries(reading.countries),
        ", ".join(reading.companies),
        form.commodities(reading.commodities),
        ", ".join(reading.places),
    )
    yield from (f"  {tag}" for tag in tags if tag)
    for deal in reading.deals:
        yield f"  {mark('stage.' + deal.stage)} {_joined(_deal(deal))}"
        yield f"      “{deal.evidence.text}”"
    for metric in reading.metrics:
        yield f"  {mark('fact.metric')} {_joined(_metric(metric))}"
        yield f"      “{metric.evidence.text}”"
    for event in reading.events:
        yield f"  {mark('event.' + event.kind)} {_joined(_event(event))}"
        yield f"      “{event.evidence.text}”"
    yield ""


def _verdict(reading: Reading) -> str:
    if not reading.relevant:
        return say("analysis.off")
    return say("analysis.foreign" if reading.foreign else "analysis.on")


def _deal(deal: Deal) -> tuple[str, ...]:
    return (
        name("deal-kind", deal.kind),
        ", ".join(party.name for party in deal.parties),
        form.money(deal.amount, deal.currency),
        f"{name('stage', deal.stage)} {form.day(deal.date) if deal.date else ''}".strip(),
        form.countries(deal.countries),
    )


def _metric(metric: Metric) -> tuple[str, ...]:
    label = form.figure(metric.metric, metric.commodity)
    return metric.subject, label, form.quantity(metric.value, metric.unit), form.period(metric.period)


def _event(event: Event) -> tuple[str, ...]:
    when = form.day(event.date) if event.date else ""
    return name("event", event.kind), when, ", ".join(event.parties), form.countries(event.countries)


def _joined(parts: tuple[str, ...]) -> str:
    return " · ".join(part for part in parts if part)
