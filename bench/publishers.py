"""A server of many feeds for the polling benchmark: N feeds of M items over H loopback hosts, 50 ± 20 ms an answer.

Run as ``python bench/publishers.py FEEDS ITEMS HOSTS``; prints its port, then reads commands from standard input:
``change SHARE`` gives that share of the feeds a new item, ``stats`` prints the answers given so far.
"""

from __future__ import annotations

import asyncio
import random
import sys

SENTENCES = (
    "Kazakhmys raised copper output by 4.2% to 25,839 tonnes in the first quarter.",
    "The ministry of industry of Kazakhstan signed a memorandum with a Chinese company on processing tungsten.",
    "Analysts expect demand for uranium to stay high until the end of the decade.",
    "The plant in the Karaganda region will employ 1,000 people.",
    "Football: the national team drew 1:1 in a friendly match in Astana.",
    "Казахстан и Китай договорились о совместной разработке месторождения меди.",
)


def item(feed: int, number: int) -> str:
    """One item of about 1.2 kB, in HTML under escapes as publishers write it."""
    chance = random.Random(feed * 100_000 + number)
    text = " ".join(chance.choice(SENTENCES) for _ in range(9))
    return (
        f"<item><title>Report {number} of feed {feed}: {chance.choice(SENTENCES)[:60]}</title>"
        f"<link>http://news{feed}.example/{number}</link><guid isPermaLink='false'>{feed}-{number}</guid>"
        f"<pubDate>Fri, 20 Nov 2026 {number % 24:02}:{number % 60:02}:00 GMT</pubDate>"
        f"<description><![CDATA[<p>{text}</p>]]></description></item>"
    )


class Publishers:
    """Feeds with ETags; a change adds an item at the front and drops the last."""

    def __init__(self, feeds: int, items: int) -> None:
        self.items = items
        self.editions = [0] * feeds
        self.answers = {200: 0, 304: 0}

    def body(self, feed: int) -> bytes:
        """The feed's document as of its edition."""
        newest = self.items + self.editions[feed]
        items = "".join(item(feed, number) for number in range(newest, newest - self.items, -1))
        return (
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed {feed}</title>'
            f"<link>http://news{feed}.example/</link>{items}</channel></rss>"
        ).encode()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answers requests of one connection until it closes."""
        try:
            while True:
                request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                feed = int(request.split(" ", 2)[1].strip("/"))
                etag = f'"{self.editions[feed]}"'
                await asyncio.sleep(random.uniform(0.03, 0.07))
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
        print(publishers.answers, flush=True)


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:4])))
