"""Companies that no vocabulary holds: what they are called, where they are at home, and what is no company at all."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tui.model import Document
from tui.reading import read

_SENTENCES = tomllib.loads((Path(__file__).parent / "homes.toml").read_text(encoding="utf-8"))
_CASES = [(language, case) for language, cases in _SENTENCES.items() for case in cases]


@pytest.mark.parametrize(("language", "case"), _CASES, ids=[f"{lang}: {case['text'][:40]}" for lang, case in _CASES])
def test_a_sentence_tells_who_and_from_where(language: str, case: dict[str, Any]) -> None:
    mentions = read(Document("", case["text"], None, language)).mentions
    found = {m.name: m.country or "" for m in mentions if m.kind == "company" and m.new}
    assert {name: found.get(name) for name in case.get("companies", {})} == case.get("companies", {})
    assert not found.keys() & set(case.get("not", ()))
