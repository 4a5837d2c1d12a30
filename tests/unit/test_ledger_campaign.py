"""How well reports are joined, on events made in numbers: the same phrases tell other events every few hours."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from archive_samples import state
from story_campaign import reports

from tui.archive import Archive
from tui.config.model import FeedConfig
from tui.ledger.query import Query
from tui.ledger.stories import stories
from tui.model import Document, Item
from tui.reading import read

FEED = FeedConfig("http://127.0.0.1:9/all", "All")


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> set[frozenset[str]]:
    """Pairs of reports that the ledger joins."""
    path: Path = tmp_path_factory.mktemp("campaign") / "archive.db"
    with Archive.open(path) as archive:
        read_all = []
        for told in reports():
            found = read(Document(told.title, told.text, told.published, told.lang))
            item = Item(
                told.name, told.title, told.text, f"https://news.example/{told.name}", told.published, told.lang
            )
            read_all.append((item, replace(found, relevant=True)))
        archive.save_poll(FEED, state(FEED), read_all, max(item.published for item, _ in read_all if item.published))
        names = [[r.link.rpartition("/")[2] for r in story.reports] for story in stories(archive, Query())]
    return {frozenset(pair) for story in names for pair in combinations(story, 2)}


@pytest.mark.parametrize(
    ("across", "precision", "recall"),
    [(False, 0.97, 0.90), (True, 0.95, 0.85)],
    ids=["within a language", "across languages"],
)
def test_joined_as_they_belong(joined: set[frozenset[str]], across: bool, precision: float, recall: float) -> None:
    told = {report.name: report for report in reports()}
    assert len(told) == 120

    def is_kind(pair: frozenset[str]) -> bool:
        return (len({told[name].lang for name in pair}) > 1) == across

    true = {frozenset(p) for p in combinations(told, 2) if told[p[0]].story == told[p[1]].story}
    mine, right = {p for p in joined if is_kind(p)}, {p for p in true if is_kind(p)}
    assert len(mine & right) / len(mine) >= precision
    assert len(mine & right) / len(right) >= recall
