"""What reports are compared by beside names and figures: topics, digests, datelines, figures in words and rounded ones."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tui.archive.settling import Unsettled
from tui.ledger.clues import DIGEST, clues_of
from tui.ledger.likeness import comparable, features, sign, surety
from tui.ledger.topics import is_digest, says, told
from tui.model import Document
from tui.reading import read

DAY = datetime(2026, 5, 12, 9, tzinfo=UTC)


def clues(title: str, text: str, lang: str = "en") -> dict[str, float]:
    return clues_of(title, text, DAY.year, read(Document(title, text, DAY, lang)))


def compared(*told: tuple[str, str]):
    found = []
    for number, (title, text) in enumerate(told):
        reading = read(Document(title, text, DAY, "en"))
        found.append(comparable(sign(Unsettled(number, True, title, text, "en", DAY, reading), reading)))
    return found


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Three hurt in a blast at the Sayak smelter", "accident"),
        ("На шахте погибли двое горняков", "accident"),
        ("Кеніште өрт шықты", "accident"),
        ("Miners at Ayagoz on strike", "strike"),
        ("Горняки Аягоза бастуют", "strike"),
        ("Аягөз кеншілері ереуілге шықты", "strike"),
        ("Суд оштрафовал завод за выбросы", "court"),
        ("Зауытқа айыппұл салынды", "court"),
        ("Kazakhstan bans exports of scrap", "ban"),
        ("Лом вывозить запретили", "ban"),
        ("Сынықты шығаруға тыйым салынды", "ban"),
        ("Ayagoz Copper appoints a chief executive", "appointment"),
    ],
)
def test_what_reports_are_about_in_three_languages(title: str, topic: str) -> None:
    assert topic in told(title, "").topics


@pytest.mark.parametrize(
    "title",
    ["Ayagoz opens a pit", "Завод переходит на новую схему", "Firm orders for copper", "Bank lends", "Судно с рудой"],
)
def test_words_that_only_look_so_are_no_topic(title: str) -> None:
    assert told(title, "").topics == set()


@pytest.mark.parametrize(
    ("title", "act"),
    [
        ("Ayagoz sheds its smelter", "sale"),
        ("Завод перешел к новому владельцу", "sale"),
        ("Кеніш жаңа иесін тапты", "sale"),
        ("Wells at Sayak stand idle", "halt"),
        ("Рудник остановлен", "halt"),
        ("Кеніш жұмысын тоқтатты", "halt"),
        ("Holders say yes", "vote"),
        ("Собрание сказало «да»", "vote"),
        ("Жиналыс бекітті", "vote"),
        ("Bank lends to smelter", "loan"),
        ("Завод занял у банка: кредит на десять лет", "loan"),
        ("Банк зауытқа несие береді", "loan"),
    ],
)
def test_what_somebody_did_in_three_languages(title: str, act: str) -> None:
    assert act in told(title, "").acts


def test_who_sells_and_who_drills_did_not_do_the_same() -> None:
    text = "Ayagoz Copper and Sayak Partners did so on Monday, for 84 million tenge."
    sold, bought, drilled = compared(
        ("Smelter sold", text), ("Buyer for smelter", text), ("Holes to be drilled at smelter", text)
    )
    assert (features(sold, bought)["acts"], features(sold, bought)["other acts"]) == (1, 0)
    assert (features(sold, drilled)["acts"], features(sold, drilled)["other acts"]) == (0, 1)
    assert features(sold, drilled) == features(drilled, sold)


def test_a_flash_that_says_little_more_than_what_one_company_did_tells_its_news() -> None:
    flash, whole, others = compared(
        ("Kazatomprom halts output", "Wells stand idle."),
        (
            "Kazatomprom halts output at Sayak",
            "Kazatomprom stopped the wells of Sayak as Petrov, of the Ministry, asked.",
        ),
        ("Kazatomprom drills at Sayak", "Kazatomprom explores around Sayak, said Petrov of the Ministry."),
    )
    assert features(flash, whole)["in common"] == 0
    assert features(flash, others)["in common"] == 1


def test_clues_come_in_an_order_that_no_run_of_the_program_changes() -> None:
    told = clues("Strike after a blast: court bans exports, chief executive dismissed, tender off, licence at risk", "")
    topics_told = [clue for clue in told if clue.startswith("ktopic:")]
    assert len(topics_told) > 5
    assert topics_told == sorted(topics_told)


def test_what_is_told_late_in_a_report_is_no_topic() -> None:
    assert told("Ayagoz doubles output", f"{'The mine grew. ' * 60}There was a fire in 2019.").topics == set()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Metals digest", ""),
        ("Gold diggers' week", ""),
        ("Уран недели", ""),
        ("Металлы за неделю", ""),
        ("Апталық шолу", ""),
        ("Кто ездил в Астану", "За неделю в министерстве побывали послы трех стран."),
    ],
)
def test_digests_say_so(title: str, text: str) -> None:
    assert is_digest(title, text)
    assert DIGEST in clues(title, text)


@pytest.mark.parametrize(
    "title",
    [
        "Mine shut for a week",
        "Strike enters its third week",
        "Фабрика встала на две недели",
        "Вторая покупка группы за неделю",
        "Олово подорожало на 3% за неделю",
    ],
)
def test_a_week_makes_no_digest(title: str) -> None:
    assert not is_digest(title, "")


def test_a_digest_tells_no_story() -> None:
    text = "A roof fire stopped the Ayagoz Copper smelter near Balkhash on Monday; 84 workers were led out."
    one, same, digest = compared(("Fire at Ayagoz", text), ("Smelter fire", text), ("Copper digest", text))
    assert surety(one, same) == 1
    assert surety(one, digest) == 0


def test_where_a_report_was_written_is_no_country_that_it_is_about() -> None:
    assert "kcountry:GB" not in clues("Copper found", "LONDON, May 12 (Wire) - Ayagoz Copper drills in Kazakhstan.")
    assert "kcountry:GB" in clues("Copper found", "Ayagoz Copper drills in Kazakhstan with money of Britain.")


@pytest.mark.parametrize(
    "opening",
    [
        "LONDON, May 12 (Silver Wire) - ",
        "TORONTO, May 12, 2026 /Silver Wire/ -- ",
        "АСТАНА, 12 мая — Silver Wire. ",
        "АСТАНА, 12 мая, Silver Wire. ",
        "АСТАНА. Silver Wire – ",
        "ЛОНДОН. 12 мая (Silver Wire) - ",
    ],
)
def test_the_agency_of_the_dateline_is_no_name_that_a_report_shares(opening: str) -> None:
    found = clues("Copper found", f"{opening}Ayagoz Copper drills with Terra Boring.")
    assert "sslvr+vr" not in found
    assert "str+brn" in found


def test_a_name_in_capitals_that_opens_a_text_is_no_dateline() -> None:
    assert "skzm" in clues("Copper found", "KAZMIN (KZM) drills near Ayagoz with Terra Boring.")


def test_names_are_one_whatever_the_letters_and_titles() -> None:
    english = clues("Copper found", "British Foreign Secretary James Cameron came to Astana.")
    assert english.keys() & clues("Медь", "В Астану прибыл Джеймс Кэмерон.", "ru").keys() >= {"sjms+kmrn"}


@pytest.mark.parametrize(
    ("lang", "figure", "clue"),
    [
        ("ru", "Сумма — 1,498 млрд долларов", "n1.498e+09"),
        ("en", "It comes to 1,498 million dollars", "n1.498e+09"),
        ("ru", "Доля составит 49,979%", "n49.979%"),
        ("en", "It made 16,218 tonnes", "n16218"),
        ("ru", "Выпущено 10,000 тонн", "n10000"),
    ],
)
def test_a_comma_parts_what_it_parts_in_the_language(lang: str, figure: str, clue: str) -> None:
    assert clue in clues("Ayagoz", figure, lang)


def test_what_befalls_a_mine_is_not_what_its_owner_undertakes_that_day() -> None:
    accident, sale, mourning = compared(
        ("Eight die in blast at Ayagoz Copper mine", "Eight miners died at Karasu of Ayagoz Copper near Balkhash."),
        (
            "Ayagoz Copper sells its mines",
            "Ayagoz Copper signed an agreement to sell Karasu near Balkhash to Terra Metals after a heavy accident there.",
        ),
        ("Ayagoz Copper mourns", "Ayagoz Copper and Karasu near Balkhash mourn eight men killed by methane."),
    )
    assert features(accident, sale)["mishap or deal"] == features(sale, accident)["mishap or deal"] == 1
    assert features(accident, mourning)["mishap or deal"] == 0
    assert surety(accident, sale) < 0.5 < surety(accident, mourning)


def test_exploration_is_no_explosion() -> None:
    assert told("Ayagoz Copper explores, exploration goes on", "").topics == set()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Ayagoz Copper of Kazakhstan will invest forty-five million dollars in the Ayagoz copper mine."),
        ("ru", "Компания «Аягоз Коппер» вложит сорок пять миллионов долларов в медный рудник Аягоз в Казахстане."),
    ],
)
def test_figures_in_words_are_figures(lang: str, text: str) -> None:
    assert "n4.5e+07" in clues("Money for Ayagoz", text, lang)


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("Forty-five bodies were found.", ["n45"]),
        ("Тела сорока пяти горняков подняты.", ["n45"]),
        ("Қырық бес кеншінің денесі табылды.", ["n45"]),
        ("It pays half a billion dollars and three hundred and ten tenge.", ["n310", "n5e+08"]),
        ("Он екі мың тонна, жарты миллиард теңге.", ["n12000", "n5e+08"]),
        ("Шестью миллиардами и двадцатью тоннами больше.", ["n20", "n6e+09"]),
        ("Seven of nine lots found a buyer; ten did not.", []),
        ("Seventy per cent stays, the forty-five percent pass.", ["n45%", "n70%"]),
        ("Сорок процентов продано, вырос на полтора процента.", ["n1.5%", "n40%"]),
        ("Алпыс пайызы сатылды.", ["n60%"]),
        ("Отдают миллиард двести, три миллиона триста тысяч сверху.", ["n1.2e+09", "n3.3e+06"]),
        ("A billion and a quarter for two and a half million tonnes.", ["n1.25e+09", "n2.5e+06"]),
        ("Екі жарым миллиард теңге, миллион жарым тонна.", ["n1.5e+06", "n2.5e+09"]),
        ("About a billion dollars, почти миллиард, миллиардқа жуық.", []),
        ("Он стоит 2 миллиарда двести миллионов.", ["n2e+08", "n2e+09"]),
    ],
)
def test_figures_that_are_given_in_words(said: str, figures: list[str]) -> None:
    assert [clue for clue in sorted(clues("Ayagoz", said)) if clue.startswith("n")] == figures


@pytest.mark.parametrize(
    ("said", "figure"),
    [("the 40-percent venture", "n40%"), ("40-процентная доля", "n40%"), ("the 5-million-tonne mill", "n5e+06")],
)
def test_a_hyphen_may_stand_behind_the_digits(said: str, figure: str) -> None:
    assert figure in clues("Ayagoz", f"It is {said} of theirs.", "ru" if "доля" in said else "en")


@pytest.mark.parametrize(
    ("said", "motif"),
    [
        ("There is no sulphuric acid for the wells.", "acid"),
        ("Серной кислоты не хватает.", "acid"),
        ("Күкірт қышқылы жетіспейді.", "acid"),
        ("An aeroplane will map the steppe.", "aircraft"),
        ("Самолеты пройдут над степью.", "aircraft"),
        ("Далаға ұшақтар жіберіледі.", "aircraft"),
    ],
)
def test_what_else_reports_speak_of_in_three_languages(said: str, motif: str) -> None:
    assert motif in told("Ayagoz", said).motifs
    assert 2 <= says()[motif] <= 5


def test_a_comment_that_names_nobody_shares_what_its_news_speaks_of() -> None:
    news, comment, other = compared(
        (
            "Ayagoz Uranium cuts its plan",
            "Ayagoz Uranium of Kazakhstan will mine less uranium as sulphuric acid is in short supply and a plant is delayed.",
        ),
        ("No acid, no uranium", "The miner cannot keep its promise of uranium: a shortage, a delay, and shares rally."),
        ("Uranium by rail", "The miner sends uranium in new wagons; a port on the Caspian takes it."),
    )
    assert features(news, comment)["motifs"] > 5 > features(news, other)["motifs"]
    assert not features(news, comment)["in common"]
    assert features(news, other)["in common"]
    assert surety(news, comment) > 0.5 > surety(news, other)


def test_two_sums_that_are_the_same_are_no_chance() -> None:
    one, same, half = compared(
        ("Ayagoz Copper pays", "Ayagoz Copper pays 850 and 40 to holders at Karasu, its Kirov said."),
        ("A price for Ayagoz Copper", "Ayagoz Copper wants 850 or 40, Serikov wrote from Balkhash."),
        ("Ayagoz Copper borrows", "Ayagoz Copper wants 850, Serikov wrote from Balkhash."),
    )
    assert features(one, half)["by chance"]
    assert not features(one, same)["by chance"]


def test_a_figure_that_rounds_another_is_the_same() -> None:
    precise, rounded, other = compared(
        ("Ayagoz output", "Ayagoz Copper made 6,218 tonnes of copper at Ayagoz in Kazakhstan, against 6,608 tonnes."),
        ("Ayagoz slows", "Ayagoz Copper recovered 6.2kt of copper at Ayagoz in Kazakhstan and 6.6kt a year before."),
        ("Ayagoz slips", "Ayagoz Copper recovered 6.4kt of copper at Ayagoz in Kazakhstan and 6.9kt a year before."),
    )
    assert features(precise, rounded)["figures"] > 1.5
    assert features(rounded, precise) == features(precise, rounded)
    assert features(precise, other)["figures"] == 0


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("13.4 million tonnes", 1.3),
        ("13.4 tonnes", 1.0),
        ("13,439 tonnes", 1.3),
        ("13 million tonnes", 0.0),
        ("134 kg", 0.0),
    ],
)
def test_a_figure_that_is_wrong_by_a_thousand_is_the_same(said: str, figures: float) -> None:
    precise, other = compared(
        ("Kounrad in 2024", "Kounrad yielded 13,439 tonnes of copper cathode."),
        ("Kounrad's year", f"Kounrad yielded {said} of copper cathode."),
    )
    found = features(precise, other)
    assert found["figures"] == pytest.approx(figures)
    assert features(other, precise) == found
