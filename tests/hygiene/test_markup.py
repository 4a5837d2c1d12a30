"""No text from outside is ever taken for markup: in widgets, in rich, or anywhere else in the package."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hygiene_sources import calls, trees, where

WIDGETS = ("Static", "Label", "Button", "Option", "Selection", "Tab", "TabPane", "Collapsible", "Link", "Pretty")
DRAWING = ("update", "notify", "add_row", "add_column", "add_option", "add_leaf", "set_label")
TITLES = ("border_title", "border_subtitle", "tooltip", "placeholder")
PARSING = ("from_markup", "render_markup", "print_markup")


def composed(node: ast.expr) -> bool:
    """Whether an expression is a str put together at run time, which a widget would parse for markup."""
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mod)):
        return any(isinstance(one, (ast.JoinedStr, ast.Constant)) or composed(one) for one in (node.left, node.right))
    if isinstance(node, ast.IfExp):
        return composed(node.body) or composed(node.orelse)
    called = node.func if isinstance(node, ast.Call) else None
    return (
        isinstance(called, ast.Attribute)
        and called.attr in ("format", "join")
        and isinstance(called.value, ast.Constant)
    )


def unmarked(call: ast.Call) -> bool:
    return any(
        k.arg == "markup" and isinstance(k.value, ast.Constant) and k.value.value is False for k in call.keywords
    )


@pytest.mark.parametrize(
    ("path", "tree"), trees("desk"), ids=lambda value: value.stem if isinstance(value, Path) else ""
)
def test_widgets_take_no_text_that_was_put_together(path: Path, tree: ast.Module) -> None:
    found = [
        where(path, call)
        for called, call in calls(tree)
        if called in (*WIDGETS, *DRAWING) and not unmarked(call) and any(map(composed, call.args))
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and composed(node.value):
            titles = [target for target in node.targets if isinstance(target, ast.Attribute) and target.attr in TITLES]
            found += [where(path, target) for target in titles]
    assert found == []


def test_nothing_is_parsed_for_markup() -> None:
    found = [
        where(path, call)
        for path, tree in trees()
        for called, call in calls(tree)
        if called in PARSING
        or any(k.arg == "markup" and getattr(k.value, "value", None) is True for k in call.keywords)
    ]
    assert found == []


def test_every_rich_console_leaves_markup_alone() -> None:
    found = [
        where(path, c) for path, tree in trees() for name, c in calls(tree) if name == "Console" and not unmarked(c)
    ]
    assert found == []


def test_only_two_modules_write_to_the_streams() -> None:
    owners = {"cli/out.py", "cli/err.py"}
    found = []
    for path, tree in trees():
        if any(path.as_posix().endswith(owner) for owner in owners):
            continue
        found += [
            where(path, call)
            for called, call in calls(tree)
            if called in ("echo", "secho") or (called == "print" and isinstance(call.func, ast.Name))
        ]
    assert found == []
