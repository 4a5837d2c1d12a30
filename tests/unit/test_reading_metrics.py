"""Metrics in three languages: what a figure measures, of whom, and for when; sentence by sentence and over passages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.model import Document, Metric
from tui.reading import read
from tui.reading.acts.line import cues
from tui.reading.figures.metrics import metrics
from tui.reading.lookup.library import library
from tui.reading.naming.coref import stand_ins
from tui.reading.pipeline import lay_out, measure

FOLDER = Path(__file__).parent.parent / "reading"
LANGUAGES = ("en", "ru", "kk")


def metrics_of(text: str, language: str, day: str = "2024-10-25", title: str = "") -> tuple[Metric, ...]:
    shelf = library()
    published = datetime.fromisoformat(day).replace(tzinfo=UTC)
    page = lay_out(Document(title, text, published, language), shelf)
    measure(page, shelf)
    return metrics(page, shelf, stand_ins(page, shelf, cues(page, shelf)), ())


def _sentences(language: str) -> list[tuple[str, str, str, list[str]]]:
    """(language, day, text, expected figures) of the tables in tests/reading."""
    files = (FOLDER / f"{name}-{language}.txt" for name in ("figures", "phrasings"))
    table = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    rows = [line.split(" | ") for line in table if not line.startswith("#")]
    return [(language, day, text, [] if figures == "-" else figures.split("; ")) for day, text, figures in rows]


@pytest.mark.parametrize(("language", "day", "text", "expected"), [r for lang in LANGUAGES for r in _sentences(lang)])
def test_a_sentence_gives_its_figures_and_no_others(language: str, day: str, text: str, expected: list[str]) -> None:
    title, _, text = text.rpartition(" // ")
    figures = metrics_of(text, language, day, title)
    found = {(m.metric, f"{m.value:.6g}", m.unit, m.period or "-"): m.subject for m in figures}
    wanted = {}
    for figure in expected:
        metric, value, unit, period, subject = figure.split(" ", 4)
        wanted[metric, f"{float(value):.6g}", unit, period] = subject
    assert found.keys() == wanted.keys()
    for key, subject in wanted.items():
        if subject != "-":
            assert subject.split()[0].casefold() in found[key].casefold()


def test_the_passage_lends_its_subject_period_and_metric() -> None:
    found = metrics_of(
        "KAZ Minerals reported on the third quarter of 2024.\n\nCopper output rose 5% to 102,000 tonnes. "
        "Zinc was down 3% at 11,000 tonnes. A year earlier it was 11,300 tonnes.",
        "en",
        title="KAZ Minerals lifts output",
    )
    assert [(m.metric, m.value, m.period, m.subject, m.commodity) for m in found] == [
        ("production", 102_000, "2024-Q3", "KAZ Minerals", "copper"),
        ("production", 11_000, "2024-Q3", "KAZ Minerals", "zinc"),
        ("production", 11_300, "2023-Q3", "KAZ Minerals", "zinc"),
    ]


_PASSAGES = {
    "en": (
        "KAZ Minerals ends the year well",
        "Between October and December the group made 108,000 tonnes of copper, after 99,000 tonnes in the three months before "
        "and 101,000 tonnes a year earlier.\n\nGold did less well: 41,200 ounces, a fifth below the third quarter.\n\n"
        "For the year as a whole copper came to 403,000 tonnes, 6% more than the 381,000 tonnes of 2022.\n\n"
        "This year the miner expects 400,000 tonnes.",
    ),
    "ru": (
        "KAZ Minerals завершила год",
        "С октября по декабрь группа выпустила 108 тыс. тонн меди. Тремя месяцами раньше было 99 тыс., годом раньше — 101 тыс."
        "\n\nС золотом вышло хуже: 41,2 тыс. унций, на пятую часть меньше третьего квартала.\n\nВ целом за год производство меди "
        "достигло 403 тыс. тонн, прибавив 6% к 381 тыс. тонн 2022 года."
        "\n\nВ нынешнем году компания рассчитывает на 400 тыс. тонн.",
    ),
    "kk": (
        "KAZ Minerals жылды аяқтады",
        "Қазан-желтоқсанда топ 108 мың тонна мыс шығарды. Оның алдындағы тоқсанда 99 мың тонна, бір жыл бұрын 101 мың тонна "
        "болған еді.\n\nАлтын 41,2 мың унцияға дейін азайды."
        "\n\nЖыл бойы 403 мың тонна мыс өндірілді, бұл 2022 жылғы 381 мың тоннадан "
        "6%-ға көп.\n\nБиыл компания 400 мың тонна өндіруді жоспарлап отыр.",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_on_a_quarter_that_speaks_of_the_year_too(language: str) -> None:
    title, text = _PASSAGES[language]
    found = metrics_of(text, language, "2024-01-25", title)
    assert [(f"{m.value:g}", m.period) for m in found] == [
        ("108000", "2023-Q4"),
        ("99000", "2023-Q3"),
        ("101000", "2022-Q4"),
        ("41200", "2023-Q4"),
        ("403000", "2023"),
        ("381000", "2022"),
        ("400000", "2024"),
    ]


def test_a_list_measures_what_announced_it_and_brackets_hold_grades() -> None:
    found = metrics_of(
        "The state commission approved the reserves of Alaigyr in 1978. On record are:\n\n- lead: 310,000 tonnes (3.1%);\n"
        "- silver: 120 tonnes.",
        "en",
        title="Alaigyr to be mined",
    )
    assert [(m.metric, m.value, m.commodity) for m in found] == [
        ("reserves", 310_000, "lead"),
        ("grade", 3.1, "lead"),
        ("reserves", 120, "silver"),
    ]


def test_the_head_of_a_list_names_the_unit_of_its_figures() -> None:
    found = metrics_of(
        "Kazakhstan made more copper in January-November, the statistics agency reported.\n\nIn tonnes, with the change from "
        "January-November 2010 in brackets:\n\nRefined copper - 308,245 (+3.0 pct), including 30,422 in November.\n"
        "Refined zinc - 292,710 (+0.3), November 26,272.\n\nCopper did well.",
        "en",
        "2011-12-14",
    )
    assert [(m.metric, m.value, m.unit, m.period, m.commodity) for m in found] == [
        ("production", 308_245, "t", "2011-01/2011-11", "copper"),
        ("production", 30_422, "t", "2011-11", "copper"),
        ("production", 292_710, "t", "2011-01/2011-11", "zinc"),
        ("production", 26_272, "t", "2011-11", "zinc"),
    ]


def test_elliptical_lists_in_kazakh() -> None:
    found = metrics_of("Күмістің қоры 98 тоннаға, мыстікі 36 мың тоннаға, марганецтікі 11 млн тоннаға өскен.", "kk")
    assert [(m.metric, m.value, m.commodity) for m in found] == [
        ("reserves", 98, "silver"),
        ("reserves", 36_000, "copper"),
        ("reserves", 11_000_000, "manganese"),
    ]


def test_a_metal_that_leads_its_own_figure_leaves_the_one_before_alone() -> None:
    found = metrics_of(
        "Выпуск серебра «Казцинка» в прошлом году снизился на 4% до 620 тысяч унций (19,3 тонны), свинца — на 9% до 98 тысяч "
        "тонн, катодной меди – на 2 процента - до 71 тысячи тонн.",
        "ru",
    )
    assert [(m.value, m.commodity) for m in found] == [(620_000, "silver"), (98_000, "lead"), (71_000, "copper")]


def test_guidance_is_told_from_results() -> None:
    (result,) = metrics_of("Kounrad produced 13,800 tonnes of copper in 2023.", "en")
    (aim,) = metrics_of("Kounrad expects to produce 14,000 tonnes of copper in 2025.", "en")
    assert (result.basis, aim.basis) == ("", "guidance")


def test_evidence_quotes_the_text_with_the_figure_and_the_subject() -> None:
    text = "Cameco runs the Inkai mine with Kazatomprom. Output was 3,200 tonnes of uranium in 2023."
    (found,) = metrics_of(text, "en")
    source = Document("", text).source
    assert found.evidence.text == source[found.evidence.start : found.evidence.end]
    assert "3,200" in found.evidence.text
    assert found.subject in found.evidence.text


def test_a_deals_own_amount_is_no_metric() -> None:
    published = datetime(2024, 10, 25, tzinfo=UTC)
    text = "Zijin will invest $100 million in a copper plant in Kazakhstan."
    found = read(Document("Zijin comes to Kazakhstan", text, published, "en"))
    assert [d.amount for d in found.deals] == [100_000_000]
    assert found.metrics == ()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Aktogay and Bozshakol produced 176,000 and 77,000 tonnes of copper respectively in 2024.",
            [("Aktogay", 176_000), ("Bozshakol", 77_000)],
        ),
        (
            "kk",
            "2024 жылы Ақтоғайда 176 мың тонна, Бозшакөлде 77 мың тонна мыс алынды. Бір жыл бұрын бұл көрсеткіш тиісінше "
            "168 мың және 81 мың тонна болған еді.",
            [("Aktogay", 176_000), ("Bozshakol", 77_000), ("Aktogay", 168_000), ("Bozshakol", 81_000)],
        ),
    ],
)
def test_respectively(language: str, text: str, expected: list[tuple[str, float]]) -> None:
    assert [(m.subject, m.value) for m in metrics_of(text, language)] == expected


def test_respectively_by_metal() -> None:
    found = metrics_of(
        "KAZ Minerals произвела в 2022 году 277 тыс. тонн меди, 121 тыс. унций золота и 2,6 млн унций серебра. Годом ранее было "
        "225 тыс. тонн, 125 тыс. унций и 2,4 млн унций соответственно.",
        "ru",
    )
    assert [(m.value, m.unit, m.period, m.commodity) for m in found] == [
        (277_000, "t", "2022", "copper"),
        (121_000, "oz", "2022", "gold"),
        (2_600_000, "oz", "2022", "silver"),
        (225_000, "t", "2021", "copper"),
        (125_000, "oz", "2021", "gold"),
        (2_400_000, "oz", "2021", "silver"),
    ]


def test_the_items_of_a_list_are_for_the_time_that_heads_it() -> None:
    found = metrics_of(
        "Kazakhmys PLC reports on the half.\n\nSummary\n\n- Copper cathode produced: 163 kt\n"
        "- Average price: $4,100 per tonne, a fall of 47% on H1 2008\n- Revenue: $1,512 million\n\n"
        "Outlook for 2010:\n\n- Copper, 290 kt",
        "en",
        day="2009-08-27",
        title="Kazakhmys: half-yearly report for the period ended 30 June 2009",
    )
    assert [(m.metric, m.value, m.period) for m in found] == [
        ("production", 163_000, "2009-H1"),
        ("revenue", 1_512_000_000, "2009-H1"),
        ("production", 290_000, "2010"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Bogatyr Komir belongs to two owners: Samruk-Energy and RUSAL hold 50% each."),
        ("ru", "По 50% в «Богатырь Комире» принадлежит «Самрук-Энерго» и «Русалу»."),
        ("kk", "«Богатырь Көмірдің» акциялары «Самұрық-Энерго» мен «Русалға» 50 пайыздан тиесілі."),
    ],
)
def test_a_share_that_is_each_ones_is_told_of_all_who_hold_it(language: str, text: str) -> None:
    found = metrics_of(text, language)
    assert {(m.subject, m.metric, m.value) for m in found} == {
        ("Samruk-Energy", "stake", 50),
        ("RUSAL", "stake", 50),
    }


def test_the_figures_of_a_regions_story_are_the_regions_where_no_company_leads() -> None:
    text = "За девять месяцев горняки области подняли 28 млн тонн угля. В отрасли занято 45 тыс. человек."
    title = "Карагандинская область отчиталась"
    assert {m.subject for m in metrics_of(text, "ru", title=title)} == {"Karaganda Region"}
    text = "«Казхром» в прошлом году выплавил 28 тыс. тонн феррохрома. В компании занято 18 тыс. человек."
    assert {m.subject for m in metrics_of(text, "ru", title=title)} == {"Kazchrome"}


def test_a_city_of_the_dateline_is_no_region_that_a_story_is_about() -> None:
    (found,) = metrics_of(
        "Астана, корреспондент агентства. С начала года добыто 69 млн тонн угля.", "ru", title="Уголь на складах"
    )
    assert found.subject == "Kazakhstan"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Shubarkol Komir paid a bonus to its 4,100 workers.", ["employees"]),
        ("en", "Some 4,100 workers passed through the gates of Shubarkol Komir.", []),
        ("ru", "На «Казхроме» 17 400 работников.", ["employees"]),
        ("ru", "Премию получили 300 работников «Казхрома».", []),
        ("kk", "«Қазхромның» 17,4 мың жұмыскері сыйақы алды.", ["employees"]),
    ],
)
def test_workers_who_are_somebodys_are_its_staff(language: str, text: str, expected: list[str]) -> None:
    assert [m.metric for m in metrics_of(text, language)] == expected


def test_what_was_added_to_reserves_is_of_the_time_spoken_of() -> None:
    found = metrics_of("В 2023 году прирост запасов золота в Казахстане составил 54 тонны, меди — 900 тыс. тонн.", "ru")
    assert [(m.metric, m.value, m.period) for m in found] == [("reserves", 54, "2023"), ("reserves", 900_000, "2023")]
    (held,) = metrics_of("В 2023 году запасы золота в Казахстане составляли 2 тыс. тонн.", "ru")
    assert held.period is None
    (mine,) = metrics_of("2011 жылы іске қосқан Ақтоғай кенішінің қоры 100 тонна.", "kk")
    assert mine.period is None


def test_billions_of_nothing_go_on_from_money() -> None:
    found = metrics_of("In 2023 Kazatomprom made a net profit of 139 billion tenge on revenue of 340 billion.", "en")
    assert [(m.metric, m.value, m.unit) for m in found] == [("profit", 139e9, "KZT"), ("revenue", 340e9, "KZT")]
    coal = metrics_of(
        "Coal reserves of Kazakhstan stand at 33.6 billion tonnes, of which 21.5 billion are hard coal.", "en"
    )
    assert {m.unit for m in coal} == {"t"}
