"""``kenwatch backup``, ``restore``, ``prune`` and ``vacuum``: looking after the archive's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui import form
from tui.cli import out
from tui.cli.session import Session
from tui.cli.verb import Verb
from tui.words import count, say

if TYPE_CHECKING:
    from tui.archive.upkeep import Condition


@click.command(cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@click.pass_obj
def backup(session: Session, file: Path, force: bool) -> None:
    """Write a verified copy of the archive to FILE; kenwatch may go on working meanwhile.

    Example: kenwatch backup ~/kenwatch-2026-11.db
    """
    from tui.archive import upkeep

    if session.demo:
        session.archive()
    _tell("done", file, upkeep.backup(session.world().archive_path, file, force=force))


@click.command(cls=Verb)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Put FILE in the place of the archive that is there.")
@click.pass_obj
def restore(session: Session, file: Path, force: bool) -> None:
    """Make the archive what the backup FILE is, once that is verified.

    Example: kenwatch restore ~/kenwatch-2026-11.db --force
    """
    from tui.archive import upkeep

    archive = session.world().archive_path
    _tell("restored", archive, upkeep.restore(file, archive, force=force))


@click.command(cls=Verb)
@click.option("--keep", metavar="SPAN|DATE", required=True, help="What is newer stays: 2y, 18m or 2025-01-01.")
@click.option("--dry-run", "dry", is_flag=True, help="Only say how many items would go.")
@click.pass_obj
def prune(session: Session, keep: str, dry: bool) -> None:
    """Let go of old items that prove nothing. Items with facts, their stories and starred items stay, whatever their age.

    Example: kenwatch prune --keep 2y --dry-run
    """
    from tui.archive import upkeep
    from tui.cli import options
    from tui.cli.progress import bar
    from tui.ledger.query import midnight

    world = session.world()
    before = midnight(options.day("keep", keep, options.today(world)))
    if session.demo:
        session.archive()
    old = upkeep.prune(world.archive_path, before, dry=True)
    if dry:
        out.lines([say("prune.would", items=count(old, "item"))])
        return
    with bar(say("prune.label"), old) as progress:
        gone = upkeep.prune(world.archive_path, before, progress=progress)
    out.lines([say("prune.done", items=count(gone, "item"))])


@click.command(cls=Verb)
@click.pass_obj
def vacuum(session: Session) -> None:
    """Make the archive's file as small as what it holds, and search as quick as it can be. Nothing goes.

    Example: kenwatch vacuum
    """
    from tui.archive import upkeep

    if session.demo:
        session.archive()
    archive = session.world().archive_path
    before, after = upkeep.vacuum(archive)
    out.lines([say("vacuum.done", path=archive, before=form.size(before), after=form.size(after))])


def _tell(what: str, file: Path, found: Condition) -> None:
    out.lines([say(f"backup.{what}", file=file, items=count(found.items, "item"), size=form.size(found.size))])
