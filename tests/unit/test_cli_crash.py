"""Errors of our own: one line and exit code 1 for the user, a readable report without secrets for the maintainers."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tui.cli import crash, err, logbook

SECRET = "s3cret-value"


def fail() -> int:
    raise RuntimeError(f"broke at https://me:pw1234@example.com/feed?token=abc with {SECRET} and from-the-environment")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "feeds.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KENWATCH_CONFIG", raising=False)
    monkeypatch.setenv("WIRE_PASSWORD", "from-the-environment")
    return tmp_path


def test_an_unexpected_error_leaves_a_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crash.keep_out([SECRET, None, ""])
    err.narrate("polling begins")
    logbook.opened(None).warning("Wire: failed: no answer")
    assert err.guarded(fail) == 1
    (report,) = (folder / "cache" / "crashes").iterdir()
    told = capsys.readouterr().err.splitlines()[-1]
    assert told.startswith("kenwatch: ")
    assert str(report) in told
    text = report.read_text(encoding="utf-8")
    for expected in (
        "kenwatch ",
        "Python 3.",
        "textual 8",
        "RuntimeError",
        "in fail",
        "polling begins",
        "warning Wire: failed: no answer",
        "example.com/feed",
    ):
        assert expected in text
    for secret in (SECRET, "pw1234", "token=abc", "from-the-environment"):
        assert secret not in text
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_a_folder_that_takes_no_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "cache").write_text("a file")
    assert err.guarded(fail) == 1
    assert "no report of it could be written" in capsys.readouterr().err


def test_of_what_was_told_the_last_lines_are_kept_and_of_each_its_beginning(folder: Path) -> None:
    for number in range(1_000):
        err.keep(f"{number}: \x1b[31m{'x' * 10_000}\nand more")
    assert err.guarded(fail) == 1
    (report,) = (folder / "cache" / "crashes").iterdir()
    _, _, told = report.read_text(encoding="utf-8").partition("Last told:\n")
    lines = told.splitlines()
    assert [line.split(":")[0].strip() for line in lines] == [str(number) for number in range(900, 1_000)]
    assert max(map(len, lines)) < 700
    assert "\x1b" not in told
