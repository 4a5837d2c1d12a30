"""Whether an item's text is a teaser, and which items' articles are worth a visit. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tui.config.model import FeedConfig
from tui.model import Item

NEVER, AUTO, ALWAYS = "never", "auto", "always"
SHORT = 400
"""Characters under which a text is taken for a teaser, whatever its end."""

_CUT = re.compile(r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.|\+)\s*\]|»»|>>|→)\s*\Z")
_MORE = re.compile(
    r"(?:read (?:more|the (?:full|rest))|continue reading|full (?:story|article)|the post .{1,300} appeared first on .{1,120}"
    r"|читать (?:далее|полностью|дальше)|подробнее|далее|продолжение|толығырақ|жалғасы|толық оқу)\W{0,12}\Z",
    re.IGNORECASE | re.DOTALL,
)
_TAIL = 500
_NO_ARTICLES = frozenset(("news.google.com",))  # its pages lead on by scripts alone


def is_teaser(text: str) -> bool:
    """Whether ``text`` is only the beginning of an article: short, cut, or ending with an invitation to read on."""
    tail = text[-_TAIL:].rstrip()
    return len(text) < SHORT or _CUT.search(tail) is not None or _MORE.search(tail) is not None


def selector(feed: FeedConfig) -> str | None:
    """The CSS selector of the feed's articles, None where the article is to be found by its looks."""
    return None if feed.fulltext in (NEVER, AUTO, ALWAYS) else feed.fulltext


def wanted(feed: FeedConfig, item: Item, relevant: bool) -> bool:
    """Whether the article of an item is to be fetched: what is on the beat and only teased, or all that a feed asks for."""
    if not item.link or feed.fulltext == NEVER or urlsplit(item.link).hostname in _NO_ARTICLES:
        return False
    if feed.fulltext == AUTO:
        return relevant and is_teaser(item.text)
    return True
