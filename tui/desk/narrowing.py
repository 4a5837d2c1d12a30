"""What a table of deals can be narrowed to: the values of a column as terms of the query language, with how many have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tui import form
from tui.ledger.entries import DealEntry
from tui.ledger.subjects import HOME
from tui.model import DEAL_KINDS, STAGES
from tui.words import name

USUAL = ("partner", "stage", "kind", "commodity")
"""Columns whose values are offered where the sorted one has none that a query could name."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A ``term`` to ask for, the value of a ``column`` in ``words`` for people, and how many of the deals it holds for."""

    term: str
    column: str
    words: str
    deals: int


@dataclass(frozen=True, slots=True)
class _Column:
    key: str
    values: Callable[[DealEntry], Iterable[str]]
    shown: Callable[[str], str]
    order: Sequence[str] = ()


_COLUMNS = {
    "partner": _Column("country", lambda deal: (c for c in deal.countries if c != HOME), form.country),
    "parties": _Column("company", lambda deal: (party.name for party in deal.parties), str),
    "commodity": _Column("commodity", lambda deal: deal.commodities, lambda one: form.commodities((one,))),
    "places": _Column("place", lambda deal: deal.places, str),
    "kind": _Column("kind", lambda deal: (deal.kind,), lambda kind: name("deal-kind", kind), DEAL_KINDS),
    "stage": _Column("stage", lambda deal: (deal.stage,), lambda stage: name("stage", stage), STAGES),
}


def narrowings(deals: Sequence[DealEntry], column: str) -> list[Narrowing]:
    """The values of ``column``, or of the usual columns; those in their own order or the most frequent first."""
    columns = (column,) if column in _COLUMNS else USUAL
    return [found for one in columns for found in _of(one, _COLUMNS[one], deals)]


def _of(label: str, column: _Column, deals: Sequence[DealEntry]) -> list[Narrowing]:
    counted = Counter(value for deal in deals for value in dict.fromkeys(column.values(deal)))

    def place(value: str) -> tuple[int, str]:
        return (column.order.index(value) if value in column.order else -counted[value]), value

    return [
        Narrowing(f"{column.key}:{_written(value)}", label, column.shown(value), counted[value])
        for value in sorted(counted, key=place)
    ]


def _written(value: str) -> str:
    """As a query says it: ids as they are, names in quotes, so that none is taken for a slip of another."""
    return value if value.isascii() and value.replace("-", "").isalnum() else '"{}"'.format(value.replace('"', " "))
