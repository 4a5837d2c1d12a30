"""Mistakes on the command line, told in the language of the locale; tables in a pipe."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
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
    "days the wrong way round": ("news", "--since", "2026-11-02", "--until", "2026-11-01"),
    "an option that stands before": ("news", "--archive", "here.db"),
    "no country": ("timeline", "--country", "Atlantis"),
}
ENGLISH = (
    "no such",
    "later than",
    "belongs",
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


@pytest.mark.parametrize("arguments", [("news", "--limit", "0"), ("newz",), ("news", "--nosuch"), ("feeds", "add")])
def test_a_mistake_is_told_in_the_language_of_feeds_toml(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text('[desk]\nlanguage = "ru"\n', encoding="utf-8")
    ended = run(capsys, "--config", feeds, *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert "Справка: kenwatch" in ended.err
    assert not any(word in ended.err for word in ENGLISH)


def test_where_no_columns_have_room_each_cell_has_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(out, "_PIPED", 20)
    kind = Table("any", (Column("a", str, "title"), Column("b", lambda e: "", "source"), Column("c", str, "id")))
    out.table(kind, ["copper of Aktogay", "gold"], "table")
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines == ["Title copper of", "Aktogay", "No. copper of", "Aktogay", "", "Title gold", "No. gold"]


def test_a_moment_is_shown_as_the_day_where_people_are(capsys: pytest.CaptureFixture[str]) -> None:
    kind = Table("any", (Column("a", lambda e: e, "date"),))
    late = datetime(2026, 11, 20, 21, tzinfo=UTC)
    for zone, day in ((None, "20 Nov 2026"), (timezone(timedelta(hours=5)), "21 Nov 2026")):
        for form in ("table", "md"):
            out.table(kind, [late], form, zone)
            assert day in capsys.readouterr().out


def test_addresses_stay_whole_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    address = f"https://example.com/{'a' * 300}"
    kind = Table("any", (Column("a", str, "source", room=20), Column("b", lambda e: f"moved to {address}", "address")))
    out.table(kind, ["x " * 90, "y"], "table")
    head, *rows = capsys.readouterr().out.splitlines()
    assert [row for row in (head, *rows) if row != row.rstrip()] == []
    assert sum(address in row for row in rows) == 2


@pytest.mark.parametrize(
    ("arguments", "example"),
    [
        (("news", "--archive", "here.db"), "kenwatch --archive FILE news"),
        (("feeds", "list", "--demo"), "kenwatch --demo feeds list"),
        (("poll", "--no-mouse"), "kenwatch --no-mouse poll"),
    ],
)
def test_an_option_of_all_verbs_says_where_it_belongs(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], example: str
) -> None:
    ended = run(capsys, *arguments)
    assert ended.code == 2
    assert example in ended.err


@pytest.mark.parametrize("verb", [("poll",), ("feeds", "list")])
def test_where_there_is_no_feed_one_is_told_how_to_add_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, verb: tuple[str, ...]
) -> None:
    (tmp_path / "feeds.toml").write_text("")
    ended = run(capsys, "--config", tmp_path / "feeds.toml", "--archive", tmp_path / "archive.db", *verb)
    assert not ended.out
    assert "kenwatch feeds add SITE" in ended.err
