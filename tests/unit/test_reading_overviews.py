"""Overviews: every paragraph has partners of its own."""

from __future__ import annotations

from tui.model import Document
from tui.reading import read

_TEXT = (
    "Foreign miners come to Kazakhstan.\n\n"
    "The German explorer Elbland Lithium will invest 40 million euros in drilling for lithium in East Kazakhstan.\n\n"
    "Saudi Arabia's Al Wadi Minerals will invest $650 million in a phosphate plant in Zhambyl region."
)


def test_partners_of_another_paragraph_are_not_mixed() -> None:
    reading = read(Document("Who digs in Kazakhstan", _TEXT, None, "en"))
    countries = [deal.countries for deal in reading.deals]
    assert ("DE",) in countries
    assert ("SA",) in countries
    assert set(reading.countries) == {"DE", "SA"}
