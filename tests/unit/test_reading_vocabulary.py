"""The user's vocabularies: laid over ours, live after a reload, checked with file and line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.model import Document
from tui.reading import read
from tui.reading.candidates import candidates, entry
from tui.reading.check import check
from tui.reading.explain import explain
from tui.reading.lookup.library import VARIABLE, forget, library
from tui.reading.lookup.tables import tables
from tui.reading.lookup.vocabulary import VocabularyError, load, parse, sources

THREE_LINES = """[company.tesiktas-copper]
name = "Tesiktas Copper"
en = ["Tesiktas Copper", "TSK Copper", "TCL?"]
"""
TEXT = "TSK Copper mines copper in Kazakhstan, and Tesyktas Copper's smelter works."


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    forget()
    yield tmp_path
    forget()


def write(folder: Path, text: str, name: str = "mine.toml") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_three_lines_add_a_company_with_three_spellings(folder: Path) -> None:
    write(folder, THREE_LINES)
    reading = read(Document("", TEXT, lang="en"), library(folder))
    assert reading.companies == ("Tesiktas Copper",)
    assert len([m for m in reading.mentions if m.id == "tesiktas-copper"]) == 2


def test_the_environment_names_the_folder_and_a_reload_makes_changes_live(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(folder))
    assert "Tesiktas Copper" not in read(Document("", TEXT, lang="en")).companies
    write(folder, THREE_LINES)
    forget()
    assert "Tesiktas Copper" in read(Document("", TEXT, lang="en")).companies


def test_a_broken_file_of_the_environment_is_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, THREE_LINES, "good.toml")
    write(folder, "[company.x]\nen = [", "bad.toml")
    monkeypatch.setenv(VARIABLE, str(folder))
    forget()
    assert library().get("company", "tesiktas-copper")
    with pytest.raises(VocabularyError, match=r"bad\.toml"):
        library(folder)


def test_an_entry_of_the_same_id_stands_for_ours(folder: Path) -> None:
    write(folder, '[company.kazzinc]\nname = "KZ Zinc"\nen = ["Kazzinc"]\n')
    assert library(folder).entries["company", "kazzinc"].name == "KZ Zinc"


def test_our_own_vocabularies_are_sound() -> None:
    ours = {"companies.toml", "sites.toml", "regions.toml", "countries.toml", "commodities.toml", "towns.toml"}
    assert [str(f) for f in check() if f.file in ours] == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[company.a]\nen = ["Aaaa"]\n\n[company.b]\nparent = "nobody"\nen = ["Bbbb"]\n', 4, "no company 'nobody'"),
        ('[company.a]\nen = ["Kazzinc"]\n', 1, "already a spelling of kazzinc"),
        ('[signal.a]\nside = "mining"\npoints = 1\nru = ["до*"]\n', 1, "too short"),
        ('[company.a]\nen = ["Aaaa Copper"]\ntest_yes = ["Bbbb mines copper."]\n', 1, "not found"),
        ('[company.a]\nen = ["Aaaa Copper"]\ntest_no = ["Aaaa Copper mines copper."]\n', 1, "found in"),
        ('[company.a]\nen = "Aaaa"\n', 1, "expected a list"),
        ('[company.a]\nen = ["Aaaa"\n', 2, ""),
    ],
)
def test_mistakes_are_told_with_file_and_line(folder: Path, text: str, line: int, words: str) -> None:
    write(folder, text)
    found = [f for f in check([folder]) if f.file.endswith("mine.toml")]
    assert any(words in f.text for f in found), found
    assert line in {f.line for f in found} or not words


def test_plain_files_are_read_as_tomllib_reads_them() -> None:
    for source in sources(()):
        assert tables(source.text) == tomllib.loads(source.text), source.name


def test_what_is_not_plain_is_left_to_tomllib() -> None:
    text = '[company.a]\nen = [\n  "Aaaa",  # a comment\n]\n'
    assert tables(text) == {"company": {"a": {"en": ["Aaaa"]}}}
    with pytest.raises(VocabularyError):
        parse('[company.a]\nname = "x"\n[company.a]\nname = "y"\n', "twice.toml")


def test_candidates_are_ranked_and_ready_to_adopt() -> None:
    documents = [
        Document("Медь Казахстана", f"ТОО «Кара Тау Минералс» добывает медь в Казахстане, день {n}.", lang="ru")
        for n in range(3)
    ]
    documents.append(Document("Золото Казахстана", "ТОО «Балауир» добывает золото в Казахстане.", lang="ru"))
    found = candidates((d, read(d)) for d in documents)
    assert [(c.name, c.items) for c in found] == [("Кара Тау Минералс", 3), ("Балауир", 1)]
    (adopted,) = parse(entry(found[0]), "adopted.toml")
    assert (adopted.kind, adopted.name) == ("company", "Кара Тау Минералс")


def test_an_explanation_says_what_was_found_and_what_was_dropped() -> None:
    text = "Kazzinc mines zinc and sells it to China, the Ministry of Energy said. Silicon Valley watched."
    told = explain(Document("Kazakhstan's zinc", text, lang="en"))
    assert told.reading.relevant
    assert told.reasons[0].points >= told.reasons[-1].points
    assert {m.name for m in told.marks} >= {"Kazzinc", "zinc", "China"}
    assert {d.entry for d in told.dropped} >= {"country.CN", "decoy.other-metals"}


def test_every_entry_has_a_spelling_or_a_rule() -> None:
    assert [k for k, e in load(()).items() if not e.spellings and not e.properties] == []
