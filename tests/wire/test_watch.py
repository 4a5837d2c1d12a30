"""``poll --watch`` as a real process that gets real signals."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli_runs import environment
from patience import PATIENCE
from wire_parts import feed, item, redirect, reply, rss, silent
from wire_server import Server

from tui.archive import Archive

Watcher = subprocess.Popen[bytes]


@contextmanager
def watching(folder: Path, *arguments: str, **environ: str) -> Iterator[Watcher]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", "poll", "--watch", *arguments],
        cwd=folder,
        env=environment(folder, **environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def configure(folder: Path, text: str) -> None:
    (folder / "feeds.toml").write_text(text, encoding="utf-8")


def subscribe(url: str, title: str) -> str:
    return f'[[feed]]\nurl = "{url}"\ntitle = "{title}"\nfulltext = "never"\n'


def log(folder: Path) -> str:
    path = folder / "cache" / "kenwatch.log"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def until(true: Callable[[], object]) -> None:
    """Waits for another process, at most a minute."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_well_and_at_once_in_the_middle_of_a_poll(
    server: Server, tmp_path: Path, number: signal.Signals
) -> None:
    configure(tmp_path, subscribe(server.add("/good", reply(feed(2))), "Good"))
    with (tmp_path / "feeds.toml").open("a", encoding="utf-8") as file:
        file.write(subscribe(server.add("/silent", silent, host="127.0.0.2"), "Silent"))
    with watching(tmp_path) as process:
        until(lambda: server.requests("/good") and server.requests("/silent"))
        process.send_signal(number)
        _, told = process.communicate(timeout=PATIENCE)
        assert (process.returncode, told) == (0, b"")
    assert log(tmp_path).endswith("Stopped.\n")


def test_it_settles_between_polls_what_these_deferred(server: Server, tmp_path: Path) -> None:
    title, text = "Miner from Canada buys copper mine for $214 mln", "Altyn Invest said in Almaty that it is glad."
    flash = rss([f"<item><guid>1</guid><title>{title}</title><description>{text}</description></item>"])
    configure(tmp_path, subscribe(server.add("/flash", reply(flash)), "Flash"))
    with watching(tmp_path):
        until(lambda: "1 new" in log(tmp_path))
        with Archive.open(tmp_path / "cache" / "archive.db", read_only=True) as archive:
            until(lambda: not archive.unsettled())


def test_a_hangup_reads_the_feeds_again_and_says_what_changed(server: Server, tmp_path: Path) -> None:
    one, two = server.add("/one", reply(feed(2))), server.add("/two", reply(feed(3)))
    configure(tmp_path, subscribe(one, "One"))
    with watching(tmp_path) as process:
        until(lambda: "2 new" in log(tmp_path))
        configure(tmp_path, '[desk]\nevry = "5m"\ncontact = "anna@mines.example"\n' + subscribe(two, "Two"))
        process.send_signal(signal.SIGHUP)
        until(lambda: "3 new" in log(tmp_path))
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    for text in (log(tmp_path), told.decode()):
        assert "feeds.toml:2: evry: unknown" in text
        assert "added Two, removed One, the desk's settings changed" in text
    agents = {request.get("User-Agent") for request in server.requests("/two")}
    assert all(str(agent).endswith("(+anna@mines.example)") for agent in agents)
    assert agents


def test_a_feed_that_moves_is_told_in_the_log(server: Server, tmp_path: Path) -> None:
    new = server.add("/new", reply(feed(2)))
    configure(tmp_path, subscribe(server.add("/old", redirect("/new", 301)), "Mover"))
    with watching(tmp_path) as process:
        until(lambda: "1 feed asked" in log(tmp_path))
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    assert f"Mover: 2 new, 0 on the beat. It now answers at {new}." in log(tmp_path)


def test_what_cannot_be_used_changes_nothing(server: Server, tmp_path: Path) -> None:
    configure(tmp_path, subscribe(server.add("/one", reply(feed(2))), "One"))
    with watching(tmp_path) as process:
        until(lambda: "2 new" in log(tmp_path))
        (tmp_path / "feeds.toml").unlink()
        process.send_signal(signal.SIGHUP)
        until(lambda: "no such file" in log(tmp_path))
        configure(tmp_path, "[[feed]\nurl = ")
        process.send_signal(signal.SIGHUP)
        until(lambda: "syntax" in log(tmp_path))
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert log(tmp_path).count("Went on with the feeds as they were") == 2


def test_a_vocabulary_is_read_again_and_its_mistakes_are_named(server: Server, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.mkdir()
    configure(tmp_path, '[desk]\nvocabulary = "words"\n' + subscribe(server.add("/one", reply(feed(2))), "One"))
    with watching(tmp_path) as process:
        until(lambda: "2 new" in log(tmp_path))
        (words / "mine.toml").write_text("[[company]\n", encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        until(lambda: "the vocabulary was read anew" in log(tmp_path))
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    assert "mine.toml" in log(tmp_path)


def test_the_log_holds_no_secret_and_nothing_that_a_feed_could_forge(server: Server, tmp_path: Path) -> None:
    url = server.add("/gone?key=hunter2", reply(b"", status=500))
    evil = subscribe(url, "Evil\\u001b]52;c;aGk=\\u0007\\n2026 info forged\\u202e")
    hidden = 'headers = { "X-Key" = "swordfish" }\nauth = { user = "someone", token_env = "WIRE_TOKEN" }\n'
    good = subscribe(server.add("/good", reply(rss([item(1, "Copper")]))), "swordfish and opensesame")
    configure(tmp_path, evil + hidden + good)
    with watching(tmp_path, WIRE_TOKEN="opensesame") as process:
        until(lambda: "asked, 1 failed" in log(tmp_path))
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    text = log(tmp_path)
    assert not re.search(r"[^\n -~…А-я]", text)
    assert not re.search("hunter2|swordfish|opensesame", text)
    assert all(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (info|warning|error) ", line) for line in text.splitlines())


def test_without_a_place_for_its_log_it_goes_on(server: Server, tmp_path: Path) -> None:
    configure(tmp_path, subscribe(server.add("/one", reply(feed(2))), "One"))
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    with watching(tmp_path, KENWATCH_ARCHIVE=str(tmp_path / "archive.db")) as process:
        assert process.stdout is not None
        assert b"2 new" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert b"No log is written" in told
