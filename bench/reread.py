"""What it costs to read a whole archive again, and to add one item to it: ``kenwatch reread`` and a poll's share of one item.

    python -m bench reread [ITEMS…]

The archive is made of the demonstration's items, again and again with other companies, sites, figures and days, and of items off
the beat from the tests: one of four is on the beat, and events are told by as many outlets as there. All times are of this
machine, with whatever else it does.
"""

from __future__ import annotations

import json
import random
import re
import resource
import statistics
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count, islice
from pathlib import Path

from tui.archive import Archive
from tui.config.model import FeedConfig
from tui.demo.edition import DEMO_NOW, DemoItem, load
from tui.feeds.state import FeedState
from tui.ledger.live import LiveFacts
from tui.ledger.settle import settle
from tui.model import Document, Item, Mention, Reading
from tui.reading import library, read
from tui.reading.lookup.vocabulary import load as vocabulary

SIZES = (10_000, 100_000)
_OFF_BEAT = Path(__file__).parents[1] / "tests" / "reading" / "off-beat.jsonl"
_ON_BEAT_EVERY = 4
_SPAN = timedelta(days=6 * 365)
_ADDED = 25
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_UNREAD = Reading("", False, False, 0.0, "0")

Told = tuple[str, DemoItem]
"""A demonstration's item with the language of its feed."""


def news(size: int) -> Iterator[Item]:
    """``size`` items over six years, edition after edition."""
    editions, off_beat = _editions(), _off_beat()
    for number in range(size):
        chosen = editions if number % _ON_BEAT_EVERY == 0 else off_beat
        title, text, language, days = next(chosen)
        yield Item(
            guid=f"{number}",
            title=title,
            text=text,
            link=f"https://example.com/{number}",
            published=DEMO_NOW - _SPAN * (1 - number / size) + timedelta(days=days),
            language=language,
        )


def _editions() -> Iterator[tuple[str, str, str, float]]:
    """The demonstration's items, in each edition with other figures, companies and sites, the same for all that tell one
    event: title, text, language, and days after the event was first told."""
    stories: dict[str, list[Told]] = defaultdict(list)
    for feed in load():
        for item in feed.items:
            stories[item.story or f"{feed.path} {item.id}"].append((feed.language, item))
    names = _Names()
    for edition in count():
        for story, told in sorted(stories.items(), key=lambda pair: zlib.crc32(f"{edition}{pair[0]}".encode())):
            first = min(item.published for _, item in told)
            seed = f"{edition} {story}"
            for language, item in told:
                title, text = names.changed(language, item, seed)
                days = min(3.0, (item.published - first) / timedelta(days=1))
                yield _varied(title, seed), _varied(text, seed), language, days


class _Names:
    """Companies and sites, to stand for others of their kind."""

    def __init__(self) -> None:
        self._known: dict[str, list[dict[str, str]]] = {"company": [], "site": []}
        for (kind, _), entry in sorted(vocabulary(()).items()):
            if kind in self._known:
                spelt = {lang: name for lang, name in reversed(entry.spellings) if not set(name) & set("?=*")}
                self._known[kind].append({"": entry.name, **spelt})
        self._found: dict[str, list[Mention]] = {}

    def changed(self, language: str, item: DemoItem, seed: str) -> tuple[str, str]:
        """Title and text with other companies and sites in the places of those that they name, in a vocabulary or not: two who
        agreed on one thing in every edition would have thousands of deals that might be one."""
        if item.id not in self._found:
            found = read(Document(item.title, item.text, item.published, language)).mentions
            named = {m.start: m for m in found if m.kind in self._known}
            self._found[item.id] = sorted(named.values(), key=lambda m: -m.start)
        source = f"{item.title}\n\n{item.text}"
        before = len(source) + 1
        for mention in self._found[item.id]:
            if mention.end <= before:
                other = random.Random(f"{seed} {mention.id}").choice(self._known[mention.kind])
                source = source[: mention.start] + other.get(language, other[""]) + source[mention.end :]
                before = mention.start
        title, _, text = source.partition("\n\n")
        return title, text


