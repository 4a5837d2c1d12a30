"""A deal's fields as the analyst changes them: what each holds now, as it would be typed. Pure."""

from __future__ import annotations

from collections.abc import Callable

from tui.desk.screens.editor import Entry
from tui.ledger.entries import DealEntry
from tui.model import DEAL_KINDS, STAGES, Party
from tui.words import figures, name, say

_CHOICES = {"kind": ("deal-kind", DEAL_KINDS), "stage": ("stage", STAGES)}


def entries(deal: DealEntry) -> list[Entry]:
    """A line of the form for each field that may be changed."""
    return [
        Entry(
            field,
            say(f"deal-form.{field}"),
            _WRITTEN[field](deal),
            say(f"deal-form-example.{field}") if field not in _CHOICES else "",
            _choices(field),
        )
        for field in _WRITTEN
    ]


def _choices(field: str) -> tuple[tuple[str, str], ...]:
    if field not in _CHOICES:
        return ()
    section, known = _CHOICES[field]
    return tuple((one, name(section, one)) for one in known)


def number(value: float | None) -> str:
    """A number as it would be typed, grouped as the language does."""
    return "" if value is None else figures(f"{value:,.12g}" if abs(value) < 1e12 else f"{value:,.0f}")


def _party(party: Party) -> str:
    about = ", ".join(part for part in (party.role, party.country or "") if part)
    return f"{party.name} ({about})" if about else party.name


_WRITTEN: dict[str, Callable[[DealEntry], str]] = {
    "kind": lambda deal: deal.kind,
    "stage": lambda deal: deal.stage,
    "amount": lambda deal: number(deal.amount),
    "currency": lambda deal: deal.currency or "",
    "date": lambda deal: deal.date or "",
    "parties": lambda deal: "; ".join(map(_party, deal.parties)),
    "countries": lambda deal: ", ".join(deal.countries),
    "commodities": lambda deal: ", ".join(deal.commodities),
    "places": lambda deal: ", ".join(deal.places),
    "stake": lambda deal: number(deal.stake),
    "jobs": lambda deal: number(deal.jobs),
}
