"""``kenwatch explain``: a document with its names and facts marked, and why it was read so."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import err, out
from tui.cli.documents import BadDocumentError, documents
from tui.cli.session import Session
from tui.cli.verb import FILE, Verb
from tui.form import day
from tui.model import Document
from tui.text import plain
from tui.words import say

if TYPE_CHECKING:
    from rich.console import Console

    from tui.ledger.wordings import Change
    from tui.reading.explain import Explanation

STYLES = {
    "company": "bold cyan",
    "site": "bold yellow",
    "region": "yellow",
    "town": "yellow",
    "country": "magenta",
    "commodity": "green",
}
EVIDENCE = "underline"


@click.command(cls=Verb)
@click.argument("what", type=FILE, metavar="FILE|ID")
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to print it."
)
@click.pass_obj
def explain(session: Session, what: str, form: str) -> None:
    """Show a document (JSON lines, or one article as plain text in a file that ends in .txt; "-" for standard input) or an
    item of the archive with its names and facts marked: why it is on the beat or off it, which rule found what, and what was
    considered and dropped.

    Example: kenwatch explain article.txt
    """
    from tui import codec
    from tui.reading.explain import explain as lay_open

    for number, (document, changed) in enumerate(_documents(session, what)):
        told = lay_open(document)
        if number and form == "text":
            out.lines([""])
        if form == "json":
            out.json_text(codec.encode(told) | ({"changes": codec.encode(changed)} if changed else {}))
        else:
            _print(told, changed)


def _documents(session: Session, what: str) -> Iterator[tuple[Document, tuple[Change, ...]]]:
    """Each document, one of the archive with what its publisher changed in it."""
    if what != "-" and not Path(what).exists():
        yield _stored(session, what)
        return
    for number, found in documents(what):
        if isinstance(found, BadDocumentError):
            raise err.FailureError(f"{what}:{number}: {found}") from found
        yield Document(plain(found.title), plain(found.text), found.published, found.lang, found.id), ()


def _stored(session: Session, what: str) -> tuple[Document, tuple[Change, ...]]:
    from tui.ledger.wordings import changes

    stored = session.archive().item(int(what)) if what.isdecimal() else None
    if stored is None:
        raise err.FailureError(say("explain.unknown", what=repr(what)), err.Code.USAGE)
    entry = stored.entry
    document = Document(entry.title, stored.text, entry.published, stored.reading.lang, str(entry.id))
    return document, changes(stored)


def _print(told: Explanation, changed: tuple[Change, ...]) -> None:
    """The marked text, then the reasons, the facts, what was dropped, and what its publisher changed."""
    from rich.text import Text

    console = out.console(soft_wrap=not sys.stdout.isatty())
    source = Text(told.document.source)
    for fact in told.facts:
        source.stylize(EVIDENCE, fact.start, fact.end)
    for mark in told.marks:
        style = STYLES.get(mark.kind, "")
        source.stylize(f"{style} italic" if mark.new else style, mark.start, mark.end)
    verdict = say("explain.relevant" if told.reading.relevant else "explain.not-relevant")
    console.print(source, Text(""), sep="\n")
    console.print(
        Text(f"{verdict}: {told.reading.score:g} ({say('explain.threshold')} {told.threshold:g})", style="bold")
    )
    _section(console, say("explain.reasons"), [f"{r.points:+5.1f}  {r.rule}  “{r.text}”" for r in told.reasons])
    _section(console, say("explain.names"), _names(told))
    _section(console, say("explain.facts"), list(_facts(told)))
    _section(console, say("explain.dropped"), [f"“{d.text}” ({d.entry}): {d.why}" for d in told.dropped])
    for one in changed:
        rows = [*(f"- {sentence}" for sentence in one.went), *(f"+ {sentence}" for sentence in one.came)]
        _section(console, say("desk.reworded", day=day(one.seen)), rows)


def _facts(told: Explanation) -> Iterator[str]:
    """Each fact with its rule; below a figure what was weighed."""
    for fact in told.facts:
        yield f"{fact.kind}: {fact.summary}  [{fact.rule}]"
        if fact.why:
            yield "  · " + ", ".join(f"{r.rule} {r.points:+.1f}" for r in fact.why)


def _names(told: Explanation) -> list[str]:
    """Each name once, with its entry; new ones say so."""
    new = say("explain.new")
    marks = dict.fromkeys((m.kind, m.name, "" if m.new else f"{m.kind}.{m.id}") for m in told.marks)
    return [f"{name} · {kind} · {ident or new}" for kind, name, ident in marks]


def _section(console: Console, title: str, rows: list[str]) -> None:
    from rich.text import Text

    if rows:
        console.print(Text(f"\n{title}", style="bold"))
        for row in rows:
            indent = " " * (len(row) - len(row.lstrip(" ")))
            console.print(Text(f"  {indent}{' '.join(row.split())}"))
