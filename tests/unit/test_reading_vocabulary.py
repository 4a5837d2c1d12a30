"""The user's vocabularies: laid over ours, live after a reload, checked with file and line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui import words
from tui.model import Document
from tui.reading import read
from tui.reading.candidates import candidates, entry
from tui.reading.check import check
from tui.reading.explain import explain
from tui.reading.lookup.library import VARIABLE, forget, library
from tui.reading.lookup.vocabulary import VocabularyError, load, parse, sources
from tui.tables import tables

THREE_LINES = """[company.tesiktas-copper]
name = "Tesiktas Copper"
en = ["Tesiktas Copper", "TSK Copper", "TCL?"]
"""
YOUR_METRICS = """[metric.water-use]
units = ["volume"]
period = "context"
of = ["water"]
en = ["water consumption", "water intake", "consumed"]
ru = ["водопотребление", "потребил*"]
kk = ["су тұтыну*", "тұтынды"]

[figure-noun.water]
en = ["water"]
ru = ["вода"]
kk = ["су"]

[metric.wages]
units = ["money"]
period = "context"
en = ["average wage", "payroll"]
ru = ["средняя зарплата", "фонд оплаты труда"]
kk = ["орташа жалақы*"]

[metric.recovery]
units = ["percent"]
subject = "site"
en = ["recovery"]
ru = ["извлечение"]
kk = ["бөліп алу*"]
"""
YOUR_FRAME = """[cue.lease]
en = ["leased"]
ru = ["взял* в аренду"]
kk = ["жалға алды"]

