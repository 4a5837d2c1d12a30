"""The pattern engine: frames compile, find what they should in a line, and their own examples hold."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from growth import bounded

from tui.model import Document
from tui.reading import read
from tui.reading.acts.frames import Alphabet, FrameError, Frames, frames
from tui.reading.acts.line import Line, cues, lines
from tui.reading.layout.page import Page
from tui.reading.lookup.library import library
from tui.reading.naming.coref import stand_ins
from tui.reading.pipeline import lay_out, measure

PUBLISHED = datetime(2024, 5, 14, 12, tzinfo=UTC)


def page_of(text: str, language: str) -> Page:
    page = lay_out(Document("", text, PUBLISHED, language), library())
    measure(page, library())
    return page


def lines_of(text: str, language: str) -> list[Line]:
    page = page_of(text, language)
    spoken = cues(page, library())
    return lines(page, spoken, stand_ins(page, library(), spoken))


def examples() -> list[tuple[str, str, str]]:
    return [
        (kind, entry.id, example)
        for kind in ("deal-frame", "event-frame")
        for entry in library().of_kind(kind)
        for example in entry.properties.get("examples", ())
    ]


@pytest.mark.parametrize(("kind", "ident", "example"), examples())
def test_a_frame_finds_its_own_examples(kind: str, ident: str, example: str) -> None:
    language = lay_out(Document("", example, PUBLISHED, None), library()).lang
    found = {
        match.entry.id for line in lines_of(example, language) for match in frames(library(), kind).find(line, language)
    }
    assert ident in found


def test_every_pattern_compiles_and_names_known_types() -> None:
    for kind in ("deal-frame", "event-frame"):
        listed = frames(library(), kind).frames
        assert listed
        assert all(frame.slots for frame in listed)


def test_only_frames_that_a_line_may_match_are_compiled() -> None:
    tried = Frames(library(), "deal-frame")
    (line,) = lines_of("Zijin Mining bought a 49% stake in Altynalmas for $70 million.", "en")
    assert list(tried.find(line, "en"))
    assert 0 < sum("pattern" in vars(frame) for frame in tried.frames) < len(tried.frames) / 4


@pytest.mark.parametrize("pattern", ["buyer:nobody", "company ~~ buy", "Buyer:company"])
def test_a_mistake_in_a_pattern_names_the_element(pattern: str) -> None:
    with pytest.raises(FrameError, match=r"nobody|~~|Buyer"):
        Alphabet(library()).expression(pattern)


def test_a_line_holds_names_figures_dates_and_cues_in_order() -> None:
    text = "Zijin Mining bought a 49% stake in Altynalmas for $70 million on May 3."
    types = [token.type for token in lines_of(text, "en")[0].tokens]
    assert [t for t in types if t != "commodity"] == [
        "company",
        "buy",
        "percent",
        "stake",
        "company",
        "money",
        "period",
    ]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Zijin Mining came to Astana. The company will build a smelter.", "en", "Zijin Mining"),
        ("Kazatomprom met Orano of France. The French side proposed a venture.", "en", "Orano"),
        ("Zijin Mining приехала в Астану. Компания построит завод.", "ru", "Zijin Mining"),
        ("«Казатомпром» принял делегацию французской Orano. Французская сторона предложила создать СП.", "ru", "Orano"),
        ("Zijin Mining Астанаға келді. Компания зауыт салмақ.", "kk", "Zijin Mining"),
    ],
)
def test_a_word_stands_for_the_company_spoken_of(text: str, language: str, name: str) -> None:
    page = page_of(text, language)
    found = stand_ins(page, library(), cues(page, library()))
    assert [m.name for m in found] == [name]


def test_a_word_beside_a_name_stands_for_nothing_else() -> None:
    page = page_of("Glencore и компания «Казцинк» подписали договор.", "ru")
    assert stand_ins(page, library(), cues(page, library())) == []


@pytest.mark.parametrize(
    "seed",
    [
        "Zijin Mining bought a stake in Kazzinc for $5 million, ",
        "agreement memorandum signed stake sell buy ",
        "(((( ",
        "«Казцинк» подписал договор с компанией Glencore; ",
        "The company and the company and the company ",
    ],
)
def test_no_text_takes_longer_than_its_length(seed: str) -> None:
    text = "Kazakhstan copper mine Kazzinc. " + seed * (160_000 // len(seed))
    with bounded():
        read(Document("Kazzinc copper mine", text, PUBLISHED, "en"))


def test_no_word_is_listed_twice() -> None:
    twice = Counter((e.kind, e.id, spelling) for e in library().of_kind("cue") for spelling in e.spellings)
    assert [one for one, number in twice.items() if number > 1] == []


def test_no_word_is_in_two_classes() -> None:
    seen: dict[tuple[str, str], set[str]] = {}
    for entry in library().of_kind("cue"):
        for language, spelling in entry.spellings:
            seen.setdefault((language, spelling.rstrip("*")), set()).add(entry.id)
    assert {word: ids for word, ids in seen.items() if len(ids) > 1} == {}
