"""Closing the tags that a sloppy publisher leaves open, where a feed's elements make plain that they should be closed."""

from __future__ import annotations

import re

_LEAVES = "title|link|description|summary|guid|id|pubDate|published|updated|author|category|comments"
_TAGS = re.compile(
    rf"<!\[CDATA\[|<(?P<close>/?)(?P<name>{_LEAVES}|item|entry|channel|feed|rss)(?P<rest>(?:\s[^<>]*)?)>",
    re.IGNORECASE,
)
_LEAF = re.compile(_LEAVES, re.IGNORECASE)


def closed(document: str) -> str:
    """The document with an end tag for every leaf (title, link, …) that is still open where the next one begins."""
    pieces: list[str] = []
    position, open_leaf = 0, ""
    quoted_until, last_quote = 0, document.rfind("]]>")
    for tag in _TAGS.finditer(document):
        if tag.start() < quoted_until:
            continue
        name = tag["name"]
        if not name:
            if tag.end() <= last_quote:
                quoted_until = document.index("]]>", tag.end()) + 3
            continue
        if tag["rest"].endswith("/"):
            continue
        ends_it = tag["close"] and name.lower() == open_leaf.lower()
        if open_leaf and not ends_it:
            pieces += [document[position : tag.start()], f"</{open_leaf}>"]
            position = tag.start()
        open_leaf = name if not tag["close"] and _LEAF.fullmatch(name) else ""
    return "".join([*pieces, document[position:]])
