"""An archive that another version wrote: kinds and stages that no catalogue knows are read, told in their own words, and
stop nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from archive_samples import ASTANA, KURIER, NOW, deal, event, item, later, metric, reading, state
from cli_runs import run

from tui.archive import Archive
from tui.model import Party
from tui.words import LANGUAGES

LISTINGS = ("deals", "timeline", "partners", "companies", "metrics", "stories", "events")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """A deal of which the second report knows a stage to come, another at such a stage, and what else is of such kinds."""
    monkeypatch.setenv("KENWATCH_NOW", "2026-11-21T09:00:00Z")
    (tmp_path / "feeds.toml").write_text(f'[[feed]]\ntitle = "Astana Wire"\nurl = "{ASTANA.url}"\n')
    planned = deal(kind="royalty-stream", stage="planned", date=None)
    built = deal(stage="half_built", parties=(Party("Rio Tinto", "", "GB"),), countries=("GB",), amount=7e6)
    told = reading(
        countries=("CN",),
        deals=(planned,),
        events=(event(kind="site_visit"),),
        metrics=(metric(metric="water-use", unit="hl"),),
    )
    later_told = replace(told, deals=(replace(planned, stage="on-hold"), built))
    with Archive.open(tmp_path / "archive.db") as archive:
        archive.save_poll(ASTANA, state(), [(item("1", published=later(-90_000)), told)], NOW)
        archive.save_poll(KURIER, state(KURIER), [(item("2", published=later(-80_000)), later_told)], NOW)
    return "--config", str(tmp_path / "feeds.toml"), "--archive", str(tmp_path / "archive.db")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "md", "html", "svg"])
@pytest.mark.parametrize("since", [(), ("--since", "2026-09-22")])
def test_a_page_tells_them_in_their_own_words(
    world: tuple[str, ...], capsys: pytest.CaptureFixture[str], form: str, language: str, since: tuple[str, ...]
) -> None:
    ended = run(capsys, *world, "export", "--format", form, "--language", language, *since)
    assert ended.code == 0, ended.err
    shown = re.sub("<[^>]*>", "", ended.out).replace("&#160;", " ")
    for words in ("royalty stream", "half built", "site visit", "water use"):
        assert words in shown
    for id_ in ("royalty-stream", "half_built", "site_visit", "water-use"):
        assert id_ not in shown


@pytest.mark.parametrize("by", ["stage", "country", "company", "commodity"])
def test_they_are_grouped(world: tuple[str, ...], capsys: pytest.CaptureFixture[str], by: str) -> None:
    assert run(capsys, *world, "export", "--group-by", by).code == 0


def test_data_keeps_them_as_they_are(world: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("json", "jsonl"):
        ended = run(capsys, *world, "export", "--format", form)
        assert ended.code == 0
        assert '"kind": "royalty-stream"' in ended.out
        assert '"stage": "half_built"' in ended.out


@pytest.mark.parametrize("verb", LISTINGS)
def test_listings_tell_them(world: tuple[str, ...], capsys: pytest.CaptureFixture[str], verb: str) -> None:
    assert run(capsys, *world, verb).code == 0
