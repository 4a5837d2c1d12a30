"""JSON Feed 1.0 and 1.1, which feedparser does not read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tui import text
from tui.feeds.dates import moment
from tui.feeds.fault import fault
from tui.feeds.items import RawEntry
from tui.feeds.parsed import NotAFeedError


def looks_like_json(document: str) -> bool:
    """Whether a document begins as a JSON object or list does."""
    return document.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def load(document: str) -> dict[str, Any]:
    """The feed's object. Raises NotAFeedError where the document is no JSON, or JSON of another kind."""
    try:
        data = json.loads(document.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        raise NotAFeedError(fault("bad-json")) from error
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        raise NotAFeedError(fault("other-json"))
    return data


def entries(data: dict[str, Any], base: str) -> Iterator[RawEntry]:
    """The entries of a loaded JSON Feed; values of the wrong type count as absent."""
    home = text.link(_text(data, "home_page_url"), base) or base
    for raw in data["items"]:
        if not isinstance(raw, dict):
            continue
        identity = raw.get("id")
        bodies = (
            (_text(raw, "content_html"), True),
            (_text(raw, "content_text"), False),
            (_text(raw, "summary"), False),
        )
        yield RawEntry(
            guid=str(identity) if isinstance(identity, (str, int, float)) else "",
            link=_text(raw, "url") or _text(raw, "external_url"),
            title=(_text(raw, "title"), False),
            bodies=tuple(body for body in bodies if body[0]),
            published=moment(_text(raw, "date_published") or _text(raw, "date_modified")),
            language=_text(raw, "language") or None,
            base=home,
        )


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""
