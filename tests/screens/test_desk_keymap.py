"""Keys from feeds.toml: they hold everywhere that keys are shown or pressed, and mistakes are told with their line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import desk_samples
from desk_pilot import desk

from tui.config.load import load
from tui.desk.actions import REGISTRY
from tui.desk.screens.feeds import FeedsScreen

DOCS = Path(__file__).parents[2] / "docs" / "feeds-toml.md"


async def test_keys_of_ones_own(tmp_path: Path) -> None:
    config = replace(desk_samples.CONFIG, keys=(("feeds", "H"), ("leave", "w")))
    async with desk(tmp_path, config=config) as running:
        await running.press("f")
        assert running.app.screen is running.screen
        await running.press("Р")
        assert isinstance(running.app.screen, FeedsScreen)
        assert "w back" in running.text()
        await running.press("w", "question_mark")
        assert "H           feeds" in running.text()


async def test_mistakes_are_told_and_the_built_in_keys_stay(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text('[keys]\nserch = "ctrl+f"\nperiod = "a"\nfeeds = ","\n', encoding="utf-8")
    config = replace(desk_samples.CONFIG, path=path, keys=load(path)[0].keys)
    async with desk(tmp_path, config=config) as running:
        told = "".join(notice.message for notice in running.app._notifications)
        assert f"{path}:2: serch" in told
        assert "did you mean 'search'" in told
        assert "already means everything" in told
        assert "expected a key" in told
        await running.press("d")
        assert running.screen.panels.scope.days == 365


def test_every_action_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert [action.name for action in REGISTRY if f"`{action.name}`" not in text] == []
