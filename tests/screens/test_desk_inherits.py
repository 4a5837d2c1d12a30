"""What the desk gets from Textual must reach it: a mixin in front of the base class would take its styles away."""

from __future__ import annotations

from pathlib import Path

from desk_pilot import desk
from textual.app import App
from textual.color import Color
from textual.screen import Screen

from tui.desk.app import DeskApp
from tui.desk.screens.desk import DeskScreen
from tui.desk.screens.reader import ReaderScreen


def test_styles_of_the_base_classes_apply() -> None:
    for ours, base in ((DeskApp, App), (DeskScreen, Screen), (ReaderScreen, Screen)):
        assert base.__name__ in ours._css_type_names


async def test_plain_text_stands_out_from_its_ground(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        style = running.news.rich_style
        assert style.color is not None
        assert style.bgcolor is not None
        text, ground = (Color.from_rich_color(c) for c in (style.color, style.bgcolor))
        assert abs(text.brightness - ground.brightness) > 0.4
