"""How long a poll of many feeds takes and what it costs: cold, unchanged, with a tenth changed.

Run as ``python bench/polling.py [--feeds 500] [--items 30] [--without-reading]``. Every poll is a fresh ``kenwatch``
process, its CPU time and peak memory counted with all its children.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOSTS = 50

POLL = """
import asyncio, resource, sys
from pathlib import Path
from tui.clock import system_clock
from tui.config import load
from tui.poller import Poller

async def main() -> None:
    config, problems = load(Path("feeds.toml"))
    poller = Poller(config, Path("archive.db"), system_clock())
    try:
        report = await poller.poll(everything=True)
    finally:
        await poller.close()
    print(report.asked, report.answered, report.new, file=sys.stderr)

asyncio.run(main())
"""
WITHOUT_READING = """
from tui.poller import process

async def unread(self, documents):
    return [None] * len(documents)

process.Worker.read = unread
"""


def poll(folder: Path, script: str) -> tuple[float, float, float]:
    """One poll in a process of its own: wall seconds, CPU seconds and peak megabytes, of it and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", script], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)})
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, tree_megabytes(process.pid))
        time.sleep(0.02)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - begin, cpu, peak


def tree_megabytes(pid: int) -> float:
    """Resident memory of a process and its children, in MB."""
    total = 0
    for process in [pid, *children(pid)]:
        try:
            total += int(Path(f"/proc/{process}/statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
    return total * resource.getpagesize() / 1e6


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    try:
        return [int(c) for task in Path(f"/proc/{pid}/task").iterdir() for c in (task / "children").read_text().split()]
    except OSError:
        return []


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--items", type=int, default=30)
    parser.add_argument("--without-reading", action="store_true")
    options = parser.parse_args()
    script = (WITHOUT_READING if options.without_reading else "") + POLL
    command = [
        sys.executable,
        str(ROOT / "bench" / "publishers.py"),
        str(options.feeds),
        str(options.items),
        str(HOSTS),
    ]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdin is not None
    assert server.stdout is not None
    port = int(server.stdout.readline())
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            urls = [f"http://127.0.1.{n % HOSTS + 1}:{port}/{n}" for n in range(options.feeds)]
            fulltext = 'fulltext = "never"\n'
            (folder / "feeds.toml").write_text(
                "".join(f'[[feed]]\nurl = "{url}"\ntitle = "{url}"\n{fulltext}' for url in urls)
            )
            print(f"{options.feeds} feeds of {options.items} items   wall s   CPU s   peak MB")
            for label, share in (("cold", 0.0), ("unchanged", 0.0), ("10 % changed", 0.1), ("unchanged", 0.0)):
                server.stdin.write(f"change {share}\n")
                server.stdin.flush()
                server.stdout.readline()
                wall, cpu, peak = poll(folder, script)
                print(f"{label:27} {wall:8.2f} {cpu:7.2f} {peak:9.0f}", flush=True)
    finally:
        server.stdin.close()
        server.wait()


if __name__ == "__main__":
    main()
