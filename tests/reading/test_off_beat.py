"""Items that name mines, metals and Kazakhstan and are about something else: none may reach the desk; and mining news, short or
speaking of hospitals, schools and police in passing: all of it must, and tell whether somebody from abroad takes part."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tui.model import Document
from tui.reading import read


def _items(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (Path(__file__).parent / name).read_text("utf-8").splitlines()]


ITEMS, OURS = _items("off-beat.jsonl"), _items("on-beat.jsonl")


@pytest.mark.parametrize("item", ITEMS, ids=[f"{i['lang']}: {i['title'][:40]}" for i in ITEMS])
def test_it_stays_off_the_desk(item: dict[str, Any]) -> None:
    reading = read(Document(item["title"], item["text"], datetime(2026, 5, 1, tzinfo=UTC), item["lang"]))
    assert not reading.relevant, [(r.rule, r.points, r.text) for r in reading.reasons]


@pytest.mark.parametrize("item", OURS, ids=[f"{i['lang']}: {i['title'][:40]}" for i in OURS])
def test_it_reaches_the_desk(item: dict[str, Any]) -> None:
    reading = read(Document(item["title"], item["text"], datetime(2026, 5, 1, tzinfo=UTC), item["lang"]))
    assert reading.relevant, [(r.rule, r.points, r.text) for r in reading.reasons]
    assert reading.foreign == item.get("foreign", reading.foreign), reading.countries
