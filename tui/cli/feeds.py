"""``kenwatch feeds``: the feeds as feeds.toml gives them, and how each fares."""

from __future__ import annotations

import click

from tui.cli import out
from tui.cli.session import Session


@click.group()
def feeds() -> None:
    """The feeds that kenwatch reads."""


@feeds.command(name="list")
@click.option(
    "--format", "form", type=click.Choice(("table", "json", "jsonl", "csv", "md")), default="table", show_default=True
)
@click.pass_obj
def list_feeds(session: Session, form: str) -> None:
    """List the feeds with what they brought and what is wrong with them.

    Example: kenwatch feeds list --format json
    """
    from tui.brief.tables import SOURCES
    from tui.ledger.shapes import as_json
    from tui.ledger.sources import sources

    world = session.world()
    entries = sources(session.archive(), world.config, world.clock())
    if form == "json":
        out.json_text([as_json(entry) for entry in entries])
    elif form == "jsonl":
        for entry in entries:
            out.json_line(as_json(entry))
    else:
        out.table(SOURCES, entries, form)
