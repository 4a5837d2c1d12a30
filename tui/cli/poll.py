"""``kenwatch poll``: ask the feeds, read what they bring, keep it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import click

from tui.cli import err, named, out
from tui.cli.progress import display
from tui.cli.session import Session, World, wrong_words
from tui.cli.verb import Verb
from tui.words import count, say

if TYPE_CHECKING:
    from tui.poller import FeedProgress, Poller, PollReport


@click.command(cls=Verb)
@click.argument("feeds", metavar="[FEED…]", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Also what is not due yet.")
@click.option("--watch", is_flag=True, help="Go on until stopped, asking each feed when it is due.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to print it."
)
@click.pass_obj
def poll(session: Session, feeds: tuple[str, ...], everything: bool, watch: bool, form: str) -> int:
    """Ask the feeds that are due (all, or of those named by title or address) and keep what is new, read and ready.

    Ends with 3 when every feed that was asked failed. With --watch it ends when it is told to (SIGTERM, Ctrl+C), reads
    feeds.toml and the vocabulary again on SIGHUP, and keeps a log.

    Example: kenwatch poll --all
    """
    world = session.world()
    if session.offline:
        raise err.FailureError(say("poll.offline"), err.Code.USAGE)
    if not feeds and not any(feed.enabled for feed in world.config.feeds):
        raise err.FailureError(f"{say('poll.no-feeds')}\n{say('doctor.add-feeds')}", err.Code.USAGE)
    meant = [named.feed(name, world.config.feeds) for name in feeds]
    err.narrate_all(say("feeds.disabled", title=feed.title) for feed in meant if not feed.enabled)
    chosen = [feed.url for feed in meant] or None
    if watch:
        from tui.cli.watch import Watch

        asyncio.run(Watch(session, feeds, lambda report: tell(report, form), everything=everything).run())
        return err.Code.DONE
    err.narrate_all(say("poll.no-secret", title=title, variable=name) for title, name in world.config.unset(os.environ))
    err.narrate_all(wrong_words(world.config))
    report = asyncio.run(once(world, chosen, everything=everything))
    tell(report, form, everything=everything)
    return err.Code.FEEDS_FAILED if report.asked and report.failed == report.asked else err.Code.DONE


async def once(world: World, feeds: Sequence[str] | None, *, everything: bool) -> PollReport:
    """One poll, its progress drawn where a terminal is."""
    async with _poller(world) as poller:
        with display() as progress:
            return await poller.poll(feeds, everything=everything, progress=progress)


@asynccontextmanager
async def _poller(world: World) -> AsyncIterator[Poller]:
    from tui.poller import Poller

    poller = Poller(world.config, world.archive_path, world.clock)
    try:
        yield poller
    finally:
        await poller.close()


def tell(report: PollReport, form: str, *, everything: bool = False) -> None:
    """What a poll did, on stdout; where it should have asked ``everything``, what it may not ask and why, too."""
    if form == "json":
        out.json_line(
            {
                "asked": report.asked,
                "answered": report.answered,
                "failed": report.failed,
                "new": report.new,
                "relevant": report.relevant,
                "feeds": [_as_json(one) for one in report.outcomes],
            }
        )
        return
    out.lines(outcome(one) for one in report.outcomes if everything or one.state != "skipped")
    out.lines([summary(report) if report.asked or not everything else say("poll.none-may")])


def _as_json(one: FeedProgress) -> dict[str, object]:
    return {
        "url": one.url,
        "title": one.title,
        "state": one.state,
        "new": one.new,
        "relevant": one.relevant,
        "error": one.error,
        "moved": one.moved or None,
    }


def outcome(one: FeedProgress) -> str:
    """What became of one feed: ``The Astana Times: 3 new, 2 on the beat``."""
    if one.state == "failed":
        return f"{one.title}: {say('poll.failed')}: {one.error or ''}"
    if one.state == "skipped":
        return f"{one.title}: {say('poll.held')}: {one.error or ''}"
    told = say("poll.new", new=one.new, relevant=one.relevant) if one.state == "new" else say("poll.unchanged")
    return f"{one.title}: {told}{'. ' + say('health.moved-to', url=one.moved) if one.moved else ''}"


def summary(report: PollReport) -> str:
    """One line about the whole poll."""
    if not report.asked:
        return say("poll.nothing-due")
    return say(
        "poll.summary",
        asked=count(report.asked, "feed"),
        failed=report.failed,
        new=count(report.new, "item"),
        relevant=report.relevant,
    )
