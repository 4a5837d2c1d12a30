"""Fetching the central bank's rates for the days of deals: one request after the other, each day once for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tui.clock import Clock
from tui.config.model import FeedConfig
from tui.feeds.fault import told
from tui.feeds.rates import BANK, RatesError, address, parse
from tui.poller.store import Store
from tui.words import say

if TYPE_CHECKING:
    from tui.feeds.http import Fetcher, Limits

PER_POLL = 5
"""Days that one poll asks for at most."""

ACCEPT = "application/xml, text/xml;q=0.9, */*;q=0.1"

_SETTLED = timedelta(days=7)
"""The age from which a day without rates is taken to have none."""


@dataclass(frozen=True, slots=True)
class RatesReport:
    """Days whose rates are kept now, how many are still missing, and why the rest was not asked for."""

    days: tuple[date, ...] = ()
    left: int = 0
    error: str | None = None


async def update(
    archive_path: Path,
    clock: Clock,
    *,
    base: str = BANK,
    since: date | None = None,
    limit: int | None = None,
    pause: float = 0.5,
    limits: Limits | None = None,
    contact: str = "",
) -> RatesReport:
    """Fetches what the archive's deals of ``since`` on need, at most ``limit`` days, ``pause`` seconds between them."""
    from tui.feeds.http import Fetcher

    store, fetcher = Store(archive_path), Fetcher(limits, contact=contact)
    try:
        today = clock().date()
        days = await store.missing_rates(today, since)
        return await fetch(store, fetcher, base, days, today, limit=limit, pause=pause)
    finally:
        await fetcher.close()
        await store.close()


async def fetch(
    store: Store,
    fetcher: Fetcher,
    base: str,
    days: Sequence[date],
    today: date,
    *,
    limit: int | None = None,
    pause: float = 0.0,
) -> RatesReport:
    """Fetches and keeps the rates of the first ``limit`` of ``days``; ends at the first failure."""
    done: list[date] = []
    error: str | None = None
    for day in days[:limit]:
        if done and pause:
            await asyncio.sleep(pause)
        try:
            await store.save_rates(day, await _of_day(fetcher, base, day, today))
        except RatesError as failure:
            error = str(failure)
            break
        done.append(day)
    return RatesReport(tuple(done), len(days) - len(done), error)


async def _of_day(fetcher: Fetcher, base: str, day: date, today: date) -> dict[str, float]:
    """A day's rates, empty where the bank has none. Raises RatesError."""
    from tui.feeds.http import FetchError

    try:
        answer = await fetcher.get(FeedConfig(base, base), address(base, day, today), accept=ACCEPT)
    except FetchError as failure:
        raise RatesError(told(str(failure))) from failure
    if answer.status != 200 or not answer.whole:
        raise RatesError(say("fault-rates.status", status=answer.status))
    found = parse(answer.body)
    tenge = {} if found.day and found.day != day else found.tenge
    if not tenge and today - day < _SETTLED:
        raise RatesError(say("fault-rates.not-yet", day=day.isoformat()))
    return tenge
