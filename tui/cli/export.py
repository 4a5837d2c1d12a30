"""``kenwatch export``: the brief, as a page for people or as data for programs."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from tui.cli import err, options, out
from tui.cli.session import Session

FORMATS = ("text", "md", "html", "svg", "json", "csv")
ROWS = 40
NARROW, WIDE = 80, 160


@click.command()
@options.span
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print it."
)
@click.option("--limit", type=click.IntRange(min=1), help=f"Rows a section; {ROWS} in a page for people, all in data.")
@click.option("--output", metavar="FILE|DIR", default="-", show_default=True, help='Where to; "-" is standard output.')
@click.pass_obj
def export(
    session: Session, since: str | None, until: str | None, query: str, form: str, limit: int | None, output: str
) -> None:
    """Write the brief: recent deals, company figures, the cooperation timeline and the latest items, each with its source.

    CSV goes into a folder, one file a table; every other format is one file.

    Example: kenwatch export --since 30d --format html --output brief.html
    """
    from tui import brief
    from tui.brief.files import write
    from tui.config.zone import zone_of
    from tui.ledger.overview import overview

    if form == "csv" and output == "-":
        raise click.BadParameter("CSV is one file a table: name a folder", param_hint="--output")
    world = session.world()
    asked = options.query(world, since, until, query, None if form in brief.PAGES else limit)
    seen = overview(session.archive(), world.config, asked, world.clock())
    if form == "csv":
        for name, content in brief.csv_files(seen).items():
            write(Path(output) / name, content)
            err.narrate(str(Path(output) / name))
        return
    if form == "json":
        content = brief.json_text(seen)
    else:
        drawn = output == "-" and sys.stdout.isatty()
        content = brief.render(
            seen,
            form,
            limit=limit or ROWS,
            zone=zone_of(world.config),
            width=_width() if drawn else NARROW,
            colour=drawn and "NO_COLOR" not in os.environ,
        )
    if output == "-":
        out.text(content)
    else:
        write(Path(output), content)
        err.narrate(output)


def _width() -> int:
    """The terminal's width, within reason."""
    return min(max(shutil.get_terminal_size((NARROW, 24)).columns, NARROW), WIDE)
