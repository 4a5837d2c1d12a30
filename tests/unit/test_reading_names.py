"""Names: known ones in context, and those that only their nouns give away."""

from __future__ import annotations

import pytest

from tui.model import Document, Mention
from tui.reading.lookup.library import library
from tui.reading.pipeline import lay_out


def mentions(text: str, lang: str, title: str = "") -> tuple[Mention, ...]:
    return tuple(lay_out(Document(title, text, lang=lang), library()).mentions)


def named(text: str, lang: str) -> set[tuple[str, str]]:
    return {(m.kind, m.name) for m in mentions(text, lang)}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Ore from the Tesiktas copper deposit goes to the plant.", ("site", "Tesiktas")),
        ("en", "Silver Maple Resources Ltd drilled for gold.", ("company", "Silver Maple Resources")),
        ("en", "LLP Kara Tau Minerals mines copper there.", ("company", "Kara Tau Minerals")),
        ("en", "Far off lies Tesiktas, a copper deposit in the steppe.", ("site", "Tesiktas")),
        ("en", "They drilled a gold deposit called Tesiktas.", ("site", "Tesiktas")),
        ("en", "Workers of Shaft No. 12 of the coal mine went home.", ("site", "Shaft No. 12")),
        ("ru", "На месторождении Тесиктас нашли медь.", ("site", "Тесиктас")),
        ("ru", "Руду Сарыбулакского месторождения золота вывезут.", ("site", "Сарыбулакское")),
        ("ru", "Лицензию на уголь получило ТОО «Кара Тау Минералс».", ("company", "Кара Тау Минералс")),
        ("ru", "Турецкая Anka Maden ищет в области медь.", ("company", "Anka Maden")),
        ("kk", "«Сарыбел» кен орнында мыс өндіріледі.", ("site", "Сарыбел")),
        ("kk", "Жақында Қаратомар мыс-мырыш кен орны ашылды.", ("site", "Қаратомар")),
        ("kk", "Алтынды «Семей Голд» ЖШС өндіреді.", ("company", "Семей Голд")),
    ],
)
def test_a_noun_gives_a_new_name_away(lang: str, text: str, expected: tuple[str, str]) -> None:
    found = [m for m in mentions(text, lang) if m.new]
    assert expected in {(m.kind, m.name) for m in found}


def test_new_names_are_found_inflected_and_short_later_on() -> None:
    text = "ТОО «Балауир» добывает золото. Рудник «Балауира» дал тонну. Акции «Балауиру» вернули."
    assert len([m for m in mentions(text, "ru") if m.name == "Балауир"]) == 3


def test_a_nation_tells_a_new_company_s_country() -> None:
    found = {m.name: m.country for m in mentions("Канадская Silver Maple Resources бурит на медь.", "ru") if m.new}
    assert found == {"Silver Maple Resources": "CA"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Kazakh Ambassador John Smith spoke of copper mines."),
        ("en", "The High Court ruled on a uranium mine."),
        ("ru", "Об этом сообщил глава компании Сергей Петров, говоря о руднике."),
        ("ru", "Одно из месторождений золота закрыто."),
        ("kk", "Бұл кен орнында мыс бар."),
        ("kk", "Жамбылда алтын кен орны ашылды."),
        ("kk", "Мыс қымбаттады. Мырыш пен Қорғасын арзандады."),
        ("ru", "О медном руднике пишет Steppe Today."),
        ("ru", "О медном руднике пишет Steppe Herald."),
        ("ru", "Слитки золота с рудника имеют статус Good Delivery."),
        ("ru", "На руднике сняли фильм «Степьметалл» и книгу «Медьуран»."),
        ("ru", "Дорожают металлы: Уголь, Марганец и Магний."),
    ],
)
def test_what_is_no_name(lang: str, text: str) -> None:
    assert not [m for m in mentions(text, lang) if m.new]


@pytest.mark.parametrize("spelling", ["Aktogay", "Aktogai", "Aqtogai", "Aktoghay"])
def test_transliterations_need_not_be_listed(spelling: str) -> None:
    assert ("site", "Aktogay") in named(f"Copper ore from {spelling} is smelted.", "en")


def test_kazakh_typed_with_russian_letters_and_latin_kazakh() -> None:
    assert ("site", "Aktogay") in named("Актогайда мыс өндірілді, деп хабарлады компания.", "kk")
    assert ("site", "Saranskaya mine") in named("«Saran» shahtasynyń kenshileri 500 myń tonna kómir óndirdi.", "kk")


def test_a_shared_name_goes_where_the_words_around_it_ask() -> None:
    assert ("site", "Inkai") in named("Uranium is mined at Inkai.", "en")
    assert ("company", "JV Inkai") in named("СП «Инкай» добыло 3 тысячи тонн урана.", "ru")


