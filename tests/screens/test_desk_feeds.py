"""The feeds' screen: what it tells, one feed asked, switched off and on; it leads back to where one was."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import desk_samples
import wire_parts
from desk_pilot import Desk, desk
from patience import PATIENCE
from textual.widgets import Input
from wire_server import Server

from tui.archive import Archive
from tui.config.load import load
from tui.config.model import Config, FeedConfig
from tui.desk.screens.addfeed import TrialRows
from tui.desk.screens.desk import DeskScreen
from tui.desk.screens.feeds import FeedsScreen
from tui.desk.widgets.bars import TopLine
from tui.desk.widgets.feeds import FeedTable, PollRows


def _feeds(running: Desk) -> FeedsScreen:
    screen = running.app.screen
    assert isinstance(screen, FeedsScreen)
    return screen


async def _polled(running: Desk) -> None:
    async with asyncio.timeout(PATIENCE):
        while running.app.polling.log is None or running.app.polling.log.ended is None:
            await running.pilot.pause(0.02)
    await running.settle()


async def test_tells_what_is_wrong_and_what_helps(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("f", "end")
        shown = running.text()
    assert "! failing" in shown
    assert "no answer within 20 s" in shown
    assert "What helps" in shown
    assert "every 30 min" in shown


async def test_one_feed_is_asked_and_its_progress_told(tmp_path: Path) -> None:
    with Server() as server:
        feeds = tuple(
            FeedConfig(server.add(f"/{name}", wire_parts.reply(wire_parts.feed(3, name))), name)
            for name in ("one", "two")
        )
        async with desk(tmp_path, config=Config(None, feeds), offline=False, filled=False) as running:
            await _polled(running)
            before = len(server.log)
            await running.press("f", "down", "enter")
            await _polled(running)
            assert [entry.path for entry in server.log[before:]] == ["/two"]
            log = _feeds(running).query_one(PollRows)
            assert [step.title for step in log.rows] == ["two"]
            assert "Last poll" in running.text()


async def test_a_feed_is_switched_off_and_on_in_its_file(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    tables = [f'[[feed]]  # mine\ntitle = "{f.title}"\nurl = "{f.url}"\n' for f in desk_samples.CONFIG.feeds]
    path.write_text("\n".join(tables), encoding="utf-8")
    async with desk(tmp_path, config=load(path)[0]) as running:
        await running.press("f", "down", "x")
        assert "○ off" in running.text()
        assert "1 off" in running.text()
        assert [feed.enabled for feed in load(path)[0].feeds] == [True, False, True]
        assert path.read_text(encoding="utf-8").count("# mine") == 3
        assert running.app.polling._config.feeds == load(path)[0].feeds
        await running.press("ч")
        assert all(feed.enabled for feed in load(path)[0].feeds)
        assert "○ off" not in running.text()


async def test_a_file_that_cannot_be_edited_is_told(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text("[[feed]\n", encoding="utf-8")
    async with desk(tmp_path, config=replace(desk_samples.CONFIG, path=path)) as running:
        await running.press("f", "x")
        assert "syntax is broken" in running.app._notifications.__iter__().__next__().message
        assert isinstance(running.app.screen, FeedsScreen)


async def test_leads_back_to_the_panel_that_is_asked_for(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("tab", "f", "escape")
        assert isinstance(running.app.screen, DeskScreen)
        assert running.screen._active == "deals"
        running.screen.query_one(TopLine).post_message(TopLine.Chosen("feeds"))
        await running.settle()
        _feeds(running).query_one(TopLine).post_message(TopLine.Chosen("timeline"))
        await running.settle()
        assert running.screen._active == "timeline"


async def test_the_log_takes_the_pages_place_where_there_is_little_room(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        await running.press("f")
        assert "Last poll" not in running.text()
        await running.press("tab")
        assert "Nothing has been polled" in running.text()
        await running.press("tab")
        assert isinstance(running.app.focused, FeedTable)


async def test_says_so_when_there_are_no_feeds_or_no_archive(tmp_path: Path) -> None:
    async with desk(tmp_path, config=Config(None), filled=False) as running:
        await running.press("f", "enter", "x", "down", "tab")
        assert "No feeds are configured." in running.text()


def _file(tmp_path: Path, *feeds: FeedConfig) -> Path:
    path = tmp_path / "feeds.toml"
    tables = [f'# about {f.title}\n[[feed]]\ntitle = "{f.title}"\nurl = "{f.url}"\n' for f in feeds]
    path.write_text("\n".join(tables), encoding="utf-8")
    return path


async def test_a_feed_is_found_looked_at_and_added(tmp_path: Path) -> None:
    with Server() as server:
        page = b'<html><link rel="alternate" type="application/rss+xml" href="/news.xml"></html>'
        site = server.add("/", wire_parts.reply(page, {"Content-Type": "text/html"}))
        url = server.add("/news.xml", wire_parts.reply(wire_parts.feed(5)))
        path = _file(tmp_path, FeedConfig(server.add("/old", wire_parts.reply(wire_parts.feed(1))), "Old"))
        before = path.read_text(encoding="utf-8")
        async with desk(tmp_path, config=load(path)[0], offline=False, filled=False) as running:
            await _polled(running)
            await running.press("f", "a")
            running.app.screen.query_one(Input).value = site
            await running.press("enter")
            async with asyncio.timeout(PATIENCE):
                while not running.app.screen.query_one(TrialRows).rows:
                    await running.pilot.pause(0.02)
            await running.settle()
            shown = running.text()
            assert "RSS 2.0, 5 items, 0 on the beat" in shown
            assert all(f"News {number}" in shown for number in range(3))
            assert path.read_text(encoding="utf-8") == before
            await running.press("enter")
            async with asyncio.timeout(PATIENCE):
                while "/news.xml" not in [entry.path for entry in server.log[-1:]] or running.app.polling.state.running:
                    await running.pilot.pause(0.02)
            await running.settle()
            assert [feed.url for feed in running.app.config.feeds][1:] == [url]
        assert path.read_text(encoding="utf-8").startswith(before)
        assert [feed.title for feed in load(path)[0].feeds] == ["Old", "Wire"]


async def test_what_is_no_address_and_what_has_no_feed_is_told(tmp_path: Path) -> None:
    with Server() as server:
        site = server.add("/", wire_parts.reply(b"<html>nothing</html>", {"Content-Type": "text/html"}))
        path = _file(tmp_path, FeedConfig("http://127.0.0.1:9/old", "Old"))
        async with desk(tmp_path, config=load(path)[0], offline=False, filled=False) as running:
            await _polled(running)
            await running.press("f", "a", *"no way", "enter")
            assert "is no web address" in running.text()
            running.app.screen.query_one(Input).value = site
            await running.press("enter")
            async with asyncio.timeout(PATIENCE):
                while "No feed was found" not in running.text():
                    await running.pilot.pause(0.02)
            await running.press("escape")
            assert isinstance(running.app.screen, FeedsScreen)


async def test_a_feeds_keys_are_changed_in_the_file(tmp_path: Path) -> None:
    path = _file(tmp_path, *desk_samples.CONFIG.feeds)
    async with desk(tmp_path, config=load(path)[0]) as running:
        await running.press("f", "m", "enter")
        running.app.screen.query_one(Input).value = 'Steppe [/foo] "Wire"'
        await running.press("enter", "down", "down", "down", "down", "enter", *"soon", "enter")
        assert "expected a span" in running.text()
        running.app.screen.query_one(Input).value = "2h"
        await running.press("enter", "down", "down", "enter")
        running.app.screen.query_one(Input).value = "http://127.0.0.1:9/moved.xml"
        await running.press("enter", "escape")
        assert "Steppe [/foo]" in running.text()
    first = load(path)[0].feeds[0]
    assert (first.title, first.every) == ('Steppe [/foo] "Wire"', timedelta(hours=2))
    assert first.url == "http://127.0.0.1:9/moved.xml"
    assert path.read_text(encoding="utf-8").count("# about") == 3
    with Archive.open(tmp_path / "archive.db") as archive:
        assert archive.feed_counts()[first.url].items
