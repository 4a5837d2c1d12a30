"""The quick parser tells what feedparser tells, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from unittest.mock import patch

import pytest

from tui.feeds import quick
from tui.feeds.parse import NotAFeedError, ParsedFeed, parse

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
URL = "https://press.example/feed"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
  xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Press &amp; co</title><atom:link href="https://p.example/feed/" rel="self" type="application/rss+xml"/>
<link>https://p.example</link><description>d</description><language>ru-RU</language>
<lastBuildDate>Fri, 20 Nov 2026 09:00:00 +0000</lastBuildDate><sy:updatePeriod>hourly</sy:updatePeriod>
<sy:updateFrequency>1</sy:updateFrequency><ttl>60</ttl>
<image><url>https://p.example/i.png</url><title>Press</title><link>https://p.example</link></image>
<item><title>Медь &amp; золото</title><link>https://p.example/a?x=1&amp;y=2</link><dc:creator><![CDATA[Ann]]></dc:creator>
<pubDate>Fri, 20 Nov 2026 09:00:00 +0500</pubDate><category domain="x"><![CDATA[Mining]]></category>
<guid isPermaLink="false">https://p.example/?p=12</guid><description><![CDATA[<p>Text &amp; more &#8230;</p>]]></description>
<content:encoded><![CDATA[<p>Long text</p>]]></content:encoded><slash:comments>0</slash:comments>
<enclosure url="https://p.example/a.jpg" length="1" type="image/jpeg"/><media:content url="https://p.example/a.jpg"/></item>
<item><title>Second</title><link>https://p.example/b</link><guid>https://p.example/b</guid>
<pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate><description>Plain &lt;b&gt;bold&lt;/b&gt;</description>
<source url="https://o.example">Other</source></item>
<item><title>Third</title><guid>https://p.example/c</guid><description></description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="text">Press</title><link href="https://p.example/"/>
<link rel="self" href="https://p.example/atom"/><id>https://p.example/atom</id><updated>2026-11-20T09:00:00Z</updated>
<author><name>A</name></author>
<entry><title type="html">A &amp;amp; B</title><link href="https://p.example/1"/><id>tag:p.example,2026:1</id>
<published>2026-11-20T09:00:00+05:00</published><updated>2026-11-20T10:00:00Z</updated><summary>Short</summary>
<content type="html">&lt;p&gt;Long&lt;/p&gt;</content><author><name>X</name></author><category term="m"/></entry>
<entry><title>Two</title><link rel="alternate" type="text/html" href="https://p.example/2"/><id>https://p.example/2</id>
<updated>2026-11-20T10:00:00Z</updated><summary type="html">S</summary></entry></feed>"""

PIECES = """<b>x</b> &amp; &#8217; &lt;p&gt; Ã© é <!--c--> <![CDATA[<i>q</i>]]> <link>/rel</link> <title>T</title> <guid>7</guid>
<guid&#32;isPermaLink='true'>x</guid> <pubDate>yesterday</pubDate> <dc:date>2026-11-01T01:02:03Z</dc:date> <x/> <?pi?>
<description>D2</description> <language>kk</language> <summary>q</summary> <id>9</id> <link&#32;href='/q'/> <author>me</author>
<link&#32;href='https://p.example/zz'/> <media:title>m</media:title> <image><title>i</title></image> &nbsp; & .. ./ http://
<atom:link&#32;href='https://p.example/x'/> <content:encoded>ce</content:encoded> <updated>2026-11-01T01:02:03+06:00</updated>
<published>2026</published> &amp;lt;b&amp;gt; <source>s</source> <dc:language>kk</dc:language> <dc:title>t</dc:title>
<media:content><media:title>k</media:title></media:content> <ttl>5</ttl> <rights>r</rights> <item/> <entry/>""".split()


def told(document: str) -> ParsedFeed | str:
    try:
        return parse(document.encode(), "application/xml", URL, NOW)
    except NotAFeedError as error:
        return str(error)


def judged(document: str) -> ParsedFeed | str:
    """The same by feedparser."""
    with patch.object(quick, "load", lambda *_: None):
        return told(document)


def variants(document: str) -> Iterator[str]:
    """The document with each piece put at places that change from piece to piece, and without each of its elements, or with
    it twice."""
    places = [found.end() for found in re.finditer(r"<[^<>]*>", document)]
    for number, piece in enumerate(PIECES):
        at = places[(number * 7 + 11) % len(places)]
        yield document[:at] + piece.replace("&#32;", " ") + document[at:]
    for found in re.finditer(r"<(\w[\w:]*)[^<>]*>[^<>]*</\1>", document):
        yield document[: found.start()] + document[found.end() :]
        yield document[: found.end()] + document[found.start() :]


@pytest.mark.parametrize("document", [RSS, ATOM])
def test_ordinary_feeds_are_read_and_as_feedparser_reads_them(document: str) -> None:
    assert quick.load(document.partition("?>")[2].strip(), URL) is not None
    assert told(document) == judged(document)


@pytest.mark.parametrize("document", [RSS, ATOM])
def test_what_is_not_sure_is_left_to_feedparser(document: str) -> None:
    changed = list(variants(document))
    assert len(changed) > 70
    assert [one for one in changed if told(one) != judged(one)] == []
    assert sum(quick.load(one.partition("?>")[2].strip(), URL) is not None for one in changed) > 20


@pytest.mark.parametrize(
    "start",
    ['<!DOCTYPE rss [<!ENTITY a "aa">]>', '<rss version="2.0">' * 9_000, "<rss", '<rss version="2.0"/>\x00'],
)
def test_bombs_are_not_even_begun(start: str) -> None:
    assert quick.load(start + RSS.partition("?>")[2], URL) is None
