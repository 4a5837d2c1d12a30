"""The timeline: panning, today, kinds, and a list where it is narrow."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import desk_samples
from desk_pilot import Desk, compare, desk

from tui.desk.screens.reader import ReaderScreen
from tui.desk.tracks import Track
from tui.desk.widgets.timeline import TimelinePanel
from tui.ledger.entries import EventEntry


def _timeline(running: Desk) -> TimelinePanel:
    running.screen.go_to("timeline")
    return running.screen.query_one(TimelinePanel)


async def test_pans_and_comes_back_to_today(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        timeline = _timeline(running)
        before = timeline._end
        await running.press("H")
        assert timeline._end < before - timedelta(days=300)
        await running.press("Р")
        first = timeline._end
        await running.press("H", "H", "H", "H")
        assert timeline._end <= first
        assert timeline.event is not None
        await running.press("т")
        assert timeline._end == before
        await running.press("H", "L", "L", "L")
        assert timeline._end == before


async def test_only_events_of_one_kind(tmp_path: Path) -> None:
    async with desk(tmp_path, (80, 24)) as running:
        timeline = _timeline(running)
        await running.press("c", "down", "enter")
        assert "Timeline: meeting" in running.text()
        assert [track.country for track in timeline._tracks] == ["CN"]
        await running.press("с", "home", "enter")
        assert len(timeline._tracks) > 3


async def test_a_vertical_list_where_it_is_narrow(tmp_path: Path) -> None:
    async with desk(tmp_path, (40, 24)) as running:
        timeline = _timeline(running)
        await running.settle()
        assert all(isinstance(row, EventEntry) for row in timeline.rows)
        compare("timeline-40x24", running.text())
        await running.press("down", "enter")
        assert isinstance(running.app.screen, ReaderScreen)
        assert running.app.screen.lit is not None
        await running.press("escape")
        await running.pilot.resize_terminal(100, 24)
        await running.settle()
        assert not any(isinstance(row, EventEntry) for row in timeline.rows)


async def test_announced_events_stay_in_sight(tmp_path: Path) -> None:
    told = desk_samples.stories()
    async with desk(tmp_path, (80, 24), told=told[:1]) as running:
        timeline = _timeline(running)
        await running.press("plus", "plus", "plus", "plus", "plus", "n")
        assert timeline._end == desk_samples.NOW.date()


async def test_where_there_is_room_the_tracks_other_events_are_told(tmp_path: Path) -> None:
    async with desk(tmp_path, (120, 40)) as running:
        await running.press("tab", "tab", "tab", "z")
        panel = running.screen.query_one(TimelinePanel)
        track = panel.current
        assert isinstance(track, Track)
        lines = running.text().splitlines()
        told = [line for line in lines[len(panel.rows) :] if any(one.kind in line for _, one in track.events)]
        assert len(told) >= len(track.events)
        assert sum(line.startswith("▌") for line in lines) == 2  # the track, and its event
