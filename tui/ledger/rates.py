"""Which days' rates the deals need."""

from __future__ import annotations

from datetime import date

from tui.archive import Archive
from tui.ledger.currency import is_day
from tui.ledger.deals import deals
from tui.ledger.query import Query


def missing(archive: Archive, today: date, *, since: date | None = None, limit: int | None = None) -> tuple[date, ...]:
    """Days up to ``today`` of deals whose amount only a day's rate converts, where it is not kept yet; the newest first."""
    known = set(archive.rate_days())
    wanted = {
        deal.day
        for deal in deals(archive, Query(since=since))
        if deal.usd_rate == "year" and is_day(deal.date) and deal.day <= today.isoformat() and not deal.background
    }
    return tuple(date.fromisoformat(day) for day in sorted(wanted - known, reverse=True))[:limit]
