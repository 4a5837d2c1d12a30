"""Dataclasses survive the way through JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from msgspec import ValidationError

from tui.codec import dump, encode, load, load_all
from tui.model import Deal, Evidence, Field, Item, Metric, Party, Reading, Reason

PROOF = Evidence("Компания подписала договор.", 3, 30, "deal.signed")
READING = Reading(
    lang="ru",
    relevant=True,
    foreign=True,
    score=4.5,
    version="1",
    countries=("CN",),
    deals=(
        Deal(
            "acquisition",
            "signed",
            PROOF,
            parties=(Party("Zijin", "buyer", "CN", "zijin"), Party("RG Gold", "target", "KZ")),
            amount=1.2e9,
            currency="USD",
            converted=(1.1e9, "EUR"),
            fields=(Field("amount", 5, 9),),
        ),
    ),
    metrics=(Metric("Kazatomprom", "production", 25839.0, "t", PROOF, period="2025"),),
)


def test_a_reading_comes_back_as_it_was() -> None:
    assert load(Reading, json.dumps(encode(READING))) == READING


def test_what_is_not_kept_is_left_out() -> None:
    reasons = (Reason("company", 2.0, "Казатомпром"),)
    told = replace(READING, reasons=reasons)
    assert load(Reading, json.dumps(encode(told))) == READING
    assert load(Reading, dump(told)) == told


def test_an_item_keeps_its_moment() -> None:
    item = Item("g", "t", "x", published=datetime(2024, 8, 15, 12, tzinfo=UTC))
    assert load(Item, json.dumps(encode(item))) == item
    assert load(list[Item], dump([item, item])) == [item, item]


def test_fields_at_their_default_are_left_out() -> None:
    assert set(encode(Item("g", "t", "x"))) == {"guid", "title", "text"}


@pytest.mark.parametrize("data", [{"guid": "g"}, {"guid": "g", "title": "t", "text": 1}, ["g", "t", "x"]])
def test_foreign_shapes_are_refused(data: object) -> None:
    with pytest.raises(ValidationError):
        load(Item, json.dumps(data))


def test_names_of_a_later_version_are_passed_over() -> None:
    assert load(Item, '{"guid": "g", "title": "t", "text": "x", "stranger": 1}') == Item("g", "t", "x")


def test_many_texts_are_what_each_is() -> None:
    told = (*READING.deals * 3, Deal("agreement", "signed", READING.deals[0].evidence))
    texts = [json.dumps(encode(deal)) for deal in told]
    assert load_all(Deal, map(str.encode, texts)) == [*told] == [load(Deal, text) for text in texts]
    assert load_all(Deal, []) == []
