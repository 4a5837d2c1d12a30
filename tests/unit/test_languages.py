"""Russian and Kazakh: every word is there, in the forms that the language has; figures and dates are written its way."""

from __future__ import annotations

import string
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from brief_samples import EMPTY, OVERVIEW, hostile
from patience import PATIENCE

from tui import brief, form, words
from tui.brief.page import page
from tui.brief.wanted import Wanted
from tui.ledger.entries import Overview
from tui.words import cldr

OTHERS = words.LANGUAGES[1:]
ALIKE = ("mark.", "month.", "month-in-full.", "commodity-short.")
"""Marks and symbols are the same everywhere; the names of months come with the rest of the dates."""

SAME = ("key.", "currency-sign.", "country.C5+1", "metric.ebitda", "amount.none", "unit.count", "unit.%", "feeds.tried")
SAME += (
    "feeds.cannot-edit",
    "feeds.problem",
    "usage.at",
    "stage-short.memorandum",
    "metric-of.",
    "figure.of",
    "profile.tie",
    "desk.correct",
    "feed-form-example.url",
)
"""Words that may be as in English."""


def leaves(table: dict[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


ENGLISH = dict(leaves(words.catalogue()))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_is_complete(language: str) -> None:
    mine = dict(leaves(words.catalogue(language)))
    assert sorted(key for key in ENGLISH if key not in mine and not key.startswith(ALIKE)) == []
    forms = ("commodity-of.", "metric-of.", "metric-short.", "commodity-short.")
    assert sorted(key for key in mine if key not in ENGLISH and not key.startswith(forms)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_fills_in_the_same_values_and_is_translated(language: str) -> None:
    mine = {key: value for key, value in leaves(words.catalogue(language)) if isinstance(value, str)}
    also = {"brief.lead-span": {"since"}, "amount.narrow-money": {"sign"}}
    wrong = [
        key
        for key, value in mine.items()
        if isinstance(english := ENGLISH.get(key, value), str)
        and not fields(value) <= fields(english) | also.get(key, set())
    ]
    assert wrong == []
    lost = [
        key
        for key, value in mine.items()
        if key in ENGLISH and fields(str(ENGLISH[key])) - fields(value) - {"days", "n", "currency"}
    ]
    assert lost == []
    left = [
        key
        for key, value in mine.items()
        if value == ENGLISH.get(key) and any(c.isalpha() for c in value) and not key.startswith(SAME)
    ]
    assert left == []


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_noun_has_all_the_forms_of_its_language(language: str) -> None:
    nouns = words.catalogue(language)["plural"]
    assert {noun: len(forms) for noun, forms in nouns.items()} == dict.fromkeys(nouns, len(cldr.categories(language)))


def test_special_forms_are_of_things_that_there_are() -> None:
    forms = ("commodity-of", "metric-of", "metric-short", "commodity-short")
    for section, of in ((special, special.partition("-")[0]) for special in forms):
        for language in words.LANGUAGES:
            assert words.catalogue(language).get(section, {}).keys() <= words.catalogue()[of].keys()
    assert words.catalogue("ru")["commodity-of"].keys() == words.catalogue("ru")["commodity"].keys()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "1 deal, 2 deals, 5 deals, 21 deals, 1,234 deals"),
        ("ru", "1 сделка, 2 сделки, 5 сделок, 21 сделка, 1 234 сделки"),
        ("kk", "1 мәміле, 2 мәміле, 5 мәміле, 21 мәміле, 1 234 мәміле"),
    ],
)
def test_nouns_are_counted(language: str, told: str) -> None:
    with words.speaking(language):
        assert ", ".join(words.count(n, "deal") for n in (1, 2, 5, 21, 1234)).replace("\xa0", " ") == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "1,234.5 | 0.45 | USD 1.2 bn | 1.20bn | KZT 40 bn | 203 kt | 49.979 % | ▲ ×12 | 7 May 2025 | May 2025 | "
            "2025 | 07 May | May | 7 May 2025 | H1 2025 | Q3 2025 | Jan–Sep 2025 | uranium output | 1.5 MB",
        ),
        (
            "ru",
            "1 234,5 | 0,45 | 1,2 млрд долл. США | 1,20 млрд | 40 млрд тенге | 203 тыс. т | 49,979 % | ▲ ×12 | "
            "07.05.2025 | май 2025 г. | 2025 | 07.05 | май | 7 мая 2025 г. | 1П 2025 | 3К 2025 | "
            "янв. – сент. 2025 г. | производство урана | 1,5 МБ",
        ),
        (
            "kk",
            "1 234,5 | 0,45 | 1,2 млрд АҚШ долл. | 1,20 млрд | 40 млрд теңге | 203 мың т | 49,979 % | ▲ ×12 | "
            "07.05.2025 | 2025 ж. мам. | 2025 | 07.05 | мам. | 2025 ж. 7 мамыр | 1ЖЖ 2025 | 3Т 2025 | "
            "2025 ж. қаң.–қыр. | уран өндірісі | 1,5 МБ",
        ),
    ],
)
def test_figures_and_dates(language: str, told: str) -> None:
    with words.speaking(language):
        written = (
            form.number(1234.5),
            form.number(0.45),
            form.money(1.2e9, "USD"),
            form.amount(1.2e9),
            form.money(40e9, "KZT"),
            form.quantity(203_000, "t", short=True),
            form.percent(49.979),
            form.change(2, 25),
            form.day("2025-05-07"),
            form.day("2025-05"),
            form.day("2025"),
            form.day_short("2025-05-07"),
            form.day_short("2025-05"),
            form.day_in_full(date(2025, 5, 7)),
            form.period("2025-H1"),
            form.period("2025-Q3"),
            form.period("2025-01/2025-09"),
            form.figure("production", "uranium"),
            form.size(1_500_000),
        )
    assert " | ".join(written).replace("\xa0", " ").replace("\u2009", " ") == told


