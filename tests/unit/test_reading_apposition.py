"""Companies and their homes as English phrases tell them."""

from __future__ import annotations

import pytest

from tui.model import Document
from tui.reading import read

_BEAT = "Kazakhstan's copper miners look for partners. "


@pytest.mark.parametrize(
    ("text", "company", "country"),
    [
        ("Larkfield, a Seoul trading house, signed a supply contract.", "Larkfield", "KR"),
        ("Two shafts will be sunk by the Polish drilling contractor Wiertmost.", "Wiertmost", "PL"),
        ("The mine hired an Italian contractor, Fosfitalia, in July.", "Fosfitalia", "IT"),
        ("A quarter belongs to a Norwegian fund, Fjordvik.", "Fjordvik", "NO"),
        ("London-listed Kenbay Metals plc drills for copper there.", "Kenbay Metals", "GB"),
        ("From Turkey, Anatolya Demir has been sending equipment to the mine.", "Anatolya Demir", "TR"),
        ("Doha's Barzan Holdco will own 40% of the smelter.", "Barzan Holdco", "QA"),
        ("The licence went to Meridor Gold, a company registered in Cyprus.", "Meridor Gold", "CY"),
    ],
)
def test_a_company_beside_its_description_brings_its_country(text: str, company: str, country: str) -> None:
    reading = read(Document("Copper mining in Kazakhstan", _BEAT + text, None, "en"))
    assert (company, country) in {(m.name, m.country) for m in reading.mentions if m.kind == "company"}
    assert country in reading.countries


@pytest.mark.parametrize("text", ["Foreign funds keep buying banks.", "Visitors came to the Eurasian Metals Forum."])
def test_plain_words_and_gatherings_are_no_companies(text: str) -> None:
    reading = read(Document("Copper mining in Kazakhstan", f'{_BEAT}"{text}"', None, "en"))
    assert not reading.companies