def _off_beat() -> Iterator[tuple[str, str, str, float]]:
    documents = [json.loads(line) for line in _OFF_BEAT.read_text(encoding="utf-8").splitlines() if line]
    for edition in count():
        for told in documents:
            seed = f"{edition} {told['id']}"
            yield _varied(told["title"], seed), _varied(told["text"], seed), told.get("lang", ""), 0.0


def _varied(text: str, seed: str) -> str:
    """``text`` with other figures of as many digits; years stay."""

    def other(match: re.Match[str]) -> str:
        figure = match.group()
        if re.fullmatch(r"(19|20)\d\d|[12]?\d|3[01]", figure):
            return figure
        chance = random.Random(f"{seed} {figure}")
        return re.sub(
            r"\d", lambda digit: digit.group() if digit.group() == "0" else str(chance.randrange(1, 10)), figure
        )

    return _NUMBER.sub(other, text)


def fill(path: Path, size: int) -> None:
    """Makes an archive whose items nobody has read yet."""
    feeds = [FeedConfig(f"http://127.0.0.1:9/{n}", f"Feed {n}") for n in range(40)]
    with Archive.open(path) as archive:
        stream = news(size)
        for number in count():
            batch = [(item, _UNREAD) for item in islice(stream, 1_000)]
            if not batch:
                return
            feed = feeds[number % len(feeds)]
            archive.save_poll(feed, FeedState(feed.url), batch, DEMO_NOW)


def reread(path: Path) -> dict[str, float]:
    """Seconds that reading and settling take, as ``kenwatch reread`` does them."""
    version = library().version
    with Archive.open(path) as archive:
        start = time.perf_counter()
        outdated = archive.outdated(version)
        while batch := [
            (item.id, read(Document(item.title, item.text, item.published, item.language, str(item.id))))
            for item in islice(outdated, 100)
        ]:
            archive.save_readings(batch)
        read_in = time.perf_counter() - start
        start = time.perf_counter()
        settled = settle(archive)
        return {"reading, s": read_in, "items settled": settled, "settling, s": time.perf_counter() - start}


def add(path: Path) -> dict[str, float]:
    """Milliseconds that one more item takes on its way, each the median of some."""
    feed = FeedConfig("http://127.0.0.1:9/added", "Added")
    steps: dict[str, list[float]] = defaultdict(list)

    def timed(step: str, start: float) -> float:
        now = time.perf_counter()
        steps[step].append((now - start) * 1000)
        return now

    with Archive.open(path) as archive:
        live = LiveFacts(archive)
        live.series()
        live.events()
        for number, (title, text, language, _) in enumerate(islice(_editions(), _ADDED)):
            moment = DEMO_NOW + timedelta(hours=number)
            item = Item(f"{number}", title, text, f"https://example.com/added/{number}", moment, language)
            start = time.perf_counter()
            found = read(Document(title, text, moment, language))
            start = timed("read one item, ms", start)
            archive.save_poll(feed, FeedState(feed.url), [(item, found)], moment)
            start = timed("save it, ms", start)
            settle(archive)
            start = timed("settle it, ms", start)
            live.series()
            start = timed("refresh the series, ms", start)
            live.events()
            timed("refresh the events, ms", start)
    return {step: statistics.median(times) for step, times in steps.items()}


def measure(path: Path, size: int) -> dict[str, float]:
    """All figures of an archive of ``size`` items."""
    fill(path, size)
    whole = reread(path)
    whole["reread in all, min"] = (whole["reading, s"] + whole["settling, s"]) / 60
    whole["per item, ms"] = (whole["reading, s"] + whole["settling, s"]) / size * 1000
    whole |= add(path)
    whole["archive, MB"] = path.stat().st_size / 1e6
    whole["memory at most, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return whole


def main(arguments: Sequence[str]) -> int:
    """Makes, measures, prints."""
    sizes = [int(argument) for argument in arguments] or list(SIZES)
    started = datetime.now().astimezone()
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.db"
            results.append(measure(path, size))
            path.unlink()
    print(f"{started:%Y-%m-%d %H:%M} {'':23}" + "".join(f"{size:>12,}" for size in sizes))
    for name in results[0]:
        print(f"{name:40}" + "".join(f"{result[name]:12,.1f}" for result in results))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
