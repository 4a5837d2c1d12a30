"""The brief as rows of words: what the writers for people (text, SVG, Markdown, HTML) lay out, cleaned and formatted once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import TypeVar

from tui import form
from tui.ledger import trend
from tui.ledger.entries import (
    DealEntry,
    EventEntry,
    NewsEntry,
    Overview,
    PartnerEntry,
    Point,
    Report,
    Series,
    SourceEntry,
)
from tui.model import Party
from tui.text import line, link
from tui.words import count, mark, name, say

HOME = "KZ"
QUOTE, TITLE, NAME = 700, 240, 90
"""Characters of a sentence, a headline and a name that a page has room for."""

LONG = 1e6
"""A figure from here on is written short."""

CITED = 3
"""Reports of a deal that a page of lines has room for: the newest."""

E = TypeVar("E")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact is told, and the sentence that proves it."""

    source: str
    link: str
    language: str
    day: str
    quote: str


@dataclass(frozen=True, slots=True)
class DealRow:
    day: str
    reported: bool
    parties: tuple[str, ...]
    partners: str
    kind: str
    stage: str
    mark: str
    stage_word: str
    amount: str
    disclosed: bool
    usd: str
    details: tuple[str, ...]
    citations: tuple[Citation, ...]

    @property
    def newest(self) -> tuple[Citation, ...]:
        """The citations that a page of lines shows."""
        return self.citations[-CITED:]

    @property
    def unshown(self) -> str:
        """How many reports it leaves out, in words; "" where none."""
        left = len(self.citations) - CITED
        return say("brief.more-reports", reports=count(left, "report")) if left > 0 else ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    subject: str
    label: str
    period: str
    value: str
    change: str
    rising: bool | None
    bars: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class EventRow:
    day: str
    iso: str
    reported: bool
    kind: str
    mark: str
    word: str
    parties: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class PartnerRow:
    code: str
    country: str
    deals: str
    signed: str
    intended: str
    events: tuple[EventRow, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    day: str
    countries: str
    commodities: str
    title: str
    source: str
    link: str
    language: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    title: str
    items: int
    relevant: int
    error: str


@dataclass(frozen=True, slots=True)
class Part:
    """How many rows of a section the brief shows, and of how many."""

    shown: int
    whole: int

    @property
    def note(self) -> str:
        return "" if self.shown == self.whole else say("brief.part", shown=self.shown, whole=self.whole)


@dataclass(frozen=True, slots=True)
class Page:
    """The whole brief in words. ``key_figures`` are pairs of figure and label; ``lead`` is a paragraph."""

    title: str
    period: str
    generated: str
    lead: str
    key_figures: tuple[tuple[str, str], ...]
    deals: tuple[DealRow, ...]
    figures: tuple[FigureRow, ...]
    partners: tuple[PartnerRow, ...]
    items: tuple[ItemRow, ...]
    sources: tuple[SourceRow, ...]
    deals_part: Part
    figures_part: Part
    items_part: Part
    sources_line: str
    rates_line: str


def page(overview: Overview, *, limit: int = 40, zone: tzinfo | None = None) -> Page:
    """The words of ``overview``: at most ``limit`` rows a section, dates in ``zone`` (UTC)."""
    view = _View(limit, zone)
    deals, deals_part = view.rows(overview.deals, view.deal)
    by_history = sorted((s for s in overview.series if s.points), key=lambda s: trend.previous(s) is None)
    figures, figures_part = view.rows(by_history, view.figure)
    items, items_part = view.rows(overview.news, view.item)
    return Page(
        title=say("brief.title"),
        period=_period(overview),
        generated=say("brief.generated", day=form.day(overview.generated, zone)),
        lead=_lead(overview),
        key_figures=_key_figures(overview),
        deals=deals,
        figures=figures,
        partners=view.partners(overview),
        items=items,
        sources=tuple(map(view.source, overview.sources)),
        deals_part=deals_part,
        figures_part=figures_part,
        items_part=items_part,
        sources_line=_sources_line(overview.sources),
        rates_line=say("brief.rates"),
    )


@dataclass(frozen=True, slots=True)
class _View:
    """How entries become rows of this page."""

    limit: int
    zone: tzinfo | None

    def rows(self, entries: Sequence[E], row: Callable[[E], R]) -> tuple[tuple[R, ...], Part]:
        shown = tuple(map(row, entries[: self.limit]))
        return shown, Part(len(shown), len(entries))

    def deal(self, entry: DealEntry) -> DealRow:
        return DealRow(
            day=form.day(entry.date or entry.day),
            reported=entry.date_from == "report",
            parties=tuple(_party(party) for party in entry.parties),
            partners=form.countries(code for code in entry.countries if code != HOME),
            kind=name("deal-kind", entry.kind),
            stage=entry.stage,
            mark=mark(f"stage.{entry.stage}"),
            stage_word=name("stage", entry.stage),
            amount=form.money(entry.amount, entry.currency),
            disclosed=entry.amount is not None,
            usd="" if entry.currency == "USD" or entry.usd is None else f"≈ {form.money(entry.usd, 'USD')}",
            details=_details(entry),
            citations=tuple(map(self.citation, entry.reports)),
        )

    def figure(self, entry: Series) -> FigureRow:
        last, before = entry.points[-1], trend.previous(entry)
        points = trend.alike(entry)[-8:]
        return FigureRow(
            subject=line(entry.subject, NAME),
            label=figure(entry, last),
            period=form.period(last.period),
            value=form.quantity(last.value, entry.unit, short=abs(last.value) >= LONG),
            change=form.change(before.value, last.value) if before else "",
            rising=None if before is None or before.value == last.value else last.value > before.value,
            bars=form.sparkline([p.value for p in points]) if len(points) > 1 else "",
            citation=self.citation(last.reports[0]),
        )

    def partners(self, overview: Overview) -> tuple[PartnerRow, ...]:
        rows = (self.partner(p, [e for e in overview.events if p.country in e.countries]) for p in overview.partners)
        return tuple(rows)[: self.limit]

    def partner(self, entry: PartnerEntry, events: Sequence[EventEntry]) -> PartnerRow:
        shown = sorted(events, key=lambda event: event.day, reverse=True)[: self.limit]
        return PartnerRow(
            code=line(entry.country, 8),
            country=form.country(entry.country),
            deals=count(entry.deals, "deal") if entry.deals else "",
            signed=form.money(entry.usd, "USD") if entry.usd else "",
            intended=form.money(entry.usd_intended, "USD") if entry.usd_intended else "",
            events=tuple(map(self.event, shown)),
            left_out=len(events) - len(shown),
        )

    def event(self, entry: EventEntry) -> EventRow:
        return EventRow(
            day=form.day(entry.date or entry.day),
            iso=entry.date or entry.day,
            reported=entry.date_from == "report",
            kind=entry.kind,
            mark=mark(f"event.{entry.kind}"),
            word=name("event", entry.kind),
            parties=tuple(line(party, NAME) for party in entry.parties),
            citation=self.citation(entry.report),
        )

    def item(self, entry: NewsEntry) -> ItemRow:
        return ItemRow(
            day=form.day(entry.published, self.zone),
            countries=form.countries(entry.countries),
            commodities=form.commodities(entry.commodities),
            title=line(entry.title, TITLE) or say("brief.untitled"),
            source=line(entry.source, NAME),
            link=link(entry.link),
            language=line(entry.language, 8),
        )

    def source(self, entry: SourceEntry) -> SourceRow:
        return SourceRow(line(entry.title, NAME), entry.items, entry.relevant, line(entry.error or "", TITLE))

    def citation(self, report: Report) -> Citation:
        return Citation(
            source=line(report.source, NAME),
            link=link(report.link),
            language=line(report.language, 8),
            day=form.day(report.published, self.zone),
            quote=line(report.evidence.text, QUOTE),
        )


def figure(entry: Series, point: Point) -> str:
    """What a point of a series measures: ``uranium output``, ``uranium output (guidance)``."""
    said = form.figure(entry.metric, entry.commodity)
    return f"{said} ({name('flag', point.flag)})" if point.flag else said


def _party(party: Party) -> str:
    known = line(party.name, NAME)
    return f"{known} ({line(party.country, 8)})" if party.country and party.country != HOME else known


def _details(entry: DealEntry) -> tuple[str, ...]:
    details = (
        form.commodities(entry.commodities),
        ", ".join(line(place, NAME) for place in entry.places),
        form.percent(entry.stake) if entry.stake is not None else "",
        count(entry.jobs, "job") if entry.jobs else "",
    )
    return tuple(detail for detail in details if detail)


def _period(overview: Overview) -> str:
    until = form.day(overview.until or overview.generated)
    if overview.since is None:
        return say("brief.all", until=until)
    return say("brief.period", since=form.day(overview.since), until=until)


def _key_figures(overview: Overview) -> tuple[tuple[str, str], ...]:
    totals = overview.totals
    return (
        (f"{totals.deals:,}", say("brief.key-deals")),
        (form.money(totals.usd_signed, "USD"), say("brief.key-signed")),
        (form.money(totals.usd_intended, "USD"), say("brief.key-intended")),
        (f"{len(overview.partners):,}", say("brief.key-partners")),
    )


def _lead(overview: Overview) -> str:
    if not (overview.deals or overview.series or overview.events):
        return say("brief.nothing")
    totals = overview.totals
    sentences = [
        say("brief.lead", deals=count(totals.deals, "deal"), partners=count(len(overview.partners), "country")),
    ]
    if totals.usd_signed:
        sentences.append(say("brief.lead-signed", usd=form.money(totals.usd_signed, "USD")))
    if totals.usd_intended:
        sentences.append(say("brief.lead-intended", usd=form.money(totals.usd_intended, "USD")))
    if totals.undisclosed:
        sentences.append(say("brief.lead-undisclosed", deals=count(totals.undisclosed, "deal")))
    largest = _largest(overview.deals)
    if largest is not None:
        parties = " · ".join(_party(p) for p in largest.parties) or form.countries(largest.countries)
        sentences.append(
            say(
                "brief.lead-largest",
                parties=parties,
                amount=form.money(largest.amount, largest.currency),
                kind=name("deal-kind", largest.kind),
                stage=name("stage", largest.stage),
            )
        )
    return " ".join(sentences)


def _largest(deals: Iterable[DealEntry]) -> DealEntry | None:
    worth = [deal for deal in deals if deal.usd and deal.stage != "cancelled" and not deal.background]
    return max(worth, key=lambda deal: (deal.usd or 0, deal.day, deal.id), default=None)


def _sources_line(sources: Sequence[SourceEntry]) -> str:
    asked = [source for source in sources if source.last_poll is not None]
    failing = sum(1 for source in sources if source.error)
    return say(
        "brief.sources",
        feeds=count(len(sources), "feed"),
        asked=len(asked),
        items=count(sum(source.items for source in sources), "item"),
        relevant=f"{sum(source.relevant for source in sources):,}",
        failing=failing,
    )
