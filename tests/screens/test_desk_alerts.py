"""Alerts on the desk: told once, in the ways that were asked for, by sequences that no headline can break out of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import desk_samples
import pytest
from desk_pilot import Desk, desk

from tui.archive import Archive
from tui.clock import fixed_clock
from tui.config.load import load
from tui.config.model import AlertConfig
from tui.desk.alarming import notification
from tui.desk.app import DeskApp
from tui.desk.messages import ArchiveChanged, PollMoved, PollState


def _arrive(running: Desk, *numbers: int) -> None:
    with Archive.open(running.path) as archive:
        pairs = [desk_samples.fresh(number, number).pair(5000 + number) for number in numbers]
        archive.save_poll(desk_samples.ASTANA, desk_samples.state_of(desk_samples.ASTANA), pairs, desk_samples.NOW)
    running.screen.post_message(ArchiveChanged())


async def test_what_an_alert_finds_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[str] = []
    monkeypatch.setattr(DeskApp, "bell", lambda self: rung.append("bell"))
    monkeypatch.setattr(DeskApp, "_say_to_terminal", lambda self, words: rung.append(words))
    alert = AlertConfig("Fresh [/b]", '"fresh item"', ("desk", "bell", "desktop"))
    async with desk(tmp_path, config=replace(desk_samples.CONFIG, alerts=(alert,))) as running:
        assert not running.app._notifications
        _arrive(running, 1, 2, 3, 4, 5)
        await running.settle()
        (notice,) = running.app._notifications
        assert notice.title == "Fresh [/b]"
        assert notice.message == "Fresh item 5\nFresh item 4\nFresh item 3\nand 2 more"
        assert [words[:4] for words in rung] == ["bell", "\x1b]9;"]
        running.screen.post_message(ArchiveChanged())
        await running.settle()
        assert len(running.app._notifications) == 1
        _arrive(running, 6)
        await running.settle()
        running.app._let_go()  # a minute later
        await running.settle()
        assert [notice.message for notice in running.app._notifications][1:] == ["Fresh item 6"]


async def test_a_week_away_is_told_in_one_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[str] = []
    monkeypatch.setattr(DeskApp, "bell", lambda self: rung.append("bell"))
    names = ("Fresh", "Copper", "Items", "Quiet")
    queries = ('"fresh item"', "copper", "item", "nothing of that kind")
    alerts = tuple(AlertConfig(name, query, ("desk", "bell")) for name, query in zip(names, queries, strict=True))
    config = replace(desk_samples.CONFIG, alerts=alerts)
    before = fixed_clock(desk_samples.NOW - timedelta(days=7))
    async with desk(tmp_path, config=config, clock=before):
        pass  # the alerts were asked then
    async with desk(tmp_path, config=config, filled=False) as running:
        running.app.polling.state = PollState(running=True)
        for day in range(7):
            _arrive(running, *(-1440 * day - number for number in range(30)))
            await running.settle()
        assert (list(running.app._notifications), rung) == ([], [])
        running.app.polling.state = PollState()
        for _ in range(3):
            running.screen.post_message(PollMoved(PollState()))
        await running.settle()
        (notice,) = running.app._notifications
        assert notice.title == "3 alerts"
        assert notice.message.splitlines() == [f"{name} (210): Fresh item 0" for name in names[:3]]
        assert rung == ["bell"]
        _arrive(running, 1)
        await running.settle()
        assert len(running.app._notifications) == 1  # so shortly after


def test_no_headline_breaks_out_of_a_notification() -> None:
    hostile = "a\x1b]52;c;aGk=\x07b\x1b\\;c\x9d\u202e"
    for environ in ({}, {"TERM": "foot"}, {"TMUX": "1"}):
        said = notification(hostile, hostile, environ)
        assert said.count("\x07") == 0
        assert "]52;" not in said
        assert "\x9d" not in said
        assert said.replace("\x1b\x1b", "\x1b").count("\x1b") == (4 if "TMUX" in environ else 2)
    assert notification("Big", "Deal", {"VTE_VERSION": "7000"}) == "\x1b]777;notify;Big;Deal\x1b\\"


async def test_saved_queries_with_mistakes_are_told(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text('[[mute]]\nname = "No"\nquery = "contry:CN"\n', encoding="utf-8")
    async with desk(tmp_path, config=load(path)[0]) as running:
        (notice,) = running.app._notifications
        assert notice.message.startswith(f"{path}:3: query: ")
