"""Deals read from sentences of our own in three languages (tests/reading/deals-*.toml) and from short articles."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest

from tui.model import Deal, Document, Event, Reading
from tui.reading import read
from tui.reading.explain import explain
from tui.reading.lookup.library import library

DATA = Path(__file__).parent.parent / "reading"
TITLES = {
    "en": "Mining news of Kazakhstan",
    "ru": "Горнорудные новости Казахстана",
    "kk": "Қазақстанның тау-кен жаңалықтары",
}
LEAST_SHARE = 0.95
"""Of the sentences that must be read without a mistake."""


def sentences() -> list[tuple[str, dict[str, Any]]]:
    return [
        (language, item)
        for language in TITLES
        for item in tomllib.loads((DATA / f"deals-{language}.toml").read_text(encoding="utf-8"))["item"]
        if not item.get("optional")
    ]


def reading_of(language: str, item: dict[str, Any]) -> Reading:
    published = datetime.combine(item["published"], time(12), UTC)
    return read(Document(TITLES[language], item["text"], published, language))


def mistakes(language: str, item: dict[str, Any]) -> list[str]:
    found = reading_of(language, item).deals
    if item.get("none"):
        return [f"unwanted: {d.kind}" for d in found]
    if len(found) != 1:
        return [f"{len(found)} deals"]
    return _differences(item["deal"], found[0])


def _differences(expected: dict[str, Any], deal: Deal) -> list[str]:
    wrong = [
        f"{name}: {getattr(deal, name)} for {expected.get(name)}"
        for name in ("kind", "stage", "amount", "currency", "stake", "date")
        if getattr(deal, name) != expected.get(name)
    ]
    names = [p.name.casefold() for p in deal.parties]
    missing = [p for p in expected["parties"] if not any(p.casefold() in name for name in names)]
    return wrong + [f"missing {p}" for p in missing] + ([] if len(names) <= len(expected["parties"]) else [str(names)])


def test_deals_of_single_sentences() -> None:
    told = {f"{language}: {item['text']}": mistakes(language, item) for language, item in sentences()}
    wrong = {text: found for text, found in told.items() if found}
    assert len(wrong) <= len(told) * (1 - LEAST_SHARE), wrong


def article(ident: str) -> Reading:
    language = ident.split("-")[1]
    for line in (DATA / f"facts-{language}.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if item["id"] == ident:
            published = datetime.fromisoformat(item["published"]).replace(tzinfo=UTC)
            return read(Document(item["title"], item["text"], published, language, ident))
    raise LookupError(ident)


def deals_of(ident: str) -> list[tuple[str, str, float | None]]:
    return [(d.kind, d.stage, d.amount) for d in article(ident).deals]


@pytest.mark.parametrize(
    ("ident", "deals"),
    [
        ("facts-en-001", [("investment", "signed", 650e6)]),
        ("facts-en-005", []),
        ("facts-en-010", []),
        ("facts-ru-003", [("acquisition", "signed", 1.2e9)]),
        ("facts-ru-002", [("financing", "signed", 140e6), ("financing", "completed", 80e6)]),
        ("facts-kk-002", [("financing", "signed", 180e6)]),
        ("facts-kk-006", [("exploration", "memorandum", 3e6)]),
        ("facts-kk-007", []),
    ],
)
def test_deals_of_an_article(ident: str, deals: list[tuple[str, str, float]]) -> None:
    assert [d for d in deals_of(ident) if d in deals] == deals
    if not deals:
        assert deals_of(ident) == []


def test_an_article_told_twice_is_one_deal() -> None:
    """The headline's facts and the text's are one."""
    reading = article("facts-ru-003")
    assert len([d for d in reading.deals if d.kind == "acquisition"]) == 1


def test_two_papers_in_one_sentence_are_two_deals() -> None:
    text = (
        "«Казгеология» подписала меморандум о разведке лития с корейским институтом KIGAM, а «Казцинк» заключил договор "
        "на поставку цинкового концентрата с Trafigura."
    )
    reading = read(Document(TITLES["ru"], text, datetime(2024, 5, 14, tzinfo=UTC), "ru"))
    assert sorted((d.kind, d.stage) for d in reading.deals) == [("exploration", "memorandum"), ("offtake", "signed")]


def test_memorandums_with_two_partners_are_two_deals() -> None:
    text = "ERG signed memorandums of cooperation with Hitachi and with Metso in Astana."
    reading = read(Document(TITLES["en"], text, datetime(2024, 5, 14, tzinfo=UTC), "en"))
    assert [sorted(p.name for p in d.parties) for d in reading.deals] == [
        ["Eurasian Resources Group", "Hitachi"],
        ["Eurasian Resources Group", "Metso"],
    ]


def test_evidence_quotes_the_text() -> None:
    for ident in ("facts-en-001", "facts-ru-001", "facts-kk-001"):
        language = ident.split("-")[1]
        reading = article(ident)
        items = (DATA / f"facts-{language}.jsonl").read_text(encoding="utf-8").splitlines()
        item = next(i for i in map(json.loads, items) if i["id"] == ident)
        source = f"{item['title']}\n\n{item['text']}"
        facts: list[Deal | Event] = [*reading.deals, *reading.events]
        assert facts
        for fact in facts:
            proof = fact.evidence
            assert source[proof.start : proof.end] == proof.text
            assert len(proof.text) <= 800
            assert proof.rule


@pytest.mark.parametrize(
    ("ident", "event"),
    [
        ("facts-en-001", ("2023-03-20", "agreement")),
        ("facts-en-006", ("2025-05-29", "licence")),
        ("facts-en-009", ("2023-12-05", "acquisition")),
        ("facts-ru-001", ("2023-06-07", "meeting")),
        ("facts-ru-002", ("2021-04-20", "financing")),
        ("facts-ru-008", ("2024-05-15", "meeting")),
        ("facts-kk-003", ("2024-10-23", "acquisition")),
        ("facts-kk-006", ("2025-05-06", "memorandum")),
    ],
)
def test_events_of_an_article(ident: str, event: tuple[str, str]) -> None:
    assert event in [(e.date, e.kind) for e in article(ident).events]


def test_items_without_anything_foreign_have_no_events() -> None:
    assert article("facts-en-010").events == ()


def gold() -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for language in TITLES
        for line in (DATA / f"facts-{language}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def test_most_deals_of_the_articles_are_found_and_few_others() -> None:
    """A deal is found if one of the same kind and stage, or of the same amount, is read."""
    found = wanted = unwanted = 0
    for item in gold():
        expected = item["gold"]["deals"]
        told = list(article(item["id"]).deals)
        for deal in (d for d in expected if not d.get("optional")):
            wanted += 1
            match = next((t for t in told if _alike(deal, t)), None)
            if match is not None:
                found += 1
                told.remove(match)
        unwanted += len([t for t in told if not any(d.get("optional") for d in expected)])
    assert found >= 0.85 * wanted
    assert unwanted <= 0.15 * wanted


def _alike(expected: dict[str, Any], deal: Deal) -> bool:
    if expected["amount"] is not None and expected["amount"] == deal.amount:
        return True
    return (expected["kind"], expected["stage"]) == (deal.kind, deal.stage)


def test_what_is_no_deal_is_explained_by_the_clues_that_said_most(tmp_path: Path) -> None:
    (tmp_path / "sceptical.toml").write_text("[weight.deal]\nbias = -9.0\nkind-acquisition = 1.5\n", encoding="utf-8")
    document = Document(
        "Mining news of Kazakhstan", "Zijin Mining has bought RG Gold.", datetime(2024, 5, 14, tzinfo=UTC)
    )
    told = explain(document, library(tmp_path))
    assert told.reading.deals == ()
    (outweighed,) = (d for d in told.dropped if d.entry == "deal.acquisition")
    assert outweighed.text in document.source
    assert "bias -9.0, kind-acquisition +1.5" in outweighed.why


def test_a_deal_is_explained_by_the_clues_that_said_most(tmp_path: Path) -> None:
    (tmp_path / "trusting.toml").write_text("[weight.deal]\nbias = 9.0\nkind-acquisition = 1.5\n", encoding="utf-8")
    document = Document(
        "Mining news of Kazakhstan", "Zijin Mining has bought RG Gold.", datetime(2024, 5, 14, tzinfo=UTC)
    )
    (deal,) = (fact for fact in explain(document, library(tmp_path)).facts if fact.kind == "deal")
    assert [(reason.rule, reason.points) for reason in deal.why] == [("bias", 9.0), ("kind-acquisition", 1.5)]
