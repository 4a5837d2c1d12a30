"""``kenwatch feeds remove``, ``enable`` and ``disable``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from tui.cli import err, feeds_file, named, out
from tui.cli.session import Session
from tui.cli.verb import Verb
from tui.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tui.archive import Archive
    from tui.cli.session import World
    from tui.config.model import FeedConfig

_FEEDS = click.argument("feeds", metavar="FEED…", nargs=-1, required=True)


@click.command(cls=Verb)
@_FEEDS
@click.pass_obj
def remove(session: Session, feeds: tuple[str, ...]) -> None:
    """Take feeds, by title or address, out of feeds.toml. What they brought stays in the archive.

    Example: kenwatch feeds remove "Astana Times"
    """
    from tui.config import edit

    chosen = _chosen(session, feeds)
    path = feeds_file.edit(session.world(), lambda text: edit.remove(text, {feed.url for feed in chosen}))
    out.lines(say("feeds.removed", title=feed.title, path=path) for feed in chosen)


@click.command(cls=Verb)
@_FEEDS
@click.pass_obj
def enable(session: Session, feeds: tuple[str, ...]) -> None:
    """Switch feeds on; one that its publisher said was gone for good is asked again.

    Example: kenwatch feeds enable Interfax
    """
    chosen = _chosen(session, feeds)
    _switch(session, chosen, enabled=True)
    archive, now = session.archive(), session.world().clock()
    for feed in chosen:
        again = _ask_again(archive, feed, now)
        key = "enabled-again" if again else "was-enabled" if feed.enabled else "enabled"
        out.lines([say(f"feeds.{key}", title=feed.title)])


@click.command(cls=Verb)
@_FEEDS
@click.pass_obj
def disable(session: Session, feeds: tuple[str, ...]) -> None:
    """Switch feeds off: they stay in feeds.toml and are not asked.

    Example: kenwatch feeds disable "Total.kz"
    """
    chosen = _chosen(session, feeds)
    _switch(session, chosen, enabled=False)
    for feed in chosen:
        out.lines([say(f"feeds.{'disabled' if feed.enabled else 'was-disabled'}", title=feed.title)])


def _chosen(session: Session, names: tuple[str, ...]) -> list[FeedConfig]:
    world = session.world()
    feeds_file.path_of(world)
    return list(dict.fromkeys(named.feed(name, world.config.feeds) for name in names))


def _switch(session: Session, feeds: list[FeedConfig], *, enabled: bool) -> None:
    from tui.config import edit

    feeds_file.edit(session.world(), lambda text: edit.switch(text, {feed.url for feed in feeds}, enabled=enabled))


def _ask_again(archive: Archive, feed: FeedConfig, now: datetime) -> bool:
    """Forget that the publisher said the feed was gone; False where that was not said."""
    from tui.feeds.outcome import renewed

    state = archive.feed_state(feed.url)
    if state is None or not state.gone:
        return False
    archive.save_poll(replace(feed, enabled=True), renewed(state), (), now)
    return True


def moved(world: World, archive: Archive, feeds: Sequence[FeedConfig]) -> list[FeedConfig]:
    """Writes the new addresses of those of ``feeds`` that have moved for good into feeds.toml, and takes what they brought
    along; returns ``feeds`` as they are then. One whose new address is another feed of feeds.toml stays."""
    from tui.config import edit
    from tui.text import link

    states, taken = archive.feed_states(), {feed.url for feed in world.config.feeds}
    there = {feed.url: link(states[feed.url].address or "") for feed in feeds if feed.url in states}
    moves = {old: new for old, new in there.items() if new and new not in taken}
    if moves:
        feeds_file.edit(world, lambda text: edit.readdress(text, moves))
    for feed in feeds:
        if feed.url in moves:
            archive.move_feed(feed.url, moves[feed.url])
            err.narrate(say("feeds.moved", title=feed.title, url=moves[feed.url]))
        elif there.get(feed.url):
            err.narrate(say("feeds.moved-there", title=feed.title, url=there[feed.url]))
    return [replace(feed, url=moves.get(feed.url, feed.url)) for feed in feeds]
