"""The whole archive in one list: from the newest item to the oldest and back, however few of them are held at once."""

from __future__ import annotations

import random
from pathlib import Path

import desk_samples
import pytest
from desk_pilot import Desk, desk

from tui.archive import Archive, Choice

ITEMS = 420
_BESIDE = pytest.mark.parametrize("stories", [False, True], ids=["items", "stories"])


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few items are held, and few come at a time."""
    monkeypatch.setattr("tui.desk.widgets.news.HELD", 200)
    monkeypatch.setattr("tui.desk.panels.HELD", 200)
    monkeypatch.setattr("tui.desk.asking.PAGE", 60)


def _told() -> list[desk_samples.Story]:
    titles = (f"w{number} x{number} y{number}" for number in range(ITEMS))
    return [desk_samples.Story(desk_samples.ASTANA, 3 * n, title, f"{title}.") for n, title in enumerate(titles)]


def _all(path: Path, *, stories: bool) -> list[int]:
    with Archive.open(path, read_only=True) as archive:
        return [entry.id for entry in archive.page(Choice(beat=True, stories=stories))]


def _is_a_stretch(running: Desk, whole: list[int]) -> bool:
    held = [entry.id for entry in running.news.entries]
    start = whole.index(held[0])
    assert start == 0 or not running.news.top
    assert held[-1] == whole[-1] or not running.news.complete
    return held == whole[start : start + len(held)] and len(held) <= 200


@_BESIDE
async def test_to_the_oldest_and_back(tmp_path: Path, *, stories: bool) -> None:
    async with desk(tmp_path, (80, 24), told=_told()) as running:
        if stories:
            await running.press("v")
        whole = _all(running.path, stories=stories)
        await running.press("end")
        assert running.news.entry is not None
        assert running.news.entry.id == whole[-1]
        assert _is_a_stretch(running, whole)
        await running.press("home")
        assert running.news.entry.id == whole[0]
        seen = [running.news.entry.id]
        for _ in range(len(whole) - 1):
            running.news.action_step(1)
            if len(seen) % 20 == 0:
                await running.settle()
            seen.append(running.news.entry.id)
        assert seen == whole
        assert _is_a_stretch(running, whole)
        for _ in range(len(whole) - 1):
            running.news.action_step(-1)
            if len(seen) % 20 == 0:
                await running.settle()
            seen.append(running.news.entry.id)
        assert seen[len(whole) :] == whole[-2::-1]


async def test_what_is_in_sight_stays_in_its_place(tmp_path: Path) -> None:
    chance = random.Random(3)
    async with desk(tmp_path, (80, 24), told=_told()) as running:
        whole = _all(running.path, stories=False)
        for _ in range(60):
            running.news.action_page(chance.choice((1, 1, 1, -1)))
            before = _lines(running)
            await running.settle()
            assert _lines(running) == before
            assert _is_a_stretch(running, whole)


async def test_news_far_above_are_told_and_one_key_away(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24), told=_told()) as running:
        await running.press("end")
        before = _lines(running)
        number = ITEMS + 7
        late = desk_samples.Story(desk_samples.KURIER, -1, "Late news", "Late news.").pair(number)
        with Archive.open(running.path) as archive:
            state = desk_samples.state_of(desk_samples.KURIER)
            archive.save_poll(desk_samples.KURIER, state, [late], desk_samples.NOW)
        running.screen.panels.refresh()
        await running.settle()
        assert _lines(running) == before
        assert "1 new" in running.text()
        await running.press("n")
        assert running.news.entry is not None
        assert running.news.entry.title == "Late news"
        assert "1 new" not in running.text()


def _lines(running: Desk) -> list[str]:
    news = running.news
    return [news.render_line(line).text[1:] for line in range(news.size.height)]


async def test_all_that_is_found_is_counted(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24), told=_told()) as running:
        for query, found in (("w1*", 111), ("w7 x7", 1), ("w7 x8", 0)):
            running.screen.look_for(query)
            await running.settle()
            assert f"{found} found" in running.text()
        await running.press("escape")
        assert f"{ITEMS} unread" in running.text()
