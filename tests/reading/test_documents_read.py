"""What the reading finds in the annotated documents, language by language: no change of a rule may lose much of it.

The limits stand a little below what was found when they were set; they are no claim about news that nobody has annotated.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from math import isclose
from pathlib import Path
from typing import Any

import pytest

from tui.model import Document, Reading
from tui.reading import read

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "ru", "kk")
SETS = (
    "documents",
    "fresh",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
)
CLOSE = 0.01

Read = tuple[dict[str, Any], Reading]


@cache
def _read(language: str) -> tuple[Read, ...]:
    rows = [
        json.loads(line)
        for name in SETS
        for line in (FOLDER / f"{name}-{language}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return tuple((row["gold"], read(_document(row))) for row in rows)


def _document(row: dict[str, Any]) -> Document:
    published = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC) if row.get("published") else None
    return Document(row["title"], row["text"], published, row["lang"], row["id"])


def _f1(pairs: Iterable[tuple[Sequence[Any], Sequence[Any], Sequence[Any]]], same: Callable[[Any, Any], bool]) -> float:
    """F1 over (wanted, optional, found); what is optional is neither rewarded nor punished."""
    right = wrong = missed = 0
    for wanted, optional, found in pairs:
        rest = list(wanted)
        for answer in found:
            hit = next((one for one in rest if same(one, answer)), None)
            if hit is not None:
                rest.remove(hit)
                right += 1
            elif not any(same(one, answer) for one in (*wanted, *optional)):
                wrong += 1
        missed += len(rest)
    return 2 * right / (2 * right + wrong + missed)


def _told(gold: dict[str, Any], name: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The wanted and the optional facts of a document."""
    facts = gold.get(name, [])
    return [f for f in facts if not f.get("optional")], [f for f in facts if f.get("optional")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_beat(language: str) -> None:
    documents = _read(language)
    right = sum(reading.relevant == gold["relevant"] for gold, reading in documents)
    assert right / len(documents) >= 0.97


@pytest.mark.parametrize("language", LANGUAGES)
def test_partner_countries(language: str) -> None:
    pairs = [
        (gold["countries"], gold.get("optional_countries", ()), reading.countries * reading.relevant)
        for gold, reading in _read(language)
    ]
    assert _f1(pairs, lambda one, other: bool(one == other)) >= 0.93


@pytest.mark.parametrize("language", LANGUAGES)
def test_amounts_of_deals(language: str) -> None:
    def same(gold: dict[str, Any], found: tuple[float, str | None]) -> bool:
        return gold["currency"] == found[1] and isclose(gold["amount"], found[0], rel_tol=CLOSE)

    pairs = []
    for gold, reading in _read(language):
        wanted, optional = ([d for d in deals if d["amount"]] for deals in _told(gold, "deals"))
        pairs.append((wanted, optional, [(d.amount, d.currency) for d in reading.deals if d.amount]))
    assert _f1(pairs, same) >= 0.70


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures(language: str) -> None:
    def same(gold: dict[str, Any], found: tuple[str, float, str | None]) -> bool:
        metric, value, unit = found
        return (gold["metric"], gold["unit"]) == (metric, unit) and isclose(gold["value"], value, rel_tol=CLOSE)

    pairs = [
        (*_told(gold, "metrics"), [(m.metric, m.value, m.unit) for m in reading.metrics])
        for gold, reading in _read(language)
    ]
    assert _f1(pairs, same) >= 0.87
