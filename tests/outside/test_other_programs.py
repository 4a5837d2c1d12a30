"""What other programs make of what kenwatch writes: a spreadsheet, a browser, the shells. Each is skipped where there is none."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from brief_samples import OVERVIEW, hostile
from pseudo_terminal import Terminal, start

from tui import brief
from tui.brief.wanted import Wanted
from tui.ledger.entries import Overview

pytestmark = pytest.mark.slow

_CELL = 1_000
"""A spreadsheet cuts what is longer than some ten thousand characters."""

DOCS = Path(__file__).parents[2] / "docs"

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def program(*names: str) -> str:
    """The first of the programs that is there."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"there is no {names[0]} here")
    return found


def ran(*command: str | Path) -> str:
    ended = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout + ended.stderr


@pytest.mark.parametrize("overview", [OVERVIEW, hostile()], ids=["sample", "hostile"])
def test_a_spreadsheet_opens_the_tables_and_runs_nothing(tmp_path: Path, overview: Overview) -> None:
    office = program("soffice", "libreoffice")
    there = tmp_path / "there"
    written = {name: "".join(lines) for name, lines in brief.csv_files(overview, Wanted()).items()}
    for name, content in written.items():
        (tmp_path / name).write_text(content, encoding="utf-8", newline="")
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    comma_and_utf8 = "Text - txt - csv (StarCalc):44,34,76,1,,0,false"
    ran(
        office, home, "--headless", f"--infilter={comma_and_utf8}", "--convert-to", f"csv:{comma_and_utf8}",
        "--outdir", there, *(tmp_path / name for name in written),
    )  # fmt: skip
    for name, content in written.items():
        before, after = (list(csv.reader(text.splitlines())) for text in (content, (there / name).read_text("utf-8")))
        assert [len(row) for row in after] == [len(row) for row in before], name
        assert [row[0][:_CELL] for row in after] == [row[0][:_CELL] for row in before], name
        assert not [cell for row in after for cell in row if re.fullmatch(r"#\w+[!?]|Err:\d+", cell)], name


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    analyze = program("systemd-analyze")
    told = re.search(r"```ini\n(\[Unit\].*?)```", (DOCS / "headless.md").read_text(encoding="utf-8"), re.DOTALL)
    assert told
    (tmp_path / "kenwatch.service").write_text(told[1], encoding="utf-8")
    (tmp_path / ".local/bin").mkdir(parents=True)
    (tmp_path / ".local/bin/kenwatch").symlink_to(sys.executable)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert ran(analyze, "--user", "verify", tmp_path / "kenwatch.service") == ""


@pytest.mark.parametrize("width", [390, 1280])
def test_a_browser_draws_the_page_and_asks_for_nothing(tmp_path: Path, width: int) -> None:
    browser = program(*CHROMIUM)
    page, picture = tmp_path / "brief.html", tmp_path / "page.png"
    page.write_text(brief.render(OVERVIEW, "html"), encoding="utf-8")
    told = ran(
        browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
        "--enable-logging=stderr", f"--window-size={width},2000", f"--screenshot={picture}", page.as_uri(),
    )  # fmt: skip
    assert picture.stat().st_size > 10_000
    assert not re.search(r"CONSOLE.*(Refused|Failed to load|violat)", told)


def test_the_page_prints(tmp_path: Path) -> None:
    browser, info = program(*CHROMIUM), program("pdfinfo")
    page, printed = tmp_path / "brief.html", tmp_path / "brief.pdf"
    page.write_text(brief.render(OVERVIEW, "html"), encoding="utf-8")
    ran(
        browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
        f"--print-to-pdf={printed}", page.as_uri(),
    )  # fmt: skip
    assert re.search(r"Page size:.*A4", ran(info, printed))


SHELLS = {
    "bash": ("--norc", "--noprofile", "-i"),
    "zsh": ("-f", "-i"),
    "fish": ("--no-config", "-i"),
}
SET_UP = {
    "bash": 'eval "$(kenwatch completion bash)"',
    "zsh": 'autoload -U compinit; compinit -u -D; eval "$(kenwatch completion zsh)"',
    "fish": "kenwatch completion fish | source",
}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes_verbs_options_and_values(tmp_path: Path, shell: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    home = {"PATH": path, "HOME": str(tmp_path), "TERM": "xterm", "XDG_CONFIG_HOME": str(tmp_path), "PS1": "> "}
    terminal = start((program(shell), *SHELLS[shell]), home, kind=Terminal)
    terminal.press(f"{SET_UP[shell]}; echo re''ady\r")
    terminal.wait_for("ready")
    for typed, completed in (("kenwatch expo", "export"), ("kenwatch vac", "vacuum")):
        terminal.shown = b""
        terminal.press(f"{typed}\t")
        terminal.wait_for(completed.removeprefix(typed.split()[-1]))
        terminal.press("\x15")
    terminal.shown = b""
    terminal.press("kenwatch export --format htm\t")
    terminal.wait_for("html")
    terminal.press("\x15exit\r")
    assert terminal.end() == 0


def test_fish_tells_whole_sentences() -> None:
    fish = program("fish")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    asked = f"set -x PATH {path}; kenwatch completion fish | source; complete -C 'kenwatch expo'"
    told = ran(fish, "--no-config", "-c", asked)
    assert told.startswith("export\tWrite the brief: what changed, recent deals, disputes and risks")
