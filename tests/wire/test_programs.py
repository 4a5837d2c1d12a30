"""One archive and several pollers, ends in the middle, edits, and disks that fail."""

from __future__ import annotations

import asyncio
import os

import pytest
from patience import PATIENCE
from wire_desk import Desk
from wire_parts import XML, dripping, feed, item, late, reply, rss, sequence, silent
from wire_server import Server

from tui.archive import Archive, ArchiveError
from tui.config.model import Config, FeedConfig
from tui.feeds.http import Limits
from tui.poller import FeedProgress, Poller


async def test_two_pollers_at_once_ask_each_feed_once(server: Server, desk: Desk) -> None:
    for host in server.hosts:
        desk.subscribe(*(server.add(f"/{n}", late(reply(feed(2)), 0.02), host) for n in range(4)))
    async with desk.poller() as one, desk.poller() as other:
        reports = await asyncio.gather(one.poll(), other.poll())
    assert len(server.log) == 12
    assert max(server.most_in_flight.values()) <= 2, "together they ask a host no more than one of them would"
    assert sum(report.new for report in reports) == 24
    assert {outcome.error for report in reports for outcome in report.outcomes if outcome.state == "failed"} == set()


async def test_polls_of_one_poller_share_its_feeds(server: Server, desk: Desk) -> None:
    desk.subscribe(server.add("/feed", late(reply(feed(2)), 0.05)))
    async with desk.poller() as poller:
        await asyncio.gather(*(poller.poll() for _ in range(4)))
    assert len(server.log) == 1


@pytest.mark.parametrize("part", [silent, dripping(feed(), 1.0)])
async def test_close_is_quick_in_the_middle_of_a_poll(server: Server, desk: Desk, part: object) -> None:
    desk.limits = Limits(deadline=PATIENCE)
    desk.subscribe(*(server.add(f"/{n}", part) for n in range(5)))  # type: ignore[arg-type]
    desk.subscribe(server.add("/well", reply(feed(2)), host="127.0.0.2"))
    asking = asyncio.Event()

    def progress(step: FeedProgress) -> None:
        if step.new == 2:
            asking.set()

    async with desk.poller() as poller:
        poll = asyncio.create_task(poller.poll(progress=progress))
        await asyncio.wait_for(asking.wait(), PATIENCE)
        await asyncio.wait_for(poller.close(), PATIENCE)
        report = await poll
    assert report.new == 2, "what was saved stays and is told"
    assert len(desk.items()) == 2


async def test_cancelling_a_poll_leaves_the_poller_usable(server: Server, desk: Desk) -> None:
    url = server.add("/feed", sequence([late(reply(feed()), 3600), reply(feed(2))]))
    desk.subscribe(url)
    async with desk.poller() as poller:
        poll = asyncio.create_task(poller.poll())
        while not server.log:
            await asyncio.sleep(0)
        poll.cancel()
        with pytest.raises(asyncio.CancelledError):
            await poll
        assert (await poller.poll()).new == 2


async def test_close_while_the_worker_is_busy(server: Server, desk: Desk) -> None:
    desk.subscribe(server.add("/feed", reply(b"<rss><channel>" + b"<item><a><b>" * 400_000)))
    poller = Poller(Config(None, tuple(desk.feeds)), desk.path, lambda: desk.now)
    poll = asyncio.create_task(poller.poll())
    while not server.log:
        await asyncio.sleep(0)
    await asyncio.wait_for(poller.close(), PATIENCE)
    await poll


async def test_an_edited_item_keeps_its_identity_and_its_history(server: Server, desk: Desk) -> None:
    before, after = rss([item(1, "First wording")]), rss([item(1, "Second wording", "Zinc of Kazakhstan.")])
    url = server.add("/feed", sequence([reply(before), reply(after)]))
    await desk.outcome(url)
    number = desk.items()[0].id
    with Archive.open(desk.path) as archive:
        archive.star([number])
    report = await desk.poll(everything=True)
    assert (report.new, report.outcomes[0].state) == (0, "new")
    with Archive.open(desk.path) as archive:
        stored = archive.item(number)
    assert stored is not None
    assert stored.entry.title == "Second wording"
    assert stored.entry.starred
    assert [edit.title for edit in stored.edits] == ["First wording"]


async def test_only_new_and_changed_items_are_read(server: Server, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    read = desk.worker.read

    async def counting(documents: object) -> object:
        asked.append(len(documents))  # type: ignore[arg-type]
        return await read(documents)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.worker, "read", counting)
    url = server.add("/feed", sequence([reply(feed(5)), reply(feed(6)), reply(feed(6), {**XML, "ETag": '"x"'})]))
    desk.subscribe(url)
    for _ in range(3):
        await desk.poll(everything=True)
    assert [number for number in asked if number] == [5, 1]


async def test_offline_asks_nobody(server: Server, desk: Desk) -> None:
    desk.subscribe(server.add("/feed", reply(feed())))
    poller = Poller(Config(None, tuple(desk.feeds)), desk.path, lambda: desk.now, offline=True)
    report = await poller.poll(everything=True)
    await poller.close()
    assert (report.asked, report.outcomes[0].state) == (0, "skipped")
    assert server.log == []


async def test_feeds_are_named_by_address_or_title(server: Server, desk: Desk) -> None:
    urls = [server.add(f"/{n}", reply(feed())) for n in range(3)]
    desk.feeds = [FeedConfig(url, f"Feed {n}") for n, url in enumerate(urls)]
    async with desk.poller() as poller:
        await poller.poll(["Feed 1", urls[2]])
    assert sorted(request.path for request in server.log) == ["/1", "/2"]


async def test_an_archive_that_cannot_be_opened_is_a_sentence(server: Server, desk: Desk) -> None:
    desk.path = desk.path.parent / "missing.txt"
    desk.path.write_text("this is no archive, and must not become one")
    desk.subscribe(server.add("/feed", reply(feed())))
    with pytest.raises(ArchiveError, match=r"not an archive"):
        await desk.poll()
    assert server.log == []


async def test_nothing_is_asked_for_that_could_not_be_kept(server: Server, desk: Desk) -> None:
    desk.subscribe(server.add("/feed", reply(feed(3), {**XML, "ETag": '"x"'})))
    Archive.open(desk.path).close()
    desk.path.chmod(0o444)
    desk.path.parent.chmod(0o555)
    try:
        if os.access(desk.path, os.W_OK):
            pytest.skip("this user may write everything")
        with pytest.raises(ArchiveError):
            await desk.poll()
    finally:
        desk.path.parent.chmod(0o755)
        desk.path.chmod(0o644)
    report = await desk.poll()
    assert report.new == 3
