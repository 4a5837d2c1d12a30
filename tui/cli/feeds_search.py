"""A site's feeds, looked for and tried: what ``feeds add`` and ``feeds discover`` share."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui import form
from tui.cli import err
from tui.text import line
from tui.words import count, say

if TYPE_CHECKING:
    from tui.cli.session import World
    from tui.config.model import FeedConfig
    from tui.feeds.discovery import Find
    from tui.feeds.parsed import ParsedFeed
    from tui.model import Item
    from tui.poller.process import Worker

TITLES = 3
_WIDTH = 100
_DEADLINE = 20.0


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


async def search(world: World, site: FeedConfig) -> Searched:
    """Looks for the feeds of ``site`` and tries each, parsed and read in the worker as in a poll."""
    from tui.feeds.discovery import Search
    from tui.feeds.http import Fetcher, Limits
    from tui.feeds.opml import same
    from tui.feeds.parsed import NotAFeedError
    from tui.poller.process import Worker, WorkerError

    worker, fetcher = Worker(), Fetcher(Limits(deadline=_DEADLINE), contact=world.config.contact)

    async def parse(body: bytes, content_type: str, url: str) -> ParsedFeed:
        try:
            return await worker.parse(body, content_type, url, world.clock(), site.language)
        except WorkerError as error:
            raise NotAFeedError(str(error)) from error

    def tell(url: str) -> None:
        if sys.stderr.isatty():
            err.narrate(say("feeds.asking", url=url))

    known = {same(feed.url): feed for feed in world.config.feeds}
    try:
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


async def _relevant(worker: Worker, feed: ParsedFeed) -> int:
    from tui.model import Document

    readings = await worker.read([Document(i.title, i.text, i.published, i.language, i.guid) for i in feed.items])
    return sum(reading is not None and reading.relevant for reading in readings)


def described(trials: Sequence[Trial]) -> Iterator[str]:
    """The feeds for people, numbered: title, address, what it is, its latest titles."""
    from tui.feeds.fault import told

    for number, trial in enumerate(trials, 1):
        feed = trial.feed
        yield f"{number}. {line(feed.title, _WIDTH) or trial.find.url}"
        yield "   " + say(
            "feeds.found",
            url=trial.find.url,
            format=feed.format or say("feeds.no-format"),
            items=count(len(feed.items), "item"),
            relevant=trial.relevant,
        )
        if trial.known is not None:
            yield "   " + say("feeds.there", title=trial.known.title)
        if feed.note:
            yield f"   {told(feed.note)}"
        for item in newest(feed):
            yield f"   {form.day(item.published):>11}  {line(item.title, _WIDTH)}"


def newest(feed: ParsedFeed, number: int = TITLES) -> list[Item]:
    """The latest items, the undated last."""

    def age(item: Item) -> float:
        return -item.published.timestamp() if item.published else 0.0

    return sorted(feed.items, key=age)[:number]


def shape(trial: Trial) -> dict[str, object]:
    """A feed that was found, for programs."""
    from tui.brief.jsontext import moment

    return {
        "url": trial.find.url,
        "title": trial.feed.title,
        "format": trial.feed.format,
        "found": trial.find.how,
        "language": trial.feed.language,
        "items": len(trial.feed.items),
        "relevant": trial.relevant,
        "latest": [
            {"title": i.title, "link": i.link, "published": moment(i.published) if i.published else None}
            for i in newest(trial.feed)
        ],
        "subscribed": trial.known is not None,
    }
