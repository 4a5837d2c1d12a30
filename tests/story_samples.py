"""Reports of events in three languages, written for the tests: the same event in several words, and events that only look
alike. ``STORIES`` holds what belongs together; every other pair is apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2025, 3, 10, 6, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """A report: ``hours`` after START, in a story or in none."""

    name: str
    story: str | None
    lang: str
    hours: float
    title: str
    text: str
    kind: str = "press"

    @property
    def published(self) -> datetime:
        return START + timedelta(hours=self.hours)

    @property
    def link(self) -> str:
        return f"https://news.example/{self.name}"


REPORTS = (
    Told(
        "a1",
        "buy",
        "en",
        0,
        "Meridian Copper agrees to buy Karatas mine for $214 mln",
        "Canada's Meridian Copper has signed an agreement to buy the Karatas copper mine in Kazakhstan's Zhetysu region from"
        " Altyn Invest for $214 million, the company said on Monday. Karatas produced 11,400 tonnes of copper last year.",
        "agency",
    ),
    Told(
        "a2",
        "buy",
        "ru",
        2,
        "Meridian Copper покупает рудник Каратас за 214 млн долларов",
        "Канадская Meridian Copper подписала соглашение о покупке медного рудника Каратас в Жетысуской области у компании"
        " Altyn Invest. Сумма сделки составит 214 млн долларов. В прошлом году рудник выпустил 11,4 тыс. тонн меди.",
    ),
    Told(
        "a3",
        "buy",
        "kk",
        5,
        "Meridian Copper Қаратас кенішін 214 млн долларға сатып алады",
        "Канаданың Meridian Copper компаниясы Жетісу облысындағы Қаратас мыс кенішін Altyn Invest компаниясынан сатып алу"
        " туралы келісімге қол қойды. Мәміле құны – 214 млн доллар. Былтыр кеніш 11,4 мың тонна мыс өндірген.",
    ),
    Told(
        "a4",
        "buy",
        "en",
        9,
        "Meridian Copper agrees to buy Karatas mine - Ore Dispatch",
        "Canada's Meridian Copper has signed an agreement to buy the Karatas copper mine in Kazakhstan's Zhetysu region from…",
    ),
    Told(
        "a5",
        "buy",
        "ru",
        26,
        "Канадцы пришли за медью Каратаса",
        "Сделка на $214 млн сделает Meridian Copper заметным игроком: вместе с рудником Каратас ей достанется лицензия на"
        " фланги. Продавец, Altyn Invest, обещает пустить деньги на золото.",
    ),
    # The same buyer, the same week, another deal.
    Told(
        "b1",
        "drill",
        "en",
        30,
        "Meridian Copper hires Terra Drilling for Sholak exploration",
        "Canada's Meridian Copper has signed a contract with Terra Drilling for 38,000 metres of drilling at the Sholak gold"
        " prospect in Kostanay region. The work will cost $6.5 million and end in 2027.",
        "agency",
    ),
    Told(
        "b2",
        "drill",
        "ru",
        33,
        "Terra Drilling пробурит 38 тыс. метров на Шолаке",
        "Канадская Meridian Copper заключила с Terra Drilling контракт на бурение 38 тыс. метров на золотом участке Шолак в"
        " Костанайской области. Стоимость работ — 6,5 млн долларов, срок — до 2027 года.",
    ),
    # One minister, two embassies, the same words.
    Told(
        "c1",
        "france",
        "en",
        50,
        "Sharlapaev meets ambassador of France",
        "Industry minister Kanat Sharlapaev met the ambassador of France on Wednesday. The sides discussed cooperation in"
        " uranium and critical minerals and agreed to hold a business forum in Paris.",
    ),
    Told(
        "c2",
        "france",
        "ru",
        51,
        "Шарлапаев встретился с послом Франции",
        "Министр промышленности Канат Шарлапаев принял посла Франции. Стороны обсудили сотрудничество в области урана и"
        " критических минералов и договорились провести бизнес-форум в Париже.",
    ),
    Told(
        "d1",
        "korea",
        "en",
        52,
        "Sharlapaev meets ambassador of South Korea",
        "Industry minister Kanat Sharlapaev met the ambassador of South Korea on Wednesday. The sides discussed cooperation in"
        " lithium and critical minerals and agreed to hold a business forum in Seoul.",
    ),
    Told(
        "d2",
        "korea",
        "ru",
        54,
        "Шарлапаев встретился с послом Южной Кореи",
        "Министр промышленности Канат Шарлапаев принял посла Южной Кореи. Стороны обсудили сотрудничество в области лития и"
        " критических минералов и договорились провести бизнес-форум в Сеуле.",
    ),
    # Results in the same words: another plant on the same day, the same plant a quarter later.
    Told(
        "e1",
        "tas",
        "ru",
        60,
        "Тасбулакский комбинат увеличил выпуск цинка",
        "За первый квартал Тасбулакский комбинат выпустил 52,3 тыс. тонн цинка, на 4,1% больше, чем годом ранее, сообщила"
        " пресс-служба предприятия. Отгружено 51,8 тыс. тонн.",
    ),
    Told(
        "e2",
        "tas",
        "kk",
        62,
        "Тасбұлақ комбинаты мырыш өндірісін арттырды",
        "Бірінші тоқсанда Тасбұлақ комбинаты 52,3 мың тонна мырыш шығарды, бұл былтырғыдан 4,1 пайызға көп. Тұтынушыларға"
        " 51,8 мың тонна жөнелтілді.",
    ),
    Told(
        "f1",
        None,
        "ru",
        61,
        "Каргалинский комбинат увеличил выпуск цинка",
        "За первый квартал Каргалинский комбинат выпустил 18,7 тыс. тонн цинка, на 2,6% больше, чем годом ранее, сообщила"
        " пресс-служба предприятия. Отгружено 18,2 тыс. тонн.",
    ),
    Told(
        "g1",
        None,
        "ru",
        60 + 91 * 24,
        "Тасбулакский комбинат увеличил выпуск цинка",
        "За второй квартал Тасбулакский комбинат выпустил 54,9 тыс. тонн цинка, на 3,2% больше, чем годом ранее, сообщила"
        " пресс-служба предприятия. Отгружено 54,1 тыс. тонн.",
    ),
    # The first deal again, months later: another story of the same deal.
    Told(
        "h1",
        "closed",
        "en",
        80 * 24,
        "Meridian Copper completes purchase of Karatas",
        "Meridian Copper said on Thursday it has completed the $214 million acquisition of the Karatas copper mine in Zhetysu"
        " region from Altyn Invest after approval by the competition agency.",
        "company",
    ),
    Told(
        "h2",
        "closed",
        "ru",
        80 * 24 + 4,
        "Meridian Copper закрыла сделку по Каратасу",
        "Meridian Copper завершила покупку медного рудника Каратас у Altyn Invest. Сделка стоимостью 214 млн долларов"
        " одобрена антимонопольным ведомством.",
    ),
    # A digest speaks of several events and must not make them one.
    Told(
        "k1",
        None,
        "en",
        56,
        "The week in Kazakh mining",
        "Meridian Copper will pay $214 million for the Karatas copper mine of Altyn Invest. It also hired Terra Drilling"
        " for 38,000 metres at Sholak, worth $6.5 million. Minister Kanat Sharlapaev met the ambassador of France and the"
        " ambassador of South Korea, a forum in Paris and one in Seoul were agreed. Tasbulak made 52,300 tonnes of zinc,"
        " 4.1% more, and shipped 51,800.",
    ),
    # Passing mentions and market reports.
    Told(
        "i1",
        None,
        "en",
        12,
        "Copper ends the week higher",
        "Copper rose 1.2% in London on Friday as stocks fell and traders weighed news from Chile, Kazakhstan and China.",
    ),
    Told(
        "j1",
        None,
        "ru",
        40,
        "Altyn Invest назначила нового директора",
        "Совет директоров Altyn Invest назначил генеральным директором Марата Оспанова. Прежде он возглавлял рудник Каратас.",
    ),
)
STORIES = {story: {r.name for r in REPORTS if r.story == story} for story in {r.story for r in REPORTS} - {None}}
