"""The reports that are looked at more closely are all that tell the same event, and few besides."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timedelta
from functools import cache
from itertools import combinations
from math import fsum
from pathlib import Path

import pytest
from archive_samples import ASTANA, NOW, item, state

from tui.archive import Archive
from tui.archive.settling import Unsettled
from tui.ledger.likeness import OVERLAP, SURE_ENOUGH, Comparable, comparable, shared, sign, surety
from tui.ledger.neighbours import Neighbours, marks, marks_of, wanted
from tui.ledger.query import Query
from tui.ledger.settle import batches, settle
from tui.ledger.stories import stories
from tui.model import Document
from tui.reading import read

SETS = sorted((Path(__file__).parents[1] / "ledger").glob("*-reports.jsonl"))[:4]
SALE = "Meridian Copper agreed to buy the Karatas mine for $214 mln, it said in Almaty."
AGAIN = "The Karatas mine goes to Meridian Copper, which pays 214 million dollars."


@cache
def reports() -> list[Comparable]:
    told = [json.loads(line) for path in SETS for line in path.read_text(encoding="utf-8").splitlines()]
    found = []
    for number, one in enumerate(told):
        moment = datetime.fromisoformat(one["published"])
        reading = read(Document(one["title"], one["text"], moment, one["lang"]))
        report = Unsettled(number, True, one["title"], one["text"], one["lang"], moment, reading)
        found.append(comparable(sign(report, reading)))
    return found


def test_whatever_two_reports_are_found_by_none_is_missed() -> None:
    neighbours = Neighbours()
    for one in reports():
        neighbours.add(one.signature.item, marks(one.signature))
    likely = {one.signature.item: set(neighbours.likely(wanted(one))) for one in reports()}
    pairs = list(combinations(reports(), 2))
    alike = {(a.signature.item, b.signature.item) for a, b in pairs if _share(a, b) and surety(a, b) >= SURE_ENOUGH}
    assert len(alike) > 100
    assert {(a, b) for a, b in alike if b not in likely[a] or a not in likely[b]} == set()
    assert sum(map(len, likely.values())) < len(pairs) / 5


def _share(one: Comparable, other: Comparable) -> bool:
    both = fsum(shared(one.signature.clues, other.signature.clues))
    return both >= OVERLAP * min(one.weight, other.weight)


def test_what_marks_a_report_out_is_kept_as_it_is() -> None:
    for one in reports():
        assert marks_of(marks(one.signature).kept) == marks(one.signature)


def told(archive: Archive) -> list[set[str]]:
    settle(archive)
    return [{report.link for report in story.reports} for story in stories(archive, Query())]


def save(archive: Archive, name: str, text: str, moment: datetime = NOW) -> None:
    one = item(name, title=text, text=text, link=f"https://news.example/{name}", published=moment)
    archive.save_poll(ASTANA, state(), [(one, read(Document(text, text, moment, "en")))], NOW)


def test_reports_that_an_older_version_signed_are_found_too(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(path) as archive:
        save(archive, "sale", SALE)
        assert told(archive) == []
    with sqlite3.connect(path) as db:
        db.execute("UPDATE signatures SET marks = NULL")
    db.close()
    with Archive.open(path) as archive:
        save(archive, "again", AGAIN)
        assert told(archive) == [{"https://news.example/sale", "https://news.example/again"}]


def test_what_another_program_settles_between_two_batches_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.ledger.settle.BATCH", 1)
    path = tmp_path / "archive.db"
    before = NOW - timedelta(hours=1)
    with Archive.open(path) as archive, Archive.open(path) as other:
        save(archive, "sale", "Miners of Kazakhmys went on strike at the Zhezkazgan copper mine.", before)
        save(archive, "again", AGAIN)
        steps = batches(archive)
        assert next(steps) == 1
        save(other, "sale", SALE, before)  # the publisher has corrected it
        settle(other, limit=1)
        assert list(steps) == [1]
        assert told(archive) == [{"https://news.example/sale", "https://news.example/again"}]
