"""The ledger's entries as the rows of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from tui import form
from tui.brief import headline
from tui.brief.changes import Change
from tui.brief.risks import Risk
from tui.brief.rows import (
    ChangeRow,
    Citation,
    DealRow,
    EventRow,
    FigureRow,
    ItemRow,
    PartnerRow,
    RiskRow,
    SourceRow,
)
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
from tui.text import line, link
from tui.words import count, glyph, mark, name, say

HOME = "KZ"
QUOTE, TITLE, NAME = 700, 240, 90
"""Characters of a sentence, a headline and a name that a page has room for."""

LONG = 1e6
"""A figure from here on is written short."""


def figure(entry: Series, point: Point) -> str:
    """What a point of a series measures: ``uranium output``, ``uranium output (guidance)``."""
    said = form.figure(entry.metric, entry.commodity)
    return f"{said} ({name('flag', point.flag)})" if point.flag else said


@dataclass(frozen=True, slots=True)
class Wording:
    """How entries become rows of a page: at most ``top`` events a partner, dates in ``zone`` (UTC)."""

    top: int
    zone: tzinfo | None

    def deal(self, entry: DealEntry) -> DealRow:
        converted = (
            "" if entry.currency == "USD" or entry.usd is None else f"≈ {form.money(_rounded(entry.usd), 'USD')}"
        )
        return DealRow(
            day=form.day(entry.date or entry.day),
            reported=entry.date_from == "report",
            parties=tuple(headline.party(party.name, party.country) for party in entry.parties),
            unnamed=form.countries(code for code in entry.countries if code != HOME)
            or form.commodities(entry.commodities)
            or "–",
            kind=name("deal-kind", entry.kind),
            stage=entry.stage,
            mark=glyph("stage", entry.stage),
            stage_word=name("stage", entry.stage),
            amount=form.money(entry.amount, entry.currency),
            disclosed=entry.amount is not None,
            usd=converted,
            rate=name("usd-rate", entry.usd_rate) if converted and entry.usd_rate else "",
            details=_details(entry),
            citations=tuple(map(self.citation, entry.reports)),
        )

    def change(self, entry: Change) -> ChangeRow:
        return ChangeRow(
            way=entry.way,
            word=name("change", entry.way),
            before=name("stage", entry.before) if entry.before else "",
            deal=self.deal(entry.deal),
            citation=self.citation(entry.report),
        )

    def figure(self, entry: Series) -> FigureRow:
        last = next((point for point in reversed(entry.points) if point.checked != "wrong"), entry.points[-1])
        before = trend.year_before(entry, last)
        points = trend.alike(entry)[-8:]
        return FigureRow(
            subject=line(entry.subject, NAME),
            label=figure(entry, last),
            period=form.period(last.period),
            value=_value(entry, last),
            change=form.change(before.value, last.value) if before else "",
            before=f"{_value(entry, before)}, {form.period(before.period)}" if before else "",
            rising=None if before is None or before.value == last.value else last.value > before.value,
            bars=form.sparkline([p.value for p in points]) if len(points) > 1 else "",
            citation=self.citation(last.reports[0]),
        )

    def partner(self, entry: PartnerEntry, events: Sequence[EventEntry]) -> PartnerRow:
        shown = sorted(events, key=lambda event: event.day, reverse=True)[: self.top]
        return PartnerRow(
            code=line(entry.country, 8),
            country=line(entry.company, NAME) if entry.company else form.country(entry.country),
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
            mark=glyph("event", entry.kind),
            word=name("event", entry.kind),
            parties=tuple(line(party, NAME) for party in entry.parties),
            citation=self.citation(entry.report),
        )

    def risk(self, entry: Risk) -> RiskRow:
        if isinstance(entry.told, EventEntry):
            event = self.event(entry.told)
            abroad = form.countries(code for code in entry.told.countries if code != HOME)
            return RiskRow(entry.kind, event.mark, event.word, event.day, event.parties, abroad, event.citation)
        deal = self.deal(entry.told)
        sides = deal.parties or (deal.unnamed,)
        if entry.kind == "doubtful":
            sign, word = mark("doubtful"), say("brief.doubtful")
            fields = ", ".join(name("deal-field", field) for field, _ in entry.told.contradictions)
            what = say("brief.disagree", fields=fields)
        else:
            sign, word = deal.mark, deal.stage_word
            what = f"{deal.kind}, {deal.amount}" if deal.disclosed else deal.kind
        return RiskRow(entry.kind, sign, word, deal.day, sides, what, deal.citations[-1])

    def item(self, entry: NewsEntry) -> ItemRow:
        return ItemRow(
            day=form.day(entry.published, self.zone),
            countries=form.countries(entry.countries),
            commodities=form.commodities(entry.commodities),
            title=line(entry.title, TITLE) or say("brief.untitled"),
            source=line(entry.source, NAME),
            link=link(entry.link),
            language=line(entry.language, 8),
            reports=count(entry.reports, "report") if entry.reports > 1 else "",
        )

    def source(self, entry: SourceEntry) -> SourceRow:
        brought = say("feed.brought", items=count(entry.items, "item"), relevant=form.number(entry.relevant))
        return SourceRow(line(entry.title, NAME), brought, line(entry.error or "", TITLE))

    def citation(self, report: Report) -> Citation:
        return Citation(
            source=line(report.source, NAME),
            link=link(report.link),
            language=line(report.language, 8),
            day=form.day(report.published, self.zone),
            quote=line(report.evidence.text, QUOTE),
        )


def period(overview: Overview) -> str:
    """The days that the brief is about."""
    until = form.day(overview.until or overview.generated)
    if overview.since is None:
        return say("brief.all", until=until)
    return say("brief.period", since=form.day(overview.since), until=until)


def sources_line(sources: Sequence[SourceEntry]) -> str:
    """How many feeds there are, how they fare and what they brought."""
    return say(
        "brief.sources",
        feeds=count(len(sources), "feed"),
        asked=sum(source.last_poll is not None for source in sources),
        items=count(sum(source.items for source in sources), "item"),
        relevant=form.number(sum(source.relevant for source in sources)),
        failing=sum(1 for source in sources if source.error),
    )


def rates_lines(deals: Iterable[DealEntry]) -> tuple[str, ...]:
    """How amounts were converted: the rule, and by which rate how many of the deals."""
    used = [deal.usd_rate for deal in deals if deal.usd is not None and deal.currency != "USD" and deal.usd_rate]
    told = [
        f"{count(used.count(rate), 'deal')} {name('usd-rate', rate)}"
        for rate in ("text", "day", "year")
        if rate in used
    ]
    rule = say("brief.rates")
    return (rule, say("brief.rates-used", used=", ".join(told))) if told else (rule,)


def _value(entry: Series, point: Point) -> str:
    money = len(entry.unit) == 3 and entry.unit.isupper()  # money is short in running text as it is
    return form.quantity(point.value, entry.unit, short=abs(point.value) >= LONG and not money)


def _rounded(usd: float) -> float:
    """A converted amount, no more precise than its rate."""
    return float(f"{usd:.3g}")


def _details(entry: DealEntry) -> tuple[str, ...]:
    details = (
        form.commodities(entry.commodities),
        ", ".join(line(place, NAME) for place in entry.places),
        form.percent(entry.stake) if entry.stake is not None else "",
        count(entry.jobs, "job") if entry.jobs else "",
    )
    return tuple(detail for detail in details if detail)
