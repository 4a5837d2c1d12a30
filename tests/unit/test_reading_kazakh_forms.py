"""What each form of a Kazakh verb tells of an undertaking: done, under way, meant, open, settled, called off."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

import pytest

from tui.model import Document
from tui.reading import read

TITLE = "Тау-кен саласының жаңалықтары"


class Verb(NamedTuple):
    """The forms of a verb: its past, participle, converb, intention, aorist and noun, and the noun's object and dative."""

    past: str
    participle: str
    converb: str
    meant: str
    aorist: str
    noun: str
    object: str
    dative: str


POUR = Verb("құйды", "құйған", "құйып", "құймақ", "құяды", "құю", "құюды", "құюға")
PUT = Verb("салды", "салған", "салып", "салмақ", "салады", "салу", "салуды", "салуға")
SPEND = Verb("жұмсады", "жұмсаған", "жұмсап", "жұмсамақ", "жұмсайды", "жұмсау", "жұмсауды", "жұмсауға")
BUY = Verb(*(f"сатып {form}" for form in ("алды", "алған", "алып", "алмақ", "алады", "алу", "алуды", "алуға")))
SELL = Verb("сатты", "сатқан", "сатып", "сатпақ", "сатады", "сату", "сатуды", "сатуға")
LEND = Verb("берді", "берген", "беріп", "бермек", "береді", "беру", "беруді", "беруге")
BORROW = Verb("алды", "алған", "алып", "алмақ", "алады", "алу", "алуды", "алуға")
FOUND = Verb("құрды", "құрған", "құрып", "құрмақ", "құрады", "құру", "құруды", "құруға")
SEARCH = Verb("барлады", "барлаған", "барлап", "барламақ", "барлайды", "барлау", "барлауды", "барлауға")
SUPPLY = Verb("жеткізді", "жеткізген", "жеткізіп", "жеткізбек", "жеткізеді", "жеткізу", "жеткізуді", "жеткізуге")
ERECT = Verb("тұрғызды", "тұрғызған", "тұрғызып", "тұрғызбақ", "тұрғызады", "тұрғызу", "тұрғызуды", "тұрғызуға")
RAISE = Verb("тартты", "тартқан", "тартып", "тартпақ", "тартады", "тарту", "тартуды", "тартуға")

ITEMS = [
    ("Қытайдың CITIC компаниясы Бенқала мыс кенішіне 200 млн доллар {}.", POUR, "investment", 200e6),
    ("Қытайдың CITIC компаниясы Бенқала мыс кенішіне 200 млн доллар {}.", PUT, "investment", 200e6),
    ("Қытайдың CITIC компаниясы Бенқала мыс кенішіне 200 млн доллар {}.", SPEND, "investment", 200e6),
    ("«Қазақмыс» Балқашта құны 45 млрд теңге болатын мыс зауытын {}.", ERECT, "investment", 45e9),
    ("«Алтыналмас» Абай облысындағы жобаға 60 млрд теңге {}.", RAISE, "investment", 60e9),
    ("Қытайдың CITIC компаниясы Бенқала кенішінің 51 пайызын 200 млн долларға {}.", BUY, "acquisition", 200e6),
    ("«Қазақмыс» Бенқала кенішінің 51 пайызын CITIC компаниясына 200 млн долларға {}.", SELL, "acquisition", 200e6),
    ("Еуропа қайта құру және даму банкі «Қазақмысқа» 200 млн доллар несие {}.", LEND, "financing", 200e6),
    ("«Қазақмыс» Еуразиялық даму банкінен 200 млн доллар несие {}.", BORROW, "financing", 200e6),
    (
        "«Тау-Кен Самұрық» пен Түркияның Yildirim тобы мыс өндіретін бірлескен кәсіпорын {}.",
        FOUND,
        "joint-venture",
        None,
    ),
    ("Канаданың Arras Minerals компаниясы Павлодар облысындағы Елемес алаңын {}.", SEARCH, "exploration", None),
    ("«Қазатомөнеркәсіп» Швейцарияның Axpo компаниясына 250 тонна уран {}.", SUPPLY, "offtake", None),
]

