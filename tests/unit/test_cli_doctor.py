"""What ``doctor`` sees of the terminal and the clock, ``vacuum``, and ``completion`` as a shell runs it."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from archive_samples import ASTANA, NOW, item, reading, state
from cli_runs import environment, run, spawn
from hygiene_sources import ROOT
from patience import PATIENCE

from tui.archive import Archive, upkeep
from tui.cli.measured import widths
from tui.cli.screen import glyphs, used


@contextmanager
def terminal(cells: dict[str, int] | None) -> Iterator[int]:
    """A terminal that tells where its cursor is, drawing a glyph as ``cells`` says (one); None: it tells nothing."""
    master, slave = pty.openpty()
    answering = threading.Thread(target=_answer, args=(master, cells))
    answering.start()
    try:
        yield slave
    finally:
        os.write(slave, b"\x04")
        answering.join(30)
        os.close(slave)
        os.close(master)


def _answer(master: int, cells: dict[str, int] | None) -> None:
    read = b""
    while b"\x04" not in read:
        read += os.read(master, 4096)
        *asked, read = read.split(b"\x1b[6n")
        for one in asked if cells is not None else ():
            glyph = one.decode().rpartition("\r")[2]
            os.write(master, f"\x1b[1;{1 + (cells or {}).get(glyph, 1)}R".encode())


def test_a_terminal_is_asked_how_wide_it_draws_and_is_left_as_it_was() -> None:
    import termios

    with terminal({"▶": 2}) as asked:
        before = termios.tcgetattr(asked)
        assert widths(asked, ("○", "▶", "█")) == {"○": 1, "▶": 2, "█": 1}
        assert termios.tcgetattr(asked) == before


def test_a_terminal_that_gives_no_answer_is_not_waited_for() -> None:
    with terminal(None) as asked:
        assert widths(asked, ("○",), patience=0.01) == {}


def test_glyphs_that_cannot_be_drawn_are_told_with_what_helps() -> None:
    with terminal({"▶": 2}) as asked:
        wide, shown = glyphs({"TERM": "xterm"}, "utf-8", asked)
    assert (wide.level, wide.finding.endswith("one cell: ▶")) == ("warning", True)
    assert 'marks = "ascii"' in wide.remedy
    assert (shown.level, "DejaVu" in shown.remedy) == ("note", True)
    (latin,) = glyphs({}, "latin-1", None)
    (console,) = glyphs({"TERM": "linux"}, "utf-8", None)
    (fine,) = glyphs({"TERM": "xterm"}, "utf-8", None)
    assert (latin.level, console.level, fine.level) == ("warning", "warning", "ok")
    assert all(mark in fine.finding for mark in used())


def test_the_desks_glyphs_are_those_of_the_catalogue() -> None:
    assert {"◕", "★", "▶", "█"} <= {*used()}
    assert not [mark for mark in used() if mark.isascii() or len(mark) != 1]


def findings(folder: Path, **environ: str) -> dict[str, list[dict[str, str]]]:
    ended = spawn(folder, "doctor", "--json", **environ)
    found: dict[str, list[dict[str, str]]] = {}
    for one in json.loads(ended.stdout):
        found.setdefault(one["area"], []).append(one)
    return found


def test_the_clock_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text('[[feed]]\nurl = "http://127.0.0.1:9/x"\n')
    stopped = findings(tmp_path, TZ="Asia/Almaty")["clock"]
    assert [one["level"] for one in stopped] == ["note"]
    assert "KENWATCH_NOW" in stopped[0]["remedy"]
    running = findings(tmp_path, KENWATCH_NOW="", TZ="Asia/Almaty")["clock"]
    assert re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[56]:00", running[0]["finding"])


def test_publishers_should_know_where_to_write_to(tmp_path: Path) -> None:
    feed = '[[feed]]\nurl = "https://example.com/feed"\n'
    for contact, told in (("", True), ('[desk]\ncontact = "anna@mines.example"\n', False)):
        (tmp_path / "feeds.toml").write_text(contact + feed)
        noted = [one for one in findings(tmp_path)["configuration"] if "contact" in one["remedy"]]
        assert [one["level"] for one in noted] == ["note"] * told


def test_what_feeds_toml_names_and_cannot_be_had_is_told(tmp_path: Path) -> None:
    named = '[desk]\nvocabulary = "mine"\n[keys]\npol = "z"\n[[feed]]\nurl = "https://one.example/"\n'
    (tmp_path / "feeds.toml").write_text(f'{named}auth = {{ token_env = "ONE_TOKEN" }}\n', encoding="utf-8")
    told = [one["finding"] for one in findings(tmp_path)["configuration"] if one["level"] != "ok"]
    assert any("feeds.toml:4: pol: " in one and "'poll'" in one for one in told)
    assert any("ONE_TOKEN" in one for one in told)
    assert any("mine: there is no folder" in one for one in told)


def test_an_archive_that_is_sound_and_cannot_be_used_needs_no_backup(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text('[[feed]]\nurl = "http://127.0.0.1:9/x"\n')
    archive = tmp_path / "archive.db"
    with closing(sqlite3.connect(archive)) as other:
        other.execute("CREATE TABLE notes (text)")
        other.commit()
    (found,) = findings(tmp_path, KENWATCH_ARCHIVE=str(archive))["archive"]
    assert (found["level"], found["remedy"]) == ("error", "")


def test_a_feed_that_refuses_the_connection_was_not_reached(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text('[[feed]]\nurl = "http://127.0.0.1:9/x"\n')
    assert spawn(tmp_path, "poll").returncode != 0
    (network,) = findings(tmp_path)["network"]
    assert network == {"area": "network", "level": "warning", "remedy": "", "finding": network["finding"]}
    assert network["finding"].startswith("0 of 1 feed")


def test_vacuum_makes_the_file_smaller_and_keeps_what_is_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feeds.toml").write_text("")
    path = tmp_path / "archive.db"
    with closing(Archive.open(path)) as archive:
        archive.save_poll(ASTANA, state(), [(item(str(n), text="copper " * 900), reading()) for n in range(60)], NOW)
    upkeep.prune(path, NOW.replace(year=2030), dry=False)
    with closing(Archive.open(path)) as archive:
        archive.save_poll(ASTANA, state(), [(item("last", text="copper"), reading())], NOW)
    before, after = upkeep.vacuum(path)
    assert after <= before
    with closing(Archive.open(path)) as archive:
        assert len(archive.search("copper", 5)) == 1
    told = run(capsys, "--archive", str(path), "vacuum")
    assert (told.code, "before" in told.out) == (0, True)
    missing = run(capsys, "--archive", str(tmp_path / "none" / "archive.db"), "vacuum")
    assert (missing.code, "does not exist yet" in missing.err) == (1, True)
    assert not (tmp_path / "none" / "archive.db").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_takes_the_script_of_its_completion(
    shell: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    script = run(capsys, "completion", shell).out
    assert "_KENWATCH_COMPLETE" in script
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "script").write_text(script)
    assert subprocess.run([shell, "-n", str(tmp_path / "script")], timeout=PATIENCE).returncode == 0


@pytest.mark.parametrize(
    ("words", "at", "offered"),
    [
        ("kenwatch expo", 1, {"export"}),
        ("kenwatch export --for", 2, {"--format"}),
        ("kenwatch feeds di", 2, {"disable", "discover"}),
    ],
)
def test_verbs_options_and_values_are_completed(tmp_path: Path, words: str, at: int, offered: set[str]) -> None:
    asked = {"_KENWATCH_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(at)}
    ended = subprocess.run(
        [sys.executable, "-m", "tui"],
        env=environment(tmp_path, **asked),
        cwd=ROOT,
        capture_output=True,
        timeout=PATIENCE,
    )
    assert {line.partition(",")[2] for line in ended.stdout.decode().split()} == offered
