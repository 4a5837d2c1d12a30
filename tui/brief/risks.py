"""Disputes and risks: what an analyst should look at before money follows a headline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tui.ledger.entries import DealEntry, EventEntry

EVENTS = ("dispute", "closure")
"""Kinds of events that are risks."""


@dataclass(frozen=True, slots=True)
class Risk:
    """``kind`` is a kind of event, "cancelled" or "doubtful"; ``told`` the event, or the deal that was called off or on
    which reports disagree."""

    kind: str
    day: str
    told: DealEntry | EventEntry


def risks(deals: Iterable[DealEntry], events: Iterable[EventEntry]) -> list[Risk]:
    """The newest first."""
    found = [Risk(event.kind, event.day, event) for event in events if event.kind in EVENTS]
    for deal in deals:
        if deal.background or deal.checked == "wrong":
            continue
        if deal.stage == "cancelled":
            found.append(Risk("cancelled", deal.day, deal))
        if deal.contradictions:
            found.append(Risk("doubtful", deal.day, deal))
    return sorted(found, key=lambda risk: risk.day, reverse=True)
