"""What a brief costs over a long archive: seconds and memory of `kenwatch export` in a process of its own.

    python -m bench brief [ITEMS]

The archive is that of `bench archive` (100,000 items), settled. A page and data of all that is known, and of 90 days; the
least of several runs, as other programs only ever add to it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.archive import NOW, grow

_ITEMS = 100_000
_ROUNDS = 3
_RUNS = {
    "html, everything": ("--format", "html"),
    "html, 90 days": ("--format", "html", "--since", "90d"),
    "html, everything, Russian": ("--format", "html", "--language", "ru"),
    "text, everything": ("--format", "text"),
    "json, everything": ("--format", "json"),
    "json, 90 days": ("--format", "json", "--since", "90d"),
}


def measure(folder: Path, options: Sequence[str]) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of the processor, and megabytes at most of one run."""
    output = str(folder / "brief")
    run = [sys.executable, "-m", "tui", "--config", str(folder / "feeds.toml"), "--archive", str(folder / "archive.db")]
    environ = {**os.environ, "KENWATCH_NOW": NOW.isoformat(), "PYTHONPATH": str(Path.cwd())}
    start = time.perf_counter()
    process = subprocess.Popen([*run, "export", *options, "--output", output], env=environ, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"kenwatch ended with {process.returncode}")
    return took, used.ru_utime + used.ru_stime, _megabytes(used)


def _megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1024)


def main(arguments: Sequence[str]) -> int:
    """Makes, measures, prints."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "feeds.toml").write_text('[[feed]]\ntitle = "Feed"\nurl = "http://127.0.0.1:9/0"\n')
        grow(folder / "archive.db", int(arguments[0]) if arguments else _ITEMS)
        print(f"{'':32}{'seconds':>10}{'processor':>11}{'MB':>7}")
        for title, options in _RUNS.items():
            runs = [measure(folder, options) for _ in range(_ROUNDS)]
            print(
                f"{title:32}{min(r[0] for r in runs):10.2f}{min(r[1] for r in runs):11.2f}{max(r[2] for r in runs):7.0f}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
