"""How the archive grows: opening, the first page, search, one more item, an overview, the ledger, at 10,000 and 100,000 items.

    python -m bench archive [ITEMS…]

The inputs are made here, from a fixed seed: news in three languages, a fifth of them on the beat with facts. Each figure is
the median of several runs with warm file caches; the last column is the ratio of the largest archive to the smallest.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from tui.archive import Archive, Choice
from tui.config.model import Config, FeedConfig
from tui.feeds.state import FeedState
from tui.ledger.gazetteer import gazetteer
from tui.ledger.language import Names, parse
from tui.ledger.news import news
from tui.ledger.overview import overview
from tui.ledger.query import Query
from tui.ledger.settle import settle
from tui.model import Deal, Event, Evidence, Item, Mention, Metric, Party, Reading

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SIZES = (10_000, 100_000)
_FEEDS = tuple(FeedConfig(f"http://127.0.0.1:9/{n}", f"Feed {n}") for n in range(50))
_SPAN = timedelta(days=3 * 365)
_ROUNDS = 15
_WORDS = {
    "en": "copper gold mine deposit company agreement signed investment uranium output tonnes plant Kazakhstan partner".split(),
    "ru": "медь золото рудник месторождение компания соглашение подписали инвестиции уран добыча тонн завод".split(),
    "kk": "мыс алтын кеніш кенорны компаниясы келісім қол қойды инвестиция уран өндіріс тонна зауыты".split(),
}
_QUERIES = (
    "country:CN",
    "has:deal",
    "-has:deal",
    "metric:production",
    "kind:meeting",
    "amount:>50m stage:signed",
    "source:feed",
    "меди -рудник",
    "медь золото lang:ru since:1y",
)
_COUNTRIES = ("CN", "RU", "US", "KR", "DE", "GB", "FR", "JP", "TR", "CA")
_STAGES = ("talks", "planned", "memorandum", "signed", "underway", "completed")


def make(path: Path, items: int) -> None:
    """Fills a new archive at ``path``."""
    chance = random.Random(7)
    with Archive.open(path) as archive:
        stream, number = _news(chance, items), 0
        while batch := list(islice(stream, 1_000)):
            number += 1
            feed = _FEEDS[number % len(_FEEDS)]
            archive.save_poll(feed, FeedState(feed.url), batch, NOW)


def _news(chance: random.Random, items: int) -> Iterator[tuple[Item, Reading]]:
    for number in range(items):
        language = chance.choice(tuple(_WORDS))
        words = [f"{chance.choice(_WORDS[language])}" if chance.random() < 0.3 else _rare(chance) for _ in range(220)]
        moment = NOW - _SPAN * chance.random()
        item = Item(
            guid=f"{number}",
            title=" ".join(words[:9]),
            text=" ".join(words[9:]),
            link=f"https://example.com/{number}",
            published=moment,
            language=language,
        )
        yield item, _reading(chance, language, " ".join(words[9:30]), chance.random() < 0.2)


def _rare(chance: random.Random) -> str:
    """A word of a long tail: some tens of thousands of different ones, as news has."""
    return f"w{int(chance.paretovariate(0.6)) % 60_000}"


def _reading(chance: random.Random, language: str, sentence: str, relevant: bool) -> Reading:
    if not relevant:
        return Reading(language, False, False, 0.5, "1")
    company, country = f"Company {chance.randrange(400)}", chance.choice(_COUNTRIES)
    evidence = Evidence(sentence, 80, 80 + len(sentence), "bench")
    deal = Deal(
        "investment",
        chance.choice(_STAGES),
        evidence,
        parties=(Party(company, "", country), Party("Kazakh side")),
        countries=(country,),
        amount=float(chance.randrange(1, 900)) * 1e6,
        currency="USD",
    )
    metric = Metric(
        company, "production", float(chance.randrange(10_000)), "t", evidence, f"20{chance.randrange(15, 27)}"
    )
    return Reading(
        language,
        True,
        True,
        8.0,
        "1",
        countries=(country,),
        companies=(company,),
        commodities=("copper",),
        mentions=tuple(Mention("company", "x", company, n, n + 5, country) for n in range(25)),
        deals=(deal,) if chance.random() < 0.5 else (),
        metrics=(metric,),
        events=(Event("meeting", evidence, countries=(country,)),),
    )


def measure(path: Path) -> dict[str, float]:
    """Milliseconds of each action on the archive at ``path``."""
    config = Config(path=None, feeds=_FEEDS)
    quarter = Query(since=(NOW - timedelta(days=90)).date(), until=NOW.date(), limit=50)
    everything = Query(limit=50)
    middle = (NOW - _SPAN / 2, 0)
    added = iter(range(1_000_000))

    def open_and_page() -> None:
        with Archive.open(path) as opened:
            opened.page(Choice(beat=True, limit=50))

    with Archive.open(path) as archive:

        def add() -> None:
            name = f"added {next(added)} {time.time_ns()}"
            words = " ".join(_rare(_CHANCE) for _ in range(200))
            item = Item(name, words[:60], words, link=f"https://example.com/{name}", published=NOW)
            archive.save_poll(_FEEDS[0], FeedState(_FEEDS[0].url), [(item, _reading(_CHANCE, "en", "s", True))], NOW)

        def add_and_settle() -> None:
            add()
            settle(archive)

        actions: dict[str, Callable[[], object]] = {
            "open + first page": open_and_page,
            "first page, the beat": lambda: archive.page(Choice(beat=True, limit=50)),
            "first page, all": lambda: archive.page(Choice(limit=50)),
            "a page in the middle": lambda: archive.page(Choice(beat=True, before=middle, limit=50)),
            "search, a rare word": lambda: archive.search("w40123", 50),
            "search, two common words": lambda: archive.search("меди рудника", 50),
            "search, a phrase": lambda: archive.search('"copper gold"', 50),
            **{f"query, {text}": _asking(archive, text) for text in _QUERIES},
            "counts": archive.counts,
            "data version": archive.data_version,
            "overview, 90 days": lambda: overview(archive, config, quarter, NOW),
            "overview, everything": lambda: overview(archive, config, everything, NOW),
            "add one item": add,
            "add and settle one item": add_and_settle,
        }
        return {name: _median(action) for name, action in actions.items()}


def _asking(archive: Archive, text: str) -> Callable[[], object]:
    """As the desk asks while somebody types: the query is read anew each time."""
    names = Names(gazetteer, NOW.date())
    return lambda: news(archive, Query(limit=60).narrowed(parse(text, names)), everything=True)


_CHANCE = random.Random(11)


def _median(action: Callable[[], object]) -> float:
    action()
    times: list[float] = []
    started = time.perf_counter()
    while len(times) < _ROUNDS and (len(times) < 3 or time.perf_counter() - started < 10):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def grow(path: Path, size: int) -> None:
    """Makes the archive and its ledger, and says what that took."""
    start = time.perf_counter()
    make(path, size)
    made = time.perf_counter() - start
    print(f"{size:,} items: made in {made:.0f} s, {made / size * 1000:.2f} ms each, {path.stat().st_size / 1e6:.0f} MB")
    start = time.perf_counter()
    with Archive.open(path) as archive:
        settled = settle(archive)
    took = time.perf_counter() - start
    print(f"    {settled:,} on the beat settled in {took:.0f} s, {took / settled * 1000:.2f} ms each")


def main(arguments: Sequence[str]) -> int:
    """Makes, measures, prints."""
    sizes = [int(argument) for argument in arguments] or list(SIZES)
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.db"
            grow(path, size)
            results.append(measure(path))
            path.unlink()
    print(f"{'milliseconds':36}" + "".join(f"{size:>12,}" for size in sizes) + f"{'ratio':>8}")
    for name in results[0]:
        values = [result[name] for result in results]
        print(f"{name:36}" + "".join(f"{value:12.2f}" for value in values) + f"{values[-1] / values[0]:8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
