"""How far an undertaking has gone, by passages that tell more than one of its steps."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tui.model import Document
from tui.reading import read

PASSAGES = Path(__file__).parents[1] / "reading" / "stages.toml"
TITLES = {
    "en": "Mining news of Kazakhstan",
    "ru": "Новости горной отрасли Казахстана",
    "kk": "Қазақстанның тау-кен саласының жаңалықтары",
}


def passages() -> list[dict[str, Any]]:
    return list(tomllib.loads(PASSAGES.read_text(encoding="utf-8"))["item"])


def stages(text: str, language: str) -> list[str]:
    document = Document(TITLES[language], text, datetime(2024, 6, 14, tzinfo=UTC), language)
    return [deal.stage for deal in read(document).deals]


def test_the_stage_of_a_passage_is_the_furthest_that_it_tells() -> None:
    """The passages marked as hard are counted too, so that the share tells how much is left."""
    asked = [item for item in passages() if not item.get("hard")]
    found = {item["text"]: stages(item["text"], item["language"]) for item in asked}
    wrong = [item["text"] for item in asked if not any([s] == found[item["text"]] for s in item["stages"])]
    assert len(wrong) <= 0.05 * len(asked), wrong
    assert len(asked) >= 0.7 * len(passages())


@pytest.mark.parametrize(
    ("text", "language", "stage"),
    [
        ("ЕБРР рассматривает возможность предоставить «Алтыналмас» кредит в 120 млн долларов.", "ru", "talks"),
        ("Zijin Mining подписала договор купли-продажи RG Gold.", "ru", "signed"),
        ("ВТБ вышел из финансирования проекта KAZ Minerals, которому обещал 1 млрд долларов.", "ru", "cancelled"),
        (
            "Three years after the memorandum with the governor of Turkistan region, Xin Jian Mining has commissioned "
            "its $40 million manganese plant near Kentau.",
            "en",
            "completed",
        ),
        (
            "Eurasian Resources Group intends to make a firm offer for the 46 per cent of ENRC that it does not own. "
            "In cash and shares the whole of the company is worth $2.9 billion.",
            "en",
            "planned",
        ),
        (
            "Готовность ферросплавного завода «Казхрома» достигла 92%. Стройка обошлась компании в 843 млн долларов.",
            "ru",
            "underway",
        ),
        ("Jiaxin компаниясы Бұғытыдағы фабрикаға бөлген 300 млн доллардың жартысы игерілді.", "kk", "underway"),
        (
            "Barrick Gold, which signed a protocol of intent with the ministry in 2022, began field work at two blocks in "
            "Zhetysu region this spring.",
            "en",
            "underway",
        ),
        (
            "The government on Wednesday waved through Tin One Mining's $580 million Syrymbet project; "
            "the agreement with the ministry comes next.",
            "en",
            "approved",
        ),
        (
            "Индийская Jupiter Wagons с января ежемесячно забирает с «Восхода» 10 тыс. тонн хромовой руды: "
            "условия согласовали в декабре.",
            "ru",
            "underway",
        ),
        (
            "KAZ Minerals договорилась о покупке Баимского проекта за 900 миллионов долларов. "
            "Лондонские инвесторы отреагировали распродажей: за день бумаги рухнули на 25%.",
            "ru",
            "signed",
        ),
        (
            "China Development Bank will lend Kazakhmys $1.5 billion for Aktogay. The two agreements were signed today; "
            "earlier, in June, the sides had come to terms in a memorandum.",
            "en",
            "signed",
        ),
        (
            "A memorandum of understanding on rare earths between Kazgeology and JOGMEC is going to be signed tomorrow.",
            "en",
            "planned",
        ),
        (
            "The terms of a $15 million loan from the EBRD to Hambledon Mining are being finalised.",
            "en",
            "talks",
        ),
        (
            "Sinosteel has withdrawn from the contract to design a concentrator at Koksay for KAZ Minerals.",
            "en",
            "cancelled",
        ),
        (
            "Talks of Polymetal with Chaarat Gold about the sale of Varvarinskoye ended without a result.",
            "en",
            "cancelled",
        ),
        (
            "ВТБ «Алтынтау Ресорсиз» компаниясына ақпанда мақұлдаған 9 млрд теңге несиені бермейтін болды.",
            "kk",
            "cancelled",
        ),
    ],
)
def test_a_step_that_is_told_beside_is_not_the_furthest(text: str, language: str, stage: str) -> None:
    assert stages(text, language) == [stage]
