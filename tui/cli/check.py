"""``kenwatch check``: whether vocabularies and rules are sound, ours and the user's."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli import err, out
from tui.cli.session import Session
from tui.cli.verb import Verb
from tui.words import count, say


@click.command(cls=Verb)
@click.argument("paths", metavar="[FILE|FOLDER]…", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(("text", "jsonl")), default="text", show_default=True, help="How to print it."
)
@click.pass_obj
def check(session: Session, paths: tuple[Path, ...], form: str) -> int:
    """Run the vocabularies' own tests and examples, ours and yours, and look for ids that do not exist, spellings claimed
    twice and stems too short for a wildcard. Without arguments yours are those that feeds.toml names.

    Example: kenwatch check vocabulary/mine.toml
    """
    from tui import codec
    from tui.reading.check import check as run

    found = run(paths or _own(session))
    if form == "jsonl":
        for finding in found:
            out.json_line(codec.encode(finding))
    else:
        out.lines([str(finding) for finding in found] or [say("check.sound")])
        if found:
            err.narrate(say("check.found", findings=count(len(found), "finding")))
    return err.Code.FAILED if found else err.Code.DONE


def _own(session: Session) -> tuple[Path, ...]:
    folder = session.world().config.vocabulary
    return (folder,) if folder and folder.is_dir() else ()
