"""Search engines as feeds: their links lead through themselves, and their titles end in the publisher's name.

What a link itself tells is read from it; nobody is asked. Links of Google News that hold only a number of Google's stay
as they are: to follow them takes requests that its publishers' rules do not allow to readers.
"""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

from tui import text

_THROUGH = {
    "www.google.com": ("/url", ("url", "q")),
    "google.com": ("/url", ("url", "q")),
    "www.bing.com": ("/news/apiclick.aspx", ("url",)),
    "bing.com": ("/news/apiclick.aspx", ("url",)),
}
"""By host: the path of its redirects, and the parameters that hold the address."""

_GOOGLE_NEWS = "news.google.com"
_ENGINE = re.compile("|".join(map(re.escape, (*_THROUGH, _GOOGLE_NEWS))), re.IGNORECASE)
"""What a link through a search engine holds, so that most links need no closer look."""

_ARTICLE = re.compile(r"/(?:rss/|__i/rss/rd/)?articles/([\w-]{10,4000})")
_ADDRESS = re.compile(rb"https?://[\x21-\x7e]+")
_SOURCE = re.compile(r"\s[-–—]\s(?P<source>(?:(?!\s[-–—]\s).){2,60})\Z")


@lru_cache(maxsize=8)
def names_sources_in_titles(url: str) -> bool:
    """Whether the items of the feed at ``url`` have titles that end in " - Source"."""
    return _host(url) == _GOOGLE_NEWS


def direct(link: str) -> str:
    """The publisher's own address, where ``link`` leads through a search engine and names it; else ``link``."""
    if _ENGINE.search(link) is None:
        return link
    host = _host(link)
    if host == _GOOGLE_NEWS:
        return _from_google_news(link) or link
    path, keys = _THROUGH.get(host, ("", ()))
    parts = urlsplit(link) if path else None
    if parts is None or parts.path.lower() != path:
        return link
    values = parse_qs(parts.query, max_num_fields=50)
    found = next((values[key][0] for key in keys if key in values), "")
    return text.link(found) or link


def split_source(title: str) -> tuple[str, str]:
    """A title of an aggregator as (title, source): ``Copper up - Reuters`` → ``Copper up``, ``Reuters``."""
    found = _SOURCE.search(title)
    return (title[: found.start()], found["source"].strip()) if found and found.start() else (title, "")


def is_repetition(body: str, title: str, source: str) -> bool:
    """Whether an item's text only says its title and source again, as Google's do."""
    rest = " ".join(body.replace("\u00a0", " ").split())
    return rest.removeprefix(title).strip(" -–—").removesuffix(source).strip(" -–—") == ""


def _from_google_news(link: str) -> str:
    """The address that older links of Google News hold, packed."""
    found = _ARTICLE.search(urlsplit(link).path)
    if found is None:
        return ""
    try:
        packed = base64.urlsafe_b64decode(found[1] + "=" * (-len(found[1]) % 4))
    except ValueError:
        return ""
    address = _ADDRESS.search(packed)
    return text.link(address[0].decode("ascii")) if address else ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
