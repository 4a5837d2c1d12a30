"""The command line: one module a verb, imported when it is asked for; ``out`` owns stdout, ``err`` stderr and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``kenwatch`` with ``arguments`` (those of the process) and end it with the exit code of CONTRIBUTING's table."""
    from tui.cli import err

    def run() -> int | None:
        from tui.cli.root import root

        code: int | None = root.main(args=arguments, prog_name="kenwatch", standalone_mode=False)
        return code

    sys.exit(err.guarded(run))
