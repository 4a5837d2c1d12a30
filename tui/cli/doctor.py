"""``kenwatch doctor``: what is wrong around kenwatch, and what helps."""

from __future__ import annotations

import dataclasses
import os
import sys

import click

from tui.cli import err, out
from tui.cli.session import Session
from tui.cli.verb import Verb
from tui.words import mark, say


@click.command(cls=Verb)
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to print it."
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.pass_obj
def doctor(session: Session, form: str) -> int:
    """Look at the configuration, the archive, the clock, the terminal with its glyphs, and what the feeds last answered, and
    say what helps with each thing that is wrong. Asks no feed and changes nothing.

    Ends with 1 when something is broken.

    Example: kenwatch doctor
    """
    from tui.cli.diagnosis import findings

    world = session.world(narrated=False)
    if session.demo:
        session.archive()
    found = list(findings(world, os.environ))
    if form == "json":
        out.json_text([dataclasses.asdict(one) for one in found])
    else:
        for one in found:
            glyph = mark(f"doctor.{one.level}", plain=not _is_unicode())
            out.lines([f"{glyph} {say(f'doctor-area.{one.area}')}: {one.finding}"])
            out.lines([f"    {say('health.try', remedy=one.remedy)}"] if one.remedy else [])
    return err.Code.FAILED if any(one.level == "error" for one in found) else err.Code.DONE


def _is_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
