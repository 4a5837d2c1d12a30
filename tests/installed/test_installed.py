"""The wheel in an environment of its own, without this tree and the development tools: `make package` builds it,
installs it and names its ``bin`` folder in KENWATCH_INSTALLED."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import environment
from patience import PATIENCE
from pseudo_terminal import start
from wire_parts import item, reply, rss
from wire_server import Server

BIN = os.environ.get("KENWATCH_INSTALLED", "")
pytestmark = pytest.mark.skipif(not BIN, reason="`make package` runs this with the installed program")
TITLE = "Zijin to invest $100 million in a Kazakh gold mine"
TEXT = f"{TITLE}. China's Zijin Mining signed an agreement on a gold mine near Aktogay in Kazakhstan."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder whose feeds.toml names one feed that a server publishes."""
    folder = tmp_path_factory.mktemp("installed")
    with Server() as server:
        url = server.add("/feed", reply(rss([item(1, TITLE, TEXT)])))
        (folder / "feeds.toml").write_text(f'[[feed]]\ntitle = "Wire"\nurl = "{url}"\nfulltext = "never"\n')
        yield folder


def alone(folder: Path) -> dict[str, str]:
    """The environment of a run that does not see this tree."""
    return {key: value for key, value in environment(folder).items() if key != "PYTHONPATH"}


def kenwatch(folder: Path, *arguments: str, stdin: str = "") -> str:
    """What the installed program prints."""
    ended = subprocess.run(
        [f"{BIN}/kenwatch", *arguments],
        cwd=folder,
        env=alone(folder),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def test_it_says_its_version(folder: Path) -> None:
    assert kenwatch(folder, "--version").startswith("kenwatch ")


def test_it_reads_a_document(folder: Path) -> None:
    document = json.dumps({"id": "one", "lang": "en", "published": "2026-11-20", "title": TITLE, "text": TEXT})
    answer = json.loads(kenwatch(folder, "analyze", "-", "--format", "jsonl", stdin=document))
    assert answer["deals"][0]["amount"] == 100_000_000


def test_its_vocabularies_came_along(folder: Path) -> None:
    assert kenwatch(folder, "check")


def test_it_polls_shows_and_exports(folder: Path) -> None:
    kenwatch(folder, "poll")
    assert "Zijin Mining" in kenwatch(folder, "export", "--format", "md")
    config, archive = str(folder / "feeds.toml"), str(folder / "cache" / "archive.db")
    command = [f"{BIN}/kenwatch", "--offline", "--config", config, "--archive", archive]
    terminal = start(command, {**alone(folder), "TERM": "xterm-256color"})
    terminal.wait_for("Zijin to invest")
    terminal.wait_for(" quit")
    terminal.press("q")
    assert terminal.end() == 0
