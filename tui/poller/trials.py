"""A site's feeds, looked for and tried before one of them is added."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from tui.clock import Clock
from tui.config.model import Config, FeedConfig
from tui.feeds.aggregators import names_sources_in_titles
from tui.feeds.discovery import Find, Search
from tui.feeds.fault import kind_of
from tui.feeds.http import Fetcher, Limits
from tui.feeds.opml import same
from tui.feeds.parsed import NotAFeedError, ParsedFeed
from tui.model import Document, Item
from tui.poller.process import Worker, WorkerError
from tui.text import line

TITLES = 3
"""The latest titles that are shown of a feed."""
_DEADLINE = 20.0
_KEYS = ("title", "url", "language", "kind", "group", "every", "headers", "agent", "proxy", "auth")


@dataclass(frozen=True, slots=True)
class Trial:
    """A feed that was found, tried and read: ``relevant`` counts its items on the beat; ``known`` is the feed of feeds.toml
    that it already is, None where it is new."""

    find: Find
    feed: ParsedFeed
    relevant: int
    known: FeedConfig | None


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search of ``url`` gave: feeds that work, and addresses that were tried in vain."""

    url: str
    trials: tuple[Trial, ...]
    failed: tuple[Find, ...]


async def search(
    config: Config,
    site: FeedConfig,
    clock: Clock,
    tell: Callable[[str], None] = lambda _: None,
    *,
    guessed: bool = False,
) -> Searched:
    """Looks for the feeds of ``site`` and tries each, parsed and read in the worker as in a poll. ``tell`` hears of each
    address before it is asked. That the site speaks HTTPS may be ``guessed``: if nobody answers there, HTTP is tried."""
    worker, fetcher = Worker(), Fetcher(Limits(deadline=_DEADLINE), contact=config.contact)

    async def parse(body: bytes, content_type: str, url: str) -> ParsedFeed:
        try:
            return await worker.parse(body, content_type, url, clock(), site.language)
        except WorkerError as error:
            raise NotAFeedError(str(error)) from error

    known = {same(feed.url): feed for feed in config.feeds}
    try:
        finds = await Search(fetcher, parse, site, tell).run()
        if guessed and all(kind_of(find.error) in _UNANSWERED for find in finds):
            site = replace(site, url=site.url.replace("https:", "http:", 1))
            finds = await Search(fetcher, parse, site, tell).run()
        trials = [
            Trial(find, find.feed, await _relevant(worker, find.feed), known.get(same(find.url)))
            for find in finds
            if find.feed is not None
        ]
    finally:
        await fetcher.close()
        await worker.close()
    return Searched(site.url, tuple(trials), tuple(find for find in finds if find.feed is None))


_UNANSWERED = frozenset({"refused", "unreachable", "broke-off", "no-tls", "slow"})


async def _relevant(worker: Worker, feed: ParsedFeed) -> int:
    readings = await worker.read([Document(i.title, i.text, i.published, i.language, i.guid) for i in feed.items])
    return sum(reading is not None and reading.relevant for reading in readings)


def newest(feed: ParsedFeed, number: int = TITLES) -> list[Item]:
    """The latest items, the undated last."""

    def age(item: Item) -> float:
        return -item.published.timestamp() if item.published else 0.0

    return sorted(feed.items, key=age)[:number]


def table(trial: Trial, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The new table of feeds.toml, its keys in their usual order; ``settings`` are the user's own."""
    url = trial.find.url
    found = {
        "title": line(trial.feed.title, 80) or urlsplit(url).hostname,
        "url": url,
        "language": trial.feed.language,
        "kind": "search" if names_sources_in_titles(url) else None,
    }
    values = {key: settings.get(key, found.get(key)) for key in _KEYS}
    return {key: value for key, value in values.items() if value}
