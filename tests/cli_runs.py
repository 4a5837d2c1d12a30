"""Running ``kenwatch`` in a test: in this process for speed, or in one of its own where signals and pipes matter."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from patience import PATIENCE

from tui.cli import main

NOW = "2026-11-21T09:00:00Z"


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str


def run(capture: pytest.CaptureFixture[str], *arguments: str | Path) -> Ended:
    """Run ``kenwatch`` with ``arguments`` in this process."""
    capture.readouterr()
    with pytest.raises(SystemExit) as end:
        main([str(argument) for argument in arguments])
    told = capture.readouterr()
    return Ended(int(end.value.code or 0), told.out, told.err)


def spawn(
    folder: Path, *arguments: str | Path, stdin: bytes = b"", **environ: str
) -> subprocess.CompletedProcess[bytes]:
    """Run ``kenwatch`` with ``arguments`` in a process of its own, in ``folder``, with a home of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *map(str, arguments)],
        cwd=folder,
        env=environment(folder, **environ),
        input=stdin,
        capture_output=True,
        timeout=PATIENCE,
    )


def environment(folder: Path, **environ: str) -> dict[str, str]:
    """The environment of a run that finds nothing of the user's."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("KENWATCH_", "XDG_"))}
    root = str(Path(__file__).resolve().parents[1])
    return {**kept, "HOME": str(folder), "KENWATCH_NOW": NOW, "PYTHONPATH": root, "PYTHONWARNINGS": "error", **environ}
