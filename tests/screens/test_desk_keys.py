"""Every key of the registry does something, under every layout; help, palette and the line of keys know them all."""

from __future__ import annotations

from pathlib import Path

import desk_samples
import pytest
from desk_pilot import Desk, desk
from textual import events
from textual.binding import Binding

from tui.desk import actions
from tui.desk.actions import CONTEXTS, REGISTRY, TWINS, Action
from tui.desk.app import DeskApp
from tui.desk.asking import Scope
from tui.desk.screens.deal import DealScreen
from tui.words import say

# How to get to where a key has something to do, for those that have nothing to do at the start.
_BEFORE: dict[str, tuple[str, ...]] = {
    "up": ("down", "down"),
    "page-up": ("end",),
    "first": ("end",),
    "earlier": ("home", "right"),
    "pan-later": ("H",),
    "today": ("H",),
    "names": ("tab",),
    "fact-checked": ("n",),
    "fact-wrong": ("n",),
    "mend-fact": ("n",),
    "open-fact": ("n",),
    "later": ("home", "left", "left"),
    "newest": ("end",),
    "clear": ("z",),
    "undo": ("m",),
    "show-panels": ("W",),
    "undo-item": ("s",),
    "scroll-up": ("end",),
    "scroll-down": ("home",),
    "text-page-up": ("end",),
    "text-page-down": ("home",),
    "text-start": ("end",),
    "text-end": ("home",),
    "previous-item": ("right", "right"),
    "previous-unread-item": ("right", "right"),
}
_WAY_IN: dict[str, tuple[str, ...]] = {
    "timeline": ("tab", "tab", "tab"),
    "reader": ("enter",),
    "help": ("question_mark",),
    "search": ("slash", "c"),
    "feeds": ("f",),
    "deals": ("tab",),
    "card": ("tab", "enter"),
    "companies": ("tab", "tab"),
    "page": ("tab", "tab", "enter"),
    "choice": ("tab", "b"),
}
_ELSEWHERE = ("quit", "export", "suspend")
"""Actions with tests of their own."""


def _state(running: Desk, opened: list[str]) -> tuple[object, ...]:
    app = running.app
    drawn = [[(s.text, s.style) for s in strip] for strip in app.screen._compositor.render_strips()]
    return type(app.screen).__name__, drawn, len(app._notifications), app.theme, app.clipboard, len(opened)


async def _start(running: Desk, action: Action) -> None:
    app, screen = running.app, running.screen
    while app.screen is not screen:
        await app.pop_screen()
    if screen._enlarged:
        screen.action_enlarge()
    screen.action_show_panels()
    await screen.query("#search, #hint").remove()
    screen.panels.look_at(Scope())
    app.theme = "karatau"
    app.clear_notifications()
    app._clipboard = ""
    screen.go_to("news")
    await running.press("home", *_WAY_IN.get(action.context, ()), *_BEFORE.get(action.name, ()))


@pytest.mark.parametrize("context", CONTEXTS)
async def test_each_key_does_something(tmp_path: Path, context: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(DeskApp, "open_url", lambda self, url, **_: opened.append(url))
    told = desk_samples.stories()
    told[0].text += "".join(f"\n\nParagraph {number}." for number in range(40))
    async with desk(tmp_path, (100, 20), told=told) as running:
        for action in REGISTRY:
            if action.context != context or action.name in _ELSEWHERE:
                continue
            for key in action.every_key:
                await _start(running, action)
                before = _state(running, opened)
                await running.press(key)
                assert _state(running, opened) != before, f"{key} of {action.name} did nothing"
    assert all(url.startswith("https://") for url in opened)


@pytest.mark.parametrize("key", ["q", "й", "ctrl+q"])
async def test_quit(tmp_path: Path, key: str) -> None:
    async with desk(tmp_path) as running:
        await running.pilot.press(key)
        await running.pilot.pause()
        assert running.app.return_value == 0


@pytest.mark.parametrize("key", ["e", "у"])
async def test_export_writes_the_brief(tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with desk(tmp_path) as running:
        await running.press(key)
    written = (tmp_path / "kenwatch-2026-11-20.html").read_text(encoding="utf-8")
    assert "Zijin Mining" in written


def test_every_letter_has_its_twin() -> None:
    for action in REGISTRY:
        for key in action.keys:
            if len(key) == 1 and key.isalpha():
                assert set(TWINS[key]) <= set(action.every_key)
    assert set(TWINS["slash"]) == {"full_stop", "numero_sign"}


def test_no_key_means_two_things_in_one_place() -> None:
    for nearest in CONTEXTS:
        for other in (nearest, "app") if nearest not in ("help", "search") else (nearest,):
            keys = [key for action in REGISTRY if action.context in {nearest, other} for key in action.every_key]
            assert len(keys) == len(set(keys)), (nearest, other)


def test_nothing_essential_is_on_a_digit() -> None:
    assert not any(key.isdigit() for action in REGISTRY for key in action.every_key)


def test_every_action_has_words_and_bindings() -> None:
    for action in REGISTRY:
        assert action.label
        assert action.help
        assert action.context in CONTEXTS
        bound = [b for b in actions.bindings(action.context) if isinstance(b, Binding) and b.id == action.name]
        assert bound[0].key.split(",") == list(action.every_key)


async def test_help_lists_every_action(tmp_path: Path) -> None:
    async with desk(tmp_path, (140, 200)) as running:
        await running.press("question_mark")
        shown = running.text()
    for action in REGISTRY:
        assert action.label in shown
    for context in CONTEXTS:
        assert say(f"context.{context}") in shown


async def test_help_begins_with_where_one_is(tmp_path: Path) -> None:
    async with desk(tmp_path, (120, 40)) as running:
        await running.press("tab", "tab", "tab", "question_mark")
        shown = running.text()
        assert shown.index(say("context.timeline")) < shown.index(say("context.desk"))
        await running.press("escape")
        await running.press("shift+tab", "shift+tab", "shift+tab", "enter", "question_mark")
        assert say("context.reader") in running.text()


async def test_palette_offers_what_works_here(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        titles = {command.title for command in running.app.get_system_commands(running.screen)}
        assert {"Poll", "Search", "Export", "Star"} <= titles
        await running.press("ctrl+p", *"period")
        await running.press("enter")
        assert running.screen.panels.scope.days == 365


async def test_the_help_is_searched(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("question_mark", "slash", *"ribbon")
        assert "No key does that." in running.text()
        await running.press(*["backspace"] * 6, *"undo")
        shown = running.text()
        assert "take back" in shown.lower()
        assert "browser" not in shown
        await running.press("enter", "escape")
        assert running.app.screen is running.screen


async def test_a_theme_of_textual_is_chosen_and_kept(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("T")
        await running.press(*"nord")
        await running.pilot.pause(0.3)
        await running.press("enter")
        assert running.app.theme == "nord"
    async with desk(tmp_path, filled=False) as running:
        assert running.app.theme == "nord"


async def test_no_key_goes_nowhere_where_the_terminal_lost_the_keyboard(tmp_path: Path) -> None:
    async with desk(tmp_path) as running:
        await running.press("tab")
        running.app.post_message(events.AppBlur())
        await running.settle()
        assert running.screen.focused is None
        assert "card" in running.text().splitlines()[-1]
        await running.press("enter")
        assert isinstance(running.app.screen, DealScreen)
