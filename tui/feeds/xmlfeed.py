"""RSS, RDF, Atom and CDF through feedparser, which has seen every shape of them. Its HTML sanitiser and its relative-URI
pass are off: they take half its time, and what they do happens at our own boundary."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from tui import text
from tui.feeds import dates
from tui.feeds.closing import closed
from tui.feeds.fault import fault
from tui.feeds.items import RawEntry, RawFeed
from tui.feeds.parsed import NotAFeedError

_START = re.compile(r"<\?xml\b|<!DOCTYPE\b|<(?:[\w.-]{1,20}:)?(?:rss|feed|rdf|channel)(?=[\s>/])", re.IGNORECASE)
_PROLOG = re.compile(r"<\?xml\b[^<>]{0,500}\?>", re.IGNORECASE)
_ROOT_END = re.compile(r"</(?:[\w.-]{1,20}:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_ENTRY_END = re.compile(r"</(?:[\w.-]{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,20}|[0-9a-fA-F]{21,})|(\d+));?")
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LAST_CHARACTER = 0x10FFFF


def load(document: str, url: str, *, complete: bool) -> RawFeed:
    """What feedparser makes of a ``repaired`` document; of one that is not ``complete``, the entries that are whole. Raises
    NotAFeedError where nothing can be made of it."""
    result = _parsed(document, url)
    if result.bozo and any(_is_empty(entry) for entry in result.entries):
        result = _parsed(closed(document), url)
    if not result.entries and not result.version:
        raise NotAFeedError(fault("no-feed"))
    feed = result.feed
    return RawFeed(
        entries=_entries(result, document, complete, url),
        title=_string(feed, "title"),
        link=_string(feed, "link"),
        version=str(result.version or ""),
        language=_string(feed, "language"),
        ttl=_string(feed, "ttl"),
        period=_string(feed, "sy_updateperiod"),
        frequency=_string(feed, "sy_updatefrequency"),
    )


def _parsed(document: str, url: str) -> Any:
    import feedparser  # takes time and memory that most feeds need not

    data = b'<?xml version="1.0" encoding="utf-8"?>' + document.encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        return feedparser.parse(
            io.BytesIO(data), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except MemoryError:
        raise
    except Exception as error:  # feedparser promises nothing for hostile input
        raise NotAFeedError(fault("malformed")) from error


def _is_empty(entry: Any) -> bool:
    return not any(_string(entry, key) for key in ("title", "link", "summary")) and not _get(entry, "content")


def repaired(document: str) -> str:
    """The document from its first element on, without characters and references that no XML may hold."""
    start = _START.search(document, 0, 100_000)
    if start:
        document = document[start.start() :]
    document = _PROLOG.sub("", document, count=1)
    if "&#" in document:
        document = _REFERENCE.sub(_allowed_reference, document)
    return text.without_escapes(document).translate(_NOT_XML) if _CONTROL.search(document) else document


def _allowed_reference(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    if len(digits.lstrip("0")) > 8:
        return ""
    code = int(digits, 16 if match[1] else 10)
    if code in _NOT_XML:
        return chr(code)  # goes with the rest of its kind
    return match[0] if code <= _LAST_CHARACTER else ""


def is_complete(document: str) -> bool:
    """Whether the root element is closed."""
    return _ROOT_END.search(document, max(len(document) - 5_000, 0)) is not None


def _entries(result: Any, document: str, complete: bool, url: str) -> Iterator[RawEntry]:
    """The entries of a loaded document; of one cut short, those that are whole: a half item may lack the id that it
    will be known by tomorrow."""
    raw = result.entries
    if not complete:
        closed = sum(1 for _ in _ENTRY_END.finditer(document))
        raw = raw[: max(closed, len(raw) - 1)]
    for entry in raw:
        yield _entry(entry, url)


def _entry(entry: Any, url: str) -> RawEntry:
    title = _get(entry, "title_detail") or {}
    bodies = [_body(part) for part in [*(_get(entry, "content") or []), _get(entry, "summary_detail") or {}]]
    if not any(value for value, _ in bodies):
        bodies.append((_string(entry, "summary") or _string(entry, "description"), True))
    source = _get(entry, "source")
    return RawEntry(
        guid=_string(entry, "id"),
        link=_link(entry),
        title=_body(title) if title else (_string(entry, "title"), True),
        bodies=tuple(body for body in bodies if body[0]),
        published=_published(entry),
        language=_language(entry, title),
        source=_string(source, "title") if isinstance(source, dict) else "",
        base=url,
    )


def _get(mapping: Any, key: str) -> Any:
    """The value as stored: feedparser's own look-up substitutes other keys, and warns."""
    return dict.get(mapping, key)


def _string(mapping: Any, key: str) -> str:
    value = _get(mapping, key)
    return value if isinstance(value, str) else ""


def _body(part: Any) -> tuple[str, bool]:
    return _string(part, "value"), _string(part, "type") != "text/plain"


def _link(entry: Any) -> str:
    link = _string(entry, "link")
    if link:
        return link
    links = [found for found in _get(entry, "links") or [] if _string(found, "href")]
    best = [found for found in links if _string(found, "rel") in ("alternate", "")] or links
    return _string(best[0], "href") if best else ""


def _language(entry: Any, title: Any) -> str | None:
    content = (_get(entry, "content") or [{}])[0]
    return _string(entry, "language") or _string(title, "language") or _string(content, "language") or None


def _published(entry: Any) -> datetime | None:
    for key in ("published", "updated", "created"):
        parsed = _get(entry, f"{key}_parsed")
        if parsed:
            try:
                year, month, day, hour, minute, second = parsed[:6]
                return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
            except (ValueError, OverflowError):
                continue
    texts = (_string(entry, key) for key in ("published", "updated", "created", "date"))
    return next((found for written in texts if written and (found := dates.moment(written))), None)
