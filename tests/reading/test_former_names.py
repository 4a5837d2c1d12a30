"""A name that a company no longer bears is no company of its own, where the text says so; elsewhere it stays what it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tui.model import Document
from tui.reading import read

TITLES = {
    "en": "Mining news of Kazakhstan",
    "ru": "Горнорудные новости Казахстана",
    "kk": "Қазақстанның тау-кен жаңалықтары",
}
DAY = datetime(2024, 5, 14, 12, tzinfo=UTC)
BOTH = {"Solidcore Resources", "Kazakhmys Corporation"}


def _parties(language: str, text: str) -> set[str]:
    reading = read(Document(TITLES[language], text, DAY, language))
    return {party.name for deal in reading.deals for party in deal.parties}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Solidcore Resources, formerly Polymetal International, has bought the Baksy deposit from Kazakhmys."),
        ("en", "Solidcore Resources (previously Polymetal) has bought the Baksy deposit from Kazakhmys."),
        (
            "en",
            "Solidcore Resources, as Polymetal has been called since June, bought the Baksy deposit from Kazakhmys.",
        ),
        ("ru", "Solidcore Resources (ранее Polymetal) купила у «Казахмыса» месторождение Баксы."),
        ("ru", "Бывшая Polymetal International, ныне Solidcore Resources, купила у «Казахмыса» месторождение Баксы."),
        ("ru", "Solidcore Resources, до июня называвшаяся Polymetal, купила у «Казахмыса» месторождение Баксы."),
        ("kk", "Бұрын Polymetal деп аталған Solidcore Resources «Қазақмыстан» Бақсы кен орнын сатып алды."),
        ("kk", "Solidcore Resources (бұрынғы Polymetal) «Қазақмыстан» Бақсы кен орнын сатып алды."),
    ],
)
def test_a_former_name_is_no_party(language: str, text: str) -> None:
    assert _parties(language, text) == BOTH


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Qarmet (until 2023 ArcelorMittal Temirtau) plans to spend $740 million on a coke battery in Temirtau."),
        ("ru", "Qarmet (экс-АрселорМиттал Темиртау) построит в Темиртау коксовую батарею за $740 млн."),
        ("ru", "Qarmet, прежде «АрселорМиттал Темиртау», вложит в коксовую батарею $740 млн."),
        ("kk", "Qarmet (бұрынғы «АрселорМиттал Теміртау») Теміртауда 740 млн долларға кокс батареясын салады."),
    ],
)
def test_nor_is_that_of_a_plant(language: str, text: str) -> None:
    assert _parties(language, text) == {"Qarmet"}


def test_a_name_that_was_the_owners_of_another_stays_a_company() -> None:
    text = "Kazakhmys has bought the Baksy deposit from Polymetal. Earlier Polymetal had explored it."
    assert _parties("en", text) == {"Kazakhmys Corporation", "Polymetal"}
