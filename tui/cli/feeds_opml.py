"""``kenwatch feeds import`` and ``export``: subscriptions as OPML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import err, feeds_file, out
from tui.cli.session import Session
from tui.cli.verb import FILE, Verb
from tui.words import count, say

if TYPE_CHECKING:
    from tui.feeds.opml import Outline


@click.command(cls=Verb, name="import")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, allow_dash=True), metavar="FILE|-")
@click.pass_obj
def import_feeds(session: Session, source: str) -> None:
    """Add the feeds of an OPML file to feeds.toml; folders become groups. Nothing is asked: `kenwatch poll` does that.

    What cannot be read is told with its line, and the rest is taken.

    Example: kenwatch feeds import subscriptions.opml
    """
    from tui.config import edit
    from tui.feeds import opml

    world = session.world()
    feeds_file.path_of(world)
    data = sys.stdin.buffer.read(opml.LARGEST + 1) if source == "-" else Path(source).read_bytes()
    found = opml.read(data)
    err.narrate_all(say("feeds.problem", path=source, problem=problem) for problem in found.problems)
    if found.problems and not found.feeds:
        raise err.FailureError(say("feeds.nothing-imported", path=source), err.Code.USAGE)
    known = {opml.same(feed.url) for feed in world.config.feeds}
    new = [feed for feed in found.feeds if opml.same(feed.url) not in known]
    if new:
        feeds_file.edit(world, lambda text: edit.add(text, [_table(feed) for feed in new]))
    out.lines(
        [
            say(
                "feeds.imported",
                found=count(len(found.feeds) + found.repeated, "feed"),
                added=len(new),
                known=len(found.feeds) - len(new),
                repeated=found.repeated,
            )
        ]
    )


@click.command(cls=Verb, name="export")
@click.option(
    "--format", "form", type=click.Choice(("opml",)), default="opml", show_default=True, help="How to print it."
)
@click.option(
    "--output",
    type=FILE,
    metavar="FILE",
    default="-",
    show_default=True,
    help='Where to; "-" is standard output.',
)
@click.pass_obj
def export_feeds(session: Session, form: str, output: str) -> None:
    """Write the feeds for other readers; groups become folders.

    Example: kenwatch feeds export --output feeds.opml
    """
    from email.utils import format_datetime

    from tui.brief.files import write
    from tui.feeds import opml

    world = session.world()
    content = opml.write(world.config.feeds, say("feeds.opml-title"), format_datetime(world.clock()))
    if output == "-":
        out.text(content)
        return
    write(Path(output), content)
    err.narrate(say("feeds.exported", feeds=count(len(world.config.feeds), "feed"), path=output))


def _table(feed: Outline) -> dict[str, object]:
    values: dict[str, object] = {
        "title": feed.title,
        "url": feed.url,
        "language": feed.language,
        "group": feed.group,
        "enabled": None if feed.enabled else False,
    }
    return {key: value for key, value in values.items() if value not in (None, "")}
