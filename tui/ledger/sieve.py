"""What a query asks of a whole deal: of what all its reports and the analyst's corrections make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.archive.filter import Amount, Filter, OneOf, Test
from tui.archive.where import is_of_whole_deal
from tui.ledger.entries import DealEntry
from tui.text import fold


def passes(deal: DealEntry, asked: Filter) -> bool:
    """Whether ``deal`` is all that ``asked`` asks of a deal itself; its reports were asked by the archive."""
    return all(_holds(deal, test) is not test.negated for test in asked.tests if is_of_whole_deal(test))


def countries(asked: Filter) -> frozenset[str]:
    """The partner countries that ``asked`` names; empty where it names none."""
    return frozenset(
        value
        for test in asked.tests
        if isinstance(test, OneOf) and test.field == "country" and not test.negated
        for value in test.values
    )


def _holds(deal: DealEntry, test: Test) -> bool:
    if isinstance(test, Amount):
        return deal.usd is not None and test.least <= deal.usd <= test.most
    assert isinstance(test, OneOf)
    return _FIELDS[test.field](deal, test)


def _company(deal: DealEntry, test: OneOf) -> bool:
    return any(
        party.name in test.values
        or _folded_in(party.id or party.name, test.subjects)
        or _begins(party.name, test.parts)
        for party in deal.parties
    )


def _place(deal: DealEntry, test: OneOf) -> bool:
    return any(place in test.values or _begins(place, test.parts) for place in deal.places)


def _folded_in(name: str, known: Iterable[str]) -> bool:
    return fold(name) in known


def _begins(name: str, parts: Iterable[str]) -> bool:
    """Whether one of ``parts`` begins at a word of ``name``."""
    words = f" {fold(name)}"
    return any(f" {part}" in words for part in parts)


_FIELDS: dict[str, Callable[[DealEntry, OneOf], bool]] = {
    "kind": lambda deal, test: deal.kind in test.values,
    "stage": lambda deal, test: deal.stage in test.values,
    "country": lambda deal, test: not set(test.values).isdisjoint(deal.countries),
    "commodity": lambda deal, test: not set(test.values).isdisjoint(deal.commodities),
    "company": _company,
    "place": _place,
    "has": lambda deal, test: deal.amount is not None,
    "is": lambda deal, test: deal.background,
}
