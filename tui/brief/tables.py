"""The ledger's entries as tables: which columns each has, for programs and for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter

from tui import form
from tui.brief.columns import Column, Table
from tui.brief.wording import figure
from tui.ledger import trend
from tui.ledger.entries import (
    CompanyEntry,
    DealEntry,
    EventEntry,
    PartnerEntry,
    Point,
    Series,
    StoryEntry,
    TimelineEntry,
)
from tui.text import link
from tui.words import glyph, mark, name

_feed = lru_cache(1_024)(link)


def _day(entry: DealEntry | EventEntry | TimelineEntry) -> str:
    """The day as it is told, marked where it is the report's own."""
    return form.day(entry.date or entry.day) + (mark("reported") if entry.date_from == "report" else "")


def _list(values: Sequence[str]) -> str:
    return "; ".join(values)


def _parties(entry: DealEntry) -> str:
    return _list([f"{p.name} ({p.country})" if p.country else p.name for p in entry.parties])


def _names(entry: DealEntry) -> str:
    return " · ".join(party.name for party in entry.parties)


def _languages(entry: StoryEntry) -> list[str]:
    return list(dict.fromkeys(report.language for report in entry.reports))


def _kind(entry: DealEntry) -> str:
    kind = name("deal-kind", entry.kind)
    return f"{kind} ({name('checked', entry.checked)})" if entry.checked else kind


def _deal_amount(entry: DealEntry | TimelineEntry) -> str:
    return form.money(entry.amount, entry.currency)


NEWS = Table(
    "items",
    (
        Column("id", attrgetter("id"), "id", lambda e: str(e.id), right=True),
        Column("published", attrgetter("published"), "published", whole=True),
        Column("title", attrgetter("title"), "title", room=40),
        Column("source", attrgetter("source"), "source"),
        Column("language", attrgetter("language"), "language", extra=True),
        Column("countries", lambda e: _list(e.countries), "partner", lambda e: " ".join(e.countries), extra=True),
        Column(
            "commodities",
            lambda e: _list(e.commodities),
            "commodity",
            lambda e: form.commodities(e.commodities, short=True),
        ),
        Column("companies", lambda e: _list(e.companies)),
        Column("places", lambda e: _list(e.places)),
        Column("relevant", attrgetter("relevant")),
        Column("foreign", attrgetter("foreign")),
        Column("score", attrgetter("score")),
        Column("fetched", attrgetter("fetched")),
        Column("read", attrgetter("read")),
        Column("starred", attrgetter("starred")),
        Column("feed", lambda e: _feed(e.feed)),
        Column("link", lambda e: link(e.link)),
    ),
)

DEALS = Table(
    "deals",
    (
        Column("id", attrgetter("id")),
        Column("day", attrgetter("day"), "date", _day, whole=True),
        Column("date", lambda e: e.date or e.day),
        Column("date_from", attrgetter("date_from")),
        Column("countries", lambda e: _list(e.countries), "partner", lambda e: " ".join(e.countries)),
        Column("parties", _parties, "parties", _names, room=28),
        Column("kind", attrgetter("kind"), "kind", _kind, whole=True),
        Column(
            "stage",
            attrgetter("stage"),
            "stage",
            lambda e: f"{glyph('stage', e.stage)} {name('stage', e.stage)}",
            whole=True,
        ),
        Column("amount", attrgetter("amount"), "amount", _deal_amount, right=True),
        Column("currency", attrgetter("currency")),
        Column("usd", attrgetter("usd")),
        Column("usd_rate", attrgetter("usd_rate")),
        Column(
            "commodities",
            lambda e: _list(e.commodities),
            "commodity",
            lambda e: form.commodities(e.commodities, short=True),
        ),
        Column("places", lambda e: _list(e.places), "site", lambda e: ", ".join(e.places), extra=True),
        Column("jobs", attrgetter("jobs")),
        Column("stake", attrgetter("stake")),
        Column("background", attrgetter("background")),
        Column("checked", attrgetter("checked")),
        Column("confidence", attrgetter("confidence.level")),
        Column("reports", lambda e: len(e.reports)),
        Column("source", lambda e: e.reports[0].source, "source", extra=True),
        Column("language", lambda e: e.reports[0].language),
        Column("published", lambda e: e.reports[0].published),
        Column("link", lambda e: link(e.reports[0].link)),
        Column("evidence", lambda e: e.reports[0].evidence.text),
    ),
)


def _points(entry: Series) -> Iterable[tuple[Series, Point]]:
    return ((entry, point) for point in entry.points)