def test_doubtful_place_names_want_their_noun() -> None:
    assert ("site", "Voskhod") in named("На руднике «Восход» добывают хромовую руду.", "ru")
    assert not named("Восход солнца туристы встретили в горах.", "ru")


def test_former_names_stay_what_they_were() -> None:
    assert ("company", "Polymetal") in named("Polymetal poured gold at Kyzyl.", "en")
    assert ("company", "Solidcore Resources") in named("Solidcore poured gold at Kyzyl.", "en")
    assert ("company", "ENRC") in named("ENRC raised its output of ferrochrome.", "en")


def test_dollars_and_people_are_no_countries_and_mines() -> None:
    assert ("country", "United States") not in named("На руднике вложили 5 млн долларов США.", "ru")
    assert not {n for k, n in named("Касым-Жомарт Токаев посетил рудник.", "ru") if k == "site"}


def test_regions_in_a_list_share_one_noun() -> None:
    found = named("Разведку золота начнут в Карагандинской, Павлодарской и Костанайской областях.", "ru")
    assert {"Karaganda Region", "Pavlodar Region", "Kostanay Region"} <= {n for k, n in found if k == "region"}


def test_a_name_quoted_again_and_again_needs_no_noun() -> None:
    found = {m.name for m in mentions("Горняки «Балауира» добыли медь. Переговоры с «Балауиром» идут.", "ru") if m.new}
    assert found == {"Балауир"}


def test_foreign_letters_in_a_list_with_a_company() -> None:
    text = "Медь искали представители Rio Tinto, Silver Maple и Highland."
    assert {m.name for m in mentions(text, "ru") if m.new} == {"Silver Maple", "Highland"}


def test_forums_and_papers_are_no_companies() -> None:
    text = "Форум «Недра Азии» о меди открылся. На форуме «Недра Азии» говорили о руднике."
    assert not [m for m in mentions(text, "ru") if m.new]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("kk", "Қалайы кен орнын игеруге «Сырымбет» АҚ 100 миллиард теңге жұмсамақ.", "Syrymbet"),
        ("ru", "Центр переработки руды создаст АО «Майкаин», сообщил акимат.", "Maikain"),
        ("ru", "Больше триллиона тенге на вольфраме рассчитывает выручить компания «Бестобе».", "Bestobe"),
        ("en", "Iron ore is mined by Shaimerden LLP in Kostanay.", "Shaimerden"),
        ("en", "Uranium is mined by JV Semizbai in the north.", "Semizbay"),
    ],
)
def test_a_legal_form_makes_a_company_of_a_site_s_name(lang: str, text: str, expected: str) -> None:
    found = {(m.kind, m.name) for m in mentions(text, lang)}
    assert ("company", expected) in found or any(k == "company" and n.startswith(expected) for k, n in found), found


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("kk", "«Сырымбет» кен орнында қалайы бар."),
        ("ru", "Руду «Сырымбета» и «Майкаина» продаст АО «Тау-Кен Самрук»."),
        ("en", "LLP Karatau Minerals mines copper near Shaimerden."),
        ("en", "The joint venture Shaimerden Gold mines gold."),
    ],
)
def test_a_site_s_name_without_a_form_is_no_company(lang: str, text: str) -> None:
    assert not {n for k, n in named(text, lang) if k == "company"} & {"Syrymbet", "Maikain", "Shaimerden"}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ru", "Половина медного рудника, принадлежащая Quandary, перейдет соседу.", ("company", "Quandary")),
        (
            "ru",
            "О калийном руднике говорили представители «Сибкалийпрома» из соседней страны.",
            ("company", "Сибкалийпром"),
        ),
        ("ru", "Меморандум с «Сибкалийпромом» по меди подписан.", ("company", "Сибкалийпром")),
        ("ru", "Об экологии рудника говорил глава ТОО «Полиметалл Сарыарка».", ("company", "Полиметалл Сарыарка")),
        ("en", "Ore is carried from the copper mine by Kazzinc Sarytau LLP.", ("company", "Kazzinc Sarytau")),
        ("kk", "Мыс кенін «Жезқазғанцветмет» бірлестігі шығарды.", ("company", "Zhezkazgantsvetmet")),
    ],
)
def test_companies_by_what_leads_up_to_them_by_their_papers_and_in_any_letters(
    lang: str, text: str, expected: tuple[str, str]
) -> None:
    assert expected in named(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "«Предварительно партнер изучил медный рудник», — передает пресс-служба."),
        ("ru", "На участке Сарыбел — Новый Тасоткель железной дороги повезут медную руду."),
        ("ru", "Вместе с IV кварталом компания по меди отчитается за год."),
        ("ru", "Акции (ISIN: GG00BGDYDZ69) золотодобытчика выросли, акции GG00BGDYDZ69 торгуются."),
        ("kk", "Уран кенін Тасмоланың №3 учаскесінен алады."),
    ],
)
def test_openings_routes_codes_and_numbers_are_no_names(lang: str, text: str) -> None:
    assert not [m for m in mentions(text, lang) if m.new]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EXIM and ICBC of China lend money for the copper plant.", "Export-Import Bank of China"),
        ("EXIM of the United States lends money for the tungsten deposit.", "Export-Import Bank of the United States"),
    ],
)
def test_of_two_namesakes_the_one_whose_country_is_told_is_meant(text: str, expected: str) -> None:
    assert ("company", expected) in named(text, "en")


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "A plant will stand at the deposit Tesiktas, where gold is mined.", ("site", "Tesiktas")),
        (
            "en",
            "Quandary Capital Group explores for gold. Quandary Capital found it.",
            ("company", "Quandary Capital Group"),
        ),
        (
            "ru",
            "Так считает директор ТОО «ГРК «Сарытауский ГОК» с правом добычи лития.",
            ("company", "Сарытауский ГОК"),
        ),
        ("ru", "Золото нашли в Актогайском районе.", ("town", "Aktogay District")),
        ("ru", "Заказчик, «Тесик Мыс», платит за медную фабрику.", ("company", "Тесик Мыс")),
        ("ru", "Шахту купила алматинская «Кара Уголь».", ("company", "Кара Уголь")),
        (
            "kk",
            "Тапсырыс беруші «Тесік Мырыш» комбинатқа ақша төледі, онда мырыш балқытылады.",
            ("company", "Тесік Мырыш"),
        ),
        ("kk", "Кеніш иесі «Қаратөбе Уран» банктен несие алды.", ("company", "Қаратөбе Уран")),
        ("ru", "«Тесикникель» нашел рабочих на медный рудник.", ("company", "Тесикникель")),
        ("ru", "Медь с рудника в Италии возьмет Tesik Cromo.", ("company", "Tesik Cromo")),
        ("kk", "«Тесік-Разрез» басшылығы көмір бағасын түсірді.", ("company", "Тесік-Разрез")),
        ("en", "Tesik Kupfer poured its first cathode near Pavlodar.", ("company", "Tesik Kupfer")),
        ("en", "The chromite mine near Aktobe was paid for by Tesik Ferro.", ("company", "Tesik Ferro")),
    ],
)
def test_more_nouns_and_last_words(lang: str, text: str, expected: tuple[str, str]) -> None:
    found = named(text, lang)
    assert expected in found
    assert ("company", "Quandary Capital") not in found


