"""The desk stays where the reader is, leaves at once, and gets along with small terminals, hostile text and no network."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import desk_samples
import pytest
import wire_parts
from desk_pilot import Desk, desk
from patience import PATIENCE
from textual.events import MouseScrollDown
from wire_server import Server

from tui.archive import Archive
from tui.config.model import Config, FeedConfig, Problem
from tui.desk.screens.reader import ReaderScreen
from tui.desk.widgets.article import Article
from tui.desk.widgets.companies import CompaniesPanel
from tui.desk.widgets.deals import DealsPanel
from tui.desk.widgets.timeline import TimelinePanel
from tui.ledger.entries import NewsEntry


def _arrive(running: Desk, count: int, hours: float = 0.0) -> None:
    """Items come into the archive while the desk is open."""
    told = [desk_samples.fresh(100 + number, minutes=number - hours * 60) for number in range(count)]
    with Archive.open(running.path) as archive:
        pairs = [story.pair(1000 + number) for number, story in enumerate(told)]
        state = desk_samples.state_of(desk_samples.ASTANA)
        archive.save_poll(desk_samples.ASTANA, state, pairs, desk_samples.NOW)
    running.screen.panels.refresh()


def _place(running: Desk) -> tuple[int | None, int]:
    entry = running.news.entry
    return (entry.id if entry else None), running.news.cursor - running.news.scroll_offset.y


async def test_cursor_stays_on_its_item_and_line_when_news_arrives(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        await running.press("down", "down")
        before = _place(running)
        _arrive(running, 30)
        await running.settle()
        assert _place(running) == before
        assert len(running.news.entries) == 48
        assert "30 new" in running.text()


async def test_cursor_stays_at_the_start_too(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        before = running.news.entry
        assert before is not None
        _arrive(running, 3)
        await running.settle()
        assert running.news.entry is not None
        assert running.news.entry.id == before.id
        await running.press("n")
        assert running.news.entry.title == "Fresh item 102"
        assert "3 new" not in running.text()


async def test_items_that_arrive_below_move_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        await running.press("down", "down", "down")
        before = _place(running)
        _arrive(running, 5, hours=200)
        await running.settle()
        assert _place(running) == before


async def test_reader_keeps_its_place_when_news_arrives(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        await running.press("enter", "n")
        reader = running.app.screen
        assert isinstance(reader, ReaderScreen)
        before = running.text(), reader.query_one(Article).scroll_offset
        _arrive(running, 5)
        await running.settle()
        assert (running.text(), reader.query_one(Article).scroll_offset) == before


async def test_another_programs_items_appear(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        await running.screen._look().wait()
        with Archive.open(running.path) as archive:
            pairs = [desk_samples.fresh(1, 1).pair(2000)]
            archive.save_poll(desk_samples.ASTANA, desk_samples.state_of(desk_samples.ASTANA), pairs, desk_samples.NOW)
        await running.screen._look().wait()
        await running.settle()
        assert any(entry.title == "Fresh item 1" for entry in running.news.entries)


@pytest.mark.parametrize(
    ("panel", "keys", "title"),
    [
        (DealsPanel, ("tab", "enter", "enter"), "Zijin agrees"),
        (CompaniesPanel, ("tab", "tab", "v"), "Казатомпром"),
        (TimelinePanel, ("tab", "tab", "tab", "enter"), "Zijin agrees"),
    ],
)
async def test_a_fact_opens_at_its_sentence(tmp_path: Path, panel: type, keys: tuple[str, ...], title: str) -> None:
    async with desk(tmp_path) as running:
        await running.press(*keys)
        reader = running.app.screen
        assert isinstance(reader, ReaderScreen)
        assert reader.item.entry.title.startswith(title)
        assert reader.lit is not None
        start, end = reader.lit.evidence.start, reader.lit.evidence.end
        source = f"{reader.item.entry.title}\n\n{reader.item.text}"
        assert source[start:end] == reader.lit.evidence.text
        await running.press("escape", "escape")
        assert isinstance(running.app.focused, panel)


async def test_facts_step_around_the_ends(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("enter")
        reader = running.app.screen
        assert isinstance(reader, ReaderScreen)
        seen = []
        for key in ("n", "n", "n", "n", "p", "т", "з"):
            await running.press(key)
            seen.append(reader._at)
        assert seen == [0, 1, 2, 0, 2, 0, 2]


async def test_reading_marks_as_read_and_stars_are_kept(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        first = running.news.entry
        await running.press("enter", "s", "escape")
        await running.press("down", "m")
        second = running.news.entry
    assert first is not None
    assert second is not None
    with Archive.open(tmp_path / "archive.db") as archive:
        kept = {item.entry.id: item.entry for item in (archive.item(first.id), archive.item(second.id)) if item}
    assert kept[first.id].read
    assert kept[first.id].starred
    assert kept[second.id].read


async def test_everything_and_search(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        assert not any(entry.title.startswith("Astana braces") for entry in running.news.entries)
        await running.press("ф")
        assert any(entry.title.startswith("Astana braces") for entry in running.news.entries)
        await running.press("full_stop", *"lithium", "enter")
        assert [entry.title[:11] for entry in running.news.entries] == ["SK ecoplant"]
        assert running.app.focused is running.news
        await running.press("escape")
        assert len(running.news.entries) == 19


async def test_quit_in_the_middle_of_a_poll(tmp_path: Path) -> None:
    with Server() as server:
        feeds = tuple(FeedConfig(server.add(f"/{n}", wire_parts.silent), f"Silent {n}") for n in range(3))
        config = replace(desk_samples.CONFIG, feeds=feeds)
        async with asyncio.timeout(PATIENCE), desk(tmp_path, config=config, offline=False) as running:
            while not running.screen.panels.poll.running:
                await running.pilot.pause(0.02)
            await running.pilot.press("q")
            await running.pilot.pause()
            assert running.app.return_value == 0


async def test_news_arrives_while_polling(tmp_path: Path) -> None:
    with Server() as server:
        feed = FeedConfig(server.add("/feed", wire_parts.reply(wire_parts.feed(3))), "Live", language="en")
        config = Config(None, (feed,), timezone="Asia/Almaty")
        async with desk(tmp_path, (80, 24), config=config, offline=False, filled=False) as running:
            await _asked(running, server, 1)
            await running.settle()
            await running.press("a")
            assert len(running.news.entries) == 3


async def test_unreachable_feeds_are_said_to_be(tmp_path: Path) -> None:
    feed = FeedConfig("http://127.0.0.1:9/nobody", "Nobody")
    async with desk(tmp_path, config=Config(None, (feed,)), offline=False, filled=False) as running:
        while not running.screen.panels.poll.failed or running.screen.panels.poll.running:
            await running.pilot.pause(0.02)
        await running.settle()
        assert "No feed could be reached." in running.text()
        assert "press r" in running.text()


async def test_polls_nothing_offline(tmp_path: Path) -> None:
    with Server() as server:
        feed = FeedConfig(server.add("/feed", wire_parts.reply(wire_parts.feed(3))), "Live")
        async with desk(tmp_path, config=Config(None, (feed,)), filled=False) as running:
            await running.press("r")
            assert len(running.app._notifications) == 1
        assert server.log == []


async def test_an_archive_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"this is not an archive" * 100)
    async with desk(tmp_path, filled=False) as running:
        assert "The archive cannot be read." in running.text()
        await running.press("r", "down", "enter", "a", "d")
        assert "The archive cannot be read." in running.text()


async def test_follows_the_clock_with_due_polls(tmp_path: Path) -> None:
    with Server() as server:
        feed = FeedConfig(
            server.add("/feed", wire_parts.reply(wire_parts.feed(1))), "Live", every=timedelta(minutes=30)
        )
        now = desk_samples.NOW
        config = Config(None, (feed,))
        async with desk(tmp_path, config=config, offline=False, filled=False, clock=lambda: now) as running:
            await _asked(running, server, 1)
            await running.app.poll_what_is_due().wait()
            await running.settle()
            assert len(server.log) == 1
            now += timedelta(minutes=45)
            await running.app.poll_what_is_due().wait()
            await _asked(running, server, 2)


async def _asked(running: Desk, server: Server, times: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(server.log) < times or running.screen.panels.poll.running:
            await running.pilot.pause(0.02)


@pytest.mark.parametrize("size", [(1, 1), (12, 24), (30, 8), (120, 10), (400, 120)])
async def test_any_size_of_terminal(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size) as running:
        await running.press(
            "tab", "tab", "tab", "right", "plus", "tab", "enter", "n", "escape", "z", "question_mark", "escape"
        )
        assert running.app.return_value is None


async def test_a_storm_of_resizes(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        for width, height in ((80, 24), (12, 4), (200, 60), (99, 19), (100, 20), (40, 12), (120, 40)):
            await running.pilot.resize_terminal(width, height)
            await running.settle()
        assert "Companies" in running.text()


async def test_pages_of_a_long_archive(tmp_path: Path) -> None:
    told = [desk_samples.Story(desk_samples.ASTANA, hour, f"Item {hour}", "Copper.") for hour in range(900)]
    async with desk(tmp_path, (80, 24), told=told) as running:
        assert len(running.news.entries) == 60
        await running.press("end")
        assert running.news.complete
        assert running.news.entry is not None
        assert running.news.entry.title == "Item 899"


async def test_hostile_text_is_only_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = []
    for number, title in enumerate(desk_samples.HOSTILE):
        story = desk_samples.Story(desk_samples.ASTANA, number, title, f"{title}\n\n{title}", countries=("CN",))
        desk_samples.make_facts(story, title)
        told.append(story)
    async with desk(tmp_path, (120, 40), told=told) as running:
        shown = [running.text()]
        for _ in HOSTILE_PANELS:
            await running.press("tab", "z", "down", "end")
            shown.append(running.text())
            await running.press("z")
        running.screen.go_to("news")
        await running.press("home")
        for _ in told:
            await running.press("enter", "n", "n", "n")
            shown.append(running.text())
            await running.press("escape", "down")
        await running.press("slash", *"foo", "enter", "e")
        shown.append(running.text())
        assert running.app.return_value is None
    for text in shown:
        assert all(character.isprintable() or character == "\n" for character in text)


HOSTILE_PANELS = ("deals", "companies", "timeline", "news")


async def test_no_color_keeps_to_the_terminals_colours(tmp_path: Path) -> None:
    async with desk(tmp_path, plain=True) as running:
        assert running.app.theme == "terminal"
        strips = running.app.screen._compositor.render_strips()
        colours = {s.style.color for strip in strips for s in strip if s.style and s.style.color}
        assert not any(colour.is_system_defined is False for colour in colours)
        entry = running.news.entry
        assert isinstance(entry, NewsEntry)


async def test_refreshing_does_not_grow_the_list(tmp_path: Path) -> None:
    told = [desk_samples.Story(desk_samples.ASTANA, hour, f"Item {hour}", "Copper.") for hour in range(300)]
    async with desk(tmp_path, (80, 24), told=told) as running:
        for _ in range(5):
            running.screen.panels.refresh()
            await running.settle()
        assert len(running.news.entries) == 60


async def test_mistakes_in_feeds_toml_are_told(tmp_path: Path) -> None:
    problem = Problem(Path("feeds.toml"), 7, "every", "expected an interval such as 30m", "1h")
    desk_samples.fill(tmp_path / "archive.db")
    async with desk(tmp_path, filled=False, problems=(problem,)) as running:
        assert [told.message for told in running.app._notifications] == [str(problem)]


async def test_what_a_worker_could_not_do_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> str:
        raise RuntimeError("[/foo] broke")

    async with desk(tmp_path) as running:
        monkeypatch.setattr(running.app.source, "brief", broken)
        monkeypatch.setattr(running.app.source, "item", broken)
        await running.press("e", "enter")
        assert [told.message for told in running.app._notifications] == ["RuntimeError: [/foo] broke"] * 2
        assert running.app.return_value is None


async def test_the_wheel_scrolls_and_takes_a_place(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        news = running.news
        assert news.show_vertical_scrollbar
        await running.pilot._post_mouse_events([MouseScrollDown], "#news", offset=(5, 5))
        await running.settle()
        assert news.scroll_offset.y > 0
        assert news.touched


async def test_stories_items_and_the_beat_are_changed_in_place(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        await running.press("down", "down", "down")
        before = running.news.entry
        for key in ("v", "v", "a", "a"):
            await running.press(key)
            assert running.news.entry is not None
            assert before is not None
            assert running.news.entry.id == before.id


async def test_leaving_a_filter_stays_where_one_is(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24), notices=True) as running:
        await running.press("d")
        assert [notice.message for notice in running.app._notifications] == ["Deals: 1 year."]
        await running.press("tab", "c", "down", "enter", "escape")
        assert running.app.focused is not None
        assert running.app.focused.id == "deals"
        assert not running.screen.panels.scope.words
        await running.press("s")
        assert "Wit▾ Parties" in running.text() or "Wit▴ Parties" in running.text()