@pytest.mark.parametrize("language", OTHERS)
def test_dates_that_are_none_are_shown_as_they_stand(language: str) -> None:
    with words.speaking(language):
        assert form.day("2025-13-45") == "2025"
        assert form.day("soon") == "soon"
        assert form.day("0000-01-01").startswith("01.01.")
        assert form.period("2025-13/2025-19") == "2025–2025"
        assert form.day(datetime(2025, 5, 7, 23, tzinfo=UTC)) == "07.05.2025"


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("overview", [OVERVIEW, EMPTY, hostile()], ids=["sample", "empty", "hostile"])
def test_the_brief_can_be_written_in_every_format(language: str, overview: Overview) -> None:
    with words.speaking(language):
        for kind in brief.PAGES:
            content = brief.render(overview, kind, Wanted(group_by="commodity"))
            assert words.say("heading.deals") in content
            assert "\x1b" not in content


def test_the_locale_tells_the_language() -> None:
    assert words.of_locale({"LANG": "ru_RU.UTF-8"}) == "ru"
    assert words.of_locale({"LC_ALL": "kk_KZ.utf8", "LANG": "ru_RU.UTF-8"}) == "kk"
    assert words.of_locale({"LC_ALL": "", "LC_MESSAGES": "ru", "LANG": "de_DE"}) == "ru"
    assert words.of_locale({"LANG": "C.UTF-8"}) == words.of_locale({"LANG": "de_DE"}) == words.of_locale({}) == "en"


def test_a_language_is_spoken_for_a_while_and_a_word_that_it_lacks_is_english() -> None:
    with words.speaking("kk"):
        assert words.say("heading.deals") == "Мәмілелер"
        assert words.mark("stage.signed") == "◕"
        assert form.commodity("gold", short=True) == "Au"
        assert words.name("country", "ZZ") == "ZZ"
    assert words.say("heading.deals") == "Deals"
    with pytest.raises(ValueError, match="xx"):
        words.speak("xx")


def test_english_needs_no_library_of_locales() -> None:
    asked = """
import sys
from tui import form
from tui.brief import html, markdown, page, terminal
form.day("2025-05-07"), form.money(1e9, "USD"), form.period("2025-Q3")
sys.exit("babel" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", asked], timeout=PATIENCE).returncode == 0


def test_what_a_partner_comes_to_is_said_in_the_order_of_the_language() -> None:
    told = {}
    for language in words.LANGUAGES:
        with words.speaking(language):
            told[language] = page(OVERVIEW).partners[0].sums[1]
    assert told["en"].startswith("USD ")
    assert told["ru"].startswith(f"{words.catalogue('ru')['brief']['key-signed']}: ")
    assert told["kk"].startswith(f"{words.catalogue('kk')['brief']['key-signed']}: ")


def test_a_narrow_column_has_room_for_what_is_measured_and_of_what() -> None:
    with words.speaking("ru"):
        assert form.figure("production", "uranium", short=True) == "пр-во U"
        assert form.figure("production", "uranium") == "производство урана"
