"""kill -9 at any moment of a poll: nothing lost, nothing doubled, validators never ahead of the items they stand for."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from wire_parts import XML, head, item, rss
from wire_server import Part, Request, Server

from tui.archive import Archive, Choice

FEEDS = 8
ITEMS = 6
ROOT = Path(__file__).parents[2]


class Publisher:
    """Feeds that bring new items with each round, under validators that name the round."""

    def __init__(self, server: Server) -> None:
        self.round = 0
        self.urls = [server.add(f"/{number}", self._part(number)) for number in range(FEEDS)]

    def _part(self, number: int) -> Part:
        async def part(request: Request, writer: asyncio.StreamWriter) -> None:
            etag = f'"{self.round}"'
            if request.get("If-None-Match") == etag:
                writer.write(head(304, {"ETag": etag}))
                return
            body = rss(
                [
                    item(number * 10_000 + n, f"Copper {number}.{n}", "Kazakhstan exports copper. " * 20)
                    for n in range(self.items)
                ]
            )
            writer.write(head(200, {**XML, "ETag": etag, "Content-Length": str(len(body))}) + body)

        return part

    @property
    def items(self) -> int:
        """How many items each feed holds in this round."""
        return ITEMS * self.round


def start(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tui", "--archive", str(folder / "archive.db"), "poll", "--all"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def titles_by_feed(path: Path) -> dict[str, list[str]]:
    with Archive.open(path) as archive:
        found: dict[str, list[str]] = {}
        for entry in archive.page(Choice()):
            found.setdefault(entry.feed, []).append(entry.title)
        return found


def check_after_kill(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    unread = "SELECT count(*) FROM items WHERE id NOT IN (SELECT item FROM readings)"
    assert connection.execute(unread).fetchone() == (0,), "an item without its reading"
    connection.close()
    with Archive.open(path) as archive:
        states = archive.feed_states()
    titles = titles_by_feed(path)
    for url, state in states.items():
        assert len(titles.get(url, [])) == len(set(titles.get(url, []))), "an item twice"
        if state.etag:
            assert len(titles[url]) >= ITEMS * int(state.etag.strip('"')), "a validator ahead of its items"


def campaign(folder: Path, kills: int, seed: int) -> None:
    """Kills that many polls at random moments, and lets one come to its end after the last."""
    chance = random.Random(seed)
    path = folder / "archive.db"
    killed = 0
    with Server() as server:
        publisher = Publisher(server)
        (folder / "feeds.toml").write_text(
            "".join(f'[[feed]]\nurl = "{url}"\nfulltext = "never"\n' for url in publisher.urls)
        )
        Archive.open(path).close()
        longest = 2.0
        while killed < kills:
            publisher.round += 1
            process = start(folder)
            try:
                process.wait(chance.uniform(0.3, longest))
                longest = max(longest * 0.9, 0.6)
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
                killed += 1
            check_after_kill(path)
        assert start(folder).wait(60) == 0, "a poll at once after the last kill"
        check_after_kill(path)
        titles = titles_by_feed(path)
    expected = {url: {f"Copper {n}.{i}" for i in range(publisher.items)} for n, url in enumerate(publisher.urls)}
    assert {url: set(found) for url, found in titles.items()} == expected
    assert sum(map(len, titles.values())) == FEEDS * publisher.items


def test_ten_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    campaign(tmp_path, 10, seed=7)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_two_hundred_kills_lose_and_double_nothing(tmp_path: Path, seed: int) -> None:
    campaign(tmp_path, 20, seed=seed)
