"""A disk that is full in the middle of a poll, and an archive that may only be read: a sentence, no harm, and on with it
when there is room."""

from __future__ import annotations

import asyncio
import ctypes
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from cli_runs import environment
from patience import PATIENCE
from wire_desk import Desk
from wire_parts import XML, feed, item, reply, rss
from wire_server import Server

from tui.archive import Archive

LARGE = 60
"""Items of the large feed, each with 8 kB of text."""

_DROP_FROM_BOUNDS = 24  # prctl
_OVERRIDE, _READ_SEARCH = 1, 2  # what lets root write to what may only be read


def large() -> bytes:
    return rss([item(n, f"Copper {n}", f"<p>{f'word{n} ' * 1000}</p>") for n in range(LARGE)])


def whole(path: Path) -> int:
    """How many items there are in an archive that is sound."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        (items,) = db.execute("SELECT count(*) FROM items").fetchone()
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (items,)
        return int(items)


async def test_a_full_disk_fails_what_does_not_fit_and_the_next_poll_goes_on(server: Server, desk: Desk) -> None:
    small = server.add("/small", reply(feed(2), {**XML, "ETag": '"small"'}))
    big = server.add("/big", reply(large(), {**XML, "ETag": '"big"'}))
    desk.subscribe(small, big)
    Archive.open(desk.path).close()
    async with desk.poller() as poller:
        store = poller._store

        def allow(more: int) -> Callable[[Archive], object]:
            def allowed(archive: Archive) -> object:
                pages = archive._db.execute("PRAGMA page_count").fetchone()[0]
                return archive._db.execute(f"PRAGMA max_page_count = {pages + more}").fetchone()

            return allowed

        await store._run(allow(40))
        report = await poller.poll()
        told = {outcome.url: outcome for outcome in report.outcomes}
        assert told[small].new == 2
        assert told[big].state == "failed"
        assert "the disk is full" in str(told[big].error)
        await store._run(allow(10_000))
        again = await poller.poll(everything=True)
        assert again.new == LARGE
    asked = [request for request in server.log if request.path == "/big"]
    assert [request.get("If-None-Match") for request in asked] == [None, None], "no validator is ahead of its items"
    assert whole(desk.path) == LARGE + 2


def poll(
    folder: Path, hindered: Callable[[], None] | None = None, verb: Sequence[str] = ("poll", "--all")
) -> subprocess.CompletedProcess[str]:
    """``kenwatch poll --all``, or another ``verb``, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tui", "--archive", "kept/archive.db", *verb],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        preexec_fn=hindered,
    )


@pytest.fixture
def folder(tmp_path: Path, server: Server) -> Path:
    url = server.add("/big", reply(large(), {**XML, "ETag": '"big"'}))
    (tmp_path / "feeds.toml").write_text(f'[[feed]]\ntitle = "Big"\nurl = "{url}"\nfulltext = "never"\n')
    (tmp_path / "kept").mkdir()
    Archive.open(tmp_path / "kept" / "archive.db").close()
    return tmp_path


async def test_files_that_may_not_grow_are_a_line(folder: Path) -> None:
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    ended = await asyncio.to_thread(poll, folder, no_room)
    assert ended.returncode == 3
    assert "Check the disk and its free space" in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr
    assert whole(folder / "kept" / "archive.db") == 0
    ended = await asyncio.to_thread(poll, folder)
    assert (ended.returncode, whole(folder / "kept" / "archive.db")) == (0, LARGE), ended.stderr


async def test_an_archive_to_read_only_is_a_sentence_and_nobody_is_asked(folder: Path, server: Server) -> None:
    def like_anybody() -> None:
        """Root may write everywhere, unless it gives that up."""
        libc = ctypes.CDLL(None)
        for power in (_OVERRIDE, _READ_SEARCH):
            libc.prctl(_DROP_FROM_BOUNDS, power, 0, 0, 0)

    kept = folder / "kept"
    (kept / "archive.db").chmod(0o444)
    kept.chmod(0o555)
    try:
        tried = subprocess.run(["touch", "kept/x"], cwd=folder, preexec_fn=like_anybody, capture_output=True)
        if tried.returncode == 0:
            pytest.skip("this user may write everything")
        ended = await asyncio.to_thread(poll, folder, like_anybody)
        listed = await asyncio.to_thread(poll, folder, like_anybody, ("feeds", "list"))
    finally:
        kept.chmod(0o755)
        (kept / "archive.db").chmod(0o644)
    assert ended.returncode == 1
    assert "read-only" in ended.stderr or "cannot be opened" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert server.log == []
    assert (listed.returncode, listed.stderr) == (0, ""), "what may be read is listed"
    ended = await asyncio.to_thread(poll, folder)
    assert (ended.returncode, whole(kept / "archive.db")) == (0, LARGE), ended.stderr
