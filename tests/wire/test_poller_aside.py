"""The poller in a process of its own: what it tells, and what becomes of it when either side goes away."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest
import wire_parts
from patience import PATIENCE
from wire_server import Server

from tui.archive import Archive
from tui.clock import standing, system_clock
from tui.config.model import Config, FeedConfig
from tui.poller import aside
from tui.poller.aside import Aside, AsideError
from tui.poller.report import FeedProgress


def _process(poller: Aside) -> int:
    assert poller._process is not None
    return poller._process.pid


async def _gone(process: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while Path(f"/proc/{process}").exists():
            await asyncio.sleep(0.01)


async def _asked(server: Server, times: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(server.log) < times:
            await asyncio.sleep(0.01)


async def test_polls_and_tells_each_step_and_rests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[FeedProgress] = []
    with Server() as server:
        feed = FeedConfig(server.add("/feed", wire_parts.reply(wire_parts.feed(3))), "Live", language="en")
        poller = Aside(Config(None, (feed,)), tmp_path / "archive.db", system_clock())
        await poller.poll(progress=steps.append)
        process = _process(poller)
        await poller.poll(progress=steps.append)
        await poller.settle()
        assert _process(poller) == process
        monkeypatch.setattr(aside, "REST", 0.0)
        await poller.settle()
        await _gone(process)
        await poller.close()
    assert [step.state for step in steps] == ["asking", "new", "skipped"]
    assert steps[1].new == 3
    with Archive.open(tmp_path / "archive.db", read_only=True) as archive:
        assert archive.counts().items == 3


async def test_a_poller_that_dies_is_told_and_made_anew(tmp_path: Path) -> None:
    with Server() as server:
        feed = FeedConfig(server.add("/feed", wire_parts.silent), "Silent")
        poller = Aside(Config(None, (feed,)), tmp_path / "archive.db", system_clock())
        polled = asyncio.create_task(poller.poll())
        await _asked(server, 1)
        os.kill(_process(poller), signal.SIGKILL)
        with pytest.raises(AsideError):
            await polled
        server.parts["/feed"] = wire_parts.reply(wire_parts.feed(2))
        steps: list[FeedProgress] = []
        await poller.poll(progress=steps.append)
        await poller.close()
    assert steps[-1].new == 2


async def test_closing_ends_a_poll_and_all_its_processes(tmp_path: Path) -> None:
    with Server() as server:
        feed = FeedConfig(server.add("/feed", wire_parts.silent), "Silent")
        poller = Aside(Config(None, (feed,)), tmp_path / "archive.db", system_clock())
        polled = asyncio.create_task(poller.poll())
        await _asked(server, 1)
        process = _process(poller)
        await poller.close()
        await polled
        await _gone(process)


async def test_what_it_cannot_do_is_told(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"this is not an archive" * 100)
    poller = Aside(
        Config(None, (FeedConfig("http://127.0.0.1:9/", "Nobody"),)), tmp_path / "archive.db", system_clock()
    )
    with pytest.raises(AsideError, match="archive"):
        await poller.poll()
    await poller.close()


def test_only_the_machines_clock_goes_on_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert standing(system_clock()) is None
    monkeypatch.setenv("KENWATCH_NOW", "2026-11-20T09:00:00Z")
    clock = system_clock()
    assert standing(clock) == clock()
