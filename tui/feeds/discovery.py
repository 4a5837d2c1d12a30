"""Finding a site's feeds: what the address itself serves, what its page links to, where feeds usually are, and at last
its news sitemap. One request at a time, few in all, with the manners and bounds of the fetcher."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urljoin, urlsplit

from tui import text
from tui.config.model import FeedConfig
from tui.feeds import encoding, pagelinks, sitemap
from tui.feeds.fault import fault
from tui.feeds.http import ACCEPT_FEED, Answer, Fetcher, FetchError
from tui.feeds.parsed import NotAFeedError, ParsedFeed

How = Literal["given", "linked", "named", "usual", "sitemap"]
"""How an address was come by: given by the user, linked as a feed, an ordinary link with a feed's name, a usual path, or
a sitemap."""

Parse = Callable[[bytes, str, str], Awaitable[ParsedFeed]]
"""Body, content type and address to the feed; raises NotAFeedError."""

ACCEPT = f"{ACCEPT_FEED.removesuffix(', */*;q=0.1')}, text/html;q=0.9, application/xhtml+xml;q=0.9, */*;q=0.1"
REQUESTS = 24
"""Requests that one search may cost."""

_USUAL = ("feed/", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json")
_USUAL_MAPS = ("news-sitemap.xml", "sitemap-news.xml", "sitemap.xml")
_MAPS_TRIED = 3
_SITEMAP_LINE = re.compile(r"^[ \t]{0,40}sitemap[ \t]{0,40}:[ \t]{0,40}(\S{1,2000})", re.IGNORECASE | re.MULTILINE)
_ROBOTS = 500_000
_LOST = (404, 410)


@dataclass(frozen=True, slots=True)
class Find:
    """An address that was tried: the feed it serves, or the fault for which it serves none. ``url`` is where to subscribe
    (after permanent redirects)."""

    url: str
    how: How
    feed: ParsedFeed | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class _Tried:
    find: Find
    answer: Answer | None = None

    @property
    def document(self) -> str:
        """The answer as text, "" where there was none."""
        if self.answer is None:
            return ""
        return encoding.decode(self.answer.body, self.answer.header("content-type"))


class Search:
    """One search for the feeds of ``site``, whose agent, headers, proxy and credentials are used for its own host."""

    def __init__(
        self, fetcher: Fetcher, parse: Parse, site: FeedConfig, tell: Callable[[str], None] = lambda _: None
    ) -> None:
        """``tell`` hears of each address before it is asked."""
        self._fetcher = fetcher
        self._parse = parse
        self._site = site
        self._tell = tell
        self._hosts = {urlsplit(site.url).hostname}
        self._seen: set[str] = set()

    async def run(self) -> tuple[Find, ...]:
        """The feeds found, the likeliest first; then, or alone where there is none, what was tried and why it failed."""
        first = await self._try(self._site.url, "given")
        if first.find.feed is not None:
            return (first.find,)
        page = first
        if first.answer is None or first.answer.status in _LOST:
            front = urljoin(self._site.url, "/")
            if first.answer is None or front in self._seen:
                return (first.find,)
            page = await self._try(front, "given")
        if page.answer is None or page.answer.status != 200:
            return tuple(dict.fromkeys((first.find, page.find)))
        given = [] if page is first else [first.find]
        tried = [first.find, page.find]
        for step in (self._linked, self._usual, self._mapped):
            finds = await step(page)
            good = [find for find in finds if find.feed is not None]
            tried += [find for find in finds if find.feed is None]
            if good:
                return (*good, *given, *(find for find in tried if find.how == "linked"))
        return tuple(dict.fromkeys(tried))

    async def _linked(self, page: _Tried) -> list[Find]:
        """What the page, and a page that lists feeds, link to."""
        assert page.answer is not None
        links = pagelinks.feeds(page.document, page.answer.url)
        found = [await self._try(url, "linked") for url in links.declared]
        if not any(one.find.feed for one in found):
            named = [await self._try(url, "named") for url in links.named]
            found += named
            if not any(one.find.feed for one in named):
                lists = [pagelinks.feeds(one.document, one.answer.url) for one in named if one.answer]
                further = dict.fromkeys(url for one in lists for url in (*one.declared, *one.named))
                found += [await self._try(url, "named") for url in list(further)[: pagelinks.MOST]]
        return [one.find for one in found if one.find.error != _SPENT]

    async def _usual(self, page: _Tried) -> list[Find]:
        """The paths where feeds usually are, up to the first that serves one."""
        assert page.answer is not None
        for base in dict.fromkeys((_folder(page.answer.url), urljoin(page.answer.url, "/"))):
            for path in _USUAL:
                one = await self._try(urljoin(base, path), "usual")
                if one.find.feed is not None:
                    return [one.find]
        return []

    async def _mapped(self, page: _Tried) -> list[Find]:
        """The news sitemap: named in robots.txt, which is where sites tell of it, else at a usual path."""
        assert page.answer is not None
        root = urljoin(page.answer.url, "/")
        robots = await self._try(urljoin(root, "robots.txt"), "sitemap")
        told = _news_first(text.link(found, root) for found in _SITEMAP_LINE.findall(robots.document[:_ROBOTS]))
        usual = [urljoin(root, path) for path in _USUAL_MAPS]
        for url in told[:_MAPS_TRIED] or usual:
            one = await self._try(url, "sitemap")
            if one.find.feed is not None:
                return [one.find]
            document = one.document
            if sitemap.is_sitemap(document):
                for inner in _news_first(_maps(document, url))[:_MAPS_TRIED]:
                    deeper = await self._try(inner, "sitemap")
                    if deeper.find.feed is not None:
                        return [deeper.find]
        return []

    async def _try(self, url: str, how: How) -> _Tried:
        """One request. Addresses that the site names on other hosts never lead inside."""
        if url in self._seen or len(self._seen) >= REQUESTS:
            return _Tried(Find(url, how, error=_SPENT))
        self._seen.add(url)
        self._tell(url)
        stranger = urlsplit(url).hostname not in self._hosts
        try:
            answer = await self._fetcher.get(self._site, url, accept=ACCEPT, stranger=stranger)
        except FetchError as error:
            return _Tried(Find(url, how, error=str(error)))
        url = answer.moved or url
        if answer.status != 200:
            return _Tried(Find(url, how, error=fault("status", answer.status)), answer)
        try:
            feed = await self._parse(answer.body, answer.header("content-type"), answer.url)
        except NotAFeedError as error:
            return _Tried(Find(url, how, error=str(error)), answer)
        if not answer.whole:
            feed = replace(feed, complete=False, note=fault("part-came"))
        return _Tried(Find(url, how, feed), answer)


_SPENT = fault("untried")


def site_address(written: str) -> str:
    """What people type as an address, as one: ``kursiv.media`` → ``https://kursiv.media/``; "" where it is none."""
    written = written.strip()
    if re.search(r"\s", written):
        return ""
    if re.match(r"feed:", written, re.IGNORECASE):
        written = re.sub(r"^feed:(//)?", "", written, flags=re.IGNORECASE)
    if not re.match(r"[a-z][a-z0-9+.-]*://", written, re.IGNORECASE):
        host = re.match(r"[^\s/:?#@]+", written)
        if host is None or re.match(r"[a-z]+:(?!\d)", written, re.IGNORECASE) or written.startswith(("/", ".")):
            return ""
        written = f"https://{written}"
    address = text.link(written)
    return address if urlsplit(address).path else f"{address}/" if address and "?" not in address else address


def _folder(url: str) -> str:
    """The folder that an address stands in, without its query."""
    path = urlsplit(url).path
    return urljoin(url, path if path.endswith("/") else path + "/")


def _news_first(urls: Iterable[str]) -> list[str]:
    return sorted(filter(None, dict.fromkeys(urls)), key=lambda url: "news" not in url.lower())


def _maps(document: str, url: str) -> list[str]:
    try:
        return [text.link(found, url) for found in sitemap.load(document, url).maps]
    except NotAFeedError:
        return []
