"""Raw entries to items: the one place where what a feed says crosses the trust boundary."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from tui import text
from tui.feeds import aggregators
from tui.feeds.dates import believable
from tui.model import Item

ITEM_LIMIT = 500
TITLE_LIMIT = 1_000
TEXT_LIMIT = 200_000
_GUID_LIMIT = 500
_TITLE_FROM_TEXT = 120
_RAW_LIMIT = 2_000_000

_ESCAPED_MARKUP = re.compile(r"&lt;/?(?:p|br|div|a|b|i|em|strong|span|img|ul|li|h\d)\b", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:p|br|div|a|b|i|em|strong|span|img|ul|li|h\d)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as its format gives it, not yet cleaned. ``bodies`` are (text, is HTML) pairs, of which the longest counts;
    ``base`` is the address that relative links count from."""

    guid: str = ""
    link: str = ""
    title: tuple[str, bool] = ("", False)
    bodies: tuple[tuple[str, bool], ...] = ()
    published: datetime | None = None
    language: str | None = None
    source: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A document as its format gives it: its entries, and its own fields as they are written. ``version`` is feedparser's
    name of the format."""

    entries: Iterable[RawEntry]
    title: str = ""
    link: str = ""
    version: str = ""
    language: str = ""
    ttl: str = ""
    period: str = ""
    frequency: str = ""


def clean(value: str, is_html: bool) -> str:
    """Text or markup of a feed as plain text; markup that was escaped twice is seen through."""
    value = value[:_RAW_LIMIT]
    if is_html and "<" not in value and _ESCAPED_MARKUP.search(value):
        value = html.unescape(value)
    if is_html or _MARKUP.search(value):
        return text.from_html(value)
    return text.plain(value)


def language_code(value: str | None) -> str | None:
    """ "ru-RU" → "ru"; None for what is no language tag."""
    found = _LANGUAGE.match(value.strip()) if value else None
    return found[0].lower() if found else None


def items(entries: Iterable[RawEntry], now: datetime, language: str | None, prior: str | None) -> tuple[Item, ...]:
    """The items of a document, each guid once, at most ``ITEM_LIMIT`` (the newest, in the document's order).

    ``language`` is what the document declares, ``prior`` what the user says of the feed; the user knows better."""
    by_guid: dict[str, Item] = {}
    for entry in entries:
        item = _item(entry, now, prior or language_code(entry.language) or language)
        if item is None:
            continue
        known = by_guid.get(item.guid)
        if known is None or _newer(item, known):
            by_guid[item.guid] = item
    kept = list(by_guid.values())
    if len(kept) > ITEM_LIMIT:
        newest = sorted(kept, key=lambda i: i.published.timestamp() if i.published else 0.0, reverse=True)[:ITEM_LIMIT]
        chosen = {i.guid for i in newest}
        kept = [i for i in kept if i.guid in chosen]
    return tuple(kept)


def _newer(item: Item, known: Item) -> bool:
    return bool(item.published and known.published and item.published > known.published)


def _item(entry: RawEntry, now: datetime, language: str | None) -> Item | None:
    title = text.line(clean(*entry.title), TITLE_LIMIT)
    body = max((clean(*candidate) for candidate in entry.bodies), key=len, default="")
    body = text.plain(body, TEXT_LIMIT) if len(body) > TEXT_LIMIT else body
    link = aggregators.direct(text.link(entry.link, entry.base))
    guid = text.line(entry.guid)
    if not (title or body or link):
        return None
    source = text.line(entry.source, 200)
    if not source and aggregators.names_sources_in_titles(entry.base):
        title, source = aggregators.split_source(title)
    title = _without_source(title, source)
    if source and aggregators.is_repetition(body, title, source):
        body = ""
    title = title or text.line(body, _TITLE_FROM_TEXT) or link
    identity = _identity(guid, link, title, body)
    return Item(identity, title, body, link, believable(entry.published, now), language, source)


def _identity(guid: str, link: str, title: str, body: str) -> str:
    """The publisher's id, else the link, else a hash of title and text."""
    known = guid or link
    if known and len(known) <= _GUID_LIMIT:
        return known
    digest = blake2b((known or f"{title}\n\n{body}").encode(), digest_size=16).hexdigest()
    return f"hash:{digest}"


def _without_source(title: str, source: str) -> str:
    """News aggregators end every title with " - Source"."""
    return title.removesuffix(f" - {source}") if source else title
