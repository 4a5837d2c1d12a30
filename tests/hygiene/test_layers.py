"""The core runs without its screens: each of its modules is imported where nothing else has been."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hygiene_sources import PACKAGE, ROOT
from patience import PATIENCE

CORE = (
    *("model", "text", "number", "codec", "clock", "bulk", "tables", "form", "words"),
    *("reading", "feeds", "config", "archive", "ledger", "poller"),
)
SCREENS = ("textual", "rich", "click")

IMPORT = """
import importlib, pathlib, sys
room, *unwanted = sys.argv[1:]
root = pathlib.Path("tui")
paths = sorted((root / room).rglob("*.py")) or [root / f"{room}.py"]
for path in paths:
    name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    importlib.import_module(name)
    found = [one for one in unwanted if one in sys.modules]
    if found:
        sys.exit(f"{name} imports {', '.join(found)}")
"""

RUN = """
import sys
from tui.cli import main
try:
    main(sys.argv[2:])
except SystemExit as end:
    assert end.code == 0, end.code
found = [one for one in sys.argv[1].split(",") if one in sys.modules]
if found:
    sys.exit(f"imports {', '.join(found)}")
"""


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize("room", CORE)
def test_the_core_never_imports_the_screens(room: str) -> None:
    ended = python(IMPORT, room, *SCREENS)
    assert ended.returncode == 0, ended.stderr


def test_every_room_is_core_or_a_front_end() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert rooms - {"__init__", "__main__", "__pycache__"} == {*CORE, "brief", "desk", "demo", "cli"}


@pytest.mark.parametrize("room", ["brief", "cli"])
def test_nothing_but_the_desk_imports_textual(room: str) -> None:
    ended = python(IMPORT, room, "textual")
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    ("unwanted", "arguments"),
    [
        ("textual,rich,httpx,feedparser,sqlite3,tui.reading,tui.desk", ("--version",)),
        ("textual,rich,httpx,feedparser,sqlite3,tui.archive", ("analyze", "/dev/null")),
        ("textual,httpx,feedparser", ("--help",)),
    ],
    ids=["version", "analyze", "help"],
)
def test_a_verb_imports_only_what_it_needs(unwanted: str, arguments: tuple[str, ...]) -> None:
    ended = python(RUN, unwanted, *arguments)
    assert ended.returncode == 0, ended.stderr


def test_a_search_is_opened_without_the_vocabularies() -> None:
    ended = python(
        "import sys, tui.desk.screens.searching, tui.desk.widgets.search; sys.exit('tui.reading' in sys.modules)"
    )
    assert ended.returncode == 0, ended.stderr


def test_a_poll_leaves_the_reading_to_its_worker() -> None:
    ended = python("import sys, tui.poller.poller; sys.exit('tui.reading' in sys.modules)")
    assert ended.returncode == 0, ended.stderr


def test_a_poll_that_brings_nothing_needs_no_ledger() -> None:
    ended = python("import sys, tui.feeds.http, tui.poller.poller; sys.exit('tui.ledger' in sys.modules)")
    assert ended.returncode == 0, ended.stderr
