"""The archive when things go wrong: processes killed while they write, full disks, several programs at once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from archive_samples import ASTANA, KURIER, NOW, deal, item, metric, reading, state

from tui.archive import Archive, ArchiveError, Choice, Span, connection
from tui.archive.holder import Holder, this_process
from tui.archive.lease import LEASE, Lease, Leases
from tui.config.model import FeedConfig

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from archive_samples import ASTANA, NOW, deal, item, metric, reading, state
from tui.archive import Archive

path, name, polls = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
feed = replace(ASTANA, url=f"http://127.0.0.1:9/{name}")
told = reading(deals=(deal(),), metrics=(metric(),), companies=("Zijin",))
with Archive.open(path) as archive:
    for poll in range(polls):
        items = [(item(f"{name}-{poll}-{n}", text="Zijin will pay. " * 50), told) for n in range(5)]
        archive.save_poll(feed, replace(state(feed), etag=f"{poll}"), items, NOW)
        print(poll, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Archive.open(tmp_path / "archive.db") as archive:
        archive.save_poll(ASTANA, state(), [], NOW)
    return tmp_path / "archive.db"


@contextmanager
def writer(path: Path, name: str, polls: int) -> Iterator[subprocess.Popen[str]]:
    """Another process that saves polls and says the number of each when it is done."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(polls)],
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def whole(path: Path) -> int:
    """How many items the archive holds; fails where it is damaged or something is there by half."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        items = db.execute("SELECT count(*) FROM items").fetchone()[0]
        for table in ("documents", "readings", "deals", "metrics", "tags"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == items, table
    return int(items)


@pytest.mark.parametrize("moment", range(6))
def test_killed_while_it_writes(path: Path, moment: int) -> None:
    with writer(path, "w", 10_000) as process:
        assert process.stdout is not None
        for _ in range(3 * moment + 1):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        said = 3 * moment + 1 + len(process.stdout.readlines())
    saved = whole(path)
    assert saved % 5 == 0
    assert saved // 5 in (said, said + 1)
    with Archive.open(path) as archive:
        kept = archive.feed_state("http://127.0.0.1:9/w")
        assert kept is not None
        assert kept.etag == str(saved // 5 - 1)


def test_two_processes_write_at_once(path: Path) -> None:
    with writer(path, "one", 40) as one, writer(path, "two", 40) as two:
        assert one.wait(60) == two.wait(60) == 0
    assert whole(path) == 400


def test_two_processes_make_the_archive_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with writer(path, "one", 3) as one, writer(path, "two", 3) as two:
        assert one.wait(60) == two.wait(60) == 0
    assert whole(path) == 30


def test_threads_share_an_archive(path: Path) -> None:
    failures: list[BaseException] = []

    def work(archive: Archive, name: str) -> None:
        try:
            feed = FeedConfig(f"http://127.0.0.1:9/{name}", name)
            for n in range(20):
                archive.save_poll(feed, state(feed), [(item(f"{name}{n}"), reading())], NOW)
                archive.page(Choice(limit=10))
        except BaseException as error:
            failures.append(error)

    with Archive.open(path) as archive:
        threads = [threading.Thread(target=work, args=(archive, f"t{n}")) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert archive.counts().items == 80


def test_readers_are_not_kept_waiting(path: Path) -> None:
    with Archive.open(path) as archive, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert archive.page(Choice()) == ()


def test_a_writer_waits_for_another_and_says_so_in_the_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.1)
    monkeypatch.setattr(connection, "_BUSY_TIMEOUT_MS", 50)
    with Archive.open(path) as archive, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="another program keeps it busy") as caught:
            archive.mark_read([1])
        assert "locked" not in str(caught.value)
        other.execute("COMMIT")
        archive.mark_read([1])


def _limit_pages(archive: Archive) -> Callable[[], None]:
    pages = archive._db.execute("PRAGMA page_count").fetchone()[0]
    archive._db.execute(f"PRAGMA max_page_count = {pages + 2}")
    return lambda: archive._db.execute("PRAGMA max_page_count = 1000000") and None


def test_a_full_disk_is_said_and_leaves_nothing_by_half(path: Path) -> None:
    told = reading(deals=(deal(),), metrics=(metric(),), companies=("Zijin",))
    with Archive.open(path) as archive:
        make_room = _limit_pages(archive)
        many = [(item(str(n), text=f"word{n} " * 500), told) for n in range(20)]
        with pytest.raises(ArchiveError, match=r"the disk is full.*make room"):
            archive.save_poll(KURIER, state(KURIER), many, NOW)
        assert archive.counts().items == 0
        assert archive.feed_state(KURIER.url) is None
        make_room()
        assert len(archive.save_poll(KURIER, state(KURIER), many, NOW).new) == 20
    assert whole(path) == 20


def test_a_lease_is_for_one(path: Path) -> None:
    url = ASTANA.url
    with Archive.open(path) as one, Archive.open(path) as two:
        assert one.lease(url, NOW)
        assert not two.lease(url, NOW)
        assert not one.lease(url, NOW)
        two.release(url)
        assert not two.lease(url, NOW)
        one.release(url)
        assert two.lease(url, NOW)
    with Archive.open(path) as three:
        assert three.lease(url, NOW)


def test_a_host_is_polled_by_one_program_at_a_time(path: Path) -> None:
    first, second = "http://127.0.0.1:8080/a", "https://127.0.0.1/b"
    with Archive.open(path) as one, Archive.open(path) as two:
        assert one.lease(first, NOW)
        assert one.lease(second, NOW), "its own feeds of a host it asks as politely as it can"
        one.release(second)
        assert two.lease(first, NOW) is Lease.ELSEWHERE
        assert two.lease(second, NOW) is Lease.BUSY
        assert two.lease("http://127.0.0.12/", NOW), "another host, although it begins alike"
        assert two.lease(second, NOW + LEASE)
        two.release(second)
        one.release(first)
        assert two.lease(second, NOW)


def test_a_lease_ends_by_itself(path: Path) -> None:
    with Archive.open(path) as one, Archive.open(path) as two:
        assert one.lease(ASTANA.url, NOW)
        assert not two.lease(ASTANA.url, NOW + LEASE - timedelta(seconds=1))
        assert two.lease(ASTANA.url, NOW + LEASE)


HOLDER = """
import sys, time
from pathlib import Path
from archive_samples import ASTANA, NOW
from tui.archive import Archive
archive = Archive.open(Path(sys.argv[1]))
print(bool(archive.lease(ASTANA.url, NOW)), flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(os.name != "posix", reason="asks the system about processes in another way")
def test_a_dead_holders_lease_is_taken_at_once(path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        with Archive.open(path) as archive:
            assert not archive.lease(ASTANA.url, NOW)
            process.kill()
            process.wait()
            assert archive.lease(ASTANA.url, NOW)


@pytest.mark.parametrize(
    ("host", "started", "taken"),
    [("elsewhere", "1", False), (None, "not when this process began", True)],
    ids=["another host", "a process number used again"],
)
def test_whose_lease_may_be_taken(
    path: Path, monkeypatch: pytest.MonkeyPatch, host: str | None, started: str, taken: bool
) -> None:
    with Archive.open(path) as one, Archive.open(path) as two:
        holder = Holder(host or this_process("x").host, os.getpid(), started, "x")
        monkeypatch.setattr(one, "_leases", Leases(holder))
        assert one.lease(ASTANA.url, NOW)
        assert bool(two.lease(ASTANA.url, NOW)) is taken
        assert two.lease(ASTANA.url, NOW + LEASE)


def test_facts_and_search_agree_after_edits(path: Path) -> None:
    told = reading(deals=(deal(),), metrics=(metric(),), companies=("Zijin",))
    with Archive.open(path) as archive:
        for n in range(10):
            archive.save_poll(ASTANA, state(), [(item("1", f"Version {n}"), told)], NOW)
        assert len(archive.deals(Span())) == 1
    assert whole(path) == 1
