"""Deals and what they are worth together."""

from __future__ import annotations

from collections.abc import Iterable

from tui.archive import Archive, FactRow
from tui.ledger.currency import worth
from tui.ledger.entries import DealEntry, StageEntry, Totals
from tui.ledger.query import Query, span
from tui.ledger.reports import name_of, report
from tui.model import Deal

BINDING = frozenset({"signed", "approved", "underway", "completed"})
"""Stages from which a deal's amount counts; earlier ones are summed apart, cancelled ones not at all."""

INTENDED = frozenset({"talks", "planned", "memorandum"})


def deals(archive: Archive, query: Query) -> tuple[DealEntry, ...]:
    """Deals, the newest day first. With ``since`` only recent ones: a deal that is merely named in passing is none."""
    background = query.since is None
    return tuple(_entry(row) for row in archive.deals(span(query), background=background))[: query.limit]


def totals(deals: Iterable[DealEntry]) -> Totals:
    """Each deal once: binding ones and intentions apart, background and cancelled ones in neither sum."""
    news = [deal for deal in deals if not deal.background]
    return Totals(
        deals=len(news),
        usd_signed=sum((deal.usd or 0.0 for deal in news if deal.stage in BINDING), 0.0),
        usd_intended=sum((deal.usd or 0.0 for deal in news if deal.stage in INTENDED), 0.0),
        undisclosed=sum(deal.amount is None for deal in news if deal.stage != "cancelled"),
    )


def _entry(row: FactRow[Deal]) -> DealEntry:
    deal, told = row.fact, report(row)
    day = row.day or told.published.date().isoformat()
    usd, usd_rate = worth(deal, day)
    return DealEntry(
        id=name_of(told, deal.kind, deal.amount),
        kind=deal.kind,
        parties=deal.parties,
        countries=deal.countries,
        amount=deal.amount,
        currency=deal.currency,
        usd=usd,
        usd_rate=usd_rate,
        commodities=deal.commodities,
        places=deal.places,
        jobs=deal.jobs,
        stake=deal.stake,
        date=deal.date,
        date_from="text" if deal.date else "report",
        day=day,
        stage=deal.stage,
        stages=(StageEntry(deal.stage, deal.date, (row.link,)),),
        reports=(told,),
        background=deal.background,
    )
