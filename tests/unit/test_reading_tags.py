"""What a story is about: metals, partners, companies, places."""

from __future__ import annotations

import pytest

from tui.model import Document
from tui.reading import read

HEADS = {"en": "Mining in Kazakhstan", "ru": "Горная отрасль Казахстана", "kk": "Қазақстанның тау-кен саласы"}


def tagged(text: str, lang: str = "en"):  # type: ignore[no-untyped-def]
    return read(Document(HEADS[lang], text, lang=lang))


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The mine yields zinc and lead concentrate.", {"zinc", "lead"}),
        ("en", "Talks lead to a new copper mine.", {"copper"}),
        ("en", "Pig iron and ferrochrome output rose at the works.", {"steel", "ferroalloys"}),
        ("ru", "Комбинат выпускает свинцово-цинковый концентрат.", {"lead", "zinc"}),
        ("ru", "Рабочие стали добывать больше меди.", {"copper"}),
        ("ru", "Выплавка стали выросла, глинозема - упала.", {"steel", "aluminium"}),
        ("ru", "Ищут редкие и редкоземельные металлы.", {"rare-metals", "rare-earths"}),
        ("ru", "Новости меди сообщил министр энергетики и угольной промышленности Украины.", {"copper"}),
        ("en", "Diamond core drilling hit copper; rubies and lapis lazuli came up, too.", {"copper", "gemstones"}),
        ("kk", "«Полиметалл Тобыл» алтын өндіреді.", {"gold"}),
        ("ru", "Медведев посетил рудник по добыче угля.", {"coal"}),
        ("kk", "Кеніште мыс пен алтын өндіріледі.", {"copper", "gold"}),
        ("kk", "Мысалы, бұл кеніште мырыш бар, жаңа фабрика болатын.", {"zinc"}),
        ("kk", "Түсті металдар мен вольфрам кеніші ашылды.", {"base-metals", "tungsten"}),
    ],
)
def test_commodities(lang: str, text: str, expected: set[str]) -> None:
    assert set(tagged(text, lang).commodities) == expected


def test_kazakh_in_latin_letters_writes_no_soft_sign() -> None:
    found = read(Document("Bıyl oblysta volfram men nıkel keniniń zaýyty ashylady.", "", lang="kk"))
    assert set(found.commodities) == {"tungsten", "nickel"}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Chinese investors will build a copper smelter.", {"CN"}),
        ("en", "The mine exports copper to China, India and Turkey.", set()),
        ("en", "Silver Maple Resources, a Toronto-listed explorer, found gold.", {"CA"}),
        ("ru", "Компания из Турции построит обогатительную фабрику, подписано соглашение.", {"TR"}),
        ("ru", "Покупателями меди остаются Китай, Россия и Германия.", set()),
        ("kk", "Түркия инвесторы алтын кенішін ашпақ.", {"TR"}),
        ("kk", "Жапония инвесторы уран кенішін ашпақ. Сонда Австралия мен Канаданы басып озамыз.", {"JP"}),
        ("en", "A copper deal was signed with investors of the Republic of Congo, the Congolese side said.", {"CG"}),
        ("en", "A copper deal was signed with investors of Congo.", {"CD"}),
    ],
)
def test_countries_are_those_of_partners(lang: str, text: str, expected: set[str]) -> None:
    reading = tagged(text, lang)
    assert set(reading.countries) == expected
    assert reading.foreign is bool(expected)


def test_a_development_bank_is_foreign_and_has_no_country() -> None:
    reading = tagged("The EBRD will lend $40 million to a gold mine of Altynalmas.")
    assert reading.foreign
    assert reading.countries == ()


def test_kazakh_groups_are_kazakh_wherever_they_are_listed() -> None:
    assert not tagged("KAZ Minerals and ERG mined more copper and chrome.").foreign


def test_ministries_and_news_agencies_are_no_companies_of_the_sector() -> None:
    text = "The Ministry of Industry and Construction told Kazinform that Kazzinc mines zinc."
    assert tagged(text).companies == ("Kazzinc",)


