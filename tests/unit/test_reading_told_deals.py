"""Deals in sentences where a small word decides what is told: each with its kind, its stage and its sum."""

from datetime import UTC, datetime

import pytest

from tui.model import Document
from tui.reading import read

_TITLES = {
    "en": "Mining news of Kazakhstan",
    "ru": "Горнорудные новости Казахстана",
    "kk": "Қазақстанның тау-кен жаңалықтары",
}

Told = tuple[str, str, float | None]


def told(text: str, language: str) -> list[Told]:
    document = Document(_TITLES[language], text, datetime(2024, 5, 14, tzinfo=UTC), language)
    return [(d.kind, d.stage, d.amount) for d in read(document).deals]


@pytest.mark.parametrize(
    ("language", "text", "deals"),
    [
        pytest.param(
            "ru",
            "«Тау-Кен Самрук» и турецкая Esan заключили инвестиционное соглашение о строительстве фабрики на Алайгыре. "
            "Подписи под документом поставили руководители «Тау-Кен Самрук» и Esan.",
            [("investment", "signed", None)],
            id="signatures are not supplied",
        ),
        pytest.param(
            "kk",
            "«ЕвроХим» Жамбыл облысында химия зауытын салуда. Зауыт ашылған соң 1200 адам жұмыс табады.",
            [("investment", "underway", None)],
            id="what comes once a plant is opened",
        ),
        pytest.param(
            "ru",
            "Ферросплавный завод в Актобе строит «Казхром». Готовый на 92% завод показали премьеру.",
            [("investment", "underway", None)],
            id="a plant that is nearly ready",
        ),
        pytest.param(
            "ru",
            "«Казгеология» и американская Cove Kaz Capital учреждают совместное предприятие для разведки Акбулака.",
            [("joint-venture", "signed", None)],
            id="who founds a venture has agreed on it",
        ),
        pytest.param(
            "kk",
            "«Қармет» өндірісті дамытуға 3,5 млрд доллар қаржы бағыттап жатыр, соның 1,3 млрд доллары биыл жұмсалады.",
            [("investment", "underway", 3.5e9)],
            id="of which so much this year",
        ),
        pytest.param(
            "en",
            "Kazchrome will invest $500 million in the Donskoy mine, of which $120 million will be spent this year.",
            [("investment", "planned", 5e8)],
            id="the whole and not its part",
        ),
        pytest.param(
            "en",
            "KAZ Minerals told its results. Expansionary capital expenditure of $718 million (2018: $530 million).",
            [],
            id="a sum beside last year's",
        ),
        pytest.param(
            "en",
            "KAZ Minerals has begun to build a smelter at Balkhash. Its cost is put at $1.5 billion.",
            [("investment", "underway", 1.5e9)],
            id="a cost is no payment",
        ),
        pytest.param(
            "ru",
            "На форуме в Астане подписано более 150 документов о добыче металлов.",
            [],
            id="a heap of papers",
        ),
        pytest.param(
            "kk",
            "Түркияның Miryildiz Mining компаниясы Абай облысында байыту комбинатын тұрғызбақ. "
            "482 миллион доллар – облыс үшін қомақты қаржы.",
            [("investment", "planned", 4.82e8)],
            id="the only sum that is told",
        ),
        pytest.param(
            "en",
            "Rio Tinto means to drill for copper near Karaganda. It is valued by the market at $99 billion.",
            [("exploration", "planned", None)],
            id="what a company is worth",
        ),
        pytest.param(
            "kk",
            "Polymetal Қызыл жобасын Sumeru Gold-тан сатып алатын болды.",
            [("acquisition", "signed", None)],
            id="what two sides have settled on in Kazakh",
        ),
        pytest.param(
            "en",
            "Zijin Mining will buy the Koksay mine from KAZ Minerals for $450 million. "
            "The remaining $50 million will be spent on a plant.",
            [("acquisition", "planned", 4.5e8)],
            id="what remains of a sum",
        ),
        pytest.param(
            "ru",
            "«Казатомпром» подписал контракты с China National Uranium Corporation. "
            "Акционеры решат, одобрить ли продажу урановых концентратов.",
            [("offtake", "signed", None)],
            id="contracts under which metal is sold",
        ),
        pytest.param(
            "en",
            "Tau-Ken Samruk and the EBRD signed a memorandum. They will help to supply metals to European buyers.",
            [("agreement", "memorandum", None)],
            id="a bank buys no metal",
        ),
        pytest.param(
            "ru",
            "Глава KAZ Minerals доложил о ходе строительства второй фабрики на Актогае. Вложения составят 1,2 млрд долларов. "
            "Президент поручил завершить стройку к декабрю.",
            [("investment", "underway", 1.2e9)],
            id="who is told to finish is not hired",
        ),
        pytest.param(
            "kk",
            "«Kaz Minerals Smelting» пен сатып алу қызметтерін көрсететін NFC Ақтоғайда мыс зауытын салу туралы келісімге "
            "қол қойды.",
            [("construction", "signed", None)],
            id="services of buying buy no company",
        ),
        pytest.param(
            "ru",
            "Министр промышленности и строительства рассказал о добыче меди. Комитет геологии и недропользования ее поддержал.",
            [],
            id="names of offices tell of no works",
        ),
        pytest.param(
            "kk",
            "АРМЗ Uranium One компаниясының бақылау пакетіне 2010 жылы ие болды.",
            [("acquisition", "completed", None)],
            id="who comes to hold a controlling stake",
        ),
        pytest.param(
            "kk",
            "Бір кәсіпкер «Қазцинктің» 70 пайызына көз тігіп отыр.",
            [("acquisition", "talks", None)],
            id="a share that somebody has an eye on",
        ),
    ],
)
def test_a_small_word_decides(language: str, text: str, deals: list[Told]) -> None:
    assert told(text, language) == deals


def test_a_unit_with_a_name_of_its_own_is_the_party_and_not_its_group() -> None:
    text = "Kazatomprom has signed a long-term contract to supply uranium concentrates to CNNC Overseas."
    document = Document(_TITLES["en"], text, datetime(2024, 5, 14, tzinfo=UTC), "en")
    assert {p.name for d in read(document).deals for p in d.parties} == {"Kazatomprom", "CNNC Overseas"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("China Nonferrous Mining has completed the purchase of SM Minerals, the company said.", "2026-11-17"),
        (
            "China Nonferrous Mining keeps to the schedule that it gave when it took control of SM Minerals, it said.",
            None,
        ),
    ],
)
def test_the_day_of_the_news_is_not_that_of_what_it_recalls(text: str, date: str | None) -> None:
    published = datetime(2026, 11, 17, 7, tzinfo=UTC)
    document = Document("Copper mine of Benkala", f"AKTOBE, Kazakhstan, Nov 17 - {text}", published, "en")
    (deal,) = read(document).deals
    assert (deal.kind, deal.stage, deal.date) == ("acquisition", "completed", date)
