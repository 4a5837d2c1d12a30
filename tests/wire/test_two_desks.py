"""Two desks in terminals, a watch and a cron job, all on one archive at once, from before there is any."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cli_runs import environment
from patience import PATIENCE
from pseudo_terminal import Watched, start
from wire_parts import item, late, reply, rss
from wire_server import Server

FEEDS_OF_A_HOST = 3
STORY = "China's Zijin Mining plans to invest ${n} million in a gold mine near Aktogay in Kazakhstan."


def publish(server: Server, edition: int) -> list[str]:
    """Every feed with one more item than in the edition before; gives their addresses."""
    urls = []
    for host in server.hosts:
        for number in range(FEEDS_OF_A_HOST):
            name = f"/{host}/{number}"
            entries = [item(n, f"Edition {n}: Zijin to invest", STORY.format(n=n + 7)) for n in range(edition)]
            urls.append(server.add(name, late(reply(rss(reversed(entries))), 0.05), host))
    return urls


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[None]:
    """Whatever happens, nobody waits for the process."""
    try:
        yield
    finally:
        process.kill()


def test_four_programs_share_an_archive(server: Server, tmp_path: Path) -> None:
    tables = (f'[[feed]]\ntitle = "{url[7:]}"\nurl = "{url}"\nfulltext = "never"\n' for url in publish(server, 1))
    (tmp_path / "feeds.toml").write_text("".join(tables))
    command = [sys.executable, "-m", "tui", "--config", str(tmp_path / "feeds.toml")]
    command += ["--archive", str(tmp_path / "archive.db")]
    world = environment(tmp_path, TERM="xterm-256color")
    desks = [start(command, world, size, kind=Watched) for size in ((120, 40), (80, 25))]
    with (
        subprocess.Popen(
            [*command, "poll", "--watch"], env=world, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as watch,
        ended(watch),
    ):
        job = subprocess.run([*command, "poll"], env=world, capture_output=True, text=True, timeout=PATIENCE)
        for desk in desks:
            desk.wait_for("Edition 0")
        asked = Counter(request.path for request in server.log)
        publish(server, 2)
        second = subprocess.run(
            [*command, "poll", "--all"], env=world, capture_output=True, text=True, timeout=PATIENCE
        )
        for desk in desks:
            desk.wait_for("Edition 1")
            desk.press("q")
        assert [desk.end() for desk in desks] == [0, 0]
        watch.terminate()
        told, _ = watch.communicate(timeout=PATIENCE)
    assert set(asked.values()) == {1}, "each feed was asked once, whoever did it"
    assert len(asked) == len(server.hosts) * FEEDS_OF_A_HOST
    assert Counter(request.path for request in server.log) == Counter(dict.fromkeys(asked, 2))
    assert max(server.most_in_flight.values()) <= 2
    shown = [desk.shown.decode(errors="replace") for desk in desks]
    assert not any("locked" in text for text in (*shown, told, job.stdout, job.stderr, second.stdout, second.stderr))
    assert (job.returncode, second.returncode, watch.returncode) == (0, 0, 0)
