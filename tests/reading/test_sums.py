"""Of several sums the one that a deal is worth, and its kind, in passages as agencies and companies write them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tui.model import Document
from tui.reading import read

PASSAGES = tomllib.loads((Path(__file__).parent / "sums.toml").read_text("utf-8"))["passage"]

TITLES = {
    "en": "Mining news of Kazakhstan",
    "ru": "Горная отрасль Казахстана: новости",
    "kk": "Қазақстанның тау-кен саласы: жаңалықтар",
}


ASKED = [passage for passage in PASSAGES if not passage.get("hard")]


def test_few_passages_are_too_hard() -> None:
    assert len(ASKED) >= 0.95 * len(PASSAGES)


@pytest.mark.parametrize("passage", ASKED, ids=lambda p: p["text"][:60])
def test_each_deal_has_its_kind_and_its_sum(passage: dict[str, Any]) -> None:
    language = passage["language"]
    told = read(Document(TITLES[language], passage["text"], lang=language)).deals
    found = [(deal.kind, deal.amount, deal.currency) for deal in told]
    for deal in passage["deals"]:
        assert (deal["kind"], deal.get("amount"), deal.get("currency")) in found
    assert told or not passage["deals"]
    assert passage["deals"] or not told
