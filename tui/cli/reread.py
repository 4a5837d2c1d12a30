"""``kenwatch reread``: read the whole archive again after rules or vocabularies changed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from tui.cli import out
from tui.cli.session import Session
from tui.cli.verb import Verb
from tui.words import count, say

if TYPE_CHECKING:
    from tui.archive import Archive, Outdated
    from tui.model import Reading

BATCH = 100
"""Readings saved in one transaction: an interruption costs no more."""


@click.command(cls=Verb)
@click.pass_obj
def reread(session: Session) -> None:
    """Read every item again that older rules or vocabularies have read. Can be interrupted and taken up again.

    Example: kenwatch reread
    """
    from tui.cli.progress import bar
    from tui.reading import library

    version = library().version
    archive = session.archive()
    total, done = archive.count_outdated(version), 0
    outdated = archive.outdated(version)
    with bar(say("reread.label"), total) as progress:
        while batch := [(item.id, _read(item)) for item in islice(outdated, BATCH)]:
            archive.save_readings(batch)
            done += len(batch)
            progress(done)
    _settle(archive)
    out.lines([say("reread.done", items=count(done, "item"), version=version) if done else say("reread.nothing")])


def _settle(archive: Archive) -> None:
    """Has the ledger work out anew what other readings changed."""
    from tui.cli.progress import bar
    from tui.ledger.settle import settle

    done = 0
    with bar(say("reread.settling"), archive.count_unsettled()) as progress:

        def tell(items: int) -> None:
            nonlocal done
            done += items
            progress(done)

        settle(archive, tell)


def _read(item: Outdated) -> Reading:
    from tui.model import Document
    from tui.reading import read

    return read(Document(item.title, item.text, item.published, item.language, str(item.id)))
