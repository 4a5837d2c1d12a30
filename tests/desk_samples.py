"""An archive for the screens' tests: three languages, deals of several stages, figures over years, events of partners."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tui.archive import Archive
from tui.config.model import Config, FeedConfig
from tui.feeds.state import FeedState
from tui.ledger.entries import NewsEntry
from tui.ledger.settle import settle
from tui.model import Deal, Event, Evidence, Field, Item, Mention, Metric, Party, Reading

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ASTANA = FeedConfig("http://127.0.0.1:9/astana.xml", "Steppe Wire", language="en", kind="agency")
KURIER = FeedConfig("http://127.0.0.1:9/kurier.xml", "Горный курьер", language="ru")
KENSHI = FeedConfig("http://127.0.0.1:9/kenshi.xml", "Кенші жаршысы", language="kk")
CONFIG = Config(path=None, feeds=(ASTANA, KURIER, KENSHI), timezone="Asia/Almaty")

HOSTILE = (
    "[/foo] closes what was never opened",
    "[@click=app.bell()]x[/] rings",
    "\x1b]52;c;c3RvbGVu\x07clipboard \x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\ \x1b[2J\x1b[31mred",
    "\x9b31mC1 \x85next \x90dcs\x9c",
    "\u202eright to left\u202c \u2066isolate\u2069 zero\u200bwidth\ufeff",
    "long " * 20_000,
)
"""Titles as a stranger might write them."""


@dataclass
class Story:
    """One item and what is read in it; quotes are found in the text, so that every offset is right."""

    feed: FeedConfig
    hours: float
    title: str
    text: str
    relevant: bool = True
    countries: tuple[str, ...] = ()
    commodities: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    deals: list[Deal] = field(default_factory=list)
    metrics: list[Metric] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def source(self) -> str:
        return f"{self.title}\n\n{self.text}"

    def quote(self, text: str) -> Evidence:
        start = self.source.index(text)
        return Evidence(text, start, start + len(text), "sample")

    def field(self, name: str, text: str) -> Field:
        start = self.source.index(text)
        return Field(name, start, start + len(text))

    def mention(self, kind: str, text: str) -> None:
        start = self.source.index(text)
        self.mentions.append(Mention(kind, text, text, start, start + len(text)))

    def pair(self, number: int) -> tuple[Item, Reading]:
        lang = self.feed.language or "en"
        item = Item(
            guid=str(number),
            title=self.title,
            text=self.text,
            link=f"https://news.example/{number}",
            published=NOW - timedelta(hours=self.hours),
            language=lang,
        )
        reading = Reading(
            lang=lang,
            relevant=self.relevant,
            foreign=bool(self.countries),
            score=5.0,
            version="1",
            countries=self.countries,
            companies=self.companies,
            commodities=self.commodities,
            mentions=tuple(self.mentions),
            deals=tuple(self.deals),
            metrics=tuple(self.metrics),
            events=tuple(self.events),
        )
        return item, reading


def stories() -> list[Story]:
    """The items, newest first."""
    zijin = Story(
        ASTANA,
        1,
        "Zijin agrees to buy RG Gold for $1.2 billion",
        "Zijin Mining agreed on Friday to buy RG Gold, which runs the Raygorodok mine, for $1.2 billion.\n\n"
        "RG Gold produced 6 tonnes of gold in 2025. The companies signed the agreement in Astana on 19 November 2026.",
        countries=("CN",),
        commodities=("gold",),
    )
    bought = zijin.quote(zijin.text.split("\n")[0])
    zijin.deals = [
        Deal(
            "acquisition",
            "signed",
            bought,
            parties=(Party("Zijin Mining", "buyer", "CN"), Party("RG Gold", "target")),
            countries=("CN",),
            amount=1.2e9,
            currency="USD",
            commodities=("gold",),
            places=("Raygorodok",),
            date="2026-11-19",
            fields=(zijin.field("amount", "$1.2 billion"),),
        )
    ]
    zijin.metrics = [_metric(zijin, "RG Gold produced 6 tonnes of gold in 2025.", "RG Gold", 6, "gold", "2025")]
    zijin.events = [
        Event(
            "agreement",
            zijin.quote("The companies signed the agreement in Astana on 19 November 2026."),
            date="2026-11-19",
            parties=("Zijin Mining", "RG Gold"),
            countries=("CN",),
        )
    ]
    zijin.mention("company", "Zijin")
    zijin.mention("company", "RG Gold")
    zijin.mention("site", "Raygorodok")
    plan = Story(
        KURIER,
        2.5,
        "Казатомпром сократил план добычи урана на 2027 год",
        "Казатомпром сообщил, что добыл 25 839 тонн урана в 2025 году. План на 2027 год сокращён на десятую часть.",
        commodities=("uranium",),
    )
    plan.metrics = [
        _metric(
            plan,
            "Казатомпром сообщил, что добыл 25 839 тонн урана в 2025 году.",
            "Kazatomprom",
            25839,
            "uranium",
            "2025",
        )
    ]
    korea = Story(
        ASTANA,
        34,
        "SK ecoplant wins rights to explore lithium in East Kazakhstan",
        "SK ecoplant of South Korea signed a memorandum with Tau-Ken Samruk on lithium exploration.",
        countries=("KR",),
        commodities=("lithium",),
    )
    memo = korea.quote(korea.text)
    korea.deals = [
        Deal(
            "exploration",
            "memorandum",
            memo,
            parties=(Party("SK ecoplant", "partner", "KR"), Party("Tau-Ken Samruk")),
            countries=("KR",),
            commodities=("lithium",),
        )
    ]
    korea.events = [Event("memorandum", memo, parties=("SK ecoplant", "Tau-Ken Samruk"), countries=("KR",))]
    tungsten = Story(
        KENSHI,
        30,
        "Вольфрам өндірісі басталды: Боғұты зауыты іске қосылды",
        "Қытай компаниясы Боғұты кен орнында вольфрам зауытын іске қосты.",
        countries=("CN",),
        commodities=("tungsten",),
    )
    tungsten.events = [Event("commissioning", tungsten.quote(tungsten.text), date="2026-11-18", countries=("CN",))]
    border = Story(
        KURIER,
        50,
        "Приграничная разведка: Казахстан и Россия обсудили полиметаллы",
        "Стороны провели переговоры о разведке полиметаллов 17 ноября 2026 года.",
        countries=("RU", "UZ", "DE"),
        commodities=("polymetals",),
    )
    border.events = [Event("negotiation", border.quote(border.text), date="2026-11-17", countries=("RU",))]
    chinese = Story(
        ASTANA,
        54,
        "紫金矿业 confirms talks on Kazakh copper",
        "紫金矿业 said talks on a copper smelter worth $100 million go on; the plant would give 1,000 jobs.",
        countries=("CN",),
        commodities=("copper", "gold"),
    )
    chinese.deals = [
        Deal(
            "investment",
            "talks",
            chinese.quote(chinese.text),
            parties=(Party("紫金矿业", "", "CN"),),
            countries=("CN",),
            amount=100e6,
            currency="USD",
            jobs=1000,
        )
    ]
    old = [_past(number, day, kind, country) for number, (day, kind, country) in enumerate(_PAST)]
    weather = Story(ASTANA, 3, "Astana braces for the first snow", "Snow is expected.", relevant=False)
    return [zijin, plan, weather, korea, tungsten, border, chinese, *_figures(), *old]


_PAST = (
    ("2024-03-12", "meeting", "CN"),
    ("2024-06-20", "agreement", "DE"),
    ("2024-11-05", "memorandum", "KR"),
    ("2025-02-14", "construction", "CN"),
    ("2025-06-29", "agreement", "CN"),
    ("2025-09-03", "discovery", "KR"),
    ("2026-01-22", "dispute", "RU"),
    ("2026-04-17", "financing", "DE"),
    ("2026-08-30", "delivery", "RU"),
)


def _past(number: int, day: str, kind: str, country: str) -> Story:
    moment = datetime.fromisoformat(f"{day}T06:00:00+00:00")
    hours = (NOW - moment).total_seconds() / 3600
    story = Story(
        ASTANA, hours, f"Archive note {number}: a {kind}", f"A {kind} took place with {country}.", countries=(country,)
    )
    story.events = [Event(kind, story.quote(story.text), date=day, countries=(country,))]
    return story


def _figures() -> list[Story]:
    """Kazatomprom's output of earlier years, one report each."""
    found = []
    for year, tonnes in ((2022, 21_227), (2023, 21_112), (2024, 23_270)):
        story = Story(
            KURIER, (2026 - year) * 8766, f"Добыча урана в {year} году", f"Добыто {tonnes} тонн урана в {year} году."
        )
        story.metrics = [_metric(story, story.text, "Kazatomprom", tonnes, "uranium", str(year))]
        found.append(story)
    return found


