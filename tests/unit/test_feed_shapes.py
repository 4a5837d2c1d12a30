"""Sources of other shapes: news sitemaps, and search engines whose links and titles have to be understood."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest
from growth import bounded
from hypothesis import given
from hypothesis import strategies as st

from tui.feeds import aggregators, discovery, pagelinks
from tui.feeds.parse import NotAFeedError, ParsedFeed, parse

NOW = datetime(2026, 11, 21, tzinfo=UTC)
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><!-- made by a plugin -->'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
)
MINE = (
    "<url><loc>https://press.example/1?a=1&b=2</loc><lastmod>2026-11-21</lastmod><news:news><news:publication>"
    "<news:name>Кен жаршысы</news:name><news:language>ru</news:language></news:publication>"
    "<news:publication_date>2026-11-20T10:00:00+05:00</news:publication_date>"
    "<news:title>Медь &nbsp; &amp; золото \x07[/foo]</news:title><news:keywords>Казахстан, медь</news:keywords>"
    "</news:news><image:image><image:title>not this</image:title></image:image></url>"
)
BARE = "<url><loc>https://press.example/2</loc></url>"


def read(document: str) -> ParsedFeed:
    return parse(document.encode(), "text/xml", "https://press.example/news.xml", NOW)


def test_a_news_sitemap_gives_items() -> None:
    found = read(f"{HEAD}{MINE}{BARE}</urlset>")
    (item,) = found.items
    assert (found.title, found.language, found.format, found.complete) == ("Кен жаршысы", "ru", "news sitemap", True)
    assert (item.title, item.text) == ("Медь & золото [/foo]", "Казахстан, медь")
    assert item.link == item.guid == "https://press.example/1?a=1&b=2"
    assert item.published == datetime(2026, 11, 20, 5, tzinfo=UTC)


@pytest.mark.parametrize("rest", ["<url>", "</wrong>", "<url><loc>https://press.exam", "\x00<<"])
def test_what_stands_before_a_mistake_is_kept(rest: str) -> None:
    found = read(f"{HEAD}{MINE}{rest}")
    assert len(found.items) == 1
    assert not found.complete
    assert found.note


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        (f"{HEAD}{BARE}</urlset>", "untitled"),
        ("<sitemapindex><sitemap><loc>https://press.example/a.xml</loc></sitemap></sitemapindex>", "maps"),
        (
            f'<!DOCTYPE urlset [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>{HEAD.partition("-->")[2]}{MINE}</urlset>',
            "doctype",
        ),
        (f"{HEAD}{'<url>' * 100_000}", "deep-map"),
        (f"{HEAD}<url><loc>https://press.exa", "broken"),
    ],
)
def test_other_sitemaps_are_a_line(document: str, fault: str) -> None:
    with pytest.raises(NotAFeedError, match=fault):
        read(document)


@given(st.text(max_size=200))
def test_no_sitemap_breaks_the_parser(text: str) -> None:
    try:
        found = read(f"{HEAD}{text}{MINE}</urlset>")
    except NotAFeedError:
        return
    assert all(item.link for item in found.items)


def google(address: bytes) -> str:
    packed = base64.urlsafe_b64encode(b"\x08\x13\x22" + bytes([len(address)]) + address + b"\xd2\x01\x00")
    return f"https://news.google.com/rss/articles/{packed.decode().rstrip('=')}?oc=5"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (google(b"https://www.mining.com/a-b/?x=1"), "https://www.mining.com/a-b/?x=1"),
        (google(b"javascript:alert(1)//http"), ""),
        ("https://news.google.com/rss/articles/CBMiAU_yqLNumber", ""),
        ("https://news.google.com/rss/articles/CBMi", ""),
        (
            "http://www.bing.com/news/apiclick.aspx?ref=F&url=https%3a%2f%2fwww.mining.com%2fa%2f&c=1",
            "https://www.mining.com/a/",
        ),
        ("https://www.google.com/url?rct=j&url=https://press.example/1&ct=ga", "https://press.example/1"),
        ("https://www.google.com/url?url=javascript:alert(1)", ""),
        ("https://www.google.com/search?url=https://press.example/1", ""),
        ("https://press.example/url?url=https://other.example/", ""),
        ("http://[broken", ""),
    ],
)
def test_links_that_name_their_end_lead_there(link: str, expected: str) -> None:
    assert aggregators.direct(link) == (expected or link)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Copper up - Reuters", ("Copper up", "Reuters")),
        ("Copper - gold - Al-Farabi News", ("Copper - gold", "Al-Farabi News")),
        ("Медь дорожает — Курсив", ("Медь дорожает", "Курсив")),
        ("Copper up", ("Copper up", "")),
        (" - Reuters", (" - Reuters", "")),
    ],
)
def test_the_source_at_a_title_s_end(title: str, expected: tuple[str, str]) -> None:
    assert aggregators.split_source(title) == expected


@pytest.mark.parametrize("source", ["<source url='https://mining.example'>Mining-Week</source>", ""])
def test_an_item_of_google_news_has_its_publisher_s_name(source: str) -> None:
    document = (
        "<rss version='2.0'><channel><title>Search</title><item><title>Copper up - Mining-Week</title>"
        f"<link>{google(b'https://mining.example/1')}</link><guid isPermaLink='false'>g1</guid>{source}"
        "<description>&lt;a href='x'&gt;Copper up&lt;/a&gt;&amp;nbsp;&amp;nbsp;&lt;font&gt;Mining-Week&lt;/font&gt;"
        "</description></item></channel></rss>"
    )
    (item,) = parse(document.encode(), "", "https://news.google.com/rss/search?q=copper", NOW).items
    assert (item.guid, item.title, item.source, item.text) == ("g1", "Copper up", "Mining-Week", "")
    assert item.link == "https://mining.example/1"


PAGES = {
    "nested": "<div>" * 600_000,
    "anchors": "<a href=/rss>" * 230_000,
    "anchors in tables": "<table><td><a href=/rss>" * 120_000,
    "links": "<link rel=alternate type=application/rss+xml href=/a>" * 50_000,
    "attributes": "<a " + "x=1 " * 700_000,
    "a long address": f'<a href="/rss{"/rss-" * 500_000}">',
    "scripts": "<script><a href=/rss></script>" * 100_000,
    "quotes": "<a href='" * 300_000 + '<a href="' * 300_000,
    "comments": "<!-- <a href=/rss>" * 150_000,
    "blanks": "\n" * 3_000_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_slow_to_look_through(name: str) -> None:
    with bounded():
        found = pagelinks.feeds(PAGES[name], "https://press.example/")
    assert len(found.declared) <= pagelinks.MOST
    assert len(found.named) <= pagelinks.MOST


def test_links_are_found_as_browsers_find_them() -> None:
    page = """<html><head><base href="/x/"><base href="/y/">
        <LINK REL=Alternate TYPE="application/rss+xml; charset=utf-8" href="comments/feed/">
        <link href='feed/?a=1&amp;b=2#top' rel="alternate home" type=application/atom+xml data-href="/wrong">
        <link rel="alternate stylesheet" type="text/css" href="a.css"><link rel="feed" href="/f.json">
        <link rel=alternate type="application/json+oembed" href="/wp-json/oembed/feed">
        <!-- <link rel=alternate type=text/xml href="/commented"> --><script>"<link rel=feed href=/script>"</script>
        </head><body><a class="x" href="/rss">RSS</a><a href="https://t.example/x">T</a><a href="/feedback">F</a>
        <a href="javascript:rss/">J</a><a href="/news?format=feed">N</a><a href="/feed.png">P</a></body></html>"""
    found = pagelinks.feeds(page, "https://press.example/en/")
    root = "https://press.example"
    assert found.declared == (f"{root}/x/feed/?a=1&b=2", f"{root}/f.json", f"{root}/x/comments/feed/")
    assert found.named == (f"{root}/rss", f"{root}/news?format=feed")


@given(st.text(max_size=300))
def test_no_page_breaks_the_search_for_links(text: str) -> None:
    found = pagelinks.feeds(f"<html><link rel=alternate type=text/xml href=/f>{text}", "https://press.example/")
    assert all(link.startswith(("https://", "http://")) for link in (*found.declared, *found.named))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("kursiv.media", "https://kursiv.media/"),
        (" press.example/en ", "https://press.example/en"),
        ("http://press.example", "http://press.example/"),
        ("feed://press.example/rss", "https://press.example/rss"),
        ("feed:https://press.example/rss", "https://press.example/rss"),
        ("127.0.0.1:8000/x", "https://127.0.0.1:8000/x"),
        ("қаз.kz", "https://xn--80ao21a.kz/"),
        ("javascript:alert(1)", ""),
        ("mailto:a@b.example", ""),
        ("/etc/passwd", ""),
        ("", ""),
    ],
)
def test_addresses_as_people_type_them(written: str, expected: str) -> None:
    assert discovery.site_address(written) == expected
