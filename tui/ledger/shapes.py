"""Entries as the JSON objects that listings and exports print. The names are part of the product: scripts rely on them. Moments
and tuples stay what they are: ``jsontext`` writes them as JSON has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tui.ledger.entries import (
    CompanyEntry,
    DealEntry,
    EventEntry,
    NewsEntry,
    PartnerEntry,
    Point,
    Report,
    Series,
    SourceEntry,
    StoryEntry,
    TimelineEntry,
)
from tui.ledger.trend import growth

Json = dict[str, Any]


def as_json(entry: object) -> Json:
    """The JSON object of a ledger's entry: numbers are numbers, money in units."""
    shape: Callable[[Any], Json] = _SHAPES[type(entry)]
    return shape(entry)


def _item(entry: NewsEntry) -> Json:
    return {
        "id": entry.id,
        "title": entry.title,
        "link": entry.link,
        "source": entry.source,
        "feed": entry.feed,
        "language": entry.language,
        "published": entry.published,
        "fetched": entry.fetched,
        "relevant": entry.relevant,
        "foreign": entry.foreign,
        "score": entry.score,
        "countries": entry.countries,
        "companies": entry.companies,
        "commodities": entry.commodities,
        "places": entry.places,
        "read": entry.read,
        "starred": entry.starred,
        "story": entry.story,
    }


def _event(entry: EventEntry) -> Json:
    report = entry.report
    return {
        "date": entry.date or entry.day,
        "date_from": entry.date_from,
        "kind": entry.kind,
        "parties": entry.parties,
        "countries": entry.countries,
        "evidence": report.evidence.text,
        "link": report.link,
        "source": report.source,
        "language": report.language,
        "id": entry.id,
        "checked": entry.checked,
    }


def _deal(entry: DealEntry) -> Json:
    return {
        "id": entry.id,
        "kind": entry.kind,
        "parties": [{"name": p.name, "role": p.role, "country": p.country} for p in entry.parties],
        "countries": entry.countries,
        "amount": entry.amount,
        "currency": entry.currency,
        "usd": entry.usd,
        "usd_rate": entry.usd_rate,
        "commodities": entry.commodities,
        "places": entry.places,
        "jobs": entry.jobs,
        "stake": entry.stake,
        "date": entry.date or entry.day,
        "date_from": entry.date_from,
        "stage": entry.stage,
        "stages": [{"stage": s.stage, "date": s.date, "reports": s.reports} for s in entry.stages],
        "reports": [_proof(r) for r in entry.reports],
        "contradictions": [{"field": field, "values": values} for field, values in entry.contradictions],
        "checked": entry.checked,
        "background": entry.background,
        "confidence": {"level": entry.confidence.level, "reasons": entry.confidence.reasons},
    }


def _series(entry: Series) -> Json:
    return {
        "subject": entry.subject,
        "metric": entry.metric,
        "commodity": entry.commodity,
        "unit": entry.unit,
        "points": [_point(entry, point) for point in entry.points],
    }


def _point(series: Series, point: Point) -> Json:
    return {
        "period": point.period,
        "value": point.value,
        "original": point.original,
        "reports": [report.link for report in point.reports],
        "evidence": point.reports[0].evidence.text,
        "restated_from": point.restated_from,
        "flag": point.flag,
        "growth": growth(series, point),
        "id": point.id,
        "checked": point.checked,
    }


def _partner(entry: PartnerEntry) -> Json:
    return {
        "country": entry.country or None,
        "company": entry.company,
        "deals": entry.deals,
        "usd": entry.usd,
        "usd_intended": entry.usd_intended,
        "events": entry.events,
        "first": entry.first,
        "last": entry.last,
        "years": {
            year.year: {"deals": year.deals, "usd": year.usd, "usd_intended": year.usd_intended} for year in entry.years
        },
        "stages": dict(entry.stages),
        "commodities": dict(entry.commodities),
        "open": entry.open,
        "usd_by_stage": dict(entry.usd_by_stage),
        "usd_by_commodity": dict(entry.usd_by_commodity),
    }


def _company(entry: CompanyEntry) -> Json:
    return {
        "name": entry.name,
        "country": entry.country,
        "deals": entry.deals,
        "usd": entry.usd,
        "usd_intended": entry.usd_intended,
        "events": entry.events,
        "figures": entry.figures,
        "last": entry.last,
        "latest": _series(replace(entry.latest, points=entry.latest.points[-1:])) if entry.latest else None,
    }


def _timeline(entry: TimelineEntry) -> Json:
    return {
        "day": entry.day,
        "date": entry.date or entry.day,
        "date_from": entry.date_from,
        "what": entry.what,
        "kind": entry.kind,
        "stage": entry.stage,
        "parties": entry.parties,
        "countries": entry.countries,
        "commodities": entry.commodities,
        "amount": entry.amount,
        "currency": entry.currency,
        "usd": entry.usd,
        "deal": entry.deal,
        **_report(entry.report),
        "evidence": entry.report.evidence.text,
    }


def _source(entry: SourceEntry) -> Json:
    return {
        "url": entry.url,
        "title": entry.title,
        "items": entry.items,
        "relevant": entry.relevant,
        "last_poll": entry.last_poll,
        "last_success": entry.last_success,
        "next_poll": entry.next_poll,
        "reason": entry.reason,
        "error": entry.error,
    }


def _story(entry: StoryEntry) -> Json:
    return {"id": entry.id, "title": entry.title, "reports": [_report(report) for report in entry.reports]}


def _report(report: Report) -> Json:
    return {
        "link": report.link,
        "source": report.source,
        "language": report.language,
        "published": report.published,
    }


def _proof(report: Report) -> Json:
    told = _report(report)
    told["evidence"] = report.evidence.text
    return told


_SHAPES: dict[type, Callable[[Any], Json]] = {
    NewsEntry: _item,
    EventEntry: _event,
    CompanyEntry: _company,
    DealEntry: _deal,
    Series: _series,
    PartnerEntry: _partner,
    SourceEntry: _source,
    StoryEntry: _story,
    TimelineEntry: _timeline,
}
