"""The annotated documents themselves: well formed, complete, and every name and figure found in the text."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tui.model import DEAL_KINDS, EVENT_KINDS, STAGES

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "ru", "kk")
METRICS = set(
    "production capacity reserves resources grade exports sales revenue profit ebitda capex investment market-value"
    " employees jobs area projects stake".split()
)
UNITS = {"t", "oz", "g/t", "%", "km2", "ha", "count", "m3", "lb", "carat", "MW", "USD", "KZT", "EUR", "GBP"}
SCALES = (1, 1e3, 1e6, 1e9)


def _documents(language: str) -> list[dict[str, Any]]:
    with (FOLDER / f"documents-{language}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


DOCUMENTS = [document for language in LANGUAGES for document in _documents(language)]


def _fold(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _source(document: dict[str, Any]) -> str:
    return _fold(f"{document['title']}\n\n{document['text']}")


def _named(names: list[str], words: list[str]) -> bool:
    """Whether one of the names stands in the text; endings may differ, as they do in Russian and Kazakh."""
    return any(
        all(any(word.startswith(part[: max(3, len(part) - 3)]) for word in words) for part in re.findall(r"\w+", name))
        for name in map(_fold, names)
    )


def _figures(source: str) -> set[float]:
    found = re.findall(r"\d[\d \u00a0,.]*\d|\d", source) + re.findall(r"\d+(?:[.,]\d+)?", source)
    spellings = {re.sub(r"[ \u00a0]", "", figure) for figure in found}
    variants = {v for s in spellings for v in (s.replace(",", ""), s.replace(",", "."), s.replace(".", ""))}
    return {float(variant) for variant in variants if re.fullmatch(r"\d+(\.\d+)?", variant)}


def test_counts() -> None:
    kinds = Counter((document["lang"], document["gold"]["relevant"]) for document in DOCUMENTS)
    for language in LANGUAGES:
        assert kinds[language, True] + kinds[language, False] >= 30
        assert kinds[language, False] >= 8
    assert len({document["id"] for document in DOCUMENTS}) == len(DOCUMENTS)
    assert len({document["text"] for document in DOCUMENTS}) == len(DOCUMENTS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["id"])
def test_annotation_is_provable(document: dict[str, Any]) -> None:
    gold, source = document["gold"], _source(document)
    words, figures = re.findall(r"\w+", source), _figures(source)

    def stated(value: float) -> bool:
        return any(abs(abs(value) / scale - figure) < 1e-9 * max(1, figure) for scale in SCALES for figure in figures)

    for deal in gold["deals"]:
        assert deal["kind"] in DEAL_KINDS
        assert deal["stage"] in STAGES
        assert all(_named(names, words) for names in deal["parties"] + deal["places"])
        assert all(stated(deal[field]) for field in ("amount", "stake", "jobs") if deal[field] is not None)
    for metric in gold["metrics"]:
        assert metric["metric"] in METRICS
        assert metric["unit"] in UNITS
        assert _named(metric["subject"], words)
        assert stated(metric["value"])
    for event in gold["events"]:
        assert event["kind"] in EVENT_KINDS
        assert event["date"] is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", event["date"])
        assert all(_named(names, words) for names in event["parties"])
    for field in ("companies", "places", "optional_companies", "optional_places"):
        assert all(_named(names, words) for names in gold.get(field, ()))
    if not gold["relevant"]:
        assert not any(value for key, value in gold.items() if key != "relevant")
