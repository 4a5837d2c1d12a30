"""``kenwatch feeds``: what is subscribed to. One module a group of verbs."""

from __future__ import annotations

import click

from tui.cli.feeds_add import add, discover
from tui.cli.feeds_edit import disable, enable, remove
from tui.cli.feeds_list import check, list_feeds
from tui.cli.feeds_opml import export_feeds, import_feeds
from tui.cli.verb import Verbs


@click.group(cls=Verbs)
def feeds() -> None:
    """The feeds that kenwatch reads: list and check them, find and add new ones, switch them, exchange them.

    Example: kenwatch feeds add astanatimes.com
    """


for verb in (list_feeds, check, add, discover, remove, enable, disable, import_feeds, export_feeds):
    feeds.add_command(verb)
