"""What alerts have to tell: each item once, nothing that is no news any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tui.archive import Archive, NewsEntry
from tui.archive.filter import Filter
from tui.config.model import AlertConfig, Config
from tui.config.zone import zone_of
from tui.ledger import saved
from tui.ledger.query import Query, choice

_NEWS = timedelta(days=8)
"""How old an item may be that is told: whoever was away for a week is told of it, what a new feed holds of last month is not."""
_MOST = 20
"""Items of one notice that are looked up; the others are counted."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """``count`` items that an alert found, and the newest of them."""

    alert: AlertConfig
    count: int
    entries: tuple[NewsEntry, ...]


def alarms(
    archive: Archive, config: Config, now: datetime, *, teller: str, wanted: Callable[[AlertConfig], object]
) -> tuple[Alarm, ...]:
    """What the ``wanted`` alerts found that ``teller`` has not told yet; from now on it counts as told. In quiet hours
    nothing is, and nothing is told."""
    told = []
    clock = now.astimezone(zone_of(config)).time()
    held = saved.muted(config, now)
    for alert in config.alerts:
        quiet = alert.quiet or config.quiet
        asked = saved.asked(config, alert.query, now) if wanted(alert) else None
        if asked is None or (quiet is not None and quiet.holds(clock)):
            continue
        query = Query(muted=held).narrowed(asked)
        since = (now - _NEWS).date()
        chosen = choice(query.narrowed(Filter(since=since)), beat=False)
        fresh = archive.take_alerts(f"{teller}: {alert.name}", chosen)
        entries = tuple(stored.entry for item in fresh[:_MOST] if (stored := archive.item(item)) is not None)
        if entries:
            told.append(Alarm(alert, len(fresh), entries))
    return tuple(told)
