"""`python -m bench` runs every benchmark of this folder, `python -m bench NAME [ARGUMENT…]` one of them or a fit (of weights to
annotated documents; these take minutes), `python -m bench --help` lists them."""

from __future__ import annotations

import ast
import compileall
import sys
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("[a-z]*.py"))
BENCHMARKS = [name for name in NAMES if not name.startswith("fit_")]


def main(arguments: list[str]) -> int:
    """Each benchmark is a module with a `main(arguments)`."""
    if arguments[:1] == ["--help"]:
        for name in NAMES:
            told = (
                ast.get_docstring(ast.parse(Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8"))) or ""
            )
            print(f"{name:13} {' '.join(told.partition(chr(10) * 2)[0].split())}")
        return 0
    if arguments and arguments[0] not in NAMES:
        print(f"No benchmark {arguments[0]!r}; there are: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    compileall.compile_dir(FOLDER.parent / "tui", quiet=1)  # as it is where kenwatch was installed
    chosen = arguments[:1] or BENCHMARKS
    return max(int(import_module(f"bench.{name}").main(arguments[1:])) for name in chosen)


sys.exit(main(sys.argv[1:]))
