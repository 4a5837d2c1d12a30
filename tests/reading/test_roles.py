"""As what the parties of a deal take part in it, told by sentences of three languages, each with the roles of its companies."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tui.model import Document
from tui.reading import read

_TITLES = {"en": "Mining in Kazakhstan", "ru": "Горная отрасль Казахстана", "kk": "Қазақстанның тау-кен саласы"}
_SIDES = frozenset({"buyer", "seller", "target", "lender", "borrower", "contractor", "client"})

_ENOUGH = 30
"""Sides that are claimed of companies whose names are written as the gazetteer has them, in each language."""

_PLAIN = [
    ("en", "Zijin Mining bought RG Gold from Resource Capital Funds for $1.2 billion.", ("buyer", "target", "seller")),
    ("en", "Glencore has sold its stake in Kazzinc to Shandong Gold.", ("seller", "target", "buyer")),
    ("en", "Kazatomprom will supply uranium to CGN under a contract signed in May.", ("seller", "buyer")),
    ("en", "The Eurasian Development Bank has lent $100 million to Kazakhmys.", ("lender", "borrower")),
    ("en", "KAZ Minerals signed a contract with NFC, which will build a smelter.", ("client", "contractor")),
    ("ru", "Zijin Mining купила RG Gold у Resource Capital Funds за 1,2 млрд долларов.", ("buyer", "target", "seller")),
    ("ru", "«Казатомпром» заключил с CGN контракт на поставку урана.", ("seller", "buyer")),
    ("ru", "Евразийский банк развития выдал «Казахмысу» кредит на 100 млн долларов.", ("lender", "borrower")),
    ("ru", "KAZ Minerals и NFC подписали контракт на строительство медеплавильного завода.", ("client", "contractor")),
    ("kk", "«Қазатомөнеркәсіп» CGN компаниясына уран жеткізу туралы шартқа қол қойды.", ("seller", "buyer")),
    ("kk", "Glencore «Казцинктегі» үлесін Shandong Gold компаниясына сатты.", ("seller", "target", "buyer")),
    ("kk", "Еуразиялық даму банкі «Қазақмысқа» 100 млн доллар несие берді.", ("lender", "borrower")),
]


@pytest.mark.parametrize(("language", "text", "roles"), _PLAIN, ids=[text for _, text, _ in _PLAIN])
def test_a_plain_sentence_tells_the_sides(language: str, text: str, roles: tuple[str, ...]) -> None:
    deal = read(Document(_TITLES[language], text, lang=language)).deals[0]
    places = {field.start: field for field in deal.fields if field.name == "party"}
    told = [role for _, role in sorted(zip(places, [party.role for party in deal.parties], strict=True))]
    assert tuple(told) == roles


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_most_sides_that_are_claimed_are_right(language: str) -> None:
    """Of the sentences made for this, whatever their grammar; a party with no clear role is a partner, and claims nothing."""
    seen: Counter[str] = Counter()
    lines = (Path(__file__).parent / f"roles-{language}.txt").read_text(encoding="utf-8").splitlines()
    for kind, text, told in (line.split(" | ") for line in lines):
        wanted = dict(pair.rsplit("=", 1) for pair in told.split("; "))
        for deal in read(Document(_TITLES[language], text, lang=language)).deals:
            for party in deal.parties:
                if deal.kind == kind and party.name in wanted and party.role in _SIDES:
                    seen["right" if party.role == wanted[party.name] else "wrong"] += 1
    assert seen["right"] > max(5 * seen["wrong"], _ENOUGH)
