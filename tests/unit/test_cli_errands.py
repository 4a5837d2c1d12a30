"""What alerts have a watching poll do: a real command, a real webhook, each told once, failures in words."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

from archive_samples import ASTANA, NOW, item, reading, state

from tui.archive import Archive
from tui.cli import errands
from tui.cli.session import World
from tui.clock import fixed_clock
from tui.config.model import AlertConfig, Config

HOSTILE = "Zijin {link} $(reboot) `x`; comes"


def _world(folder: Path, *alerts: AlertConfig) -> World:
    return World(Config(None, alerts=alerts), (), folder / "archive.db", fixed_clock(NOW))


def _add(world: World, *guids: str) -> None:
    with Archive.open(world.archive_path) as archive:
        archive.save_poll(ASTANA, state(), [(item(guid, HOSTILE), reading()) for guid in guids], NOW)


def _run(world: World) -> list[str]:
    async def all_of() -> list[str]:
        return [failure async for failure in errands.run(world)]

    return asyncio.run(all_of())


@contextmanager
def _hook(status: int = 204) -> Iterator[tuple[str, list[dict[str, object]]]]:
    got: list[dict[str, object]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Silence."""

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", got
        server.shutdown()


def test_a_command_and_a_webhook_hear_of_each_item_once(tmp_path: Path) -> None:
    script = "import pathlib, sys; pathlib.Path('told').write_text(sys.argv[1] + chr(10) + sys.stdin.read())"
    script = script.replace("'told'", repr(str(tmp_path / "told")))
    with _hook() as (address, got):
        alert = AlertConfig("Zijin", "zijin", (), (sys.executable, "-c", script, "{count} {title}"), address)
        world = _world(tmp_path, alert)
        _add(world, "old")
        assert _run(world) == []
        _add(world, "1", "2", "3", "4")
        assert _run(world) == []
        assert _run(world) == []
    first, rest = (tmp_path / "told").read_text(encoding="utf-8").split("\n", 1)
    assert first == f"4 {HOSTILE}"
    assert [sent["count"] for sent in got] == [4]
    assert json.loads(rest) == got[0]
    assert str(got[0]["text"]).endswith("and 1 more")


def test_what_fails_is_told_and_stops_nothing(tmp_path: Path) -> None:
    with _hook(500) as (address, got):
        world = _world(
            tmp_path,
            AlertConfig("Gone", "zijin", (), (str(tmp_path / "no such program"),)),
            AlertConfig("Bad", "zijin", (), (sys.executable, "-c", "raise SystemExit(3)"), address),
            AlertConfig("Unknown", "contry:CN", (), ("true",)),
        )
        assert _run(world) == []
        _add(world, "1")
        failures = _run(world)
    assert [failure.split("'")[1] for failure in failures] == ["Gone", "Bad", "Bad"]
    assert "no such file" in failures[0]
    assert "code 3" in failures[1]
    assert "HTTP 500" in failures[2]
    assert len(got) == 1
