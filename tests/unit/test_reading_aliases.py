"""A company that a text names twice over, in brackets or by a former name, is one company."""

from __future__ import annotations

import pytest

from tui.model import Document
from tui.reading import read


@pytest.mark.parametrize(
    ("language", "text", "companies"),
    [
        ("en", "Quandary Mining LLP (Kvandari Mining) is building a gold plant in Kazakhstan.", 1),
        ("en", "Quandary Mining LLP (formerly Boguty Mining LLP) is building a gold plant in Kazakhstan.", 1),
        ("en", "Quandary Mining LLP (a daughter of Boguty Mining LLP) is building a gold plant in Kazakhstan.", 2),
        ("ru", "ТОО «Квандари Майнинг» (до 2017 года – ТОО «Тасбулак Голд») строит золотую фабрику в Казахстане.", 1),
        ("ru", "ТОО «Квандари Майнинг» (75 % у ТОО «Тасбулак Голд») строит золотую фабрику в Казахстане.", 2),
        ("ru", "До 2030 года «Казахмыс» построит в Казахстане медную фабрику.", 1),
        ("ru", "«Казцинк» сообщил, что до 2030 года «Казахмыс» построит в Казахстане медную фабрику.", 2),
        ("kk", "2030 жылға дейін «Қазақмыс» Қазақстанда мыс фабрикасын салады.", 1),
        ("kk", "«Quandary Mining» ЖШС (Квандари Майнинг) Қазақстанда алтын зауытын салып жатыр.", 1),
        ("kk", "«Квандари Майнинг» ЖШС (бұрынғы «Тасбұлақ Голд» ЖШС) Қазақстанда алтын зауытын салып жатыр.", 1),
    ],
)
def test_one_company_under_two_names_is_told_from_two(language: str, text: str, companies: int) -> None:
    assert len(read(Document("Новости", text, None, language, "x")).companies) == companies