def test_a_company_changed_hands() -> None:
    from datetime import UTC, datetime

    def countries(year: int) -> tuple[str, ...]:
        published = datetime(year, 5, 1, tzinfo=UTC)
        return read(
            Document("Uranium One mines in Kazakhstan", "Uranium One mined uranium.", published, "en")
        ).countries

    assert countries(2009) == ("CA",)
    assert countries(2020) == ("RU",)


def test_a_denied_sale_has_no_partner() -> None:
    text = "There are no talks with any Chinese company on the uranium mine, Kazatomprom said."
    assert not read(Document("Kazatomprom denies sale", text, lang="en")).foreign


def test_datelines_are_no_places() -> None:
    text = "KARAGANDA. KAZINFORM – Kazzinc opened a zinc mine in East Kazakhstan."
    assert "Karaganda Region" not in read(Document("Kazakhstan opens a mine", text, lang="en")).places


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "ru",
            "Снизили добычу угля все области. Павлодарская дала 6 млн т, Карагандинская - 2 млн.",
            {"pavlodar", "karaganda"},
        ),
        ("ru", "Рудное поле изучено, золото найдено.", set()),
    ],
)
def test_regions_named_by_their_adjective_alone(lang: str, text: str, expected: set[str]) -> None:
    named = {m.id for m in tagged(text, lang).mentions if m.kind in ("region", "town")}
    assert named == expected


def test_metals_in_the_title_of_a_law_are_no_subject() -> None:
    text = "Добыто 40 тонн золота. По закону «О драгоценных металлах и драгоценных камнях» его скупает государство."
    assert tagged(text, "ru").commodities == ("gold",)


def test_metals_of_mines_abroad_are_no_subject() -> None:
    text = "Трейдер продает золотой рудник Васильковский. На торгах и медные рудники Серро в Перу и Панда в Чили."
    found = tagged(text, "ru")
    assert found.commodities == ("gold",)
    assert found.places == ("Vasilkovskoye",)


def test_a_city_where_ministers_met_is_no_partner() -> None:
    text = "В Вене министр энергетики встретился с главой атомного агентства Китая, который хочет покупать уран."
    assert tagged(text, "ru").countries == ("CN",)


def test_buyers_in_the_statistics_of_trade_are_no_partners() -> None:
    story = Document(
        "Турки вдвое увеличили закупки меди", "Экспорт катодной меди из Казахстана вырос на 40%.", lang="ru"
    )
    assert read(story).countries == ()


def test_a_company_in_quotes_within_quotes_is_called_by_the_inner_name() -> None:
    assert "Тасты Цинк" in tagged("Руду добывает ТОО «СП «Тасты Цинк» в Казахстане.", "ru").companies


def test_what_somebody_says_is_no_company() -> None:
    text = '"These are not just good pods," company President Bert Kennedy said of the copper drilling.'
    assert tagged(text).companies == ()


def test_a_site_that_a_company_is_named_after_is_a_place_where_the_company_leads() -> None:
    opening = "АО «ШалкияЦинк» увеличило добычу цинка."
    assert "Shalkiya" in tagged(opening, "ru").places
    filler = "Свинцово-цинковой руды извлекли больше, а свинца выпущено меньше, подсчитали в ведомстве. " * 8
    assert "Shalkiya" not in tagged(filler + "Цинк добывает и АО «ШалкияЦинк».", "ru").places


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "kk",
            "Барлау Қарағанды, Алматы және Ақтөбе облыстарында басталды, мыс ізделеді.",
            {"karaganda", "almaty-region", "aktobe"},
        ),
        ("ru", "Рудник золота открыт в Мартукском районе.", {"martuk-district"}),
    ],
)
def test_regions_in_lists_and_districts(lang: str, text: str, expected: set[str]) -> None:
    assert {m.id for m in tagged(text, lang).mentions if m.kind in ("region", "town")} == expected


def test_countries_that_partnerships_join_are_partners() -> None:
    story = Document(
        "Gallium and graphite plants planned in Kazakhstan",
        "The plants will make gallium. Strategic partnerships exist with the EU, the U.S., Japan and South Korea.",
        lang="en",
    )
    assert set(read(story).countries) == {"EU", "US", "JP", "KR"}


