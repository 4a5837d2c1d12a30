"""docs/queries.md: every example is understood and can be answered, every mistake is told as it says, every key is there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tui.archive import Archive
from tui.ledger.deals import deals
from tui.ledger.gazetteer import gazetteer
from tui.ledger.keys import HAS, IS, KEYS
from tui.ledger.language import Names, QueryError, parse
from tui.ledger.news import news
from tui.ledger.query import Query

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
NAMES = Names(gazetteer, date(2026, 11, 21))
VIEWS = (("China copper", "country:CN commodity:copper"),)


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("text", [line for block in blocks("query") for line in block.splitlines()])
def test_examples(tmp_path: Path, text: str) -> None:
    asked = Query().narrowed(parse(text, NAMES, VIEWS))
    assert asked.filter.tests
    with Archive.open(tmp_path / "archive.db") as archive:
        assert (news(archive, asked), deals(archive, asked)) == ((), ())


@pytest.mark.parametrize("block", blocks("mistake"))
def test_mistakes(block: str) -> None:
    text, pointer = block.splitlines()
    marks, _, message = pointer.strip().partition(" ")
    with pytest.raises(QueryError) as raised:
        parse(text, NAMES, VIEWS)
    error = raised.value
    assert (str(error), error.start, error.end - error.start) == (message, pointer.index("^"), len(marks))


def test_all_keys_and_fixed_values_are_described() -> None:
    assert [key for key in KEYS if f"`{key}:`" not in PAGE] == []
    assert [value for value in (*HAS, *IS) if f"`{value}`" not in PAGE] == []
