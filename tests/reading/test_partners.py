"""Which foreign countries take part in a story, and which are only markets, seats, past owners or makes of machines."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest

from tui.model import Document
from tui.reading import read

_ITEMS = tomllib.loads((Path(__file__).parent / "partners.toml").read_text(encoding="utf-8"))
_CASES = [(language, case) for language, cases in _ITEMS.items() for case in cases]


@pytest.mark.parametrize(("language", "case"), _CASES, ids=[f"{lang}: {case['title'][:40]}" for lang, case in _CASES])
def test_an_item_tells_who_takes_part(language: str, case: dict[str, Any]) -> None:
    day = case.get("published")
    published = datetime.combine(day, time(), UTC) if day else None
    found = read(Document(case["title"], case["text"], published, language))
    assert sorted(found.countries) == sorted(case["countries"])
    assert found.foreign == bool(case["countries"])
