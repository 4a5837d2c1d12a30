"""``kenwatch feeds list`` and ``check``: what is subscribed to, and how it fares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tui.cli import err, named, out
from tui.cli.session import Session, World
from tui.cli.verb import Verb
from tui.config.zone import zone_of
from tui.words import say

if TYPE_CHECKING:
    from tui.brief.columns import Table
    from tui.ledger.health import HealthEntry

FORMATS = click.Choice(("table", "json", "jsonl", "csv", "md"))


@click.command(cls=Verb, name="list")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="How to print it.")
@click.pass_obj
def list_feeds(session: Session, form: str) -> None:
    """List the feeds of feeds.toml, switched off ones too, with what they brought.

    Example: kenwatch feeds list --format json
    """
    from tui.brief.feedtables import subscriptions
    from tui.ledger.health import health

    world = session.world()
    if form == "table" and not world.config.feeds:
        err.narrate(say("doctor.add-feeds"))
        return
    _show(health(session.archive(), world.config, world.clock()), subscriptions(), form)


@click.command(cls=Verb)
@click.argument("feeds", metavar="[FEED…]", nargs=-1)
@click.option("--now", "asking", is_flag=True, help="Ask the feeds once, politely, before telling.")
@click.option("--accept-moves", "moving", is_flag=True, help="Write new addresses of feeds that moved into feeds.toml.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="How to print it.")
@click.pass_obj
def check(session: Session, feeds: tuple[str, ...], asking: bool, moving: bool, form: str) -> int:
    """Tell how the feeds fare (or those named, by title or address): what they bring, when they are asked next and why,
    what is wrong with them and what helps.

    With --now, ends with 3 when every feed that was asked failed.

    Example: kenwatch feeds check --now "Astana Times"
    """
    from tui.brief.feedtables import checked
    from tui.cli.feeds_edit import moved
    from tui.ledger.health import health

    world = session.world()
    chosen = [named.feed(name, world.config.feeds) for name in feeds] or list(world.config.feeds)
    code = _ask(session, world, [feed.url for feed in chosen]) if asking else err.Code.DONE
    archive = session.archive()
    if moving:
        chosen = moved(world, archive, chosen)
    entries = health(archive, world.config, world.clock(), chosen)
    table = checked(world.clock(), zone_of(world.config), sentences=form != "table")
    _show(entries, table, form)
    if form == "table":
        _explain(entries, world)
    return code


def _ask(session: Session, world: World, urls: Sequence[str]) -> int:
    import asyncio

    from tui.cli.poll import once

    if session.offline:
        raise err.FailureError(say("poll.offline"), err.Code.USAGE)
    report = asyncio.run(once(world, urls, everything=True))
    return err.Code.FEEDS_FAILED if report.asked and report.failed == report.asked else err.Code.DONE


def _show(entries: Sequence[HealthEntry], table: Table, form: str) -> None:
    from tui.brief.feedtables import shape

    if form == "json":
        out.json_text([shape(entry) for entry in entries])
    elif form == "jsonl":
        for entry in entries:
            out.json_line(shape(entry))
    else:
        out.table(table, entries, form)


def _explain(entries: Sequence[HealthEntry], world: World) -> None:
    """Under the table, in sentences: what is wrong with each feed that is not all right, and what helps."""
    from tui.brief.feedtables import advice, wrong

    zone = zone_of(world.config)
    for entry in entries:
        trouble, remedy = wrong(entry, zone), advice(entry)
        if trouble and entry.enabled:
            out.lines(["", f"{entry.title}: {trouble}", *([f"  {say('health.try', remedy=remedy)}"] if remedy else [])])
