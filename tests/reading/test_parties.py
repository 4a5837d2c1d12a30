"""Who takes part in the deal that a short item tells, and who is only named beside it."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest

from tui.model import Document
from tui.reading import read

_ITEMS = tomllib.loads((Path(__file__).parent / "parties.toml").read_text(encoding="utf-8"))
_CASES = [(language, case) for language, cases in _ITEMS.items() for case in cases]


@pytest.mark.parametrize(("language", "case"), _CASES, ids=[f"{lang}: {case['title'][:40]}" for lang, case in _CASES])
def test_a_deal_has_its_parties(language: str, case: dict[str, Any]) -> None:
    published = datetime.combine(case["published"], time(12), UTC)
    deals = read(Document(case["title"], case["text"], published, language)).deals
    assert [sorted(party.name for party in deal.parties) for deal in deals] == [case["parties"]]


def test_a_contract_that_opens_an_item_took_place() -> None:
    """An order without a date is an event where the item begins with it, and none where it is told as a habit of long
    standing."""
    opens = "The Danish company FLSmidth has been hired by ShalkiyaZinc of Kazakhstan to equip its zinc plant."
    habit = "Kazzinc of Kazakhstan raised its zinc output by 3%. The mine did well. The plant, too. {}"
    told = read(Document("Crushers for Shalkiya", opens, None, "en")).events
    assert [event.kind for event in told] == ["agreement"]
    late = read(
        Document("Zinc", habit.format("Glencore sells all of its zinc on an exclusive basis."), None, "en")
    ).events
    assert not late


def test_an_owner_who_thinks_of_selling_negotiates_with_nobody() -> None:
    text = "Russia's Mechel mulls selling Voskhod-Oriel, a chrome mine in the Aktobe region of Kazakhstan."
    assert not read(Document("Owner puts asset up", text, None, "en")).events


def test_a_name_with_mining_in_it_speaks_of_no_currency() -> None:
    """Майнинг in the name of a company does not make the item one about computers."""
    text = "ТОО «Алтын Дала Майнинг» начало добычу золота на руднике в Костанайской области Казахстана."
    assert read(Document("Новый рудник", text, None, "ru")).relevant
    mined = "Майнинг криптовалюты и рудники: в Костанайской области ищут фермы."
    assert not read(Document("Майнинг", mined, None, "ru")).relevant


def test_who_heads_a_company_is_no_company() -> None:
    text = "Solidcore Resources is building an autoclave plant in Kazakhstan, Group CEO Vitaly Nesis said."
    assert "CEO Vitaly Nesis" not in read(Document("Autoclaves for Kazakh gold", text, None, "en")).companies


def test_what_the_headline_opens_is_commissioned() -> None:
    """The headline tells that a plant was opened; the text, which names the parties, only that it was built."""
    text = "The plant was built by Germany's Rheinzink Alloys in the Karaganda region of Kazakhstan for $240 million."
    events = read(Document("Zinc smelter opened in Karaganda", text, None, "en")).events
    assert [(event.kind, event.countries) for event in events] == [("commissioning", ("DE",))]
