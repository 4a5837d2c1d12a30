"""The project's own files, as git knows them, else as they lie there."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "tui"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the project."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
        return tuple(path for path in paths if path.is_file())
    places = (PACKAGE, ROOT / "tests", ROOT / "docs")
    return tuple(
        path for place in places for path in place.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )


@cache
def trees(folder: str = "") -> tuple[tuple[Path, ast.Module], ...]:
    """The modules of the package (or of one of its folders) with their syntax."""
    paths = sorted((PACKAGE / folder).rglob("*.py"))
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"), str(path))) for path in paths)


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call in ``tree`` with the last part of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def where(path: Path, node: ast.AST) -> str:
    """A place that an editor can open."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
