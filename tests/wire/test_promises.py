"""The table of promises and the tests agree."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
ABOUT_FEEDS = """
politeness hostile hostile_cost strangers fulltext kill programs two_desks full_disk watch feeds_add feeds_verbs
""".split()


def shown_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    return {function.name for function in functions if function.name.startswith("test_")}


def test_every_promise_is_shown_and_every_test_is_named() -> None:
    table = tomllib.loads((HERE / "promises.toml").read_text(encoding="utf-8"))
    named = {test for promises in table.values() for promise in promises for test in promise["shown_by"]}
    there = {test for path in HERE.parent.rglob("test_*.py") for test in shown_in(path)}
    assert named - there == set(), "promised, but nobody shows it"
    ours = {test for name in ABOUT_FEEDS for test in shown_in(HERE / f"test_{name}.py")}
    assert ours - named == set(), "tests that the table does not name"
