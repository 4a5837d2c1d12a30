"""Feeds that a web page links to: those it declares in its head, and ordinary links that are named like feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resiliparse.parse.html import ElementNode, HTMLTree

from tui import text

MOST = 8
"""Links of a kind that are worth a request."""

_LOOK_AT = 3_000_000
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
    """The feeds that the page at ``url`` links to. Nothing in a page makes this fail or slow."""
    tree = HTMLTree.parse(document[:_LOOK_AT])
    if tree is None or tree.document is None:
        return PageLinks()
    bases = tree.document.query_selector_all("base[href]")
    base = (text.link(_attribute(bases[0], "href"), url) if bases else "") or url
    declared = [
        (_attribute(link, "href"), _attribute(link, "title"))
        for link in tree.document.query_selector_all("link[href]")
        if _is_feed(link)
    ]
    named = [
        (_attribute(link, "href"), (link.text or "")[:200])
        for link in tree.document.query_selector_all("a[href]")
        if _NAMED.search(_attribute(link, "href"))
    ]
    found = _chosen(declared, base)
    return PageLinks(found, tuple(link for link in _chosen(named, base) if link not in found))


def _is_feed(link: ElementNode) -> bool:
    relations = _attribute(link, "rel").lower().split()
    kind = _attribute(link, "type").partition(";")[0].strip().lower()
    return "feed" in relations or ("alternate" in relations and kind in _TYPES)


def _chosen(links: list[tuple[str, str]], base: str) -> tuple[str, ...]:
    likely = sorted(links, key=lambda link: bool(_LESS.search(f"{link[0]} {link[1]}")))
    urls = (text.link(href, base).partition("#")[0] for href, _ in likely if not _NEVER.search(href))
    return tuple(dict.fromkeys(filter(None, urls)))[:MOST]


def _attribute(element: ElementNode, name: str) -> str:
    return element.getattr(name) or ""