[deal-frame.leases]
kind = "acquisition"
stage = "completed"
weight = 5
patterns = ["buyer:company .. trigger:lease .. mine|site", "buyer:company .. mine|site .. trigger:lease"]
examples = ["Zijin Mining leased the Shatyrkul mine"]
"""
TITLES = {"en": "Mining in Kazakhstan", "ru": "Горная отрасль Казахстана", "kk": "Қазақстанның тау-кен саласы"}
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


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "KAZ Minerals' water consumption was 12.4 million m3 in 2024.", "water-use 12400000 2024"),
        ("en", "Kazzinc consumed 3.5 million m3 of fresh water in 2024.", "water-use 3500000 2024"),
        ("en", "Kazakhstan sold 3.5 million m3 of water in 2024.", ""),
        ("ru", "«Казцинк» в 2024 году потребил 3,5 млн кубометров воды.", "water-use 3500000 2024"),
        ("kk", "2024 жылы «Қазмырыш» 3,5 млн текше метр су тұтынды.", "water-use 3500000 2024"),
        ("en", "The average wage at Kazzinc was 520,000 tenge in 2024.", "wages 520000 2024"),
        ("ru", "Фонд оплаты труда «Казцинка» в 2024 году достиг 85 млрд тенге.", "wages 85000000000 2024"),
        ("kk", "«Қазмырыш» компаниясында орташа жалақы 2024 жылы 520 мың теңге болды.", "wages 520000 2024"),
        ("en", "Kazzinc's profit rose to $300 million after payroll was cut.", "profit 300000000 None"),
        ("en", "Gold recovery at the Altyntau plant reached 86.5%.", "recovery 86.5 None"),
        ("en", "Gold recovery at the Altyntau plant rose by 15% in 2024.", ""),
        ("ru", "Извлечение золота на фабрике «Алтынтау» составило 86,5%.", "recovery 86.5 None"),
        ("kk", "«Алтынтау» фабрикасында алтынды бөліп алу 86,5% болды.", "recovery 86.5 None"),
    ],
)
def test_a_kind_of_metric_needs_no_weights_of_its_own(folder: Path, language: str, text: str, expected: str) -> None:
    write(folder, YOUR_METRICS)
    document = Document(TITLES[language], text, datetime(2025, 3, 1, tzinfo=UTC), language)
    found = read(document, library(folder)).metrics
    assert "; ".join(f"{m.metric} {m.value:.12g} {m.period}" for m in found) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Zijin Mining leased the Bozshakol mine."),
        ("ru", "Zijin Mining взяла в аренду рудник Шатырколь."),
        ("kk", "Zijin Mining Шатыркөл кенішін жалға алды."),
    ],
)
def test_a_frame_for_deals_needs_no_weights_of_its_own(folder: Path, language: str, text: str) -> None:
    write(folder, YOUR_FRAME)
    (deal,) = read(Document(TITLES[language], text, lang=language), library(folder)).deals
    assert (deal.kind, deal.stage, [p.name for p in deal.parties]) == ("acquisition", "completed", ["Zijin Mining"])


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
    (folder / "bad.toml").write_bytes(b"\xff\xfe")
    forget()
    assert library().get("company", "tesiktas-copper")
    with pytest.raises(VocabularyError, match=r"bad\.toml"):
        library(folder)


def test_an_entry_of_the_same_id_stands_for_ours(folder: Path) -> None:
    write(folder, '[company.kazzinc]\nname = "KZ Zinc"\nen = ["Kazzinc"]\n')
    assert library(folder).entries["company", "kazzinc"].name == "KZ Zinc"


def test_our_own_vocabularies_are_sound() -> None:
    ours = {"companies.toml", "sites.toml", "regions.toml", "countries.toml", "commodities.toml", "towns.toml"}
    assert [str(f) for f in check() if f.file in ours or f.file.startswith("weights-")] == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[company.a]\nen = ["Aaaa"]\n\n[company.b]\nparent = "nobody"\nen = ["Bbbb"]\n', 4, "no company 'nobody'"),
        ('[company.a]\nen = ["Kazzinc"]\n', 1, "already a spelling of kazzinc"),
        ('[signal.a]\nside = "mining"\npoints = 1\nru = ["до*"]\n', 1, "too short"),
        ('[company.a]\nen = ["Aaaa Copper"]\ntest_yes = ["Bbbb mines copper."]\n', 1, "not found"),
        ('[company.a]\nen = ["Aaaa Copper"]\ntest_no = ["Aaaa Copper mines copper."]\n', 1, "found in"),
        ('[company.a]\nen = "Aaaa"\n', 1, "expected a list"),
        ("[weight.any]\ntold = 1\n\n[weight.prodution]\ntold = 1\n", 4, "no decision"),
        ("[weight.production]\ntold = 1\nnear-nothing = 1\n", 3, "'near-nothing'"),
        ("[weight.deal]\nbias = 1\nkind-theft = 1\n", 3, "'kind-theft'"),
        ('[weight.subject]\nhero = "much"\n', 2, "expected a number"),
        ('[company.a]\nen = ["Aaaa"]\nsort = "minor"\n', 3, "Did you mean 'miner'?"),
        ('[company.a]\nen = ["Aaaa"]\ncomodities = ["copper"]\n', 3, "Did you mean 'commodities'?"),
        ('[compny.a]\nen = ["Aaaa"]\n', 1, "Did you mean 'company'?"),
        ('[metric.a]\nunits = ["volume"]\nof = ["watr"]\nen = ["aaaa"]\n', 3, "found 'watr'"),
        ('[metric.a]\nunits = ["volumes"]\nen = ["aaaa"]\n', 2, "Did you mean 'volume'?"),
        ('[deal-frame.a]\nkind = "theft"\nstage = "signed"\npatterns = []\nweight = 1\n', 2, "found 'theft'"),
        ('[company.a]\nen = ["Aaaa"\n', 2, ""),
    ],
)
def test_mistakes_are_told_with_file_and_line(folder: Path, text: str, line: int, words: str) -> None:
    write(folder, text)
    found = [f for f in check([folder]) if f.file.endswith("mine.toml")]
    assert any(words in f.text for f in found), found
    assert line in {f.line for f in found} or not words


def test_what_the_pages_show_as_your_own_is_sound(folder: Path) -> None:
    write(folder, THREE_LINES + YOUR_METRICS + YOUR_FRAME)
    assert [str(f) for f in check([folder]) if f.file.endswith("mine.toml")] == []


def test_plain_files_are_read_as_tomllib_reads_them() -> None:
    for source in sources(()):
        assert tables(source.text) == tomllib.loads(source.text), source.name


def test_no_vocabulary_and_no_catalogue_is_left_to_tomllib(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogues = (Path(words.__file__).parent / f"{language}.toml" for language in words.LANGUAGES)
    texts = [source.text for source in sources(())] + [path.read_text(encoding="utf-8") for path in catalogues]
    expected = [tomllib.loads(text) for text in texts]
    monkeypatch.setattr(tomllib, "loads", None)
    assert [tables(text) for text in texts] == expected


@pytest.mark.parametrize(
    "body",
    [
        'x = "a" # told',
        "x = 1_000",
        "x = -12_000_000",
        "x = 1_000.5",
        "x = 1_00",
        "x = 01",
        "x = 1979-05-27",
        'x = ["a", "b",]',
        "x = [,]",
        'x = ["a" "b"]',
        'x = "a" b',
        'x = [\n  "a", "b",\n  # told\n  "c"\n]',
        'x = [\n  "a"\n  "b"\n]',
        'x = [\n  "a",',
        'x = [\n  "a", # told\n]',
        'x = [\n  { y = 1_000, z = "a, y = 2 }," },\n  { y = true },\n]',
        "x = [\n  { y = 1, y = 2 },\n]",
        "x = [\n  { y = 1 }\n  { y = 2 },\n]",
        "x = [\n  { y = 1, },\n]",
        "x = [\n  { },\n]",
        '"x y" = 1\nx = 2',
        '"x" = 1\nx = 2',
        "[company.b]\nx = 1\n[company.b]",
        "[company]\nb = 1",
        "[company]\na = 1",
        "[other]\n[other.a]\nx = 1\n[other]",
        "x = 1\n[company.a.b]\ny = 2",
        'имя = "x"',
        "[company.имя]\nx = 1",
    ],
)
def test_whatever_stands_in_a_file_is_read_as_tomllib_reads_it(body: str) -> None:
    text = f"[company.a]\n{body}\n"
    try:
        expected: object = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(tomllib.TOMLDecodeError):
            tables(text)
    else:
        assert tables(text) == expected


def test_names_that_come_twice_are_told() -> None:
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
    assert (adopted.kind, adopted.id, adopted.name) == ("company", "кара-тау-минералс", "Кара Тау Минералс")


def test_an_explanation_says_what_was_found_and_what_was_dropped() -> None:
    text = "Kazzinc mines zinc and sells it to China, the Ministry of Energy said. Silicon Valley watched."
    told = explain(Document("Kazakhstan's zinc", text, lang="en"))
    assert told.reading.relevant
    assert told.reasons[0].points >= told.reasons[-1].points
    assert {m.name for m in told.marks} >= {"Kazzinc", "zinc", "China"}
    assert {d.entry for d in told.dropped} >= {"country.CN", "decoy.other-metals"}


def test_every_entry_has_a_spelling_or_a_rule() -> None:
    assert [k for k, e in load(()).items() if not e.spellings and not e.properties] == []
