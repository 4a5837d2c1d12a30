"""What of a long list is worth a reader's time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tui.ledger import trend
from tui.ledger.entries import DealEntry, NewsEntry, Overview, Series


def narrowed(overview: Overview, most: int) -> Overview:
    """``overview`` with at most ``most`` entries a list; the totals stay those of all."""
    return replace(
        overview,
        deals=top_deals(overview.deals, most),
        series=top_series(overview.series, most),
        events=overview.events[:most],
        partners=overview.partners[:most],
        news=top_items(overview.news, most),
    )


def top_deals(deals: Sequence[DealEntry], most: int) -> tuple[DealEntry, ...]:
    """At most ``most`` deals, those worth most and of equals those that most report; in the order in which they came."""
    if len(deals) <= most:
        return tuple(deals)
    ranked = sorted(range(len(deals)), key=lambda n: (-_worth(deals[n]), -len(deals[n].reports), n))
    return tuple(deals[n] for n in sorted(ranked[:most]))


def top_series(series: Iterable[Series], most: int) -> tuple[Series, ...]:
    """At most ``most`` series: those first whose last figure can be compared with one before."""
    return tuple(sorted((s for s in series if s.points), key=lambda s: trend.previous(s) is None)[:most])


def top_items(items: Sequence[NewsEntry], most: int) -> tuple[NewsEntry, ...]:
    """At most ``most`` items, each for its story: starred ones, those that most report, those that are most on the beat;
    the newest first."""
    stories: dict[str | int, NewsEntry] = {}
    for item in items:
        stories.setdefault(item.story or item.id, item)
    told = list(stories.values())
    ranked = sorted(range(len(told)), key=lambda n: (not told[n].starred, -told[n].reports, -told[n].score, n))
    return tuple(told[n] for n in sorted(ranked[:most]))


def _worth(deal: DealEntry) -> float:
    return 0.0 if deal.background or deal.checked == "wrong" else deal.usd or 0.0