def _metric(row: tuple[Series, Point]) -> str:
    return figure(*row)


def _value(row: tuple[Series, Point]) -> str:
    """The value, behind the one that it replaced."""
    series, point = row
    before = [form.quantity(point.restated_from, series.unit)] if point.restated_from is not None else []
    return " → ".join([*before, form.quantity(point.value, series.unit)])


def _change(row: tuple[Series, Point]) -> str:
    before = trend.year_before(*row)
    return form.change(before.value, row[1].value) if before else ""


METRICS = Table(
    "metrics",
    (
        Column("subject", lambda r: r[0].subject, "company"),
        Column("metric", lambda r: r[0].metric, "metric", _metric),
        Column("commodity", lambda r: r[0].commodity),
        Column("period", lambda r: r[1].period, "period", lambda r: form.period(r[1].period)),
        Column("value", lambda r: r[1].value, "value", _value, right=True),
        Column("growth", lambda r: trend.growth(*r), "change", _change, right=True),
        Column("unit", lambda r: r[0].unit),
        Column("original", lambda r: r[1].original),
        Column("restated_from", lambda r: r[1].restated_from),
        Column("flag", lambda r: r[1].flag),
        Column("id", lambda r: r[1].id),
        Column("checked", lambda r: r[1].checked),
        Column("reports", lambda r: len(r[1].reports)),
        Column("source", lambda r: r[1].reports[0].source, "source", extra=True),
        Column("language", lambda r: r[1].reports[0].language),
        Column("published", lambda r: r[1].reports[0].published),
        Column("link", lambda r: link(r[1].reports[0].link)),
        Column("evidence", lambda r: r[1].reports[0].evidence.text, "evidence", room=36, extra=True),
    ),
    _points,
)

EVENTS = Table(
    "events",
    (
        Column("day", attrgetter("day"), "date", _day, whole=True),
        Column("date", lambda e: e.date or e.day),
        Column("date_from", attrgetter("date_from")),
        Column("countries", lambda e: _list(e.countries), "partner", lambda e: " ".join(e.countries)),
        Column(
            "kind",
            attrgetter("kind"),
            "event",
            lambda e: f"{glyph('event', e.kind)} {name('event', e.kind)}",
            whole=True,
        ),
        Column("parties", lambda e: _list(e.parties), "parties"),
        Column("id", attrgetter("id")),
        Column("checked", attrgetter("checked")),
        Column("source", attrgetter("report.source"), "source"),
        Column("language", attrgetter("report.language")),
        Column("link", lambda e: link(e.report.link)),
        Column("evidence", attrgetter("report.evidence.text")),
    ),
)


def _partner(entry: PartnerEntry) -> str:
    return f"{entry.company} ({entry.country})" if entry.company else form.country(entry.country)


def _counted(pairs: Sequence[tuple[str, int]]) -> str:
    return _list([f"{key} {number}" for key, number in pairs])


PARTNERS = Table(
    "partners",
    (
        Column("country", attrgetter("country")),
        Column("company", attrgetter("company"), "partner", _partner, room=20),
        Column("deals", attrgetter("deals"), "deals", lambda e: str(e.deals), right=True),
        Column("usd", attrgetter("usd"), "signed-usd", lambda e: form.amount(e.usd or None), right=True),
        Column(
            "usd_intended",
            attrgetter("usd_intended"),
            "intended-usd",
            lambda e: form.amount(e.usd_intended or None),
            right=True,
        ),
        Column("events", attrgetter("events"), "event-count", lambda e: str(e.events), right=True),
        Column("first", attrgetter("first"), "first", lambda e: form.day(e.first), extra=True),
        Column("last", attrgetter("last"), "last", lambda e: form.day(e.last)),
        Column("years", lambda e: _list([f"{y.year} {y.deals}" for y in e.years])),
        Column("stages", lambda e: _counted(e.stages)),
        Column(
            "commodities",
            lambda e: _counted(e.commodities),
            "commodity",
            lambda e: form.commodities([key for key, _ in e.commodities[:4]], short=True),
        ),
        Column("open", lambda e: len(e.open), "open", lambda e: str(len(e.open) or ""), right=True),
    ),
)


def _latest(entry: CompanyEntry) -> tuple[Series, Point] | None:
    return (entry.latest, entry.latest.points[-1]) if entry.latest else None


