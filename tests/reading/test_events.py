"""Which events a short item tells: their kinds, dates and foreign countries."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tui.model import Document
from tui.reading import read

_PUBLISHED = datetime(2024, 5, 20, tzinfo=UTC)
_ITEMS = tomllib.loads((Path(__file__).parent / "events.toml").read_text(encoding="utf-8"))
_CASES = [(language, case) for language, cases in _ITEMS.items() for case in cases]


@pytest.mark.parametrize(("language", "case"), _CASES, ids=[f"{lang}: {case['title'][:30]}" for lang, case in _CASES])
def test_an_item_tells_its_event(language: str, case: dict[str, Any]) -> None:
    events = read(Document(case["title"], case["text"], _PUBLISHED, language)).events
    if case.get("none"):
        assert not events
        return
    assert case.get("without") not in {e.kind for e in events}
    for wanted in case.get("events", [case]):
        told = [e for e in events if e.kind == wanted["kind"] and e.date == wanted.get("date")]
        assert told, [(e.kind, e.date) for e in events]
        assert "country" not in wanted or any(wanted["country"] in e.countries for e in told)
