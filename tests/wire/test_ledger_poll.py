"""The ledger after a poll: what came on the beat is in stories and deals when the poll is done, the rest when it is asked for,
and leaving waits for nothing."""

from __future__ import annotations

import pytest
from wire_desk import Desk
from wire_parts import reply, rss
from wire_server import Server

from tui.archive import Archive
from tui.ledger.query import Query
from tui.ledger.stories import stories

STORY = (
    "Canada's Meridian Copper has signed an agreement to buy the Karatas copper mine in Kazakhstan from Altyn Invest for "
    "$214 million, the company said on Monday. Karatas produced 11,400 tonnes of copper last year."
)


def told(guid: str, title: str) -> bytes:
    return rss([f"<item><guid>{guid}</guid><title>{title}</title><description>{STORY}</description></item>"])


async def test_a_poll_leaves_nothing_to_settle(server: Server, desk: Desk) -> None:
    one = server.add("/one", reply(told("1", "Meridian Copper agrees to buy Karatas mine for $214 mln")))
    other = server.add("/other", reply(told("2", "Meridian buys Karatas for $214 mln")))
    await desk.outcome(one)
    await desk.outcome(other)
    with Archive.open(desk.path, read_only=True) as archive:
        assert not archive.unsettled()
        first, second = (item.story for item in desk.items())
    assert first is not None
    assert first == second


async def test_reports_off_the_beat_wait_until_they_are_asked_for(server: Server, desk: Desk) -> None:
    title = "Miner from Canada buys copper mine for $214 mln"
    text = "The mine produced 11,400 tonnes of copper last year, Altyn Invest said."
    flash = rss([f"<item><guid>2</guid><title>{title}</title><description>{text}</description></item>"])
    full = told("1", "Meridian Copper agrees to buy Karatas mine for $214 mln")
    desk.subscribe(server.add("/full", reply(full)), server.add("/flash", reply(flash)))
    async with desk.poller() as poller:
        await poller.poll(everything=True)
        with Archive.open(desk.path, read_only=True) as archive:
            assert not archive.unsettled(deferred=False)
            assert archive.unsettled()
        await poller.settle()
    with Archive.open(desk.path, read_only=True) as archive:
        assert not archive.unsettled()
        (story,) = stories(archive, Query())
    assert {report.source for report in story.reports} == {feed.title for feed in desk.feeds}


async def test_the_worker_ends_before_much_is_settled_and_starts_again(
    server: Server, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.poller.poller._MUCH", 2)
    one = server.add("/one", reply(told("1", "Meridian Copper agrees to buy Karatas mine for $214 mln")))
    await desk.outcome(one)
    assert desk.worker._process is not None
    items = "".join(f"<item><guid>{n}</guid><title>Karatas: {n}</title></item>" for n in (2, 3))
    await desk.outcome(server.add("/two", reply(rss([items]))))
    assert desk.worker._process is None
    await desk.outcome(server.add("/three", reply(told("4", "Meridian buys Karatas for $214 mln"))))
    assert len(desk.items()) == 4
