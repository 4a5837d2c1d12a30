"""Very many reports of nearly the same words: what they cost is bounded, and their order does not matter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from archive_samples import ASTANA, NOW, item, state

from tui.archive import Archive
from tui.ledger import copies
from tui.ledger.deals import deals
from tui.ledger.query import Query
from tui.ledger.settle import settle
from tui.ledger.stories import stories
from tui.model import Document, Item, Reading
from tui.reading import read

CROWD = 6
REPORTS = 20
OTHERS = (9, 14, 19)
Report = tuple[Item, Reading]


@pytest.fixture(autouse=True)
def small_crowds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "CROWD", CROWD)
    monkeypatch.setattr("tui.ledger.settle.CROWD", CROWD)


@pytest.fixture(scope="module")
def flood() -> list[Report]:
    """A report again and again with a number changed, and some that tell of the same names something else."""
    return [_report(number) for number in range(REPORTS)]


def _report(number: int) -> Report:
    title = f"Kazatomprom sells uranium to CGN #{number}"
    text = f"Kazatomprom signed a contract with CGN worth $435 million for uranium of Inkai on Monday. Item {number}."
    if number in OTHERS:
        title = f"Strike at Inkai of CGN and Kazatomprom, part {number}"
        text = f"A day of {170 + number} guests, {31_000 + number} trees and {88_000 + 7 * number} lamps."
    moment = NOW - timedelta(days=2) + timedelta(minutes=number)
    one = item(str(number), title=title, text=text, link=f"https://news.example/{number}", published=moment)
    return one, read(Document(title, text, moment, "en"))


def _told(folder: Path, reports: Sequence[Report], at_once: int) -> tuple[object, ...]:
    with Archive.open(folder / "archive.db") as archive:
        for start in range(0, len(reports), at_once):
            archive.save_poll(ASTANA, state(), list(reports[start : start + at_once]), NOW)
            settle(archive)
        with archive.settling() as ledger:
            edges = sum(len(ledger.alike(number)) for number in range(1, len(reports) + 1))
        assert edges <= CROWD * (CROWD - 1)
        told = sorted(sorted(report.link for report in story.reports) for story in stories(archive, Query()))
        return told, sorted((deal.id, len(deal.reports)) for deal in deals(archive, Query()))


def test_a_flood_is_one_story_and_deal_and_not_compared_with_itself(tmp_path: Path, flood: list[Report]) -> None:
    told, sold = _told(tmp_path, flood, REPORTS)
    same = sorted(report.link for number, (report, _) in enumerate(flood) if number not in OTHERS)
    assert told == [same]
    assert [count for _, count in sold] == [len(same)]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_a_flood_comes_does_not_matter(tmp_path: Path, flood: list[Report], seed: int) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()
    shuffled = Random(seed).sample(flood, len(flood))
    assert _told(folders[0], shuffled, 3) == _told(folders[1], flood, REPORTS)


def test_a_flood_of_names_that_nobody_knows_is_not_compared_with_itself(tmp_path: Path) -> None:
    random = Random(1)
    reports: list[Report] = []
    for number in range(REPORTS):
        names = " and ".join(
            f"{random.choice('BDFGKLMN')}{random.choice('aeiou')}{random.choice('lmnrst')}ok" for _ in range(4)
        )
        title = f"Kazakhstan gold mine: {names}"
        text = f"Companies {names} signed for a gold mine worth $435 million in Turkistan region of Kazakhstan."
        moment = NOW - timedelta(days=2) + timedelta(minutes=number)
        one = item(str(number), title=title, text=text, link=f"https://news.example/{number}", published=moment)
        reports.append((one, read(Document(title, text, moment, "en"))))
    told, _ = _told(tmp_path, reports, 5)
    assert told == [sorted(report.link for report, _ in reports[:CROWD])]