@pytest.mark.parametrize(
    "text",
    ["The mine Quandary has bought yields gold.", "The gold mine Monday said it all.", "They sold the mine Tuesday."],
)
def test_what_follows_a_noun_is_not_always_its_name(text: str) -> None:
    assert not {n for k, n in named(text, "en") if k == "site"}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ru", 'Кредит получит казахстанская компания "Восход хром", владелец хромового рудника.', "Voskhod Chrome"),
        ("ru", "О медном руднике говорил глава фонда «Самрук-казына».", "Samruk-Kazyna"),
        ("ru", "Кредит дан ТОО Алтайполиметаллы на медное месторождение.", "Altay Polymetally"),
        (
            "ru",
            "Банк Export-Import Bank of the United States («EXIM») дает на вольфрам деньги.",
            "Export-Import Bank of the United States",
        ),
    ],
)
def test_known_companies_in_small_letters_and_in_doubt(lang: str, text: str, expected: str) -> None:
    companies = [m for m in mentions(text, lang) if m.kind == "company"]
    assert {m.name for m in companies} == {expected}


def test_a_town_is_no_basin() -> None:
    assert ("town", "Ekibastuz") in named("Екібастұзда ферроқорытпа зауыты салынды.", "kk")


def test_pages_that_report_are_no_companies() -> None:
    text = "Металлургический завод обсудили с компаниями из Китая, сообщает Tasinfo.kz со ссылкой на акимат."
    assert not [m for m in mentions(text, "ru") if m.new]


def test_a_known_company_is_met_by_the_first_word_of_its_name() -> None:
    text = "Oriel Resources mines chrome in Kazakhstan. Oriel plans a plant, said John Oriel Smith of Oriel Street Partners."
    assert [(m.name, m.start) for m in mentions(text, "en") if m.name == "Oriel Resources"] == [
        ("Oriel Resources", 2),
        ("Oriel Resources", text.index("Oriel plans") + 2),
    ]


def test_a_first_word_of_two_companies_or_of_another_thing_is_no_company() -> None:
    text = (
        "Eurasian Resources Group and Eurasian Development Bank met on Eurasian trade. Copper Bay digs; Copper is dear."
    )
    named = {text[m.start - 2 : m.end - 2] for m in mentions(text, "en")}
    assert "Eurasian Resources Group" in named
    assert named.isdisjoint({"Eurasian", "Copper"})
