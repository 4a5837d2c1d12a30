"""Which of 35 rules of politeness kenwatch, newsboat and lemon24/reader keep, judged from one server's log.

    python -m bench politeness [--reader-python PYTHON] [NAME…]

All subscribe to the same feeds, each rule with a host of its own, and run every half hour of four days, then once by force.
kenwatch and reader are told the time and decide for themselves what is due; newsboat has no schedule but its own interval,
and asks at every run. Each is as it comes, with an interval of 30 minutes. reader is that of ``PYTHON``, newsboat the system's.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bench._manners import FORCED, POLLS, RULES, START, Rule, Seen, Server

ROOT = Path(__file__).parents[1]
Poll = Callable[[datetime, bool], None]

KENWATCH = """
import asyncio, sys
from datetime import datetime
from pathlib import Path
from tui.config import load
from tui.poller import Poller

async def main():
    now = datetime.now()
    poller = Poller(load(Path("feeds.toml"))[0], Path("archive.db"), lambda: now)
    while line := (await asyncio.to_thread(sys.stdin.readline)).split():
        now = datetime.fromisoformat(line[0])
        await poller.poll(everything=line[1] == "force")
        print("done", flush=True)
    await poller.close()

asyncio.run(main())
"""

READER = """
import sys
from datetime import datetime
from pathlib import Path
from reader import make_reader

reader = make_reader("reader.db")
for url in Path("urls").read_text().split():
    reader.add_feed(url)
reader.set_tag((), ".reader.update", {"interval": 30})
for line in sys.stdin:
    moment, how = line.split()
    reader._now = lambda: datetime.fromisoformat(moment)
    reader.update_feeds(scheduled=how != "force")
    print("done", flush=True)
"""


@contextmanager
def asked(command: Sequence[str], folder: Path) -> Iterator[Poll]:
    """A program that polls whenever it is told the time."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    with (
        (folder / "errors").open("w") as errors,
        subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        to, back = process.stdin, process.stdout

        def poll(moment: datetime, force: bool) -> None:
            to.write(f"{moment.isoformat()} {'force' if force else 'due'}\n")
            to.flush()
            if not back.readline():
                raise RuntimeError((folder / "errors").read_text()[-2_000:])

        try:
            yield poll
        finally:
            process.communicate()  # it ends with its input


@contextmanager
def kenwatch(folder: Path, urls: Sequence[str]) -> Iterator[Poll]:
    """kenwatch's poller."""
    tables = (f'[[feed]]\nurl = "{url}"\nfulltext = "never"\n' for url in urls)
    (folder / "feeds.toml").write_text("".join(tables))
    with asked((sys.executable, "-c", KENWATCH), folder) as poll:
        yield poll


@contextmanager
def newsboat(folder: Path, urls: Sequence[str]) -> Iterator[Poll]:
    """newsboat, started anew for each poll."""
    (folder / "urls").write_text("\n".join(urls) + "\n")
    command = ("newsboat", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload")
    (folder / "config").write_text("max-items 0\n")
    environment = {**os.environ, "HOME": str(folder)}

    def poll(moment: datetime, force: bool) -> None:
        subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)

    yield poll


def reader_of(python: str) -> Callable[[Path, Sequence[str]], object]:
    """lemon24/reader."""

    @contextmanager
    def reader(folder: Path, urls: Sequence[str]) -> Iterator[Poll]:
        (folder / "urls").write_text("\n".join(urls) + "\n")
        with asked((python, "-c", READER), folder) as poll:
            yield poll

    return reader


def judged(program: Callable[..., object]) -> dict[str, bool]:
    """By rule, whether it is kept."""
    hosts = [f"127.0.2.{number + 1}" for number in range(len(RULES) + 1)]
    seen: list[Seen] = []
    with Server(hosts=tuple(hosts)) as server, tempfile.TemporaryDirectory(prefix="kenwatch-bench-") as name:
        urls = [url for number, rule in enumerate(RULES) for url in _set_up(server, rule, number, hosts)]
        with program(Path(name), urls) as poll:  # type: ignore[attr-defined]
            for minute in (*POLLS, FORCED):
                before = len(server.log)
                poll(START + timedelta(minutes=minute), minute == FORCED)
                seen += [Seen(minute, request) for request in server.log[before:]]
        return {
            rule.name: _kept(rule, _of(seen, number, hosts[number]), server.most_in_flight[hosts[number]])
            for number, rule in enumerate(RULES)
        }


def _set_up(server: Server, rule: Rule, number: int, hosts: Sequence[str]) -> Iterator[str]:
    for path, part in rule.parts(server.url(f"/{number}/", hosts[-1])).items():
        server.add(f"/{number}/{path}", part)
    return (server.url(f"/{number}/{path}", hosts[number]) for path in rule.feeds)


def _of(seen: Sequence[Seen], number: int, host: str) -> list[Seen]:
    return [one for one in seen if one.request.host == host or one.request.path.startswith(f"/{number}/")]


def _kept(rule: Rule, log: Sequence[Seen], most_in_flight: int) -> bool:
    told = [one for one in log if rule.forced or one.minute != FORCED]
    return bool(told) and rule.kept(told) and most_in_flight <= rule.at_once


def main(arguments: Sequence[str]) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="python -m bench politeness", description=__doc__)
    parser.add_argument("names", nargs="*", help="programs whose names begin like this; all without")
    parser.add_argument("--reader-python", default=sys.executable, help="a Python that has reader")
    options = parser.parse_args(arguments)
    has_reader = not subprocess.run(
        [options.reader_python, "-c", "import reader"], capture_output=True, check=False
    ).returncode
    programs = {"kenwatch": kenwatch}
    programs |= {"newsboat": newsboat} if shutil.which("newsboat") else {}
    programs |= {"reader": reader_of(options.reader_python)} if has_reader else {}  # type: ignore[dict-item]
    chosen = [name for name in programs if not options.names or name.startswith(tuple(options.names))]
    found = {name: judged(programs[name]) for name in chosen}
    print(f"{'':58}" + "".join(f"{name:>10}" for name in chosen))
    for rule in RULES:
        print(f"{rule.name:58}" + "".join(f"{'kept' if found[name][rule.name] else '–':>10}" for name in chosen))
    print(f"{f'of {len(RULES)}':58}" + "".join(f"{sum(found[name].values()):>10}" for name in chosen))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
