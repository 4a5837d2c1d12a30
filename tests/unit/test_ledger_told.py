"""How well reports are joined that people wrote: other words, other languages, and much that only looks alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest
from archive_samples import NOW, state

from tui.archive import Archive
from tui.config.model import FeedConfig
from tui.ledger.query import Query
from tui.ledger.settle import settle
from tui.ledger.stories import stories
from tui.model import Document, Item
from tui.reading import read

FOLDER = Path(__file__).parents[1] / "stories"


@dataclass(frozen=True)
class Told:
    name: str
    story: str
    lang: str
    published: datetime
    title: str
    text: str


def told_in(file: Path) -> list[Told]:
    """The reports of a file (see README.md there)."""
    found: list[Told] = []
    story = "-"
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("== "):
            story = line.removeprefix("== ")
            continue
        head, title, text = line.split(" | ")
        lang, day, hour = head.split()
        moment = datetime.fromisoformat(f"{day}T{hour}:00").replace(tzinfo=UTC)
        name = f"{file.stem}-{number}"
        found.append(Told(name, name if story == "-" else f"{file.stem}: {story}", lang, moment, title, text))
    return found


REPORTS = [told for file in sorted(FOLDER.glob("*.txt")) for told in told_in(file)]
BY_NAME = {told.name: told for told in REPORTS}


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> set[frozenset[str]]:
    """Pairs of reports that the ledger joins, all of them taken for news of the beat."""
    with Archive.open(tmp_path_factory.mktemp("told") / "archive.db") as archive:
        for lang in ("en", "ru", "kk"):
            feed = FeedConfig(f"http://127.0.0.1:9/{lang}", lang, language=lang)
            read_all = []
            for told in (one for one in REPORTS if one.lang == lang):
                found = read(Document(told.title, told.text, told.published, lang))
                link = f"https://news.example/{told.name}"
                item = Item(told.name, told.title, told.text, link, told.published, lang)
                read_all.append((item, replace(found, relevant=True)))
            archive.save_poll(feed, state(feed), read_all, NOW)
        settle(archive)
        names = [[r.link.rpartition("/")[2] for r in story.reports] for story in stories(archive, Query())]
    return {frozenset(pair) for story in names for pair in combinations(story, 2)}


def test_there_are_enough_of_them() -> None:
    assert len(REPORTS) >= 600
    assert len({told.story for told in REPORTS if told.story != told.name}) >= 150
    assert {told.lang for told in REPORTS} == {"en", "ru", "kk"}


@pytest.mark.parametrize(
    ("across", "precision", "recall"),
    [(False, 0.97, 0.90), (True, 0.97, 0.93)],
    ids=["within a language", "across languages"],
)
def test_joined_as_they_belong(joined: set[frozenset[str]], across: bool, precision: float, recall: float) -> None:
    def is_kind(pair: frozenset[str]) -> bool:
        return (len({BY_NAME[name].lang for name in pair}) > 1) == across

    pairs = map(frozenset, combinations(BY_NAME, 2))
    true = {pair for pair in pairs if is_kind(pair) and len({BY_NAME[name].story for name in pair}) == 1}
    mine = {pair for pair in joined if is_kind(pair)}
    assert len(mine & true) / len(mine) >= precision, mine - true
    assert len(mine & true) / len(true) >= recall, true - mine
