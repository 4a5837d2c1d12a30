"""``kenwatch corrections``: what the analyst knows better than the readings, as a list that a team can share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import err, out
from tui.cli.session import Session
from tui.cli.verb import FILE, Verbs
from tui.words import count, say, trouble

if TYPE_CHECKING:
    from datetime import datetime

    from tui.archive import Archive, Correction

FORMATS = click.Choice(("table", "json", "jsonl", "csv", "md"))
ACTIONS = click.Choice(("merge", "split", "move", "edit", "checked", "wrong"))


@click.group(cls=Verbs)
def corrections() -> None:
    """What you know better: merge or split deals and stories, edit deals, figures and events, say that they are right or
    wrong.

    Corrections hang on the reports' words, outlive every reading and can be taken back.

    Example: kenwatch corrections list --format json
    """


@corrections.command(name="list")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="How to print it.")
@click.pass_obj
def list_corrections(session: Session, form: str) -> None:
    """List the corrections in the order in which they were made, with the deals that they hold for now.

    Example: kenwatch corrections list --format json
    """
    from tui.brief.tables import CORRECTIONS
    from tui.config.zone import zone_of
    from tui.ledger import corrections

    made = corrections.corrections(session.archive())
    rows = [{**corrections.as_line(entry.correction), "holds_for": list(entry.deals)} for entry in made]
    if form == "json":
        out.json_text(rows)
    elif form == "jsonl":
        for row in rows:
            out.json_line(row)
    elif form == "table" and not made:
        err.narrate(say("corrections.none"))
    else:
        out.table(CORRECTIONS, made, form, zone_of(session.world().config))


@corrections.command()
@click.argument("action", type=ACTIONS)
@click.argument("deal", metavar="ID")
@click.argument("more", metavar="[ID… | LINK… | FIELD VALUE]", nargs=-1)
@click.pass_obj
def add(session: Session, action: str, deal: str, more: tuple[str, ...]) -> None:
    """Correct a deal, a figure, an event or a story, named by its id as `kenwatch deals`, `metrics`, `events` or `stories`
    with `--format json` gives it, or by the id's beginning.

    \b
    merge DEAL DEAL…         these deals are one
    split DEAL LINK…         what these reports tell is a deal of its own
    merge STORY STORY…       these stories are one
    split STORY LINK…        these reports tell another event
    move STORY LINK…         these reports belong to that story
    edit DEAL FIELD VALUE    kind, stage, amount, currency, date, stake, jobs, countries,
                             commodities, places (by commas), parties; "" is not known
    edit FIGURE FIELD VALUE  value, unit, period, subject, metric, commodity, basis
    edit EVENT FIELD VALUE   kind, date, parties, countries (by commas)
    checked ID               this is right
    wrong ID                 this is none: shown, and in no sum, point or count

    Example: kenwatch corrections add edit 3f2a9c amount 250000000
    """
    with _explained():
        made = _make(session.archive(), action, deal, more, session.world().clock())
    out.lines([say("corrections.added", what=_said(made))])


@corrections.command()
@click.pass_obj
def undo(session: Session) -> None:
    """Take back the last correction.

    Example: kenwatch corrections undo
    """
    from tui.ledger import corrections

    undone = corrections.undo(session.archive())
    out.lines([say("corrections.undone", what=_said(undone)) if undone else say("corrections.none")])


@corrections.command(name="export")
@click.argument("file", type=FILE, default="-")
@click.pass_obj
def export_corrections(session: Session, file: str) -> None:
    """Write all corrections to FILE, one JSON object a line.

    Example: kenwatch corrections export team.jsonl
    """
    from tui.brief.files import write
    from tui.brief.jsontext import dumps
    from tui.ledger import corrections

    made = [*corrections.export(session.archive())]
    text = "".join(f"{dumps(one)}\n" for one in made)
    if file == "-":
        out.text(text)
        return
    write(Path(file), text)
    err.narrate(say("corrections.exported", corrections=count(len(made), "correction"), path=file))


@corrections.command(name="import")
@click.argument("file", type=FILE)
@click.pass_obj
def import_corrections(session: Session, file: str) -> None:
    """Take over the corrections of FILE that are not known yet; a file with a mistake is left out whole.

    Example: kenwatch corrections import team.jsonl
    """
    from tui.ledger import corrections

    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = trouble(error) if isinstance(error, OSError) else say("corrections.not-text")
        raise err.FailureError(f"{file}: {reason}", err.Code.USAGE) from error
    with _explained():
        new, whole = corrections.take(session.archive(), text.splitlines())
    out.lines([say("corrections.imported", new=new, whole=count(whole, "correction"))])


def _make(archive: Archive, action: str, deal: str, more: tuple[str, ...], now: datetime) -> Correction:
    from tui.ledger import corrections, story_corrections

    if action == "move" or (action in corrections.OF_STORIES and story_corrections.named(archive, deal)):
        if action == "merge":
            return story_corrections.merge(archive, [deal, *more], now)
        change = story_corrections.move if action == "move" else story_corrections.split
        return change(archive, deal, more, now)
    if action == "merge":
        return corrections.merge(archive, [deal, *more], now)
    if action == "split":
        return corrections.split(archive, deal, more, now)
    if action == "edit":
        if len(more) != 2:
            raise click.UsageError(say("corrections.edit-usage"))
        return corrections.edit_typed(archive, deal, more[0], more[1], now)
    if more:
        raise click.UsageError(say("corrections.mark-usage", action=action))
    return corrections.mark(archive, deal, action, now)


def _said(made: Correction) -> str:
    """``edit amount = 250000000``, ``merge``: a correction in a few words."""
    from tui.brief.tables import written

    return f"{made.action} {made.field} = {written(made.value)}" if made.field else made.action


@contextmanager
def _explained() -> Iterator[None]:
    from tui.ledger.corrections import CorrectionError
    from tui.ledger.fields import FieldError

    try:
        yield
    except (CorrectionError, FieldError) as error:
        raise err.FailureError(str(error), err.Code.USAGE) from error
