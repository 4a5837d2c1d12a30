"""Deposits, mines and plants that no vocabulary holds are found beside their nouns; stages and phases are none."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tui.model import Document
from tui.reading import read

_SENTENCES = tomllib.loads((Path(__file__).parent / "sites.toml").read_text(encoding="utf-8"))
_CASES = [(language, case) for language, cases in _SENTENCES.items() for case in cases]


@pytest.mark.parametrize(("language", "case"), _CASES, ids=[f"{lang}: {case['text'][:40]}" for lang, case in _CASES])
def test_a_sentence_names_its_sites(language: str, case: dict[str, Any]) -> None:
    mentions = read(Document("", case["text"], None, language)).mentions
    found = {m.name for m in mentions if m.kind == "site" and m.new}
    assert set(case.get("sites", ())) <= found
    assert not found & set(case.get("not", ()))
