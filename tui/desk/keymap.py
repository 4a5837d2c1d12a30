"""The reader's own keys, from ``[keys]`` of feeds.toml: the registry with them, and what cannot be had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from tui.config.checks import nearest
from tui.config.model import Config, Problem
from tui.config.source import Lines
from tui.desk.actions import NESTED, REGISTRY, Action
from tui.words import say

_WRITTEN = {
    "/": "slash",
    "?": "question_mark",
    "+": "plus",
    "-": "minus",
    "=": "equals_sign",
    "esc": "escape",
    ".": "full_stop",
}
"""Keys by the names that people write them with."""


def registry(config: Config) -> tuple[tuple[Action, ...], tuple[Problem, ...]]:
    """Every action with the keys that it has now, and a problem for each line of ``[keys]`` that does not hold."""
    found, problems = list(REGISTRY), []
    for name, written in config.keys:
        index = next((index for index, action in enumerate(found) if action.name == name), None)
        if index is None:
            near = nearest(name, [action.name for action in REGISTRY])
            problems.append(_problem(config, name, say("keys.unknown"), near))
            continue
        keys = tuple(_key(key) for key in written.split(",") if key.strip())
        changed = replace(found[index], keys=keys) if keys else found[index]
        taken = _clash(changed, found[:index] + found[index + 1 :])
        if not keys or taken is not None:
            problems.append(_problem(config, name, say("keys.taken", action=taken.name) if taken else say("keys.none")))
            continue
        found[index] = changed
    return tuple(found), tuple(problems)


def keymap(actions: Iterable[Action]) -> dict[str, str]:
    """Textual's keymap of those actions whose keys are not the built-in ones, twins included."""
    built_in = {action.name: action.keys for action in REGISTRY}
    return {action.name: ",".join(action.every_key) for action in actions if action.keys != built_in[action.name]}


def _clash(changed: Action, others: Sequence[Action]) -> Action | None:
    """Another action that has one of the keys in a place where both would hold."""
    near = {context for group in NESTED if changed.context in group for context in group}
    return next((o for o in others if o.context in near and set(o.every_key) & set(changed.every_key)), None)


def _key(written: str) -> str:
    key = written.strip()
    return _WRITTEN.get(key, key)


def _problem(config: Config, name: str, message: str, suggestion: str = "") -> Problem:
    path = config.path or Path("feeds.toml")
    line = Lines(path.read_text(encoding="utf-8-sig")).key("keys", name) if path.exists() else 1
    return Problem(path, line, name, message, suggestion)
