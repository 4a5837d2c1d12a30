"""A reading as the JSON object that ``kenwatch analyze`` prints for a document."""

from __future__ import annotations

from typing import Any

from tui.model import Deal, Document, Event, Evidence, Metric, Reading


def answer(document: Document, reading: Reading) -> dict[str, Any]:
    """The document's answer: tags, deals, metrics and events, each fact with evidence and its offsets in the source."""
    return {
        "id": document.id,
        "lang": reading.lang,
        "relevant": reading.relevant,
        "foreign": reading.foreign,
        "countries": list(reading.countries),
        "companies": list(reading.companies),
        "commodities": list(reading.commodities),
        "places": list(reading.places),
        "deals": [_deal(d) for d in reading.deals],
        "metrics": [_metric(m) for m in reading.metrics],
        "events": [_event(e) for e in reading.events],
    }


def _quoted(evidence: Evidence) -> dict[str, Any]:
    return {"evidence": evidence.text, "start": evidence.start, "end": evidence.end}


def _deal(deal: Deal) -> dict[str, Any]:
    return {
        "kind": deal.kind,
        "stage": deal.stage,
        "parties": [p.name for p in deal.parties],
        "countries": list(deal.countries),
        "amount": deal.amount,
        "currency": deal.currency,
        "commodities": list(deal.commodities),
        "places": list(deal.places),
        "jobs": deal.jobs,
        "stake": deal.stake,
        "date": deal.date,
        **_quoted(deal.evidence),
    }


def _metric(metric: Metric) -> dict[str, Any]:
    return {
        "subject": metric.subject,
        "metric": metric.metric,
        "value": metric.value,
        "unit": metric.unit,
        "period": metric.period,
        "commodity": metric.commodity,
        **_quoted(metric.evidence),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "date": event.date,
        "kind": event.kind,
        "parties": list(event.parties),
        "countries": list(event.countries),
        **_quoted(event.evidence),
    }
