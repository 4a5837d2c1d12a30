"""`python -m bench` runs every benchmark of this folder, `python -m bench NAME [ARGUMENT…]` one of them."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def main(arguments: list[str]) -> int:
    """Each benchmark is a module with a `main(arguments)`."""
    if arguments and arguments[0] not in NAMES:
        print(f"No benchmark {arguments[0]!r}; there are: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    chosen = arguments[:1] or NAMES
    return max(int(import_module(f"bench.{name}").main(arguments[1:])) for name in chosen)


sys.exit(main(sys.argv[1:]))
