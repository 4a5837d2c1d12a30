"""The demonstration's content: enough of it, in three languages, unique, dated, and parsable in every format."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import feedparser
import pytest

from tui.demo.edition import DEMO_NOW, FORMATS, DemoFeed, DemoItem, load
from tui.demo.render import link, render

FEEDS = load()
PUBLISHING = [feed for feed in FEEDS if feed.items]
XML_FEEDS = [feed for feed in PUBLISHING if feed.format in {"rss", "rdf", "atom"}]
JSON_FEEDS = [feed for feed in PUBLISHING if feed.format == "json"]
HOSTILE = "hostile"


def _items() -> list[tuple[DemoFeed, DemoItem]]:
    return [(feed, item) for feed in FEEDS for item in feed.items]


def _name(feed: DemoFeed) -> str:
    return feed.path


def test_there_are_enough_feeds_and_items() -> None:
    assert len(FEEDS) >= 12
    assert len(_items()) >= 140


def test_every_language_has_its_share() -> None:
    items = Counter(feed.language for feed, _ in _items())
    assert set(items) == {"en", "ru", "kk"}
    assert min(items.values()) >= 35


def test_paths_ids_and_links_are_unique() -> None:
    assert len({feed.path for feed in FEEDS}) == len(FEEDS)
    assert len({feed.title for feed in FEEDS}) == len(FEEDS)
    links = [link(feed, item) for feed, item in _items()]
    assert len(set(links)) == len(links)
    for feed in FEEDS:
        assert len({item.id for item in feed.items}) == len(feed.items)


def test_links_lead_to_a_reserved_host() -> None:
    assert all(link(feed, item).startswith("https://demo.example/") for feed, item in _items())


def test_titles_say_that_they_are_demonstrations() -> None:
    assert all("demo" in feed.title or "демо" in feed.title for feed in FEEDS)


def test_every_format_and_oddity_is_present() -> None:
    assert {feed.format for feed in FEEDS} == set(FORMATS)
    assert any(feed.encoding == "windows-1251" for feed in FEEDS)
    assert any(not feed.guids for feed in FEEDS)
    assert any(not feed.dates for feed in FEEDS)
    assert any(0 < feed.delay <= 5 for feed in FEEDS)
    assert any(HOSTILE in feed.title for feed in FEEDS)


def test_dates_fill_the_desk() -> None:
    moments = [item.published for _, item in _items()]
    assert min(moments) >= datetime(2021, 1, 1, tzinfo=UTC)
    assert max(moments) <= DEMO_NOW
    ages = [DEMO_NOW - moment for moment in moments]
    assert sum(age <= timedelta(days=7) for age in ages) >= 25
    assert sum(age <= timedelta(days=90) for age in ages) >= 45
    assert {moment.year for moment in moments} == {2021, 2022, 2023, 2024, 2025, 2026}
    today, yesterday = DEMO_NOW.date(), DEMO_NOW.date() - timedelta(days=1)
    days = Counter(moment.date() for moment in moments)
    assert days[today] >= 4
    assert days[yesterday] >= 4


def test_stories_are_told_by_several_feeds_and_in_several_languages() -> None:
    feeds: dict[str, set[str]] = defaultdict(set)
    languages: dict[str, set[str]] = defaultdict(set)
    for feed, item in _items():
        if item.story:
            feeds[item.story].add(feed.path)
            languages[item.story].add(feed.language)
    assert all(len(tellers) >= 2 for tellers in feeds.values())
    assert sum(len(spoken) >= 2 for spoken in languages.values()) >= 15
    assert sum(len(spoken) == 3 for spoken in languages.values()) >= 10


def test_items_are_as_long_as_news() -> None:
    for feed, item in _items():
        words = len(item.text.split())
        if HOSTILE in feed.title or item.text.endswith("…"):
            continue
        assert 60 <= words <= 250, (feed.path, item.id, words)
    assert sum(item.text.endswith("…") for _, item in _items()) >= 3


def test_control_characters_live_in_the_hostile_feed_alone() -> None:
    for feed, item in _items():
        odd = [char for char in item.title + item.text if (char < " " and char != "\n") or "\x7f" <= char <= "\x9f"]
        assert bool(odd) <= (HOSTILE in feed.title), (feed.path, item.id)


@pytest.mark.parametrize("feed", XML_FEEDS, ids=_name)
def test_xml_feeds_are_well_formed_and_parse_whole(feed: DemoFeed) -> None:
    body, content_type = render(feed)
    ElementTree.fromstring(body)
    parsed = feedparser.parse(body, response_headers={"content-type": content_type})
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.feed.title == feed.title
    assert parsed.encoding == feed.encoding
    assert [entry.title for entry in parsed.entries] == [item.title for item in feed.items]
    assert [entry.link for entry in parsed.entries] == [link(feed, item) for item in feed.items]
    for entry, item in zip(parsed.entries, feed.items, strict=True):
        moment = entry.get("published_parsed") or entry.get("updated_parsed")
        assert (moment is not None) == feed.dates
        if moment:
            assert datetime(*moment[:6], tzinfo=UTC) == item.published
        text = entry.content[0].value if "content" in entry else entry.summary
        assert item.text.split()[-1].rstrip(".…") in text


@pytest.mark.parametrize("feed", JSON_FEEDS, ids=_name)
def test_json_feeds_hold_their_items(feed: DemoFeed) -> None:
    body, _ = render(feed)
    document = json.loads(body)
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert [entry["title"] for entry in document["items"]] == [item.title for item in feed.items]
    assert all(datetime.fromisoformat(entry["date_published"]).tzinfo for entry in document["items"])
