"""A server of many feeds for the benchmarks: N feeds of M items over H loopback hosts, 50 ± 20 ms an answer.

Run as ``python bench/_publishers.py FEEDS ITEMS HOSTS``; prints its port, then reads commands from standard input:
``change SHARE`` gives that share of the feeds a new item, ``tell FEED TITLE`` one feed one on the beat of that title. To each
line it answers with what it has counted, as JSON: answers by status, requests by feed, the most in flight at one host.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

HOSTS = 50

COMPANIES = (
    "Kazakhmys",
    "KAZ Minerals",
    "ERG",
    "Kazzinc",
    "Kazatomprom",
    "Solidcore",
    "Altynalmas",
    "Zijin Mining",
    "Rio Tinto",
)
METALS = ("copper", "gold", "uranium", "chromium", "zinc", "tungsten", "lithium", "iron ore")
PLACES = ("Karaganda", "Abai", "Ulytau", "Aktobe", "Kostanay", "Turkistan", "East Kazakhstan")
ON_BEAT = (
    "{company} raised {metal} output by {small}% to {large} tonnes in the first quarter.",
    "{company} signed a memorandum on processing {metal} in the {place} region, worth ${small} million.",
    "The plant of {company} in the {place} region will employ {large} people.",
    "Геологи нашли в области {place} месторождение, запасы которого оценивают в {large} тонн.",
)
OFF_BEAT = (
    "The national team drew {small}:1 in a friendly match before {large} people in the stadium of {place}.",
    "The ministry of education will open {small} schools and buy {large} computers this year.",
    "Trains between {place} and Astana carried {large} passengers, {small}% more than a year ago.",
    "Врачи области {place} приняли за неделю {large} пациентов, сообщили в министерстве.",
)
BEAT = 0.3
"""The share of items that are about mining: general newspapers are most of a desk's feeds."""


def sentence(chance: random.Random, kinds: tuple[str, ...]) -> str:
    """A sentence with names and figures of its own, so that no two items tell the same."""
    return chance.choice(kinds).format(
        company=chance.choice(COMPANIES),
        metal=chance.choice(METALS),
        place=chance.choice(PLACES),
        small=chance.randint(2, 900),
        large=f"{chance.randint(1_000, 900_000):,}",
    )


def item(feed: int, number: int) -> str:
    """One item of about 1.2 kB, in HTML under escapes as publishers write it."""
    chance = random.Random(feed * 100_000 + number)
    kinds = ON_BEAT if chance.random() < BEAT else OFF_BEAT
    told = [sentence(chance, kinds) for _ in range(2)]  # most of an article is around its two facts
    text = " ".join(told + [sentence(chance, OFF_BEAT) for _ in range(7)])
    return (
        f"<item><title>Report {number} of feed {feed}: {sentence(chance, kinds)[:60]}</title>"
        f"<link>http://news{feed}.example/{number}</link><guid isPermaLink='false'>{feed}-{number}</guid>"
        f"<pubDate>Thu, 19 Nov 2026 {number % 24:02}:{number % 60:02}:00 GMT</pubDate>"
        f"<description><![CDATA[<p>{text}</p>]]></description></item>"
    )


