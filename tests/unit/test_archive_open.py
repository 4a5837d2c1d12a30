"""Opening: which files are taken, which are refused and how that is said."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from archive_samples import ASTANA, NOW, item, reading, state
from patience import PATIENCE

from tui.archive import Archive, ArchiveError, Choice
from tui.archive.connection import APPLICATION_ID, transaction
from tui.archive.migrate import SCHEMA_VERSION, migrate


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@pytest.fixture
def filled(path: Path) -> Path:
    with Archive.open(path) as archive:
        archive.save_poll(ASTANA, state(), [(item(), reading())], NOW)
    return path


def _pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_archive_is_marked_as_ours(filled: Path) -> None:
    assert _pragma(filled, "application_id") == APPLICATION_ID
    assert _pragma(filled, "user_version") == SCHEMA_VERSION
    assert _pragma(filled, "journal_mode") == "wal"
    assert _pragma(filled, "integrity_check") == "ok"


def test_foreign_keys_hold(filled: Path) -> None:
    with Archive.open(filled) as archive, pytest.raises(sqlite3.IntegrityError), archive._lock:
        archive._db.execute(
            "INSERT INTO items (feed, guid, digest, dated, published, fetched) VALUES (99, '', '', 0, 0, 0)"
        )


@pytest.mark.parametrize("version", range(SCHEMA_VERSION))
def test_an_older_archive_is_brought_up_to_date(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        with transaction(db):
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(db, version)
        if version:
            db.execute("INSERT INTO feeds (url) VALUES ('http://127.0.0.1/old')")
    with Archive.open(path) as archive:
        archive.save_poll(ASTANA, state(), [(item(), reading())], NOW)
        assert len(archive.page(Choice())) == 1
        assert ("http://127.0.0.1/old" in archive.feed_counts()) == bool(version)
    assert _pragma(path, "user_version") == SCHEMA_VERSION


def test_a_migration_that_fails_leaves_the_old_archive(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("CREATE TABLE items (id INTEGER)")  # in the way of the first step
    with pytest.raises(ArchiveError, match="already exists"):
        Archive.open(path)
    with closing(sqlite3.connect(path)) as db:
        assert [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")] == ["items"]
    assert _pragma(path, "user_version") == 0


def test_a_text_file_is_refused_and_untouched(path: Path) -> None:
    path.write_text("Dear diary, " * 100)
    with pytest.raises(ArchiveError, match=r"archive\.db.*not an archive of kenwatch"):
        Archive.open(path)
    assert path.read_text() == "Dear diary, " * 100


def test_a_database_of_another_program_is_refused_and_untouched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE bookmarks (url)")
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="another program"):
        Archive.open(path)
    assert path.read_bytes() == before


def test_a_newer_archive_is_refused(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    for read_only in (False, True):
        with pytest.raises(ArchiveError, match=r"newer kenwatch.*Update"):
            Archive.open(filled, read_only=read_only)


def test_an_older_archive_is_not_changed_by_a_reader(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    with pytest.raises(ArchiveError, match="schema 0"):
        Archive.open(path, read_only=True)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="is a folder"):
        Archive.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="cannot be made"):
        Archive.open(tmp_path / "file" / "archive.db")


def test_a_missing_archive_cannot_be_read(path: Path) -> None:
    with pytest.raises(ArchiveError, match="does not exist yet"):
        Archive.open(path, read_only=True)
    assert not path.exists()


def test_a_damaged_archive_is_said(filled: Path) -> None:
    whole = filled.read_bytes()
    filled.write_bytes(whole[:100] + b"\xff" * 3000 + whole[3100:])
    with pytest.raises(ArchiveError, match=r"damaged|not an archive"), Archive.open(filled) as archive:
        archive.page(Choice())


def test_names_with_odd_characters(tmp_path: Path) -> None:
    path = tmp_path / "кен #1 100%?mode=ro&x" / "a b?.db"
    with Archive.open(path) as archive:
        archive.save_poll(ASTANA, state(), [], NOW)
    assert path.is_file()


def test_reading_only_reads(filled: Path) -> None:
    with Archive.open(filled, read_only=True) as archive:
        assert len(archive.page(Choice())) == 1
        with pytest.raises(ArchiveError, match=r"read-only.*--archive"):
            archive.mark_read([1])


def test_closing_twice_is_harmless(filled: Path) -> None:
    archive = Archive.open(filled)
    archive.lease("http://127.0.0.1/x", NOW)
    archive.close()
    archive.close()


READ_ONLY_PLACE = """
import os
import sys
from pathlib import Path
from tui.archive import Archive, ArchiveError, Choice
path = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setuid(65534)  # to the superuser every place is writable
with Archive.open(path, read_only=True) as archive:
    print(len(archive.page(Choice())))
try:
    with Archive.open(path) as archive:
        archive.mark_read([1])
except ArchiveError as error:
    print(error)
"""


@pytest.fixture
def guarded(filled: Path) -> Iterator[Path]:
    """An archive in a folder in which nobody may write."""
    for folder in (filled.parent, *filled.parent.parents):
        if folder.stat().st_uid == os.getuid() and folder.is_relative_to(tempfile.gettempdir()):
            folder.chmod(folder.stat().st_mode | 0o055)
    filled.chmod(0o444)
    filled.parent.chmod(0o555)
    yield filled
    filled.parent.chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
def test_an_archive_in_a_place_that_cannot_be_written(guarded: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY_PLACE, str(guarded)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    count, message = done.stdout.splitlines()
    assert count == "1"
    assert str(guarded) in message
    assert "--archive" in message
