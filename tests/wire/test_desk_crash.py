"""A crash of the desk: the terminal is as it was, one line says where the report is, and that tells what came before, without
what is secret."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import pytest
from cli_runs import environment
from patience import PATIENCE
from pseudo_terminal import Watched, start
from wire_parts import item, reply, rss
from wire_server import Server

BROKEN = """
from tui.cli import main
from tui.desk.app import DeskApp

def broken(self):
    raise RuntimeError("no theme behind https://me:pw1234@example.com/themes?key=abc")

DeskApp.action_next_theme = broken
main()
"""
FEEDS = """
[[feed]]
title = "Astana Wire"
url = "{good}"
fulltext = "never"

[[feed]]
title = "Broken Wire"
url = "{bad}?token=in-the-address"
headers = {{ "X-Key" = "in-a-header" }}
auth = {{ user = "the-user", password_env = "WIRE_PASSWORD" }}
"""
STORY = "China's Zijin Mining plans to invest $8 million in a gold mine near Aktogay in Kazakhstan."
SECRETS = ("in-the-address", "in-a-header", "the-user", "in-the-environment", "pw1234", "key=abc")


def wait_for_end_of_poll(desk: Watched) -> None:
    """Wait until the status line tells of the feeds at rest and of the broken one; while it polls, it counts the answers."""
    until = time.monotonic() + PATIENCE
    while b"2 feeds \xc2\xb7 ! 1 failing" not in re.sub(rb"\x1b\[[0-9;]*m", b"", desk.shown):
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_crash_leaves_a_report_of_what_the_desk_did(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    good = server.add("/good", reply(rss([item(1, "Zijin to invest", STORY)])))
    (tmp_path / "feeds.toml").write_text(FEEDS.format(good=good, bad=server.url("/bad")))
    told = environment(tmp_path, TERM="xterm-256color", WIRE_PASSWORD="in-the-environment")
    desk = start([sys.executable, "-c", BROKEN], told, kind=Watched)
    desk.wait_for("Zijin to invest")
    wait_for_end_of_poll(desk)
    desk.press("f")
    desk.wait_for("Broken Wire")
    desk.press("t")
    assert desk.end() == 1
    left = desk.shown[desk.shown.rindex(b"\x1b[?1049l") :].decode()
    assert "an error of kenwatch's own (RuntimeError); the report is in" in left
    assert "\x1b[?25h" in left
    (report,) = (tmp_path / "cache" / "crashes").glob("crash-*.txt")
    written = report.read_text(encoding="utf-8")
    _, _, last = written.partition("Last told:\n")
    lines = [line.split(" ", 3)[-1] for line in last.splitlines()]
    assert lines[0] == "polling"
    assert any(line.startswith("Broken Wire: failed: ") for line in lines)
    assert "2 feeds asked, 1 failed; 1 item new, 1 on the beat." in lines
    assert lines[-1] == "screen FeedsScreen"
    assert not [secret for secret in SECRETS if secret in written]