def _metric(story: Story, sentence: str, subject: str, value: float, commodity: str, period: str) -> Metric:
    return Metric(subject, "production", value, "t", story.quote(sentence), period=period, commodity=commodity)


def state_of(feed: FeedConfig, error: str | None = None) -> FeedState:
    """A feed that was polled five minutes ago."""
    polled = NOW - timedelta(minutes=5)
    coming = NOW + timedelta(minutes=25)
    return FeedState(feed.url, last_poll=polled, last_success=polled, next_poll=coming, error=error)


def entry_of(story: Story) -> NewsEntry:
    """A story as a row of the news list."""
    item, reading = story.pair(1)
    moment = item.published or NOW
    told = reading.countries
    return NewsEntry(1, item.title, item.link, "Wire", "", "en", moment, moment, True, False, 1.0, countries=told)


def make_facts(story: Story, name: str) -> None:
    """A deal, a figure and an event that carry ``name`` wherever a name goes."""
    evidence = Evidence(story.text, len(story.title) + 2, len(story.source), "sample")
    party = Party(name, name, name[:40])
    story.deals = [
        Deal("investment", "signed", evidence, (party,), ("CN",), 1e6, name[:9], places=(name,), date=name[:30])
    ]
    story.metrics = [Metric(name, name, 5.0, name[:9], evidence, period=name[:30], commodity=name)]
    story.events = [Event(name, evidence, date="2026-11-01", parties=(name,), countries=("CN", name[:20]))]


def fill(path: Path, told: list[Story] | None = None, fetched: datetime = NOW) -> None:
    """Save stories (all of them by default) in the archive at ``path``, with healthy feeds but one, as a poll leaves
    them."""
    told = stories() if told is None else told
    with Archive.open(path) as archive:
        for feed in CONFIG.feeds:
            state = state_of(feed, "no answer within 20 s" if feed is KENSHI else None)
            pairs = [story.pair(number) for number, story in enumerate(told) if story.feed is feed]
            archive.save_poll(feed, state, pairs, fetched)
        settle(archive)


def fresh(number: int, minutes: float) -> Story:
    """An item that arrives while the desk is open."""
    title = f"Fresh item {number}"
    return Story(ASTANA, -minutes / 60, title, f"{title} tells of copper.", commodities=("copper",))
