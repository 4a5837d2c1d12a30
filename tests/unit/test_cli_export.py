"""``kenwatch export``: options of the command line and of feeds.toml, the last brief's day, languages, mistakes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archive_samples import ASTANA, NOW, deal, item, metric, reading, state
from cli_runs import run

from tui.archive import Archive

CONFIG = """
[[feed]]
title = "Astana Wire"
url = "http://127.0.0.1:9/astana.xml"
[brief.weekly]
since = "last"
sections = ["deals"]
title = "The week"
note = "note.txt"
language = "ru"
format = "md"
"""


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    monkeypatch.setenv("KENWATCH_NOW", "2026-11-21T09:00:00Z")
    (tmp_path / "feeds.toml").write_text(CONFIG)
    (tmp_path / "note.txt").write_text("Read this first.")
    with Archive.open(tmp_path / "archive.db") as archive:
        told = reading(countries=("CN",), commodities=("copper",), deals=(deal(),), metrics=(metric(),))
        archive.save_poll(ASTANA, state(), [(item("1"), told)], NOW)
    return "--config", str(tmp_path / "feeds.toml"), "--archive", str(tmp_path / "archive.db")


def test_a_brief_of_feeds_toml_is_made_by_its_name(world: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    ended = run(capsys, *world, "export", "weekly")
    assert ended.code == 0
    assert ended.out.startswith("# The week\n")
    assert "> Read this first." in ended.out
    assert "## Сделки" in ended.out
    assert "## Источники" not in ended.out
    assert "No earlier brief is remembered; this one begins on 2026-10-22." in ended.err
    assert run(capsys, *world, "export", "weekly", "--language", "kk").out.count("## Мәмілелер") == 1


def test_the_last_brief_of_a_name_is_remembered_by_its_day(
    world: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in ("2026-11-07", "2026-11-14", "2026-11-14", "2026-11-21"):
        monkeypatch.setenv("KENWATCH_NOW", f"{day}T09:00:00Z")
        ended = run(capsys, *world, "export", "weekly", "--format", "json")
        assert ended.code == 0
    assert json.loads(ended.out)["since"] == "2026-11-14"
    assert json.loads((tmp_path / "archive.briefs.json").read_text()) == {"weekly": ["2026-11-14", "2026-11-21"]}
    assert json.loads(run(capsys, *world, "export", "--since", "last", "--format", "json").out)["since"] == "2026-10-22"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("export", "wekly"), "feeds.toml has no [brief.wekly]. Did you mean 'weekly'?"),
        (("export", "--sections", "deal"), "Did you mean 'deals'?"),
        (("export", "--since", "yesterday"), "expected a span"),
        (("export", "--language", "de"), "found 'de'"),
        (("export", "--note", "/nowhere/note.txt"), "no such file"),
        (("export", "--top", "0"), "from 1 on"),
        (("export", "--output", "brief.csv"), "name a folder"),
        (("export", "--output", "brief.pdf"), "'.pdf'"),
        (("export", "--format", "csv", "--output", __file__), "name a folder"),
        (("export", "--since", "2026-12-01"), "2026-12-01 is later than the last day, 2026-11-21"),
        (("export", "--since", "30d", "--until", "2026-01-01"), "is later than the last day, 2026-01-01"),
    ],
)
def test_mistakes_are_told(
    world: tuple[str, ...], capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    ended = run(capsys, *world, *arguments)
    assert ended.code == 2
    assert told in ended.err
    assert not ended.out


@pytest.mark.parametrize(
    ("name", "begins"), [("b.html", "<!doctype html>"), ("b.MD", "# "), ("b.json", "{"), ("b.txt", "Kazakhstan")]
)
def test_the_format_is_as_the_file_is_named(
    world: tuple[str, ...], capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, begins: str
) -> None:
    assert run(capsys, *world, "export", "--output", tmp_path / name).code == 0
    assert (tmp_path / name).read_text().startswith(begins)


def test_the_schema_needs_no_archive(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ended = run(capsys, "--config", str(tmp_path / "none.toml"), "export", "--schema")
    assert json.loads(ended.out)["title"] == "kenwatch brief"


def test_jsonl_is_a_record_a_line_and_top_keeps_the_weightiest(
    world: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    records = [json.loads(line) for line in run(capsys, *world, "export", "--format", "jsonl").out.splitlines()]
    kinds = [record["record"] for record in records]
    assert kinds[0] == "brief"
    assert {"deal", "series", "item", "source"} <= {*kinds}
    few = json.loads(run(capsys, *world, "export", "--top", "1", "--format", "json").out)
    assert (len(few["deals"]), len(few["items"])) == (1, 1)


def test_the_same_archive_query_and_clock_give_the_same_bytes(
    world: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("text", "html", "svg", "json"):
        first, second = (run(capsys, *world, "export", "--format", form).out for _ in range(2))
        assert first == second


def test_the_desks_language_is_that_of_feeds_toml_else_of_the_locale(
    world: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "kk_KZ.UTF-8")
    assert "Мәмілелер" in run(capsys, *world, "export").out
    (tmp_path / "feeds.toml").write_text(f'[desk]\nlanguage = "ru"\n{CONFIG}')
    assert "Сделки" in run(capsys, *world, "export").out
    assert "Стадия" in run(capsys, *world, "deals").out
    monkeypatch.setenv("LC_ALL", "C")
    (tmp_path / "feeds.toml").write_text(CONFIG)
    assert "Deals" in run(capsys, *world, "export").out


@pytest.mark.parametrize(
    ("name", "start"),
    [("brief", "Kazakhstan"), ("b.txt", "Kazakhstan"), ("b.MD", "# "), ("b.markdown", "# "), ("b.htm", "<!doctype")],
)
def test_a_file_ends_as_its_format_is_called(
    world: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, start: str
) -> None:
    assert run(capsys, *world, "export", "--output", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_text().startswith(start)
