"""Quantities in three languages: money, units, scales, words, ranges, conversions; and that no input makes them slow."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from growth import bounded

from tui.model import Document
from tui.number import number
from tui.reading.amounts.quantities import Quantity
from tui.reading.layout.page import Page
from tui.reading.lookup.library import library
from tui.reading.pipeline import lay_out, measure

_IN_KAZAKH = {"kk": " Қазақстанда және өңірде."}
"""Words that leave no doubt about the language of a very short text."""
DAY = datetime(2024, 8, 16, tzinfo=UTC)


def page_of(text: str, language: str, day: datetime | None = DAY) -> Page:
    shelf = library()
    page = lay_out(Document("", text, day, language), shelf)
    measure(page, shelf)
    return page


def quantities(text: str, language: str = "en") -> list[Quantity]:
    return page_of(text + _IN_KAZAKH.get(language, ""), language).quantities


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("en", "costs $1.5bn", 1.5e9, "USD"),
        ("en", "costs US$100 million", 1e8, "USD"),
        ("en", "raised A$5m", 5e6, "AUD"),
        ("en", "raised C$2.5 million", 2.5e6, "CAD"),
        ("en", "for €3 million", 3e6, "EUR"),
        ("en", "for £40m", 4e7, "GBP"),
        ("en", "KZT113 billion in all", 1.13e11, "KZT"),
        ("en", "pays 17 billion tenge", 1.7e10, "KZT"),
        ("en", "mined 410,000 tonnes", 410_000, "t"),
        ("en", "milled 2.5Mt of ore", 2.5e6, "t"),
        ("en", "poured 63.5 koz", 63_500, "oz"),
        ("en", "holds 1.2 Moz", 1.2e6, "oz"),
        ("en", "shipped 9.3 million pounds", 9.3e6, "lb"),
        ("en", "poured 95 kg of gold", 0.095, "t"),
        ("en", "grading 1.2 g/t", 1.2, "g/t"),
        ("en", "a zone of 1.63 square kilometers", 1.63, "km2"),
        ("en", "more than 100 hectares", 100, "ha"),
        ("en", "half a billion dollars", 5e8, "USD"),
        ("en", "two and a half million tonnes", 2.5e6, "t"),
        ("en", "a million ounces", 1e6, "oz"),
        ("en", "two dozen tonnes", 24, "t"),
        ("en", "an 80-megawatt station", 80, "MW"),
        ("en", "95 per cent of it", 95, "%"),
        ("ru", "вложит 1,5 млрд долларов", 1.5e9, "USD"),
        ("ru", "на $120 млн", 1.2e8, "USD"),
        ("ru", "около 22,5 млрд тг.", 2.25e10, "KZT"),
        ("ru", "1 млрд 200 млн тенге", 1.2e9, "KZT"),
        ("ru", "полтора миллиарда рублей", 1.5e9, "RUB"),
        ("ru", "20 млн евро", 2e7, "EUR"),
        ("ru", "сто миллионов юаней", 1e8, "CNY"),
        ("ru", "добыли 25 839 тонн", 25_839, "t"),
        ("ru", "640 тыс. тонн", 640_000, "t"),
        ("ru", "1,222 млн тонн", 1_222_000, "t"),
        ("ru", "миллион тонн", 1e6, "t"),
        ("ru", "53 тыс. тройских унций", 53_000, "oz"),
        ("ru", "0,125 г/т", 0.125, "g/t"),
        ("ru", "4 кв. км", 4, "km2"),
        ("ru", "сорок пять тонн", 45, "t"),
        ("kk", "1,5 млрд доллар", 1.5e9, "USD"),
        ("kk", "93 млн АҚШ доллары", 9.3e7, "USD"),
        ("kk", "бір жарым миллиард теңге", 1.5e9, "KZT"),
        ("kk", "47 млрд теңгелік жоба", 4.7e10, "KZT"),
        ("kk", "қоры 98 тоннаға өсті", 98, "t"),
        ("kk", "25 мың 839 тонна", 25_839, "t"),
        ("kk", "3 млн 374 мың унция", 3_374_000, "oz"),
        ("kk", "19,4 пайызын алды", 19.4, "%"),
        ("kk", "жүз мың тонна", 100_000, "t"),
        ("kk", "120 шаршы шақырым", 120, "km2"),
    ],
)
def test_a_figure_is_read_in_base_units(language: str, text: str, value: float, unit: str) -> None:
    found = quantities(text, language)
    assert [(q.value, q.unit) for q in found] == [(pytest.approx(value), unit)]


@pytest.mark.parametrize(
    ("language", "text", "low", "value"),
    [
        ("en", "12,500 to 13,500 tonnes", 12_500, 13_500),
        ("en", "between 20 and 30 tonnes", 20, 30),
        ("ru", "от 10 до 15 тыс. тонн", 10_000, 15_000),
        ("ru", "60–70 тыс. т", 60_000, 70_000),
        ("kk", "275–295 мың тонна", 275_000, 295_000),
    ],
)
def test_a_range_counts_by_its_upper_end(language: str, text: str, low: float, value: float) -> None:
    (found,) = quantities(text, language)
    assert (found.low, found.value) == (low, value)


@pytest.mark.parametrize(
    ("language", "text", "first", "second"),
    [
        ("en", "rose from 25 to 50 million tonnes", 25e6, 50e6),
        ("ru", "вырастет с 25 до 50 млн тонн", 25e6, 50e6),
        ("kk", "225 мыңнан 204,6 мың унцияға азайды", 225_000, 204_600),
    ],
)
def test_of_a_change_both_figures_count(language: str, text: str, first: float, second: float) -> None:
    found = quantities(text, language)
    assert [(q.value, q.change) for q in found] == [(first, True), (second, False)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "17 billion tenge ($40.3 million)"),
        ("ru", "17 млрд тенге (около $40,3 млн)"),
        ("kk", "17 млрд теңге (шамамен 40,3 млн доллар)"),
    ],
)
def test_a_conversion_in_brackets_is_the_same_amount(language: str, text: str) -> None:
    (found,) = quantities(text, language)
    assert (found.value, found.unit, found.converted) == (17e9, "KZT", (pytest.approx(40.3e6), "USD"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Block No. 7, the 5th of its kind, a 4-year plan under article 12"),
        ("ru", "шахта № 65, 30-й горизонт, ГСП-50"),
        ("kk", "65-ші шахта, № 3 учаске"),
    ],
)
def test_names_and_ordinals_are_no_quantities(language: str, text: str) -> None:
    assert [q for q in quantities(text, language) if q.kind != "time"] == []


def test_kazakh_in_latin_letters() -> None:
    text = "Shahta 1 mln 735 myń tonna kómir óndirdi, bul ótken jylǵydan kóp dep habarlaıdy basqarma."
    page = page_of(text, "kk")
    (found,) = page.quantities
    assert (found.value, found.unit) == (1_735_000, "t")
    assert page.source[found.start : found.end] == found.original == "1 mln 735 myń tonna"


def test_dates_are_no_counts() -> None:
    assert quantities("On 15 August 2024 and in Q3 2025") == []


def test_about_is_noted() -> None:
    assert quantities("около 300 тонн", "ru")[0].approx
    assert not quantities("ровно 300 тонн", "ru")[0].approx


@pytest.mark.parametrize(
    ("written", "comma", "scaled", "value"),
    [
        ("720,000", False, False, 720_000),
        ("720,000", True, False, 720_000),
        ("1,5", True, False, 1.5),
        ("1,234", True, True, 1.234),
        ("3,374", True, False, 3.374),
        ("10,000", True, False, 10_000.0),
        ("50,000", True, True, 50.0),
        ("3,374", False, False, 3374.0),
        ("23.270", False, False, 23.27),
        ("1.234.567", False, False, 1_234_567),
        ("0,125", True, False, 0.125),
        ("1,234,567.8", False, False, 1_234_567.8),
    ],
)
def test_separators(written: str, comma: bool, scaled: bool, value: float) -> None:
    assert number(written, comma, scaled) == pytest.approx(value)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("piece", ["1", ".", "(", "A", "1.", "123 ", "1-", "2024 ", "1 million ", "$5 (", "March 5, "])
def test_a_megabyte_of_anything_is_read_in_time(piece: str, language: str) -> None:
    shelf = library()
    page = lay_out(Document("", piece * (200_000 // len(piece)), DAY, language), shelf)
    with bounded():
        measure(page, shelf)
