"""The query language: what is understood, where mistakes are pointed at, and that nothing but QueryError comes out."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.archive.filter import Amount, Filter, OneOf, Words
from tui.ledger.completion import complete
from tui.ledger.gazetteer import gazetteer
from tui.ledger.keys import KEYS
from tui.ledger.language import Names, QueryError, parse
from tui.words import speaking

NAMES = Names(gazetteer, date(2026, 11, 21))
VIEWS = (("China copper", "country:CN commodity:copper"), ("round", "@square"), ("square", "@round"), ("bad", "x:1"))


def asked(text: str) -> Filter:
    return parse(text, NAMES, VIEWS)


def one(text: str) -> OneOf:
    (test,) = asked(text).tests
    assert isinstance(test, OneOf)
    return test


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("country:CN", "country", ("CN",)),
        ("country:china,Россия", "country", ("CN", "RU")),
        ("COUNTRY:Қытай", "country", ("CN",)),
        ("commodity:copper,gold", "commodity", ("copper", "gold")),
        ("commodity:медь", "commodity", ("copper",)),
        ("commodity:меди", "commodity", ("copper",)),
        ("commodity:мыс", "commodity", ("copper",)),
        ("commodity:мед", "commodity", ("copper",)),
        ("company:Казатомпром", "company", ("Kazatomprom",)),
        ("company:Қазатомөнеркәсіп", "company", ("Kazatomprom",)),
        ('company:"zijin mining"', "company", ("Zijin Mining",)),
        ("place:Ақтоғай", "place", ("Aktogay",)),
        ("kind:acquisition", "kind", ("acquisition",)),
        ('kind:"joint venture"', "kind", ("joint-venture",)),
        ("stage:signed,approved", "stage", ("signed", "approved")),
        ("metric:output", "metric", ("production",)),
        ("lang:ru,Kazakh", "lang", ("ru", "kk")),
        ("has:deal", "has", ("deal",)),
        ("is:unread", "is", ("unread",)),
    ],
)
def test_values_are_found_by_id_and_name_in_three_languages(text: str, field: str, values: tuple[str, ...]) -> None:
    found = one(text)
    assert (found.field, found.values, found.parts) == (field, values, ())
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("amount:>50m", (50_000_001.0, 1e15), (50e6,)),
        ("amount:>=50m", (50e6,), (49e6,)),
        ("amount:<1bn", (0.0, 999e6), (1e9,)),
        ("amount:<=100k", (100e3,), (101e3,)),
        ("amount:50m..1.5bn", (50e6, 1.5e9), (49e6, 1.6e9)),
        ("amount:>$2млрд", (3e9,), (2e9,)),
    ],
)
def test_amounts_are_compared_in_dollars(text: str, inside: tuple[float, ...], outside: tuple[float, ...]) -> None:
    (test,) = asked(text).tests
    assert isinstance(test, Amount)
    assert all(test.least <= amount <= test.most for amount in inside)
    assert not any(test.least <= amount <= test.most for amount in outside)
    assert test.worth(100.0, "USD", "2025-01-01") in (100.0, None)
    assert math.isclose(test.worth(50_000.0, "KZT", "2025-01-01") or 0, 96, rel_tol=0.2)


def test_days_narrow_each_other() -> None:
    found = asked("since:90d since:2026-11-01 until:2026-11-20")
    assert (found.since, found.until, found.tests) == (date(2026, 11, 1), date(2026, 11, 20), ())


def test_words_phrases_and_what_is_turned_round() -> None:
    found = asked('медь "open pit" -Россия -"by mistake" - “smart quotes”').tests
    assert [(t.text, t.phrase, t.negated) for t in found if isinstance(t, Words)] == [
        ("медь", False, False),
        ("open pit", True, False),
        ("Россия", False, True),
        ("by mistake", True, True),
        ("smart quotes", True, False),
    ]
    assert one("-country:RU").negated


def test_names_that_no_vocabulary_holds_are_looked_for_as_they_are() -> None:
    assert one("company:Fooco").parts == ("fooco",)
    assert one('company:"zijn"').parts == ("zijn",)
    assert one("source:Astana").parts == ("astana",)


@pytest.mark.parametrize("text", ["", "   ", "-", "…", '""', "!?"])
def test_nothing_asked_is_everything(text: str) -> None:
    assert not asked(text)


def test_saved_views_by_name() -> None:
    whole = asked("country:CN commodity:copper").tests
    for text in ("@China copper", '@"china copper"', "@china-copper", "@china-copper since:30d"):
        assert [(t.field, t.values) for t in asked(text).tests if isinstance(t, OneOf)] == [
            (t.field, t.values) for t in whole if isinstance(t, OneOf)
        ]


@pytest.mark.parametrize(
    ("text", "pointed", "suggestion"),
    [
        ("copper contry:CN", "contry:", "country:"),
        ("country:CN,Chna", "Chna", "china"),
        ("company:zijn", "zijn", "zijin"),
        ("stage:singed", "singed", "signed"),
        ("is:unraed", "unraed", "unread"),
        ("kind:acquisitions", "acquisitions", "acquisition"),
        ("amount:50m", "50m", ">50m"),
        ("amount:>lots", ">lots", ">50m"),
        ("amount:>1m,>2m", ">2m", ""),
        ("since:soon", "soon", ""),
        ("-since:30d", "-since:30d", "until:30d"),
        ("lang:rusian", "rusian", "ru"),
        ("country:", "country:", ""),
        ('copper "open pit', '"open pit', ""),
        ("@chna-copper", "@chna-copper", "china-copper"),
        ("gold @round", "@round", ""),
        ("gold @bad", "@bad", ""),
        ("http://x", "http:", ""),
    ],
)
def test_mistakes_point_at_their_characters(text: str, pointed: str, suggestion: str) -> None:
    with pytest.raises(QueryError) as raised:
        asked(text)
    assert text[raised.value.start : raised.value.end] == pointed
    assert raised.value.suggestion == suggestion


ATOMS = st.sampled_from([*(f"{key}:" for key in KEYS), "@", '"', ",", "-", " ", ">", "..", "50m", "CN", "30d", "round"])


@given(st.one_of(st.text(), st.lists(ATOMS | st.text(max_size=3), max_size=8).map("".join)))
@example("\ud800 company:\ud800")
@example("amount:>" + "9" * 400)
@example("company:" + "a" * 1500)
@settings(max_examples=300)
def test_only_query_errors_come_out(text: str) -> None:
    places = []
    try:
        places += [(test.start, test.end) for test in asked(text).tests]
    except QueryError as error:
        places.append((error.start, error.end))
    assert all(0 <= start < end <= len(text) for start, end in places)
    complete(text, len(text) // 2, NAMES, VIEWS)


def completed(text: str) -> list[str]:
    return [text[: c.start] + c.text + text[c.end :] for c in complete(text, len(text), NAMES, VIEWS)]


def test_completions() -> None:
    assert "country:" in completed("")
    assert completed("copper coun") == ["copper country:"]
    assert completed("country:chin")[0] == "country:CN"
    assert completed("country:CN,rus")[0] == "country:CN,RU"
    assert 'company:"Zijin Mining"' in completed("company:ziji")
    assert 'company:"Zijin Mining"' in completed('company:"zijin m')
    assert completed("stage:sig") == ["stage:signed"]
    assert completed("@chi") == ['@"China copper"']
    assert completed('"open co') == []


@pytest.mark.parametrize(
    ("spoken", "called"),
    [
        ("en", {"stage:signed": "signed", "commodity:aluminium": "aluminium", "country:CN": "China"}),
        ("ru", {"stage:signed": "подписано", "commodity:aluminium": "алюминий", "country:CN": "Китай"}),
    ],
)
def test_completions_are_called_what_the_reader_calls_them(spoken: str, called: dict[str, str]) -> None:
    with speaking(spoken):
        for text, words in called.items():
            (one,) = (c for c in complete(text, len(text), NAMES) if text.endswith(c.text))
            assert one.shown == words


def test_completions_are_found_by_their_words_in_any_language() -> None:
    assert completed("stage:подп") == completed("stage:қол") == ["stage:signed"]
    assert completed("commodity:alumina") == ["commodity:aluminium"]
