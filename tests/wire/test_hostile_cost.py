"""What each hostile case costs a whole program: the memory of all its processes at its peak, and that it ends.

`pytest -m slow -s tests/wire/test_hostile_cost.py` prints the table.
"""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from cli_runs import environment
from hostile_cases import DOCUMENTS, ENCODINGS, LINES, typed
from wire_parts import reply
from wire_server import Part, Server

pytestmark = pytest.mark.slow

MOST = 200.0
"""Megabytes of all processes together."""
LONGEST = 180.0
"""Seconds after which a program hangs."""
AT_ONCE = 2


@dataclass(frozen=True)
class Cost:
    """How a poll of one feed ended: ``line`` is the first that it printed; megabytes, and seconds."""

    name: str
    code: int
    line: str
    peak: float
    seconds: float


def cases() -> dict[str, Part]:
    """All cases by name."""
    encodings = {name: reply(body, typed(kind) if kind else {}) for name, (body, kind) in ENCODINGS.items()}
    documents = {name: reply(body, {}) for name, body in DOCUMENTS.items()}
    return encodings | documents | {name: part for name, (part, _) in LINES.items()}


def resident(process: int) -> float:
    """Megabytes of a process and all that it started."""
    try:
        proc = Path(f"/proc/{process}")
        children = [
            int(child) for task in (proc / "task").iterdir() for child in (task / "children").read_text().split()
        ]
        lines = (proc / "status").read_text().splitlines()
    except OSError:
        return 0.0
    own = next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)
    return own / 1024 + sum(map(resident, children))


def cost(name: str, part: Part, folder: Path) -> Cost:
    """What one poll of a publisher that plays ``part`` costs."""
    folder.mkdir()
    with Server() as server:
        url = server.add("/feed", part)
        (folder / "feeds.toml").write_text(f'[[feed]]\ntitle = "F"\nurl = "{url}"\n')
        begin = time.monotonic()
        command = [sys.executable, "-m", "tui", "--archive", "archive.db", "poll", "--all"]
        process = subprocess.Popen(
            command, cwd=folder, env=environment(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            if time.monotonic() - begin > LONGEST:
                process.kill()
            time.sleep(0.01)
        told = process.communicate()[0]
    return Cost(name, process.returncode, told.partition("\n")[0], peak, time.monotonic() - begin)


def test_every_case_is_bounded(tmp_path: Path) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        parts = enumerate(cases().items())
        costs = list(pool.map(lambda one: cost(*one[1], tmp_path / str(one[0])), parts))
    for one in sorted(costs, key=lambda one: -one.peak):
        print(f"{one.name[:44]:44} {one.peak:6.0f} MB {one.seconds:6.1f} s  {one.line[:70]}")
    assert [one for one in costs if one.code not in (0, 3)] == []
    assert [one for one in costs if one.peak >= MOST] == []