def _latest_figure(entry: CompanyEntry) -> str:
    told = _latest(entry)
    if told is None:
        return ""
    value = form.quantity(told[1].value, told[0].unit, short=True)
    return " ".join(part for part in (_metric(told), form.period(told[1].period), value) if part)


COMPANIES = Table(
    "companies",
    (
        Column("name", attrgetter("name"), "company", room=20),
        Column("country", attrgetter("country"), "country", lambda e: e.country or ""),
        Column("last", attrgetter("last"), "last", lambda e: form.day(e.last), whole=True),
        Column("deals", attrgetter("deals"), "deals", lambda e: str(e.deals), right=True),
        Column("usd", attrgetter("usd"), "signed-usd", lambda e: form.amount(e.usd or None), right=True),
        Column(
            "usd_intended",
            attrgetter("usd_intended"),
            "intended-usd",
            lambda e: form.amount(e.usd_intended or None),
            right=True,
            extra=True,
        ),
        Column("events", attrgetter("events"), "event-count", lambda e: str(e.events), right=True, extra=True),
        Column("figures", attrgetter("figures")),
        Column("metric", lambda e: e.latest and e.latest.metric, "metric", _latest_figure, room=20),
        Column("commodity", lambda e: e.latest and e.latest.commodity),
        Column("period", lambda e: e.latest and e.latest.points[-1].period),
        Column("value", lambda e: e.latest and e.latest.points[-1].value),
        Column("unit", lambda e: e.latest and e.latest.unit),
    ),
)


def written(value: str) -> str:
    """A correction's value, which is kept as JSON, as it was typed: ``250000000``, ``2026-11-01``, ``CN, KR``."""
    known = json.loads(value) if value else ""
    if isinstance(known, float) and known.is_integer():
        return str(int(known))
    if isinstance(known, list) and all(isinstance(one, str) for one in known):
        return ", ".join(known)
    return known if isinstance(known, str) else value


CORRECTIONS = Table(
    "corrections",
    (
        Column("id", attrgetter("correction.id")),
        Column("made", attrgetter("correction.made"), "date", whole=True),
        Column("action", attrgetter("correction.action"), "action", whole=True),
        Column("field", attrgetter("correction.field"), "field"),
        Column("value", attrgetter("correction.value"), "value", lambda e: written(e.correction.value), room=16),
        Column("holds_for", lambda e: _list(e.deals), "holds-for", whole=True),
        Column("evidence", lambda e: e.correction.deals[0][0].evidence, "evidence", room=30, extra=True),
        Column("link", lambda e: link(e.correction.deals[0][0].link)),
    ),
)

STORIES = Table(
    "stories",
    (
        Column("id", attrgetter("id")),
        Column("first", lambda e: e.reports[0].published),
        Column("last", lambda e: e.reports[-1].published, "last", whole=True),
        Column("title", attrgetter("title"), "title", room=40),
        Column("reports", lambda e: len(e.reports), "reports", lambda e: str(len(e.reports)), right=True),
        Column("languages", lambda e: _list(_languages(e)), "language", lambda e: " ".join(_languages(e))),
        Column("source", lambda e: e.reports[0].source, "told-first"),
        Column("link", lambda e: link(e.reports[0].link)),
    ),
)

TIMELINE = Table(
    "timeline",
    (
        Column("day", attrgetter("day"), "date", _day, whole=True),
        Column("date", lambda e: e.date or e.day),
        Column("date_from", attrgetter("date_from")),
        Column("countries", lambda e: _list(e.countries), "partner", lambda e: " ".join(e.countries)),
        Column("what", attrgetter("what")),
        Column("kind", attrgetter("kind"), "kind", lambda e: name("deal-kind" if e.stage else "event", e.kind)),
        Column(
            "stage",
            attrgetter("stage"),
            "stage",
            lambda e: f"{glyph('stage', e.stage)} {name('stage', e.stage)}" if e.stage else "",
            whole=True,
        ),
        Column("parties", lambda e: _list(e.parties), "parties", lambda e: " · ".join(e.parties), room=28),
        Column("amount", attrgetter("amount"), "amount", lambda e: _deal_amount(e) if e.stage else "", right=True),
        Column("currency", attrgetter("currency")),
        Column("usd", attrgetter("usd")),
        Column("commodities", lambda e: _list(e.commodities)),
        Column("deal", attrgetter("deal")),
        Column("source", attrgetter("report.source"), "source", extra=True),
        Column("language", attrgetter("report.language")),
        Column("link", lambda e: link(e.report.link)),
        Column("evidence", attrgetter("report.evidence.text")),
    ),
)
