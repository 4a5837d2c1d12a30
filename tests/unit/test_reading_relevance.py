"""On the beat or off it: hard cases in three languages, each with its reasons."""

from __future__ import annotations

import pytest

from tui.model import Document
from tui.reading import read

ON = [
    (
        "ru",
        "Жители против песчаного карьера",
        "ТОО «Дала Кум» просит отвод под карьер строительного песка в Западно-Казахстанской области, сельчане против.",
    ),
    (
        "kk",
        "Өскемендегі отын Қытайға жөнелтілді",
        "Ядролық отынның жылу бөлетін құрамалары Үлбі металлургия зауытында жасалды, АЭС оларды күзде қабылдайды.",
    ),
    ("en", "Kazakh copper output rises", "Kazakhstan mined 12% more copper ore in the first half, the ministry said."),
    (
        "en",
        "ERG restarts its Congolese plant",
        "Eurasian Resources Group has restarted the Metalkol cobalt plant in Congo.",
    ),
    (
        "en",
        "New rules for subsoil users",
        "The Mazhilis passed a bill that eases exploration licences for solid minerals.",
    ),
    ("ru", "В Улытау нашли медь", "Геологи оценили запасы меди нового месторождения в области Улытау."),
    ("ru", "Шахтеры Караганды получили премии", "На шахте имени Костенко добыли миллионную тонну угля."),
    ("ru", "Аукцион по недрам", "Победители заплатили 3 млрд тенге за участки с золотом и медью."),
    ("kk", "Кеніште жаңа фабрика ашылды", "Қарағанды облысында мыс кенін байытатын фабрика іске қосылды."),
    (
        "ru",
        "«Тау-Кен Самрук» и Навоийский ГМК будут искать золото",
        "Геологи обоих посмотрят на пески Кызылкума, говорится в меморандуме.",
    ),
    ("en", "Polymetal raises gold output", "Polymetal poured 5% more gold in the quarter, it said."),
    ("kk", "Уран өндіру артты", "«Қазатомөнеркәсіп» былтыр 23 мың тонна уран өндірді."),
]
OFF = [
    ("en", "Tengiz output climbs", "Tengizchevroil pumped more crude oil at the Tengiz field in Kazakhstan."),
    (
        "en",
        "Miners switch off their rigs",
        "Bitcoin miners in Kazakhstan lost power; cryptocurrency farms moved to Russia.",
    ),
    ("en", "Gold for Kazakh boxers", "Kazakhstan's boxers won three gold medals and two silver at the championship."),
    (
        "en",
        "Central bank sells gold",
        "Kazakhstan's central bank cut its gold reserve by two tonnes, the World Gold Council said.",
    ),
    ("en", "Kyrgyz mine raises output", "Kumtor in Kyrgyzstan mined more gold; the region's leader is Kazakhstan."),
    (
        "en",
        "Copper hits a record",
        "Three-month copper on the London Metal Exchange rose; traders watched China and Kazakhstan.",
    ),
    ("en", "Land mines cleared", "Kazakhstan sent sappers to clear land mines from a minefield."),
    ("en", "Students of data mining", "A Kazakh university opens a course of data mining and process mining."),
    (
        "en",
        "Two neighbours sign thirty papers",
        "Kazakhstan and China signed papers on energy, farming, digital money and minerals. Trade with Kazakhstan grew.",
    ),
    (
        "kk",
        "Құрылыс материалдары қымбаттады",
        "Қазақстанда кірпіш, бетон және металл құрылымдары қымбаттады, ағаш Ресейден тасылады.",
    ),
    (
        "ru",
        "В хранилище показали золото Нацбанка",
        "Журналисты увидели золото Нацбанка Казахстана. Золото в слитках лежит на полках, тенге печатают рядом.",
    ),
    ("ru", "Золото на Азиаде", "Сборная Казахстана взяла золотую медаль, тренер доволен спортсменами."),
    (
        "ru",
        "Газовое месторождение запущено",
        "В Западном Казахстане начали добычу природного газа и конденсата на месторождении.",
    ),
    ("ru", "Майнинг обложат налогом", "Казахстанские майнеры криптовалюты заплатят больше за энергию."),
    ("ru", "День шахтера в Караганде", "На концерте в честь дня шахтера выступили певцы, фестиваль продлится три дня."),
    ("ru", "Слитки раскупают", "Казахстанцы купили в банках две тысячи мерных слитков золота."),
    (
        "ru",
        "Золото саков",
        "Археологи раскопали в кургане сакский могильник с золотом, находки передадут в музей Казахстана.",
    ),
    ("kk", "Алтын медаль", "Қазақстан құрамасы чемпионатта алтын медаль мен жүлде алды."),
    ("kk", "Мұнай өндіру өсті", "Қашаған кен орнында мұнай өндіру артты, баррель саны көбейді."),
    ("kk", "Altyn Bank бөлімше ашты", "Altyn Bank Шымкентте жаңа бөлімше ашты, салымшыларға теңге сыйлады."),
]


@pytest.mark.parametrize(("lang", "title", "text"), ON, ids=[t for _, t, _ in ON])
def test_on_the_beat(lang: str, title: str, text: str) -> None:
    reading = read(Document(title, text, lang=lang))
    assert reading.relevant, reading.reasons


@pytest.mark.parametrize(("lang", "title", "text"), OFF, ids=[t for _, t, _ in OFF])
def test_off_the_beat(lang: str, title: str, text: str) -> None:
    reading = read(Document(title, text, lang=lang))
    assert not reading.relevant, reading.reasons


def test_every_point_has_its_reason() -> None:
    reading = read(Document("Kazakh copper", "A copper mine in Kazakhstan opened.", lang="en"))
    assert reading.reasons
    assert all(r.rule.split(": ")[0] in ("mining", "kazakhstan", "against") and r.text for r in reading.reasons)
