"""``kenwatch explain``, ``check`` and ``candidates``: the reading laid open, the vocabularies tested, new names adopted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archive_samples import ASTANA, NOW, item, reading, state
from cli_runs import run

from tui.archive import Archive

DOCUMENT = {
    "title": "Kara Tau opens a mine in Kazakhstan",
    "text": "Kara Tau Minerals Ltd opened a copper mine in Kazakhstan.\u001b[31m It sells to China.",
    "lang": "en",
    "published": "2026-11-20",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a feeds.toml that names a vocabulary, and a document."""
    (tmp_path / "feeds.toml").write_text('[desk]\nvocabulary = "vocabulary"\n', encoding="utf-8")
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "news.jsonl").write_text(json.dumps(DOCUMENT) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KENWATCH_VOCABULARY", "")
    return tmp_path


def test_explain_shows_the_text_the_reasons_and_what_was_dropped(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = run(capsys, "explain", "news.jsonl")
    assert ended.code == 0
    assert "\x1b[31m" not in ended.out
    for words in ("On the beat", "Kara Tau Minerals", "new: no vocabulary holds it", "signal.mine", "country.CN"):
        assert words in ended.out


def test_explain_gives_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(run(capsys, "explain", "news.jsonl", "--format", "json").out)
    assert told["reading"]["relevant"] is True
    source = f"{told['document']['title']}\n\n{told['document']['text']}"
    assert "copper" in {source[m["start"] : m["end"]] for m in told["marks"]}
    assert {"reasons", "facts", "dropped", "threshold"} <= set(told)


def test_explain_tells_what_the_publisher_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Archive.open(folder / "a.db") as archive:
        for title in ("Zijin comes", "Zijin goes"):
            archive.save_poll(ASTANA, state(), [(item("1", title), reading())], NOW)
    ended = run(capsys, "--archive", "a.db", "explain", "1")
    assert "Changed by its publisher" in ended.out
    assert "- Zijin comes\n  + Zijin goes" in ended.out
    told = json.loads(run(capsys, "--archive", "a.db", "explain", "1", "--format", "json").out)
    assert (told["changes"][0]["went"], told["changes"][0]["came"]) == (["Zijin comes"], ["Zijin goes"])


def test_explain_of_nothing_is_a_usage_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "explain", "no-such-file").code == 2


def test_check_tells_file_line_and_mistake(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "vocabulary" / "mine.toml").write_text(
        '[company.tesiktas]\nname = "Tesiktas"\nparent = "nobody"\nen = ["Tesiktas Copper"]\n', encoding="utf-8"
    )
    ended = run(capsys, "check")
    assert ended.code == 1
    assert "mine.toml:1: company.tesiktas: parent: there is no company 'nobody'" in ended.out
    rows = [json.loads(line) for line in run(capsys, "check", "--format", "jsonl").out.splitlines()]
    assert any(row["entry"] == "company.tesiktas" and row["line"] == 1 for row in rows)


def test_a_candidate_is_adopted_with_one_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import UTC, datetime

    from tui.model import Document, Item
    from tui.reading import read

    now = datetime(2026, 11, 20, tzinfo=UTC)
    item = Item("1", DOCUMENT["title"], "Kara Tau Minerals Ltd opened a copper mine in Kazakhstan.", published=now)
    reading = read(Document(item.title, item.text, now, "en"))
    (folder / "cache").mkdir()
    with Archive.open(folder / "cache" / "archive.db") as archive:
        archive.save_poll(ASTANA, state(ASTANA), [(item, reading)], now)
    listed = run(capsys, "candidates")
    assert "Kara Tau Minerals" in listed.out
    assert run(capsys, "candidates", "--adopt", "nobody").code == 2
    adopted = run(capsys, "candidates", "--adopt", "kara tau minerals")
    assert adopted.code == 0
    assert "[company.kara-tau-minerals]" in (folder / "vocabulary" / "adopted.toml").read_text(encoding="utf-8")
    assert run(capsys, "check", "vocabulary").code == run(capsys, "check").code
