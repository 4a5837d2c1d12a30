"""What people are told stands in the catalogues: no sentence is written in the code, but for the help of commands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from hygiene_sources import PACKAGE, trees

PROSE = re.compile(r"(?<![\w-])[a-z]+ [a-z]{2,}(?![\w-])")
CODE = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|WHERE|AND|FROM|PRAGMA)\b|[<>{}\\|_]|=\"|://")
"""SQL, markup and patterns."""

LOOKING = re.compile(r"^re\.|\.r?(split|partition)$")
"""Calls whose strings are looked for."""

TELLING = (ast.Raise, ast.Return, ast.Yield, ast.Call, ast.JoinedStr)
"""Where a sentence leaves the code; what is data stands elsewhere."""

SPEECHLESS = ("reading/", "demo/")
"""Rooms that look for words in texts or write pages of others …"""

SPEAKING = ("reading/check.py", "reading/explain.py", "reading/lookup/vocabulary.py")
"""… but for these files."""

ELSEWHERE = {
    "desk/themes.py": "styles",
    "feeds/http.py": "what publishers are told",
    "feeds/guard.py": "a mistake that is told by its kind",
    "poller/frames.py": "a mistake that is told by its kind",
}
"""Files with other strings of several words, and what these are."""


def prose(tree: ast.Module) -> Iterator[str]:
    """Strings of several words that are told; the help of options, keys and what is looked for are none."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "help":
            skipped.update(map(id, ast.walk(node.value)))
        if isinstance(node, ast.Dict):
            skipped.update(map(id, node.keys))
        if isinstance(node, ast.Subscript):
            skipped.update(map(id, ast.walk(node.slice)))
        if isinstance(node, ast.Call) and LOOKING.search(ast.unparse(node.func)):
            skipped.update(map(id, ast.walk(node)))
    told = (part for node in ast.walk(tree) if isinstance(node, TELLING) for part in ast.walk(node))
    for part in {id(part): part for part in told}.values():
        if not isinstance(part, ast.Constant) or not isinstance(part.value, str) or id(part) in skipped:
            continue
        if PROSE.search(part.value) and not CODE.search(part.value):
            yield f"{part.lineno}: {part.value!r}"


def found() -> dict[str, list[str]]:
    told = {_name(path): sorted(prose(tree)) for path, tree in trees()}
    return {
        name: lines for name, lines in told.items() if lines and (name in SPEAKING or not name.startswith(SPEECHLESS))
    }


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


FOUND = found()


def test_no_sentence_is_written_in_the_code() -> None:
    assert {name: told for name, told in FOUND.items() if name not in ELSEWHERE} == {}


def test_a_sentence_would_be_found() -> None:
    code = 'def f(x):\n    """Not this one."""\n    raise ValueError(f"{x!r}: expected a name")'
    assert list(prose(ast.parse(code))) == ["3: ': expected a name'"]


def test_no_exception_is_left_that_nothing_needs() -> None:
    assert sorted(name for name in ELSEWHERE if name not in FOUND) == []
