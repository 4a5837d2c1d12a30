"""Generators of other makers write the names in all their cases: the lexicon finds them."""

from __future__ import annotations

import pytest
from reading_inflection import missed

from tui.reading.layout.words import words
from tui.reading.lookup.inflect import adjective, fits, patterns
from tui.reading.lookup.lexicon import Lexicon
from tui.reading.lookup.vocabulary import Entry
from tui.text import fold


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_inflected_names_of_the_gazetteer_are_found(language: str) -> None:
    lost, total = missed(language)
    share = 1 - len(lost) / total
    print(f"{language}: {share:.4f} of {total} generated forms found")
    assert share >= 0.99, lost[:40]


def found(form: str, nominative: str, language: str) -> bool:
    return any(form.startswith(stem) and fits(form[len(stem) :], kind) for stem, kind in patterns(nominative, language))


@pytest.mark.parametrize(
    ("nominative", "forms"),
    [
        ("уголь", ["угля", "углем", "углю"]),
        ("казатомпром", ["казатомпрома", "казатомпромом"]),
        ("австралиец", ["австралийца", "австралийцем"]),
        ("медный", ["медного", "медными", "медная"]),
        ("горки", ["горок", "горками"]),
    ],
)
def test_russian_words_in_their_cases(nominative: str, forms: list[str]) -> None:
    assert all(found(form, nominative, "ru") for form in forms)


@pytest.mark.parametrize(("nominative", "form"), [("медь", "медведь"), ("уран", "ураган"), ("литий", "литься")])
def test_russian_words_that_only_look_alike(nominative: str, form: str) -> None:
    assert not found(form, nominative, "ru")


def test_kazakh_chains_of_endings_and_voicing() -> None:
    assert found("өскемендегі", "өскемен", "kk")
    assert found("балқаштан", "балқаш", "kk")
    assert found("қазмырышқа", "қазмырыш", "kk")
    assert not found("мысал", "мыс", "kk")


def test_kazakh_typed_with_russian_letters() -> None:
    assert found("казмырыштын", "қазмырыш", "kk")
    assert found("актогайда", "ақтоғай", "kk")


def test_relative_adjectives_of_places() -> None:
    assert ("актогайск", "adjective") in adjective("актогай")
    assert ("бенкалинск", "adjective") in adjective("бенкала")
    assert adjective("кок") == []


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("a joint plant", True),
        ("a joint rolled steel plant", True),
        ("a joint statement on a new steel plant", False),
    ],
)
def test_a_spelling_may_let_two_words_between(text: str, met: bool) -> None:
    entry = Entry("cue", "cue.jv", "jv", (("en", "joint . plant"),), {})
    hits = Lexicon([entry], "en").find(text, fold(text), words(fold(text)))
    assert bool(list(hits)) == met
