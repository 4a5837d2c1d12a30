"""Mistakes on the command line, told in the language of the locale; tables in a pipe."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import run

from tui.brief.columns import Column, Table
from tui.cli import out

MISTAKES = {
    "no command": ("newz",),
    "no option": ("news", "--lim", "3"),
    "no value": ("news", "--limit"),
    "not of the list": ("news", "--format", "xml"),
    "no number": ("news", "--limit", "x"),
    "out of range": ("serve", "--port", "0"),
    "nothing given": ("analyze",),
    "too much": ("news", "extra"),
    "no file": ("analyze", "/nowhere/news.jsonl"),
    "a folder": ("analyze", "/"),
    "no span": ("export", "--since", "soon"),
    "no country": ("timeline", "--country", "Atlantis"),
}
ENGLISH = (
    "no such",
    "expected",
    "missing",
    "needs",
    "is no",
    "Did you mean",
    "more was",
    "Help",
    "Error",
    "Invalid",
    "Got",
)


@pytest.mark.parametrize("arguments", MISTAKES.values(), ids=list(MISTAKES))
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_mistake_is_told_in_the_language_of_the_locale(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: tuple[str, ...],
    language: str,
) -> None:
    monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")
    feeds = tmp_path / "feeds.toml"
    feeds.write_text('[[feed]]\nurl = "https://example.com/feed"\n')
    ended = run(capsys, "--config", feeds, "--archive", tmp_path / "archive.db", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert any(word in ended.err for word in ENGLISH) is (language == "en"), ended.err


@pytest.mark.parametrize("verb", ["feeds", "corrections"])
def test_a_verb_that_needs_another_shows_its_help(capsys: pytest.CaptureFixture[str], verb: str) -> None:
    ended = run(capsys, verb)
    assert (ended.code, ended.out) == (2, "")
    assert "\n  export " in ended.err
    assert "kenwatch:" not in ended.err


def test_addresses_stay_whole_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    address = f"https://example.com/{'a' * 300}"
    kind = Table("any", (Column("a", str, "source", room=20), Column("b", lambda e: f"moved to {address}", "address")))
    out.table(kind, ["x " * 90, "y"], "table")
    head, *rows = capsys.readouterr().out.splitlines()
    assert [row for row in (head, *rows) if row != row.rstrip()] == []
    assert sum(address in row for row in rows) == 2
