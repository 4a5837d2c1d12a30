"""A hundred and more reports of two dozen events, made of facts and phrases: five outlets tell each event, an English and a
Russian agency, a Kazakh one, a Russian paper in its own words and an English teaser. The events lie within a month, so that
most have others beside them that share a company, a site, a metal or all their words. Companies and events are invented."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

START = datetime(2025, 4, 1, 5, 0, tzinfo=UTC)

COMPANIES = {
    "borealis": ("Borealis Metals", "Borealis Metals", "Borealis Metals", ("Canadian", "канадская", "канадалық")),
    "hualong": ("Hualong Mining", "Hualong Mining", "Hualong Mining", ("Chinese", "китайская", "қытайлық")),
    "nordkap": (
        "Nordkap Resources",
        "Nordkap Resources",
        "Nordkap Resources",
        ("Norwegian", "норвежская", "норвегиялық"),
    ),
    "toyoda": ("Toyoda Trading", "Toyoda Trading", "Toyoda Trading", ("Japanese", "японская", "жапондық")),
    "hanbit": ("Hanbit Steel", "Hanbit Steel", "Hanbit Steel", ("South Korean", "южнокорейская", "оңтүстіккореялық")),
    "anatol": ("Anatol Maden", "Anatol Maden", "Anatol Maden", ("Turkish", "турецкая", "түркиялық")),
    "sary": ("Sary Kazyna", "Сары Казына", "Сары Қазына", ("Kazakh", "казахстанская", "қазақстандық")),
    "ulken": ("Ulken Tau", "Улкен Тау", "Үлкен Тау", ("Kazakh", "казахстанская", "қазақстандық")),
    "altai": ("Altai Polymetal", "Алтай Полиметалл", "Алтай Полиметалл", ("Kazakh", "казахстанская", "қазақстандық")),
    "jetisu": ("Jetisu Copper", "Жетісу Коппер", "Жетісу Коппер", ("Kazakh", "казахстанская", "қазақстандық")),
}
SITES = {
    "kosmurun": ("Kosmurun", "Космурун", "Қосмұрын"),
    "shatyrkol": ("Shatyrkol", "Шатырколь", "Шатыркөл"),
    "bestobe": ("Bestobe", "Бестобе", "Бестөбе"),
    "karagaily": ("Karagaily", "Карагайлы", "Қарағайлы"),
    "sayak": ("Sayak", "Саяк", "Саяқ"),
    "tokhtar": ("Tokhtar", "Тохтар", "Тоқтар"),
    "maikain": ("Maikain", "Майкаин", "Майқайың"),
    "zhairem": ("Zhairem", "Жайрем", "Жәйрем"),
}
METALS = {
    "copper": ("copper", "меди", "мыс"),
    "gold": ("gold", "золота", "алтын"),
    "zinc": ("zinc", "цинка", "мырыш"),
    "lead": ("lead", "свинца", "қорғасын"),
    "tungsten": ("tungsten", "вольфрама", "вольфрам"),
    "manganese": ("manganese", "марганца", "марганец"),
}

PHRASES = tomllib.loads((Path(__file__).parent / "story_phrases.toml").read_text(encoding="utf-8"))
OUTLETS = (("en", 0, 0), ("ru", 0, 2), ("kk", 0, 5), ("ru", 1, 20), ("en", 1, 27))
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Report:
    story: int
    lang: str
    title: str
    text: str
    published: datetime

    @property
    def name(self) -> str:
        return f"{self.story}-{self.published:%d%H}-{self.lang}"


def reports() -> Iterator[Report]:
    """All reports, event by event. An event's facts follow from its number, so that they are the same every day."""
    kinds, sites, metals = list(PHRASES), list(SITES), list(METALS)
    foreign, local = list(COMPANIES)[:6], list(COMPANIES)[6:]
    for number in range(24):
        kind = kinds[number % 4]
        facts = {
            "a": foreign[(number // 2) % 6],
            "b": local[(number // 3) % 4],
            "s": sites[(number * 5 + number // 8) % 8],
            "m": metals[(number * 7 + number // 6) % 6],
            "x": f"{17 + (number * 137) % 873}",
            "t": 1_300 + (number * 7_919) % 88_000,
            "p": f"{2 + (number * 31) % 180 / 10:.1f}",
        }
        moment = START + timedelta(hours=14 * number)
        for lang, wording, hours in OUTLETS:
            yield _told(number, kind, lang, wording, moment + timedelta(hours=hours), facts)


def _told(number: int, kind: str, lang: str, wording: int, moment: datetime, facts: dict[str, object]) -> Report:
    place = ("en", "ru", "kk").index(lang)
    buyer, seller = COMPANIES[str(facts["a"])], COMPANIES[str(facts["b"])]
    nation = buyer[3][place]
    values = {
        "a": buyer[place],
        "b": seller[place],
        "na": nation if lang != "ru" else nation.capitalize(),
        "s": SITES[str(facts["s"])][place],
        "m": METALS[str(facts["m"])][place],
        "x": facts["x"],
        "t": f"{facts['t']:,}".replace(",", "," if lang == "en" else " "),
        "p": str(facts["p"]).replace(".", "." if lang == "en" else ","),
        "w": DAYS[moment.weekday()],
    }
    phrase = PHRASES[kind][lang][wording]
    return Report(number, lang, phrase["title"].format(**values), phrase["text"].format(**values), moment)
