"""Undertakings of an item kept apart and put together, and the events that its sentences tell."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest

from tui.model import Deal, Document, Reading
from tui.reading import read

DATA = Path(__file__).parent.parent / "reading"
DAY = datetime(2025, 3, 12, tzinfo=UTC)
TITLES = {
    "en": "Mining news of Kazakhstan",
    "ru": "Горнорудные новости Казахстана",
    "kk": "Қазақстанның тау-кен жаңалықтары",
}


def reading(title: str, text: str, language: str) -> Reading:
    return read(Document(title, text, DAY, language))


def events(text: str, language: str, title: str = "News of the mines of Kazakhstan") -> list[tuple[str, str | None]]:
    return [(e.kind, e.date) for e in reading(title, text, language).events]


def test_sites_with_sums_of_their_own_are_projects_of_their_own() -> None:
    text = (
        "В портфеле Акмолинской области три горных проекта.\n\n"
        "Вложения в месторождение Сырымбет оцениваются в 42 млрд тенге. "
        "Для месторождения Баян сумма вдвое больше, свыше 90 млрд тенге."
    )
    found = reading("Что построят на севере Казахстана", text, "ru").deals
    assert [d.amount for d in found] == [42e9, 90e9]
    assert [d.places for d in found] == [("Syrymbet",), ("Bayan",)]


def test_a_paragraph_with_a_company_of_its_own_does_not_go_on_about_a_nameless_plant() -> None:
    text = (
        "ASTANA. Two mining enterprises of Kazakhstan opened this week. The first is a smelter in Karaganda.\n\n"
        "Later came news of the barite complex. The complex cost 6 billion tenge.\n\n"
        "In the Zhambyl Region EuroChem has built a phosphate plant. It spent 27 billion tenge on it."
    )
    found = reading("Plants opened in Kazakhstan", text, "en").deals
    assert 27e9 in [d.amount for d in found if [p.name for p in d.parties] == ["EuroChem"]]


def test_a_unit_that_sells_is_a_party_beside_the_buyer() -> None:
    text = (
        "Uranium One Group, через которую «Росатом» владеет рудниками, продала SNURDC Astana Mining Company "
        "свои 49,979% в СП «Заречное»."
    )
    deal = reading("«Росатом» продает долю в казахстанском уране", text, "ru").deals[0]
    assert deal.kind == "acquisition"
    assert {p.name for p in deal.parties} >= {"SNURDC Astana Mining Company", "Uranium One"}


def test_a_loan_told_of_again_without_its_sum_is_no_second_deal() -> None:
    text = (
        "The EBRD has lent Kazzinc $90 million for a flotation plant in Ridder. "
        "The bank financed Kazzinc because the plant saves water."
    )
    assert [d.amount for d in reading("EBRD backs Kazzinc", text, "en").deals] == [90e6]


@pytest.mark.parametrize(
    ("text", "language", "event"),
    [
        (
            "China's NFC has been building the Koksay concentrator since November 2021.",
            "en",
            ("construction", "2021-11"),
        ),
        ("Строительство фабрики на Коксае китайская NFC начала в мае 2023 года.", "ru", ("construction", "2023-05")),
        (
            "On March 3 the industry minister of Kazakhstan discussed gold mining with the head of a Saudi company.",
            "en",
            ("meeting", "2025-03-03"),
        ),
        (
            "Китайская East Hope Group построит в Казахстане медный завод. 3 марта гостей принимал глава Kazakh Invest.",
            "ru",
            ("meeting", "2025-03-03"),
        ),
        ("A prefeasibility study by Canada's Ivanhoe puts Kyzyl's output at 300,000 oz.", "en", ("study", None)),
    ],
)
def test_what_is_told_with_a_partner_is_an_event(text: str, language: str, event: tuple[str, str | None]) -> None:
    assert event in events(text, language)


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Kazzinc and Glencore called a press conference in Almaty on March 3.", "en", "meeting"),
        ("Глава Yildirim остановился на руднике «Восход», где в 2024 году вырос выпуск хрома.", "ru", "closure"),
        (
            "Orano and Kazatomprom signed a memorandum on March 3 during the state visit of the president to France.",
            "en",
            "meeting",
        ),
        (
            "Нидерландтық Steppe Phosphate Шілісай кен орнының келісімшарты 2019 жылы бұзылғанын айтты.",
            "kk",
            "agreement",
        ),
    ],
)
def test_what_is_no_such_event(text: str, language: str, kind: str) -> None:
    assert kind not in [found for found, _ in events(text, language)]


def test_latin_kazakh_tells_what_is_done() -> None:
    text = (
        "Almaty oblysynda Bógeti ken ornynda Jiaxin kompaniıasy volfram zaýytyn ashty, jobaǵa 300 mln dollar salyndy."
    )
    deal = reading("Volfram zaýyty ashyldy", text, "kk").deals[0]
    assert (deal.kind, deal.stage, deal.amount) == ("investment", "completed", 300e6)


def test_who_hires_is_named_in_the_sentence_before() -> None:
    text = (
        "Sarytogan Graphite has chosen the engineers of its mine. "
        "The contract for the definitive feasibility study was won by Hatch and SRK Consulting."
    )
    deal = reading("Engineers for graphite of Kazakhstan", text, "en").deals[0]
    assert "Sarytogan Graphite" in [p.name for p in deal.parties]
    assert deal.stage == "signed"


def test_who_is_no_bank_borrows_from_the_bank() -> None:
    text = "The Export-Import Bank of the United States has sent QazMoly a letter of interest for a $240 million loan."
    (deal,) = reading("A bank and molybdenum in Kazakhstan", text, "en").deals
    assert {p.name: p.role for p in deal.parties} == {
        "Export-Import Bank of the United States": "lender",
        "QazMoly": "borrower",
    }


def test_two_pairs_of_companies_are_two_deals() -> None:
    text = (
        "Kazatomprom signed a contract to supply Switzerland's Axpo with uranium until 2035. "
        "Finland's Metso will deliver flotation equipment worth 24 million euros to Kazzinc."
    )
    found = reading("Papers signed in Kazakhstan", text, "en").deals
    assert [sorted(p.name for p in d.parties) for d in found] == [["Axpo", "Kazatomprom"], ["Kazzinc", "Metso"]]


def test_the_date_of_another_deed_is_not_the_papers() -> None:
    text = (
        "Kazgeology signed a memorandum on rare earths with the Korean institute KIGAM. "
        "In February its subsidiary received a licence for the Akbulak area."
    )
    deal = reading("Kazakh and Korean geologists sign", text, "en").deals[0]
    assert (deal.stage, deal.date) == ("memorandum", None)


def test_shares_of_two_companies_are_two_purchases() -> None:
    text = (
        "Integra Construction KZ is negotiating with Glencore about the 70% that it holds in Kazzinc. "
        "It is also talking to the founders of Eurasian Resources Group about 40% of ERG."
    )
    found = reading("A builder after the metals of Kazakhstan", text, "en").deals
    assert [d.stake for d in found] == [70.0, 40.0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Polymetal bought the Varvarinskoye mine in Kazakhstan in 2009. In 2016 Polymetal acquired the Komarovskoye mine.",
        ),
        (
            "ru",
            "Polymetal в 2009 году купил рудник Варваринское в Казахстане. В 2016 году Polymetal приобрел рудник Комаровское.",
        ),
    ],
)
def test_purchases_of_two_sites_and_years_are_two_deals(language: str, text: str) -> None:
    found = [(d.kind, d.date) for d in reading("Polymetal", text, language).deals]
    assert found == [("acquisition", "2009"), ("acquisition", "2016")]


def test_what_is_built_on_what_was_bought_is_another_deal() -> None:
    text = (
        "Zijin Mining will build a gold plant in the Akmola Region of Kazakhstan. "
        "This year Zijin Mining bought the Raygorodok mine there."
    )
    assert {d.kind for d in reading("A gold plant in Akmola", text, "en").deals} == {"investment", "acquisition"}


def test_money_that_is_put_into_what_was_bought_is_another_deal() -> None:
    text = (
        "HMS Bergbau has bought 51% of a company with two lithium deposits in Kazakhstan. Geologists are at work there. "
        "HMS Bergbau expects investments of about $700 million."
    )
    found = [(d.kind, d.stage, d.amount) for d in reading("Germans and lithium", text, "en").deals]
    assert found == [("acquisition", "completed", None), ("investment", "planned", 700e6)]


def test_a_paper_on_the_stock_market_is_no_contract() -> None:
    text = (
        "POSCO вместе с Zaman Group построит в Экибастузе завод ферросплавов. Меморандум подписан 21 октября. "
        "Аналитики сохраняют рекомендацию по бумагам POSCO."
    )
    assert [d.stage for d in reading("POSCO в Казахстане", text, "ru").deals] == ["memorandum"]


def test_a_partner_behind_the_company_that_builds_takes_part() -> None:
    text = (
        "A barite plant was opened in the Karaganda Region on March 10. "
        "It belongs to Karazhal Operating LLP, whose partner is the U.S. company Halliburton. "
        "Karazhal Operating LLP spent 6 billion tenge on the plant."
    )
    deal = reading("Barite plant opened in Kazakhstan", text, "en").deals[0]
    assert sorted(p.name for p in deal.parties) == ["Halliburton", "Karazhal Operating"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Japan's JOGMEC and Kazgeology have drilled the Korgantas area. "
            "Kazakhstan and Finland are currently working on joint exploration of the Ulytau region.",
        ),
        (
            "ru",
            "Японская JOGMEC и «Казгеология» пробурили участок Коргантас. "
            "Казахстан и Финляндия сейчас ведут работу по совместной разведке недр Улытауской области.",
        ),
    ],
)
def test_undertakings_of_different_countries_are_different_events(language: str, text: str) -> None:
    found = [e.countries for e in reading("Geologists in Kazakhstan", text, language).events if e.kind == "exploration"]
    assert sorted(found) == [("FI",), ("JP",)]


def wordings() -> list[dict[str, Any]]:
    return list(tomllib.loads((DATA / "wordings.toml").read_text(encoding="utf-8"))["item"])


def test_many_wordings_of_deals_are_read() -> None:
    """The sentences marked as hard are counted too, so that the share tells how much is left."""
    asked = [item for item in wordings() if not item.get("hard")]
    wrong = {item["text"]: found for item in asked if (found := told(item)) != [(item["kind"], item["stage"])]}
    assert len(wrong) <= 0.05 * len(asked), wrong
    assert len(asked) >= 0.7 * len(wordings())


def dealt(item: dict[str, Any]) -> tuple[Deal, ...]:
    """The deals of an item with its title and day."""
    published = datetime.combine(item["published"], time(), UTC)
    return read(Document(item["title"], item["text"], published, item["language"])).deals


def stories() -> list[dict[str, Any]]:
    return list(tomllib.loads((DATA / "stories.toml").read_text(encoding="utf-8"))["item"])


def test_stories_are_one_deal_each_across_their_sentences() -> None:
    """The stories marked as hard are counted too, so that the share tells how much is left."""
    asked = [item for item in stories() if not item.get("hard")]
    wrong = {}
    for item in asked:
        deals = dealt(item)
        found = [(d.kind, d.stage, d.amount) for d in deals]
        dated = "date" not in item or [d.date for d in deals] == [item["date"]]
        if not dated or found != [(item["kind"], item["stage"], item.get("amount"))]:
            wrong[item["title"]] = found
    assert len(wrong) <= 0.05 * len(asked), wrong
    assert len(asked) >= 0.7 * len(stories())


def steps() -> list[dict[str, Any]]:
    return list(tomllib.loads((DATA / "steps.toml").read_text(encoding="utf-8"))["item"])


def test_the_steps_that_an_item_tells_give_the_kind_and_stage_of_its_deal() -> None:
    right: Counter[str] = Counter()
    for item in steps():
        deals = dealt(item)
        right["kind"] += any(d.kind == item["kind"] for d in deals)
        right["stage"] += any(d.stage == item["stage"] for d in deals)
        right["amount"] += any(d.amount == item.get("amount") for d in deals)
    assert right["kind"] >= 0.42 * len(steps())
    assert right["stage"] >= 0.42 * len(steps())
    assert right["amount"] >= 0.42 * len(steps())


def test_works_told_only_as_what_a_loan_goes_into_are_no_deal_of_their_own() -> None:
    text = (
        "$60 миллионов пойдут на строительство обогатительной фабрики на Абызе. "
        "ЕБРР предоставил «Казахмысу» кредит в размере 60 миллионов долларов."
    )
    deals = reading("ЕБРР профинансирует фабрику в Казахстане", text, "ru").deals
    assert [(d.kind, d.amount) for d in deals] == [("financing", 60e6)]


@pytest.mark.parametrize(
    ("text", "language", "stage"),
    [
        (
            "Trafigura has signed a ten-year offtake contract with Kazakhmys. "
            "The trader will also lend Kazakhmys $70 million.",
            "en",
            "signed",
        ),
        (
            "Trafigura подписала с «Казахмысом» офтейк-контракт на десять лет. "
            "Трейдер предоставит «Казахмысу» и кредит на 70 млн долларов.",
            "ru",
            "signed",
        ),
        (
            "Trafigura hopes to sign an offtake contract with Kazakhmys next year. "
            "The trader will then lend Kazakhmys $70 million.",
            "en",
            "planned",
        ),
    ],
)
def test_a_loan_promised_beside_a_signed_contract_is_signed_with_it(text: str, language: str, stage: str) -> None:
    deals = reading("A copper trader and Kazakhmys of Kazakhstan", text, language).deals
    assert [d.stage for d in deals if d.kind == "financing"] == [stage]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("KOMIR and Kazgeology signed a memorandum on rare metals at the Investment Roundtable 2025.", None),
        ("KOMIR and Kazgeology signed a memorandum on rare metals. Contracts should follow later in 2025.", None),
        ("KOMIR and Kazgeology signed a memorandum on rare metals in January 2025.", "2025-01"),
    ],
)
def test_the_year_of_a_forum_or_of_what_is_to_follow_dates_no_deal(text: str, date: str | None) -> None:
    assert [d.date for d in reading("Koreans in Kazakhstan", text, "en").deals] == [date]


def test_what_was_spent_in_many_years_is_no_sum_of_a_memorandum() -> None:
    text = (
        "Russian Copper Company and Kazgeology have signed a memorandum on the search for copper. "
        "Since 2004 the holding has invested 885 million dollars in Kazakhstan's mines."
    )
    deals = reading("A memorandum on copper in Kazakhstan", text, "en").deals
    assert [(d.stage, d.amount) for d in deals] == [("memorandum", None)]


def several() -> list[dict[str, Any]]:
    return list(tomllib.loads((DATA / "several.toml").read_text(encoding="utf-8"))["item"])


def test_several_undertakings_of_a_paragraph_are_told_apart() -> None:
    """The reports marked as hard are counted too, so that the share tells how much is left."""
    asked = [item for item in several() if not item.get("hard")]
    wrong = {}
    for item in asked:
        deals = dealt(item)
        found = [(d.kind, d.stage, d.amount) for d in deals]
        if found != [(deal["kind"], deal["stage"], deal.get("amount")) for deal in item["deals"]]:
            wrong[item["title"]] = found
    assert len(wrong) <= 0.03 * len(asked), wrong
    assert len(asked) >= 0.7 * len(several())


def told(item: dict[str, Any]) -> list[tuple[str, str]]:
    found = reading(TITLES[item["language"]], item["text"], item["language"]).deals
    return [(deal.kind, deal.stage) for deal in found]


def test_who_builds_does_not_go_on_about_what_is_sold() -> None:
    text = (
        "The sale of Voskhod-Oriel by Yildirim Group to a buyer from Russia has been called off. "
        "The Turkish group is thinking of building a steel plant with Kazchrome, which could cost 1 billion dollars."
    )
    found = reading("A chrome deal in Kazakhstan", text, "en").deals
    assert [(d.kind, d.stage, d.amount) for d in found] == [
        ("acquisition", "cancelled", None),
        ("investment", "talks", 1e9),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Kazphosphate will build a phosphoric acid plant in Taraz for $500 million. It will create 800 jobs. "
            "Besides, Kazzinc is to spend $90 million on a lead plant in Ridder.",
        ),
        (
            "ru",
            "«Казфосфат» построит в Таразе завод фосфорной кислоты за 500 млн долларов. На нем будут работать 800 человек. "
            "Кроме того, «Казцинк» потратит 90 млн долларов на свинцовый завод в Риддере.",
        ),
        (
            "kk",
            "«Қазфосфат» Таразда 500 млн долларға фосфор қышқылы зауытын салады. Онда 800 адам жұмыс істейді, 800 жұмыс орны "
            "ашылады. Бұдан бөлек, «Қазмырыш» Риддердегі қорғасын зауытына 90 млн доллар жұмсайды.",
        ),
    ],
)
def test_jobs_are_those_of_the_works_that_they_are_told_with(language: str, text: str) -> None:
    deals = reading("Two plants in Kazakhstan", text, language).deals
    assert [(d.amount, d.jobs) for d in deals] == [(500e6, 800), (90e6, None)]


def test_a_paper_of_one_company_with_nobody_is_no_deal() -> None:
    text = "Three years running Kazatomprom deliberately kept its uranium mines a fifth below what its contracts allow."
    assert reading("Uranium of Kazakhstan", text, "en").deals == ()
