"""Filters as SQL: which items, events, series and deals each term of the query language finds in a real archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from archive_samples import ASTANA, KURIER, NOW, deal, event, item, metric, reading, state
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.archive import Archive, where
from tui.ledger.deals import deals
from tui.ledger.events import events
from tui.ledger.gazetteer import gazetteer
from tui.ledger.language import Names, QueryError, parse
from tui.ledger.news import news
from tui.ledger.query import Query
from tui.ledger.series import series
from tui.ledger.stories import stories
from tui.model import Party

NAMES = Names(gazetteer, date(2026, 11, 20))


def query(text: str) -> Query:
    return Query().narrowed(parse(text, NAMES))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("where") / "archive.db") as opened:
        opened.save_poll(
            ASTANA,
            state(),
            [
                (
                    item(
                        "zijin",
                        "Zijin buys a copper mine",
                        "Zijin pays $100 million for the open pit.",
                        source="Reuters",
                    ),
                    reading(
                        countries=("CN",),
                        companies=("Zijin Mining",),
                        commodities=("copper",),
                        places=("Aktogay",),
                        deals=(deal(kind="acquisition", parties=(Party("Zijin Mining", "buyer", "CN", "zijin"),)),),
                    ),
                ),
                (
                    item(
                        "output",
                        "Uranium output",
                        "Kazatomprom made 25,839 tonnes.",
                        published=NOW - timedelta(days=50),
                    ),
                    reading(
                        foreign=False,
                        companies=("Kazatomprom",),
                        commodities=("uranium",),
                        metrics=(metric(),),
                        countries=(),
                    ),
                ),
                (item("football", "Football", "A match."), reading(relevant=False, foreign=False)),
            ],
            NOW,
        )
        opened.save_poll(
            KURIER,
            state(KURIER),
            [
                (
                    item("rosatom", "Росатом и медь", "Стороны обсудили добычу меди и золота.", source=""),
                    reading(
                        lang="ru",
                        countries=("RU",),
                        companies=("Rosatom", "Новая Компания"),
                        commodities=("copper", "gold"),
                        deals=(
                            deal(
                                kind="investment",
                                stage="talks",
                                amount=2e9,
                                currency="RUB",
                                countries=("RU",),
                                parties=(Party("Rosatom", "", "RU", "rosatom"), Party("Новая Компания")),
                                commodities=("copper", "gold"),
                            ),
                        ),
                        events=(event(countries=("RU",), parties=("Rosatom",)),),
                    ),
                )
            ],
            NOW,
        )
        first = next(e.id for e in news(opened, Query()) if "Zijin" in e.title)
        opened.star([first])
        opened.mark_read([first])
        yield opened


ALL = {"zijin", "output", "football", "rosatom"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ALL),
        ("country:CN", {"zijin"}),
        ("country:CN,RU", {"zijin", "rosatom"}),
        ("-country:RU", ALL - {"rosatom"}),
        ("commodity:медь", {"zijin", "rosatom"}),
        ("commodity:gold commodity:copper", {"rosatom"}),
        ("company:zijin", {"zijin"}),
        ("company:Казатомпром", {"output"}),
        ("company:компания", {"rosatom"}),
        ("place:Актогай", {"zijin"}),
        ("kind:acquisition", {"zijin"}),
        ("kind:meeting", {"rosatom"}),
        ("kind:investment,acquisition stage:signed", {"zijin"}),
        ("kind:investment stage:signed", set()),
        ("-kind:acquisition", ALL - {"zijin"}),
        ("stage:talks", {"rosatom"}),
        ("metric:добыча", {"output"}),
        ("metric:capacity", set()),
        ("amount:>50m", {"zijin"}),
        ("amount:10m..50m", {"rosatom"}),
        ("amount:>1m stage:talks", {"rosatom"}),
        ("-amount:>50m", ALL - {"zijin"}),
        ("since:30d", ALL - {"output"}),
        ("until:2026-10-31", {"output"}),
        ("lang:ru", {"rosatom"}),
        ("source:reuters", {"zijin"}),
        ("source:wire", {"output", "football"}),
        ("feed:курьер", {"rosatom"}),
        ("feed:127", ALL),
        ("has:deal", {"zijin", "rosatom"}),
        ("has:metric,event", {"output", "rosatom"}),
        ("-has:amount", {"output", "football"}),
        ("is:unread", ALL - {"zijin"}),
        ("is:starred", {"zijin"}),
        ("is:read", {"zijin"}),
        ("is:foreign", {"zijin", "rosatom"}),
        ("is:domestic", {"output"}),
        ("-is:beat", {"football"}),
        ("золото", {"rosatom"}),
        ("меди обсуждали", set()),
        ('"open pit"', {"zijin"}),
        ('-"open pit" copper', set()),
        ("-меди -match", {"zijin", "output"}),
        ("-match", ALL - {"football"}),
        ("a -match -gold", {"zijin"}),
        ("kazatom*", {"output"}),
        ("med* OR обсу*", set()),
        ("обсу* меди", {"rosatom"}),
        ("ЗОЛ*", {"rosatom"}),
        ("-match* -меди", {"zijin", "output"}),
        ("* copper", {"zijin"}),
    ],
)
def test_items(archive: Archive, text: str, found: set[str]) -> None:
    entries = news(archive, query(text), everything=True)
    assert {entry.link.rpartition("/")[2] for entry in entries} == found


@pytest.mark.parametrize("text", ["copper", "меди country:RU", "a -football", "tonnes is:domestic since:1y"])
def test_common_words_find_the_same_as_rare_ones(archive: Archive, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    found = news(archive, query(text), everything=True)
    monkeypatch.setattr(where, "_MANY", 1)
    assert news(archive, query(text), everything=True) == found != ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", {"acquisition", "investment"}),
        ("country:CN", {"acquisition"}),
        ("company:zijin", {"acquisition"}),
        ("company:компания", {"investment"}),
        ("commodity:gold", {"investment"}),
        ("kind:acquisition,offtake", {"acquisition"}),
        ("stage:talks", {"investment"}),
        ("amount:>50m", {"acquisition"}),
        ("amount:<50m", {"investment"}),
        ("-country:CN", {"investment"}),
        ("lang:ru", {"investment"}),
        ("обсудили", {"investment"}),
        ("-обсудили", {"acquisition"}),
        ("is:starred", {"acquisition"}),
        ("is:background", set()),
        ("has:amount", {"acquisition", "investment"}),
        ("source:reuters since:30d", {"acquisition"}),
    ],
)
def test_deals(archive: Archive, text: str, kinds: set[str]) -> None:
    assert {deal.kind for deal in deals(archive, query(text))} == kinds


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 1), ("kind:meeting", 1), ("country:CN", 0), ("-country:CN", 1), ("company:росатом", 1), ("company:ros", 1),
     ("lang:en", 0), ("commodity:gold", 1), ("stage:talks", 1), ("kind:dispute", 0)],
)  # fmt: skip
def test_events(archive: Archive, text: str, count: int) -> None:
    assert len(events(archive, query(text))) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 1), ("metric:production", 1), ("metric:capacity", 0), ("commodity:uranium", 1), ("commodity:gold", 0),
     ("company:Kazatomprom", 1), ("company:zijin", 0), ("company:kazat", 1), ("-company:zijin", 1), ("since:30d", 0),
     ("tonnes", 1), ("lang:ru", 0), ("-metric:production", 0)],
)  # fmt: skip
def test_series(archive: Archive, text: str, count: int) -> None:
    assert len(series(archive, query(text))) == count


WORDS = st.sampled_from(
    'country:CN -country:RU commodity:copper company:zijin company:"x\'y" place:aktogay kind:meeting stage:signed amount:>1m '
    '-amount:<1m metric:production lang:ru source:a feed:b has:deal -has:story is:unread since:90d медь "a b" \'x NEAR'.split()
)


@given(st.lists(WORDS | st.text(max_size=4), max_size=7).map(" ".join))
@settings(max_examples=150)
def test_whatever_can_be_asked_can_be_answered(archive: Archive, text: str) -> None:
    try:
        asked = query(text)
    except QueryError:
        return
    for question in (news, deals, events, series, stories):
        question(archive, asked)
