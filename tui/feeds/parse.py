"""Bytes of a feed to items past the trust boundary. Pure; slow on hostile input, so it runs in the killable worker."""

from __future__ import annotations

import re
from datetime import datetime

from tui import text
from tui.feeds import encoding, hints, jsonfeed, quick, sitemap, sniff, xmlfeed
from tui.feeds.fault import fault
from tui.feeds.items import clean, items, language_code
from tui.feeds.parsed import NotAFeedError, ParsedFeed

__all__ = ["NotAFeedError", "ParsedFeed", "parse"]

_TITLE_LIMIT = 200
_CUT_SHORT = fault("part-kept")


def parse(body: bytes, content_type: str, url: str, now: datetime, prior: str | None = None) -> ParsedFeed:
    """The items of a feed in any encoding and format. ``url`` is where it came from (relative links count from it),
    ``now`` caps dates, ``prior`` is the language that the user gives the feed.

    Raises NotAFeedError where the body is something else or holds no whole item.
    """
    sniff.refuse_binaries(body)
    document = encoding.decode(body, content_type)
    if jsonfeed.looks_like_json(document):
        return _parse_json(document, url, now, prior)
    if sitemap.is_sitemap(document):
        return _parse_sitemap(document, url, now, prior)
    sniff.refuse_pages(document)
    return _parse_xml(document, url, now, prior)


def _parse_json(document: str, url: str, now: datetime, prior: str | None) -> ParsedFeed:
    data = jsonfeed.load(document)
    language = language_code(str(data.get("language") or ""))
    return ParsedFeed(
        items=items(jsonfeed.entries(data, url), now, language, prior),
        title=text.line(str(data.get("title") or ""), _TITLE_LIMIT),
        link=text.link(str(data.get("home_page_url") or ""), url),
        format="JSON Feed",
        language=language,
    )


def _parse_sitemap(document: str, url: str, now: datetime, prior: str | None) -> ParsedFeed:
    found = sitemap.load(document, url)
    if found.maps:
        raise NotAFeedError(fault("maps"))
    if found.untitled and not found.entries:
        raise NotAFeedError(fault("untitled"))
    if not found.complete and not found.entries:
        raise NotAFeedError(fault("broken-map"))
    language = language_code(found.language)
    return ParsedFeed(
        items=items(found.entries, now, language, prior),
        title=text.line(clean(found.name, True), _TITLE_LIMIT),
        format=sitemap.FORMAT,
        language=language,
        complete=found.complete,
        note="" if found.complete else _CUT_SHORT,
    )


def _parse_xml(document: str, url: str, now: datetime, prior: str | None) -> ParsedFeed:
    complete = xmlfeed.is_complete(document)
    repaired = xmlfeed.repaired(document)
    feed = (quick.load(repaired, url) if complete else None) or xmlfeed.load(repaired, url, complete=complete)
    language = language_code(feed.language)
    found = items(feed.entries, now, language, prior)
    if not complete and not found:
        raise NotAFeedError(fault("cut-short"))
    return ParsedFeed(
        items=found,
        title=text.line(clean(feed.title, True), _TITLE_LIMIT),
        link=text.link(feed.link, url),
        format=_format(feed.version),
        language=language,
        asked=hints.asked(feed.ttl, feed.period, feed.frequency),
        skip_hours=hints.skipped_hours(document),
        skip_days=hints.skipped_days(document),
        complete=complete,
        note="" if complete else _CUT_SHORT,
    )


def _format(version: str) -> str:
    """feedparser's name of a format for people: ``rss20`` → ``RSS 2.0``."""
    found = re.match(r"(rss|atom|cdf)(\d)?(\d+)?", version)
    if found is None:
        return ""
    name = "Atom" if found[1] == "atom" else found[1].upper()
    return f"{name} {found[2]}.{found[3] or 0}" if found[2] else name