def test_gold_reserves_in_the_ground_are_no_central_banks() -> None:
    story = Document(
        "Kazakhstan's gold reserves grow",
        "Shokpar and Gagarinskoye hold 21 tons of gold, the national mining company says. The deposits lie near Korday.",
        lang="en",
    )
    assert read(story).relevant


def test_slabs_of_titanium_are_no_steel() -> None:
    text = (
        "The venture will cast titanium slabs. Titanium sponge comes from the plant. The titanium is rolled abroad. "
        "Titanium is dear; 6,000 tonnes of slabs are planned."
    )
    assert tagged(text).commodities == ("titanium",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kazakhstan's miners ship more coal. Swiss traders signed for 3 million tonnes; Poland and Cyprus came next.",
            set(),
        ),
        (
            "Coal may not leave by road. Last year Uzbekistan and Kyrgyzstan, which are served by road, took more.",
            set(),
        ),
        ("Coal deposits will be studied by Kazakhstan and Germany.", {"DE"}),
    ],
)
def test_customers_and_joined_countries(text: str, expected: set[str]) -> None:
    story = Document("Coal of Kazakhstan: exports", text, lang="en")
    assert set(read(story).countries) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "ru",
            "Угольную шахту ведет Qarmet; раньше комбинат, прежде называвшийся «АрселорМиттал Темиртау», ее продавал.",
        ),
        ("en", "Solidcore Resources, as Polymetal has been called since last year, mines gold here."),
        ("en", "Arkalyk Copper holds the largest coal licence in the country next to Rio Tinto and Fortescue."),
        ("ru", "Qarmet добыл больше угля. Напомним, завод был куплен у ArcelorMittal."),
        ("en", "Coal rights belong to a firm registered in the British Virgin Islands."),
    ],
)
def test_former_names_rivals_reminders_and_letter_boxes_bring_no_partner_in(lang: str, text: str) -> None:
    reading = tagged(text, lang)
    assert not reading.countries
    assert not reading.foreign


def test_investors_of_several_countries_take_part_wherever_they_are_told() -> None:
    text = (
        "Кен іздеу 2030 жылға дейін созылады. " * 12
        + "Мысты Аустралия, Ұлыбритания және Германия инвесторлары іздейді."
    )
    assert set(tagged(text, "kk").countries) == {"AU", "GB", "DE"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Debt for the copper plant is sought in talks with development banks and international lenders."),
        ("ru", "О деньгах для золотой фабрики ведутся переговоры с международными финансовыми институтами."),
        ("kk", "Мыс кенішіне шетелдік инвесторлар тартылмақ."),
    ],
)
def test_partners_from_abroad_without_a_name_make_a_story_foreign(lang: str, text: str) -> None:
    reading = tagged(text, lang)
    assert reading.foreign
    assert not reading.countries


def test_a_region_is_called_as_it_was_at_the_time() -> None:
    text = "Уран добывают в Южно-Казахстанской области и на востоке, где восточноказахстанский рудник дает медь."
    assert set(tagged(text, "ru").places) == {"South Kazakhstan Region", "East Kazakhstan Region"}


def test_a_site_is_known_by_its_russian_adjective_in_latin_letters() -> None:
    assert tagged("A new shaft of the Zhairemsky mine yields zinc.").places == ("Zhairem",)


def test_a_combine_is_a_place_and_a_company() -> None:
    reading = tagged("«Қазақстан электролиз зауыты» АҚ алюминий шығарды.", "kk")
    assert "Kazakhstan Electrolysis Plant" in reading.companies
    assert "Kazakhstan Electrolysis Plant" in reading.places


def test_a_group_of_metals_named_once_in_passing_is_no_subject() -> None:
    text = (
        "The smelter will yield copper. " * 15
        + "Nothing like it was built in the base metals of the region. Copper is dear."
    )
    assert tagged(text).commodities == ("copper",)


@pytest.mark.parametrize(("metal", "site"), [("угля", "Molodezhny"), ("хромовой руды", "Molodezhnaya mine")])
def test_of_two_sites_of_one_name_the_one_is_meant_that_yields_the_storys_metal(metal: str, site: str) -> None:
    assert tagged(f"Добыча {metal} на «Молодежном» выросла на шесть процентов.", "ru").places == (site,)


