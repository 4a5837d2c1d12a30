"""Feeds that a web page links to: those it declares in its head, and ordinary links that are named like feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui import text

MOST = 8
"""Links of a kind that are worth a request."""

_LOOK_AT = 3_000_000
_WEIGHED = 100
_LONGEST = 8_000
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<silent>script|style|template)(?=[\s/>]).*?(?:</(?P=silent)|\Z)"
    r"|<(?P<name>base|link|a)(?=[\s/])(?P<rest>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"(?<![\w:-])(href|rel|type|title)\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_TYPES = frozenset(
    f"application/{kind}" for kind in ("rss+xml", "atom+xml", "rdf+xml", "feed+json", "xml", "x.atom+xml", "x-atom+xml")
) | {"text/xml"}
_NAMED = re.compile(
    r"(?:^|[/._=-])(?:rss2?|feeds?|atom)(?:[/._=&-]|$)|\.(?:rss|atom|rdf)(?:\?|$)|feed=rss|format=(?:feed|rss)",
    re.IGNORECASE,
)
_LESS = re.compile(r"comment|коммент|podcast", re.IGNORECASE)
_NEVER = re.compile(r"oembed|wp-json|\.(?:css|js|png|jpe?g|svg|ico|pdf)(?:\?|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Absolute http or https addresses, the likeliest first, at most ``MOST`` of each kind."""

    declared: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def feeds(document: str, url: str) -> PageLinks:
    """The feeds that the page at ``url`` links to. Nothing in a page makes this fail, and it costs what the page is long."""
    base = url
    declared: list[tuple[str, str]] = []
    named: list[tuple[str, str]] = []
    for tag in _TAG.finditer(document, 0, _LOOK_AT):
        name = (tag["name"] or "").lower()
        if not name:
            continue
        values = _attributes(tag["rest"])
        href = values.get("href", "")
        if name == "base" and base == url:
            base = text.link(href, url) or url
        elif name == "link" and _is_feed(values) and len(declared) < _WEIGHED:
            declared.append((href, values.get("title", "")))
        elif name == "a" and _NAMED.search(href[:_LONGEST]) and len(named) < _WEIGHED:
            named.append((href, values.get("title", "")))
    found = _chosen(declared, base)
    return PageLinks(found, tuple(link for link in _chosen(named, base) if link not in found))


def _attributes(markup: str) -> dict[str, str]:
    """The first value of each attribute that matters, character references resolved."""
    values: dict[str, str] = {}
    for name, *written in _ATTRIBUTE.findall(markup[:_LONGEST]):
        values.setdefault(name.lower(), text.from_html(next(filter(None, written), "")))
    return values


def _is_feed(values: dict[str, str]) -> bool:
    relations = values.get("rel", "").lower().split()
    kind = values.get("type", "").partition(";")[0].strip().lower()
    return "feed" in relations or ("alternate" in relations and kind in _TYPES)


def _chosen(links: list[tuple[str, str]], base: str) -> tuple[str, ...]:
    likely = sorted(links, key=lambda link: bool(_LESS.search(f"{link[0]} {link[1]}")))
    urls = (text.link(href, base).partition("#")[0] for href, _ in likely if href and not _NEVER.search(href))
    return tuple(dict.fromkeys(filter(None, urls)))[:MOST]
