"""``--query`` and ``doctor``, ``backup``, ``restore``, ``prune`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archive_samples import ASTANA, NOW, deal, item, reading, state
from cli_runs import run

from tui.archive import Archive

CONFIG = """
[[feed]]
title = "Astana Wire"
url = "http://127.0.0.1:9/astana.xml"
[[view]]
name = "China copper"
query = "country:CN commodity:copper"
[[view]]
name = "broken"
query = "contry:CN"
"""


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    monkeypatch.setenv("KENWATCH_NOW", "2026-11-21T09:00:00Z")
    (tmp_path / "feeds.toml").write_text(CONFIG)
    with Archive.open(tmp_path / "archive.db") as archive:
        read = [
            (item("1"), reading(countries=("CN",), commodities=("copper",), deals=(deal(commodities=("copper",)),))),
            (item("2", title="Gold", text="of Russia"), reading(countries=("RU",), commodities=("gold",))),
        ]
        archive.save_poll(ASTANA, state(), read, NOW)
    return "--config", str(tmp_path / "feeds.toml"), "--archive", str(tmp_path / "archive.db")


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (("news", "--query", "country:CN"), 1),
        (("news", "--query", "-country:CN"), 1),
        (("news", "--query", "@China copper"), 1),
        (("deals", "--query", "@china-copper amount:>50m"), 1),
        (("deals", "--query", "amount:>500m"), 0),
        (("search", "commodity:золото", "Russia"), 1),
        (("partners", "--query", "commodity:copper"), 1),
        (("timeline", "--query", "country:CN"), 1),
        (("timeline", "--country", "Қытай"), 1),
        (("deals", "--query", "stage:подписано"), 1),
        (("deals", "--query", "stage:келіссөз"), 0),
        (("news", "--query", "since:30d", "--since", "2026-11-21"), 0),
    ],
)
def test_listings(
    world: tuple[str, ...], capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], count: int
) -> None:
    ended = run(capsys, *world, *arguments, "--format", "jsonl")
    assert (ended.code, len(ended.out.splitlines())) == (0, count)


def test_export_is_narrowed(world: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(run(capsys, *world, "export", "--query", "country:RU", "--format", "json").out)
    assert (len(told["deals"]), [entry["title"] for entry in told["items"]]) == (0, ["Gold"])


def test_a_mistake_is_pointed_at(world: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    ended = run(capsys, *world, "news", "--query", "медь   contry:CN")
    assert ended.code == 2
    assert ended.out == ""
    message, query, marks = ended.err.splitlines()[-3:]
    assert "Did you mean 'country:'?" in message
    assert query[marks.index("^") : marks.rindex("^") + 1] == "contry:"


def test_doctor_finds_what_is_wrong(world: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    ended = run(capsys, *world, "doctor", "--format", "json")
    found = json.loads(ended.out)
    assert ended.code == 0
    assert {one["area"] for one in found} == {"configuration", "archive", "clock", "terminal", "feeds"}
    assert [one["finding"] for one in found if one["level"] == "warning" and "broken" in one["finding"]]
    assert all(one["remedy"] for one in found if one["level"] in ("warning", "error"))
    text = run(capsys, *world, "doctor").out
    assert "2 items" in text
    assert "What helps" in text


def test_doctor_tells_of_a_damaged_archive(world: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(world[-1])
    path.write_bytes(path.read_bytes()[:5000] + b"\x5a" * 60_000)
    ended = run(capsys, *world, "doctor", "--format", "json")
    assert ended.code == 1
    assert [one for one in json.loads(ended.out) if one["area"] == "archive" and one["level"] == "error"]


def test_backup_restore_and_prune(world: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "copy.db"
    assert run(capsys, *world, "backup", copy).code == 0
    assert run(capsys, *world, "backup", copy).code == 1
    assert "1 item would go" in run(capsys, *world, "prune", "--keep", "2026-11-21", "--dry-run").out
    assert "1 item gone" in run(capsys, *world, "prune", "--keep", "2026-11-21").out
    assert len(run(capsys, *world, "news", "--format", "jsonl").out.splitlines()) == 1
    assert run(capsys, *world, "restore", copy).code == 1
    assert run(capsys, *world, "restore", copy, "--force").code == 0
    assert len(run(capsys, *world, "news", "--format", "jsonl").out.splitlines()) == 2