def test_a_site_is_known_in_any_gender_of_its_adjective() -> None:
    assert "Vostochno-Ayatskoye" not in tagged("Mr Ayatsky spoke of bauxite at dinner.").places
    assert tagged("Bauxite comes from the Ayatsky mine.").places == ("Ayat",)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "en",
            "The European Union has found a partner in Kazakhstan for raw materials at a forum in Doha, Qatar.",
            {"EU"},
        ),
        ("en", "The copper memorandum was initialled on the margins of a congress at Sharm El Sheikh, Egypt.", set()),
        ("ru", "Добыча урана в стране выросла вшестеро, тогда как Канада и Австралия топтались на месте.", set()),
        ("ru", "Часть урана компания добывает сама, часть вместе с иностранными партнерами.", set()),
        ("kk", "Шикізат болашақта Руанда мен Ауғанстаннан әкелінуі ықтимал, келіссөз жүріп жатыр.", {"RW", "AF"}),
        ("kk", "Шетелдік инвесторлардың ықыласы зор, бірақ кен – елдікі.", set()),
    ],
)
def test_who_is_a_partner_and_who_is_only_named(lang: str, text: str, expected: set[str]) -> None:
    reading = tagged(text, lang)
    assert set(reading.countries) == expected
    assert reading.foreign is bool(expected)


def test_kazakh_in_latin_letters_tells_partners_too() -> None:
    story = Document("Volfram zaýyty salynyp jatyr", "Qytaı kapıtalyna súıengen kásiporyn volfram óndiredi.", lang="kk")
    assert read(story).countries == ("CN",)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ru", "Конаев. 28 августа. КазТАГ – На руднике Сырымбет добывают олово.", {"Syrymbet"}),
        (
            "ru",
            "ПАВЛОДАРСКАЯ ОБЛАСТЬ. 15 января. КАЗИНФОРМ — На разрезе «Восточный» пустили конвейер.",
            {"Pavlodar Region", "Vostochny mine"},
        ),
        ("kk", "ӨСКЕМЕН. ҚазАқпарат – Бақыршық кенішінде алтын өндірілді.", {"Bakyrchik"}),
        (
            "ru",
            "Возьмем Костанайскую область, где добывают железную руду. В Актюбинской, напротив, плавят хром.",
            {"Kostanay Region", "Aktobe Region"},
        ),
        ("ru", "Рудный экспорт обвалился: медь подешевела, завод встал.", set()),
        ("kk", "Васильков алтын кенінің қоры толықты.", {"Vasilkovskoye"}),
    ],
)
def test_places_of_agencies_and_regions_without_their_noun(lang: str, text: str, expected: set[str]) -> None:
    assert set(tagged(text, lang).places) == expected


def test_exchanges_and_economic_zones_are_no_companies() -> None:
    story = "Silver Maple Resources Ltd (TSX VENTURE:SMR) mines copper. Its AIM shares and TSX shares rose."
    assert set(tagged(story).companies) == {"Silver Maple Resources"}
    story = "В СЭЗ «Тасбулакская» строят завод ферросилиция. На площадке зоны «Тасбулакская» будет и медь."
    assert not tagged(story, "ru").companies


def test_the_ulba_plant_is_a_company() -> None:
    reading = tagged("Үлбі металлургия зауытының базасында никель қорытпалары шығарылмақ.", "kk")
    assert (reading.companies, reading.places) == (("Ulba Metallurgical Plant",), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Uranium One revised its uranium estimates for Akbastau and Karatau.",
            {"akbastau-uranium", "karatau-uranium"},
        ),
        ("Kazakhmys lifted copper output at Akbastau.", {"akbastau-copper"}),
        ("The road from Karatau to the village of Akbastau was repaired.", set()),
    ],
)
def test_mines_that_share_their_names_are_told_apart_by_what_they_give(text: str, expected: set[str]) -> None:
    assert {m.id for m in tagged(text, "en").mentions if m.kind == "site"} == expected
