"""No input makes the reading slower than linear."""

from __future__ import annotations

import pytest
from growth import bounded

from tui.model import Document
from tui.reading import read

MEGABYTE, SHORT = 1_000_000, 200_000
BASE = "Kazakhstan mines copper. "
HOSTILE = {
    "brackets": "(((((",
    "quotes": '«"“„',
    "digits": "1234567890",
    "dots": "....",
    "capitals": "AБCД",
    "capital words": "Aa Bb ",
    "one letter words": "a b ",
    "hyphens": "Кок-Жон-",
    "names": "ТОО Казцинк, ",
    "new names": "ТОО «Казцинкум» ",
    "heads": "рудник Ааа и Ббб, ",
    "brands": "Mining Ltd Resources ",
    "countries": "China's Mining, ",
    "lists": "gold, silver, lead, tin, ",
    "weak": "lead tin steel ",
    "prefix": "кен орны ",
}


PLAIN = ("brackets", "quotes", "digits", "dots", "capitals")


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_takes_more_than_linear_time(name: str) -> None:
    size = MEGABYTE if name in PLAIN else SHORT
    text = BASE + HOSTILE[name] * (size // len(HOSTILE[name]))
    read(Document("Kazakhstan", BASE, lang="en"))
    with bounded():
        read(Document("Kazakhstan mining", text, lang="ru"))
