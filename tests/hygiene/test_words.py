"""Words: every key that the code asks for is in the catalogue, and every entry of the catalogue is asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from hygiene_sources import calls, trees, where

from tui import words

ASKING = {"say": "", "mark": "mark.", "count": "plural.", "name": ""}


def leaves(table: dict[str, object], prefix: str = "") -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{prefix}{key}.")
        else:
            yield prefix + key


def asked() -> Iterator[tuple[str, str, bool]]:
    """(place, key, whole): the keys that the code asks for; one that is put together at run time up to where it varies."""
    for path, tree in trees():
        for called, call in calls(tree):
            if called not in ASKING or not _is_ours(call.func):
                continue
            argument = call.args[1 if called == "count" and len(call.args) > 1 else 0] if call.args else None
            for key, whole in _keys(argument):
                if called == "name":
                    key, whole = f"{key}.", False
                yield where(path, call), ASKING[called] + key, whole


def _is_ours(called: ast.expr) -> bool:
    """Whether it is the catalogue's function, not a method of the same name."""
    if isinstance(called, ast.Attribute):
        return isinstance(called.value, ast.Name) and called.value.id == "words"
    return isinstance(called, ast.Name)


def _keys(node: ast.expr | None) -> Iterator[tuple[str, bool]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value, True
    elif isinstance(node, ast.IfExp):
        yield from _keys(node.body)
        yield from _keys(node.orelse)
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        yield str(node.values[0].value), False
    elif isinstance(node, ast.BinOp) and isinstance(node.left, ast.Constant):
        yield str(node.left.value), False


KNOWN = frozenset(leaves(words.catalogue()))


def test_every_key_that_is_asked_for_exists() -> None:
    missing = [
        f"{place}: {key}"
        for place, key, whole in asked()
        if not (key in KNOWN if whole else any(known.startswith(key) for known in KNOWN))
    ]
    assert missing == []


def test_every_entry_is_asked_for() -> None:
    keys = list(asked())
    exact, beginnings = {key for _, key, whole in keys if whole}, tuple({key for _, key, whole in keys if not whole})
    looked_up_by_table = ("commodity-short.", "month.")
    assert sorted(KNOWN - exact - {k for k in KNOWN if k.startswith((*beginnings, *looked_up_by_table))}) == []


@pytest.mark.parametrize("key", sorted(key for key in KNOWN if key.startswith("mark.")))
def test_a_mark_is_one_cell_and_has_a_stand_in(key: str) -> None:
    from rich.cells import cell_len

    glyph, plain = words.mark(key.removeprefix("mark.")), words.mark(key.removeprefix("mark."), plain=True)
    assert cell_len(glyph) == 1
    assert len(plain) == 1
    assert plain.isascii()
