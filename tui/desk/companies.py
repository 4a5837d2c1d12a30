"""The companies put together as their panel tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.desk.asking import Companies
from tui.ledger.companies import of_facts
from tui.ledger.entries import DealEntry, EventEntry, Series
from tui.ledger.gazetteer import Gazetteer


def gathered(
    deals: Sequence[DealEntry],
    series: Iterable[Series],
    events: Iterable[EventEntry],
    since: str,
    vocabulary: Gazetteer,
) -> Companies:
    """What these facts tell of companies ``since`` a day; of the deals all count."""
    figures = [one for one in series if one.points and one.latest.date().isoformat() >= since]
    entries = of_facts(deals, figures, (one for one in events if one.day >= since), vocabulary)
    oldest_first = sorted(deals, key=lambda deal: deal.day)
    return Companies(entries, {party.name: deal for deal in oldest_first for party in deal.parties})