class Publishers:
    """Feeds with ETags; a change adds an item at the front and drops the last."""

    def __init__(self, feeds: int, items: int) -> None:
        self.items = items
        self.editions = [0] * feeds
        self.told: dict[int, list[str]] = {}
        self.answers = {200: 0, 304: 0}
        self.asked: Counter[int] = Counter()
        self.in_flight: Counter[str] = Counter()
        self.most_in_flight = 0

    def body(self, feed: int) -> bytes:
        """The feed's document as of its edition."""
        newest = self.items + self.editions[feed]
        items = "".join(self.told.get(feed, ()))
        items += "".join(item(feed, number) for number in range(newest, newest - self.items, -1))
        return (
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed {feed}</title>'
            f"<link>http://news{feed}.example/</link>{items}</channel></rss>"
        ).encode()

    def tell(self, feed: int, title: str) -> None:
        """Gives a feed an item of its own, of this moment."""
        text = ON_BEAT[1].format(company="Kazzinc", metal="zinc", place="Abai", small=7)
        day = format_datetime(datetime.now(UTC), usegmt=True)
        self.editions[feed] += 1
        self.told.setdefault(feed, [])
        self.told[feed].insert(
            0,
            f"<item><title>{title}</title><guid isPermaLink='false'>{title}</guid>"
            f"<link>http://news{feed}.example/told/{len(self.told[feed])}</link>"
            f"<pubDate>{day}</pubDate><description>{text}</description></item>",
        )

    def counted(self) -> dict[str, Any]:
        """What happened so far."""
        return {"answers": self.answers, "asked": self.asked, "in flight": self.most_in_flight}

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answers requests of one connection until it closes."""
        try:
            while True:
                request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                feed = int(request.split(" ", 2)[1].strip("/"))
                etag = f'"{self.editions[feed]}"'
                host = str(writer.get_extra_info("sockname")[0])
                self.asked[feed] += 1
                self.in_flight[host] += 1
                self.most_in_flight = max(self.most_in_flight, self.in_flight[host])
                await asyncio.sleep(random.uniform(0.03, 0.07))
                self.in_flight[host] -= 1
                same = f"if-none-match: {etag}" in request.lower()
                self.answers[304 if same else 200] += 1
                body = b"" if same else self.body(feed)
                status = "304 Not Modified" if same else "200 OK"
                head = f"HTTP/1.1 {status}\r\nETag: {etag}\r\nContent-Type: application/rss+xml\r\n"
                length = "" if same else f"Content-Length: {len(body)}\r\n"
                writer.write(f"{head}{length}\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


async def main(feeds: int, items: int, hosts: int) -> None:
    """Serves until standard input ends."""
    publishers = Publishers(feeds, items)
    port = 0
    for number in range(hosts):
        server = await asyncio.start_server(publishers.answer, f"127.0.1.{number + 1}", port)
        port = server.sockets[0].getsockname()[1]
    print(port, flush=True)
    while command := (await asyncio.to_thread(sys.stdin.readline)).split():
        if command[0] == "change":
            for feed in random.sample(range(feeds), int(feeds * float(command[1]))):
                publishers.editions[feed] += 1
        if command[0] == "tell":
            publishers.tell(int(command[1]), " ".join(command[2:]))
        print(json.dumps(publishers.counted()), flush=True)


class Served:
    """The server in a process of its own, as those who poll it see it."""

    def __init__(self, process: subprocess.Popen[str], feeds: int, hosts: int) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._commands, self._answers = process.stdin, process.stdout
        port = int(self._answers.readline())
        self.urls = [f"http://127.0.1.{n % hosts + 1}:{port}/{n}" for n in range(feeds)]

    def change(self, share: float) -> None:
        """Gives a share of the feeds a new item."""
        self._ask(f"change {share}")

    def tell(self, feed: int, title: str) -> None:
        """Gives one feed an item on the beat."""
        self._ask(f"tell {feed} {title}")

    def counted(self) -> dict[str, Any]:
        """What it counted: ``answers``, ``asked`` and ``in flight``."""
        return self._ask("stats")

    def _ask(self, command: str) -> dict[str, Any]:
        self._commands.write(f"{command}\n")
        self._commands.flush()
        return dict(json.loads(self._answers.readline()))


@contextmanager
def served(feeds: int, items: int, hosts: int = HOSTS) -> Iterator[Served]:
    """A server of ``feeds`` with ``items`` each, until the end of the block."""
    command = [sys.executable, str(Path(__file__)), str(feeds), str(items), str(hosts)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Served(process, feeds, hosts)
        finally:
            process.communicate()  # it ends with its input


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:4])))
