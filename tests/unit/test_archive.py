"""The archive on real files: what is saved comes back, once, whatever it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from archive_samples import ASTANA, KURIER, NOW, deal, event, full_reading, item, later, metric, reading, state
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.archive import Archive, Choice, Saved, Span, digest, saving, settling
from tui.model import Item, Reading


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "deep" / "archive.db") as opened:
        yield opened


def save(archive: Archive, *items: Item, feed=ASTANA, at=NOW, read: Reading | None = None) -> Saved:
    return archive.save_poll(feed, state(feed), [(i, read or reading()) for i in items], at)


def test_a_reading_comes_back_whole(archive: Archive) -> None:
    (number,) = save(archive, item(), read=full_reading()).new
    stored = archive.item(number)
    assert stored is not None
    assert stored.reading == full_reading()
    assert stored.text == "Zijin will pay $100 million."
    entry = stored.entry
    assert (entry.title, entry.feed, entry.source, entry.language) == ("Zijin comes", ASTANA.url, "Astana Wire", "en")
    assert entry.countries == ("CN", "RU")
    assert entry.companies == ("Zijin Mining Group", "Kazakh Invest")
    assert (entry.amount, entry.currency) == (100e6, "USD")
    assert entry.published == NOW
    assert entry.fetched == NOW


def test_an_unknown_item_is_none(archive: Archive) -> None:
    assert archive.item(1) is None


def test_the_same_poll_twice_brings_nothing_new(archive: Archive) -> None:
    items = [item(str(n), f"Title {n}") for n in range(5)]
    first = save(archive, *items)
    before = archive.page(Choice())
    assert len(first.new) == 5
    assert save(archive, *items, at=later(30)) == Saved()
    assert archive.page(Choice()) == before


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_any_order_of_polls_gives_the_same_list(tmp_path: Path, order: tuple[int, ...]) -> None:
    polls = [(ASTANA, item("a", published=later(1))), (KURIER, item("b", published=later(2))), (ASTANA, item("c"))]
    with Archive.open(tmp_path / "a.db") as archive:
        for n in (*order, *order):
            save(archive, polls[n][1], feed=polls[n][0])
        assert [e.link[-1] for e in archive.page(Choice())] == ["b", "a", "c"]


def test_items_are_known_by_feed_and_guid(archive: Archive) -> None:
    save(archive, item("1"), item("2", "Other"))
    assert archive.known(ASTANA.url, ["1", "2", "3"]) == {"1": digest(item("1")), "2": digest(item("2", "Other"))}
    assert archive.known(KURIER.url, ["1"]) == {}


def test_of_entries_with_one_guid_the_first_is_taken(archive: Archive) -> None:
    assert len(save(archive, item("1", "First"), item("1", "Second")).new) == 1
    assert [e.title for e in archive.page(Choice())] == ["First"]
    assert save(archive, item("1", "First"), item("1", "Second")) == Saved()


def test_an_edited_item_keeps_its_identity_and_history(archive: Archive) -> None:
    (number,) = save(archive, item("1", "Deal for $541 mln")).new
    archive.mark_read([number])
    edited = item("1", "CORRECTED: deal for $451 mln", published=later(-60))
    assert save(archive, edited, at=later(10), read=reading(deals=(deal(amount=451e6),))) == Saved(changed=(number,))
    stored = archive.item(number)
    assert stored is not None
    assert stored.entry.title == "CORRECTED: deal for $451 mln"
    assert stored.entry.published == later(-60)
    assert stored.entry.read
    assert [(e.title, e.seen) for e in stored.edits] == [("Deal for $541 mln", later(10))]
    assert [row.fact.amount for row in archive.deals(Span())] == [451e6]
    assert [e.id for e in archive.search("corrected")] == [number]
    assert archive.search("541") == ()


def test_an_edit_back_and_forth_does_not_pile_up(archive: Archive) -> None:
    for n in range(6):
        save(archive, item("1", "AB"[n % 2]), at=later(n))
    stored = archive.item(1)
    assert stored is not None
    assert [e.title for e in stored.edits] == ["A", "B"]


def test_an_item_without_date_stands_where_it_was_first_fetched(archive: Archive) -> None:
    save(archive, item(published=None))
    save(archive, item(title="Edited", published=None), at=later(500))
    (entry,) = archive.page(Choice())
    assert entry.published == NOW


def test_one_link_in_two_feeds_is_one_report(archive: Archive) -> None:
    short = item("g", "Deal - Astana Wire", "Teaser", link="https://example.com/x")
    full = item("k", "Deal", "The whole text of it", link="https://example.com/x")
    told = reading(deals=(deal(),), events=(event(),), metrics=(metric(),))
    save(archive, short, read=told)
    archive.mark_read([1])
    save(archive, full, feed=KURIER, read=told)
    (entry,) = archive.page(Choice())
    assert (entry.title, entry.read) == ("Deal", True)
    assert len(archive.deals(Span())) == len(archive.events(Span())) == len(archive.metrics(Span())) == 1
    assert archive.counts().items == 1
    archive.mark_read([entry.id], read=False)
    assert archive.counts().unread == 1
    assert {url: c.items for url, c in archive.feed_counts().items()} == {ASTANA.url: 1, KURIER.url: 1}


def test_twins_part_when_an_edit_moves_the_link(archive: Archive) -> None:
    save(archive, item("a", link="https://example.com/x"))
    save(archive, item("b", text="Longer text than that of the other", link="https://example.com/x"), feed=KURIER)
    save(archive, item("b", "Other", text="Longer", link="https://example.com/y"), feed=KURIER)
    assert len(archive.page(Choice())) == 2


def test_a_front_page_as_link_joins_nothing(archive: Archive) -> None:
    save(archive, item("a", "A", link="https://example.com/"), item("b", "B", link="https://example.com/"))
    save(archive, item("c", "C", link="https://example.com/"), feed=KURIER)
    assert len(archive.page(Choice())) == 3


HOSTILE = [
    "'; drop table items; --",
    "\0 before \0",
    "\ud800 lone \udfff",
    "[/foo] [@click=app.bell()]x",
    "\x1b]52;c;aGk=\x07",
    '" OR NEAR(x, 5) * : ^ {title}',
    "ы" * 1_000_000,
    "",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_strings_survive_as_data(archive: Archive, text: str) -> None:
    expected = text.replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")
    nasty = Item(guid=text or "-", title=text, text=text, link=text, published=NOW, language=None, source=text)
    found = reading(companies=(text,), places=(text,), deals=(deal(kind=text),), metrics=(metric(subject=text),))
    (number,) = save(archive, nasty, read=found).new
    stored = archive.item(number)
    assert stored is not None
    assert stored.entry.title == stored.text == expected
    assert stored.entry.link == expected
    assert stored.entry.companies == (expected,)
    assert archive.known(ASTANA.url, [text or "-"]) == {text or "-": digest(nasty)}
    assert save(archive, nasty, read=found) == Saved()
    archive.search(text)
    assert archive.counts().items == 1


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_no_query_upsets_the_search(archive: Archive, text: str) -> None:
    archive.search(text)
    archive.search(f'"{text}')


def test_marks(archive: Archive) -> None:
    first, second = save(archive, item("1"), item("2", published=later(1))).new
    archive.mark_read([first])
    archive.star([second])
    assert [e.id for e in archive.page(Choice(unread=True))] == [second]
    assert [e.id for e in archive.page(Choice(starred=True))] == [second]
    counts = archive.counts()
    assert (counts.items, counts.relevant, counts.unread, counts.starred) == (2, 2, 1, 1)
    archive.star([second], starred=False)
    assert archive.page(Choice(starred=True)) == ()


def test_pages_stand_still_while_items_arrive(archive: Archive) -> None:
    moments = [NOW - timedelta(minutes=n // 3) for n in range(30)]
    save(archive, *(item(str(n), published=moment) for n, moment in enumerate(moments)))
    whole = [e.id for e in archive.page(Choice())]
    seen: list[int] = []
    before = None
    while page := archive.page(Choice(before=before, limit=7)):
        seen += [e.id for e in page]
        before = (page[-1].published, page[-1].id)
        save(archive, item(f"new {len(seen)}", published=later(len(seen))))
    assert seen == whole
    assert len(archive.page(Choice(after=(NOW, whole[0])))) == 5


def test_the_list_is_cut_by_time_and_beat(archive: Archive) -> None:
    save(archive, *(item(str(n), published=NOW - timedelta(days=n)) for n in range(5)))
    save(archive, item("off"), feed=KURIER, read=reading(relevant=False))
    assert len(archive.page(Choice(beat=True))) == 5
    chosen = archive.page(Choice(since=NOW - timedelta(days=3), until=NOW))
    assert [e.link[-1] for e in chosen] == ["1", "2", "3"]


def test_any_change_changes_the_version(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db") as one, Archive.open(tmp_path / "a.db") as other:
        start = one.data_version()
        assert one.data_version() == start
        save(other, item())
        after = one.data_version()
        assert after != start
        one.mark_read([1])
        assert one.data_version() != after


def test_reading_again(archive: Archive) -> None:
    save(archive, *(item(str(n)) for n in range(450)), read=reading(version="1", deals=(deal(),)))
    save(archive, item("new", published=None), feed=KURIER, read=reading(version="2"))
    assert archive.count_outdated("2") == 450
    done = 0
    for old in archive.outdated("2"):
        assert (old.title, old.published) == ("Zijin comes", NOW)
        archive.save_readings([(old.id, reading(version="2", relevant=False))])
        done += 1
    assert done == 450
    assert archive.count_outdated("2") == 0
    assert archive.deals(Span()) == ()
    assert archive.counts().relevant == 1
    assert [old.published for old in archive.outdated("3") if old.id == 451] == [None]


def test_state_is_saved_with_the_items(archive: Archive) -> None:
    assert archive.feed_state(ASTANA.url) is None
    save(archive)
    assert archive.feed_state(ASTANA.url) == state()
    assert archive.feed_states() == {ASTANA.url: state()}


def test_nothing_is_saved_when_one_item_fails(archive: Archive) -> None:
    broken = (item("2"), None)
    with pytest.raises(AttributeError):
        archive.save_poll(ASTANA, state(), [(item("1"), reading()), broken], NOW)  # type: ignore[list-item]
    assert archive.page(Choice()) == ()
    assert archive.feed_state(ASTANA.url) is None
    assert len(save(archive, item("1")).new) == 1


def test_dates_of_long_ago_and_far_away(archive: Archive) -> None:
    moments = [datetime(1, 1, 1, tzinfo=UTC), datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)]
    save(archive, *(item(str(n), published=moment) for n, moment in enumerate(moments)))
    assert [e.published for e in archive.page(Choice())] == moments[::-1]


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (saving._TWINS, "items_link"),
        (saving._SHARE_FLAGS, "items_link"),
        (saving._FIND_ITEMS.format("?"), "sqlite_autoindex_items_1"),
        (saving._SHARED_LINKS, "items_link"),
        (settling._UNSETTLED, "unsettled_published"),
        (settling._CANDIDATES, "deal_clues_deal"),
        (settling._MATCHED_WITH, "sqlite_autoindex_deal_matches_1"),
    ],
)
def test_what_every_poll_asks_is_asked_of_an_index(archive: Archive, sql: str, index: str) -> None:
    names = re.findall(r":(\w+)", sql)
    values = dict.fromkeys(names, "1") if names else ["1"] * sql.count("?")
    plan = [row[3] for row in archive._db.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert any(index in step or "PRIMARY KEY" in step for step in plan), plan
    assert not [step for step in plan if step.startswith("SCAN") and "INDEX" not in step], plan
