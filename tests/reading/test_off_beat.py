"""Items that name mines, metals and Kazakhstan and are about something else: none may reach the desk."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.model import Document
from tui.reading import read

ITEMS = [json.loads(line) for line in (Path(__file__).parent / "off-beat.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("item", ITEMS, ids=[f"{i['lang']}: {i['title'][:40]}" for i in ITEMS])
def test_it_stays_off_the_desk(item: dict[str, str]) -> None:
    reading = read(Document(item["title"], item["text"], datetime(2026, 5, 1, tzinfo=UTC), item["lang"]))
    assert not reading.relevant, [(r.rule, r.points, r.text) for r in reading.reasons]