DONE = {
    "investment": ("completed", "underway"),
    "acquisition": ("completed",),
    "financing": ("signed", "completed"),
    "joint-venture": ("completed", "signed"),
    "exploration": ("underway", "completed"),
    "offtake": ("completed", "underway", "signed"),
}
UNDER_WAY = {"financing": ("signed", "underway"), "joint-venture": ("signed", "underway")}
PLANNED = (
    "{v.meant}",
    "{v.aorist} деп күтіліп отыр",
    "{v.aorist}",
    "{v.object} жоспарлап отыр",
    "{v.object} көздейді",
    "{v.object} мақсат етіп отыр",
    "{v.object} ұйғарды",
    "{v.dative} ниетті",
    "{v.dative} дайын",
    "{v.dative} үміттеніп отыр",
    "{v.dative} тиіс",
    "{v.noun} жоспарланып отыр",
)
OPEN = ("{v.noun} мүмкіндігін қарастырып жатыр",)
SETTLED = ("{v.dative} келісті", "{v.noun} туралы келісімге қол қойды", "{v.noun} жөнінде шартқа отырды")


def told(text: str) -> list[tuple[str, str, float | None]]:
    deals = read(Document(TITLE, text, datetime(2024, 5, 20, tzinfo=UTC), "kk")).deals
    return [(deal.kind, deal.stage, deal.amount) for deal in deals]


def stage(text: str, kind: str, amount: float | None) -> str:
    """The stage of the one deal that a sentence tells, which is of that kind and worth so much."""
    found = told(text)
    assert [(one, worth) for one, _, worth in found] == [(kind, amount)], found
    return found[0][1]


@pytest.mark.parametrize(("text", "verb", "kind", "amount"), ITEMS, ids=lambda value: str(value)[:60])
def test_the_form_of_the_verb_tells_the_stage(text: str, verb: Verb, kind: str, amount: float | None) -> None:
    for form in (verb.past, verb.participle):
        assert stage(text.format(form), kind, amount) in DONE[kind], form
    if kind not in ("acquisition",):
        form = f"{verb.converb} жатыр"
        assert stage(text.format(form), kind, amount) in UNDER_WAY.get(kind, ("underway",)), form
    for form in (pattern.format(v=verb) for pattern in PLANNED):
        assert stage(text.format(form), kind, amount) == "planned", form
    for form in (pattern.format(v=verb) for pattern in OPEN):
        assert stage(text.format(form), kind, amount) == "talks", form


@pytest.mark.parametrize(("text", "verb", "kind", "amount"), ITEMS, ids=lambda value: str(value)[:60])
def test_what_two_sides_agree_on_is_settled(text: str, verb: Verb, kind: str, amount: float | None) -> None:
    for form in (pattern.format(v=verb) for pattern in SETTLED):
        assert stage(text.format(form), kind, amount) in ("signed", "planned"), form


PASSIVES = [
    ("«Қазақмыстың» Балқаштағы мыс зауытын жаңғыртуға 45 млрд теңге {}.", "жұмсал", "investment", 45e9),
    ("Балқашта «Қазақмыстың» құны 45 млрд теңге болатын жаңа мыс зауыты {}.", "салын", "investment", 45e9),
    ("«Қазақмыстың» Бенқаладағы 51 пайыз үлесі CITIC компаниясына 200 млн долларға {}.", "сатыл", "acquisition", 200e6),
    (
        "Yildirim тобымен «Тау-Кен Самұрық» арасында мыс өндіретін бірлескен кәсіпорын {}.",
        "құрыл",
        "joint-venture",
        None,
    ),
]


@pytest.mark.parametrize(("text", "stem", "kind", "amount"), PASSIVES, ids=lambda value: str(value)[:60])
def test_a_passive_tells_the_stage(text: str, stem: str, kind: str, amount: float | None) -> None:
    assert stage(text.format(f"{stem}ды"), kind, amount) in DONE[kind]
    intends = "бақ" if stem.endswith("н") else "мақ"
    for ending in (intends, "ады", "атын болады", "уы керек", "уы тиіс", "атынын мәлімдеді", "ады деп күтіліп отыр"):
        assert stage(text.format(stem + ending), kind, amount) == "planned", ending
    assert stage(text.format(f"{stem}уы мүмкін"), kind, amount) == "talks"
