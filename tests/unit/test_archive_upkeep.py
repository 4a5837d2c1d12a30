"""Backups that are whole, restored archives that are the same, pruning that keeps what proves something."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from archive_samples import ASTANA, KURIER, NOW, event, full_reading, item, reading, state

from tui.archive import Archive, ArchiveError, Choice
from tui.archive.connection import APPLICATION_ID
from tui.archive.migrate import migrate
from tui.archive.upkeep import backup, condition, prune, restore, vacuum
from tui.ledger.settle import settle

OLD = NOW - timedelta(days=900)
CUT = NOW - timedelta(days=730)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "archive.db"
    with Archive.open(made) as archive:
        archive.save_poll(
            ASTANA,
            state(),
            [
                (item("new"), reading()),
                (item("old fact", text="old", published=OLD), full_reading()),
                (item("old event", text="older", published=OLD), reading(events=(event(),))),
                (item("old starred", title="star", published=OLD), reading()),
                (item("old", title="Nothing", text="of note", published=OLD), reading()),
                (item("old off the beat", text="football", published=OLD), reading(relevant=False)),
                (item("old shared", text="x", published=OLD, link="https://example.com/s"), reading()),
            ],
            NOW,
        )
        twin = item("old twin", text="longer text", published=OLD, link="https://example.com/s")
        archive.save_poll(KURIER, state(KURIER), [(twin, reading())], NOW)
        archive.star([entry.id for entry in archive.page(Choice()) if entry.title == "star"])
        settle(archive)
    return made


def titles(path: Path) -> list[tuple[str, str]]:
    with Archive.open(path) as archive:
        return sorted((entry.link, entry.title) for entry in archive.page(Choice()))


def test_a_sound_archive_has_no_problems(path: Path) -> None:
    found = condition(path)
    assert (found.items, found.problems, found.newest) == (8, (), NOW)
    assert found.size > 10_000


def test_a_backup_is_the_archive(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "away" / "copy.db"
    with Archive.open(path) as in_use:
        in_use.mark_read([1])
        assert backup(path, copy).items == 8
    assert titles(copy) == titles(path)
    assert [p.name for p in copy.parent.iterdir() if p.name.startswith(".")] == []


def test_nothing_is_overwritten_unasked(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("mine")
    with pytest.raises(ArchiveError, match="--force"):
        backup(path, copy)
    with pytest.raises(ArchiveError, match="--force"):
        restore(copy, path)
    assert copy.read_text() == "mine"
    backup(path, copy, force=True)
    assert titles(copy) == titles(path)


def test_an_archive_is_no_backup_of_itself(path: Path) -> None:
    for action in (backup, restore):
        with pytest.raises(ArchiveError, match="itself"):
            action(path, path, force=True)


def test_restoring_into_a_new_place_and_over_one_in_use(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(path, copy)
    assert restore(copy, tmp_path / "new.db").items == 8
    with Archive.open(path) as in_use:
        in_use.save_poll(ASTANA, state(), [(item("later"), reading())], NOW)
        restore(copy, path, force=True)
        assert in_use.counts().items == 7
    assert titles(path) == titles(copy)


def test_a_damaged_backup_is_not_restored(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(path, copy)
    body = bytearray(copy.read_bytes())
    for at in range(len(body) // 3, len(body) // 2):
        body[at] = 0x5A
    copy.write_bytes(body)
    before = titles(path)
    with pytest.raises(ArchiveError):
        restore(copy, path, force=True)
    assert titles(path) == before


@pytest.mark.parametrize("place", [0, 5_000])
def test_a_backup_takes_the_place_of_a_damaged_archive(path: Path, tmp_path: Path, place: int) -> None:
    copy, before = tmp_path / "copy.db", titles(path)
    backup(path, copy)
    body = bytearray(path.read_bytes())
    body[place : place + 60_000] = b"Z" * 60_000
    path.write_bytes(body)
    path.with_name(f"{path.name}-wal").write_bytes(b"left behind")
    with pytest.raises(ArchiveError):
        titles(path)
    assert restore(copy, path, force=True).problems == ()
    assert titles(path) == before


def test_what_is_not_there_is_neither_pruned_nor_made(tmp_path: Path) -> None:
    for tend in (vacuum, lambda path: prune(path, NOW)):
        with pytest.raises(ArchiveError, match="does not exist"):
            tend(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_copies_of_an_older_archive_are_brought_up_to_date(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(db, 1)
    assert backup(old, tmp_path / "copy.db").items == 0
    assert restore(old, tmp_path / "new.db").items == 0
    assert restore(old, path, force=True).items == 0
    assert titles(path) == []


def test_what_is_no_archive_is_said_so(tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.db"
    with closing(sqlite3.connect(stranger)) as db:
        db.execute("CREATE TABLE t (x)")
    for action in (condition, lambda path: backup(path, tmp_path / "b"), lambda path: prune(path, CUT)):
        with pytest.raises(ArchiveError, match="another program"):
            action(stranger)
    with pytest.raises(ArchiveError, match="does not exist"):
        condition(tmp_path / "none.db")


def test_pruning_keeps_facts_stars_and_what_is_new(path: Path) -> None:
    before = titles(path)
    assert prune(path, CUT, dry=True) == 4
    assert titles(path) == before
    steps: list[int] = []
    assert prune(path, CUT, progress=steps.append) == 4
    assert steps == [4]
    kept = {link.rpartition("/")[2] for link, _ in titles(path)}
    assert kept == {"new", "old fact", "old event", "old starred"}
    assert condition(path).problems == ()
    assert prune(path, CUT) == 0
    with Archive.open(path) as archive:
        assert archive.search("football") == ()
        assert archive.search("longer") == ()


def test_a_story_with_a_fact_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    text = "Zijin Mining of China and Kazakhmys signed a deal worth 541 million dollars for the Koksay copper mine."
    with_fact = replace(full_reading(), relevant=True)
    with Archive.open(path) as archive:
        for feed, told in ((ASTANA, with_fact), (KURIER, replace(with_fact, deals=(), metrics=(), events=()))):
            one = item(feed.url, "Zijin Mining buys Koksay copper mine", text, published=OLD)
            archive.save_poll(feed, state(feed), [(one, told)], NOW)
        settle(archive)
        assert {entry.story is None for entry in archive.page(Choice())} == {False}
    assert prune(path, CUT) == 0
