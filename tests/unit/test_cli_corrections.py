"""``kenwatch corrections`` on an archive of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archive_samples import ASTANA, NOW, deal, evidence, item, reading, state
from cli_runs import Ended, run

from tui.archive import Archive
from tui.model import Party


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "feeds.toml").write_text("", encoding="utf-8")
    with Archive.open(tmp_path / "archive.db") as archive:
        for name, company in (("a", "Zijin"), ("b", "CGN")):
            party = Party(company, "buyer", "CN", company.lower())
            fact = deal(parties=(party,), evidence=evidence(f"{company} pays $100 million."), commodities=(name,))
            words = " ".join(f"{name}word{n}" for n in range(20))
            archive.save_poll(ASTANA, state(), [(item(name, text=words), reading(deals=(fact,)))], NOW)
    return tmp_path


@pytest.fixture
def kenwatch(folder: Path, capfd: pytest.CaptureFixture[str]):
    def call(*arguments: str) -> Ended:
        world = ("--config", folder / "feeds.toml", "--archive", folder / "archive.db")
        return run(capfd, *world, *arguments)

    return call


def ids(kenwatch) -> list[str]:
    return [one["id"] for one in json.loads(kenwatch("deals", "--format", "json").out)]


def test_corrections_are_made_listed_taken_back_and_shared(kenwatch, folder: Path) -> None:
    first, second = ids(kenwatch)
    assert kenwatch("corrections", "add", "merge", first, second).code == 0
    assert len(ids(kenwatch)) == 1
    assert kenwatch("corrections", "add", "edit", ids(kenwatch)[0][:8], "parties", "CGN (buyer, CN); KazAtom").code == 0
    assert kenwatch("corrections", "add", "edit", ids(kenwatch)[0], "commodities", "gold, tin").code == 0
    assert kenwatch("corrections", "add", "wrong", ids(kenwatch)[0]).code == 0
    assert "wrong" in kenwatch("corrections", "undo").out
    (shown,) = json.loads(kenwatch("deals", "--format", "json").out)
    assert (shown["commodities"], shown["checked"]) == (["gold", "tin"], "edited")
    assert shown["parties"][1] == {"name": "KazAtom", "role": "", "country": None}
    file = folder / "team.jsonl"
    assert f"written to {file}" in kenwatch("corrections", "export", str(file)).err
    for _ in range(3):
        kenwatch("corrections", "undo")
    assert kenwatch("corrections", "undo").code == 0
    assert len(ids(kenwatch)) == 2
    assert "3 new of 3" in kenwatch("corrections", "import", str(file)).out
    assert "0 new of 3" in kenwatch("corrections", "import", str(file)).out
    listed = json.loads(kenwatch("corrections", "list", "--format", "json").out)
    assert [one["action"] for one in listed] == ["merge", "edit", "edit"]
    assert all(one["holds_for"] == ids(kenwatch) for one in listed)
    assert kenwatch("corrections", "list").out.count("edit") == 2
    assert kenwatch("corrections", "export").out == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "edit", "DEAL", "amount", "much"),
        ("add", "edit", "DEAL", "amount"),
        ("add", "edit", "DEAL", "colour", "red"),
        ("add", "wrong", "DEAL", "more"),
        ("add", "merge", "DEAL"),
        ("add", "split", "DEAL", "https://example.com/nowhere"),
        ("add", "checked", "zzz"),
        ("import", "FOLDER/none.jsonl"),
        ("import", "FOLDER/feeds.toml.broken"),
    ],
)
def test_mistakes_are_told_and_change_nothing(kenwatch, folder: Path, arguments: tuple[str, ...]) -> None:
    (folder / "feeds.toml.broken").write_text("not json\n", encoding="utf-8")
    name = ids(kenwatch)[0]
    ended = kenwatch("corrections", *(a.replace("DEAL", name).replace("FOLDER", str(folder)) for a in arguments))
    assert ended.code == 2
    assert ended.err
    assert json.loads(kenwatch("corrections", "list", "--format", "json").out) == []
