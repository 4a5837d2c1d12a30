"""How late the open desk's event loop is while 500 feeds are polled for the first time: the distribution of its lag.

    python -m bench lag [FEEDS]        (default: 500)

The desk runs in a pseudo-terminal. A callback asks to be called every 5 ms, and what it comes too late by is the lag that a
key would meet. On a busy machine most of it is other programs' doing; what the desk's own threads can have caused is no more
than the CPU time that they took meanwhile, and stands below. Beside it stands, at the same time, the lag of a bare Textual app
that shows one word.
"""

from __future__ import annotations

import asyncio
import json
import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from bench._publishers import served
from bench.first_paint import settled

TICK = 0.005
ITEMS = 10_000
BOUND = 0.05


Lag = tuple[float, float]
"""By how many seconds a tick was late, and how many of them at most were the program's own doing."""


async def watched(lags: list[Lag]) -> None:
    """Notes how late each tick is, until it is cancelled."""
    loop = asyncio.get_running_loop()
    while True:
        wanted, cpu = loop.time() + TICK, time.process_time()
        await asyncio.sleep(TICK)
        lag = loop.time() - wanted
        lags.append((lag, min(lag, time.process_time() - cpu)))


async def desk(folder: Path, report: Path) -> None:
    """The desk, from its first paint until its poll is done."""
    from tui.clock import system_clock
    from tui.config import load
    from tui.desk.app import DeskApp
    from tui.desk.messages import PollState
    from tui.desk.tidy import Tidy

    config, problems = load(folder / "feeds.toml")
    app = DeskApp(config, problems, folder / "archive.db", system_clock(), tidy=Tidy())
    lags: list[Lag] = []
    watch: list[asyncio.Task[None]] = []

    async def until_polled() -> None:
        before = PollState()
        while True:
            await asyncio.sleep(0.1)
            state = app.polling.state
            if state.running and not watch:
                watch.append(asyncio.create_task(watched(lags)))
            if before.running and not state.running:
                break
            before = state
        watch[0].cancel()
        report.write_text(json.dumps(lags))
        app.exit()

    waiting = asyncio.create_task(until_polled())
    await app.run_async()
    await waiting


async def bare(folder: Path, report: Path) -> None:
    """A Textual app that shows one word, until the desk in ``folder`` has reported."""
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    class Bare(App[None]):
        def compose(self) -> ComposeResult:
            yield Static("Bare")

    app = Bare()
    lags: list[Lag] = []

    async def until_reported() -> None:
        watch = asyncio.create_task(watched(lags))
        while not (folder / "desk.json").exists():
            await asyncio.sleep(0.1)
        watch.cancel()
        report.write_text(json.dumps(lags))
        app.exit()

    waiting = asyncio.create_task(until_reported())
    await app.run_async()
    await waiting


def in_terminal(what: str, folder: Path) -> None:
    """Runs ``desk`` or ``bare`` in a pseudo-terminal of its own, whose output is read and thrown away."""
    ours, theirs = pty.openpty()
    calls = f"asyncio.run({what}(Path({str(folder)!r}), Path({str(folder / what)!r} + '.json')))"
    code = f"import asyncio; from pathlib import Path; from bench.lag import {what}; {calls}"
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "COLUMNS": "120",
        "LINES": "40",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        while process.poll() is None:
            if select.select([ours], [], [], 0.2)[0]:
                try:
                    os.read(ours, 65_536)
                except OSError:
                    break
    os.close(ours)


def told(label: str, lags: Sequence[Lag]) -> str:
    """Two lines: the lag as it was, and the program's own part of it."""
    whole, own = zip(*lags, strict=True)
    return f"{_told(label, whole)}\n{_told('  of its own making', own)}"


def _told(label: str, lags: Sequence[float]) -> str:
    percent = statistics.quantiles(lags, n=1000)
    shares = ", ".join(
        f"{name} {1000 * percent[at]:.1f}" for name, at in (("p50", 499), ("p95", 949), ("p99", 989), ("p99.9", 998))
    )
    over = sum(lag > BOUND for lag in lags)
    return (
        f"{label:24} {len(lags):6,} ticks  {shares}, max {1000 * max(lags):.1f} ms; over {1000 * BOUND:.0f} ms: {over}"
    )


def main(arguments: Sequence[str]) -> int:
    """The number of feeds, 500 by default."""
    feeds = int(arguments[0]) if arguments else 500
    with served(feeds, 30) as server, tempfile.TemporaryDirectory(prefix="kenwatch-bench-") as name:
        folder = Path(name)
        settled(folder, ITEMS, None)
        tables = (f'[[feed]]\nurl = "{url}"\ntitle = "{url}"\nfulltext = "never"\n' for url in server.urls)
        (folder / "feeds.toml").write_text("".join(tables))
        beside = threading.Thread(target=in_terminal, args=("bare", folder))
        beside.start()
        in_terminal("desk", folder)
        beside.join()
        for what, label in (("bare", "bare app"), ("desk", f"desk, {feeds} feeds polled")):
            print(told(label, json.loads((folder / f"{what}.json").read_text())))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
