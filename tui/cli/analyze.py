"""``kenwatch analyze``: documents in, what was understood out; no network, no archive."""

from __future__ import annotations

import click

from tui.cli import err, out
from tui.cli.documents import BadDocumentError, documents
from tui.cli.verb import Verb
from tui.words import say


@click.command(cls=Verb)
@click.argument(
    "files", metavar="FILE…", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=True)
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("jsonl", "text")),
    default="jsonl",
    show_default=True,
    help="How to print it.",
)
def analyze(files: tuple[str, ...], form: str) -> int:
    """Read documents (JSON lines with title, text, published and lang, or one article as plain text in a file that ends in
    .txt; "-" is standard input) and print what each says: tags, deals, metrics and events, with the sentence that proves
    each fact.

    Example: kenwatch analyze news.jsonl --format text
    """
    from tui.reading import answer, read

    code = err.Code.DONE
    for name in files:
        for number, document in documents(name):
            if isinstance(document, BadDocumentError):
                err.narrate(f"{say('document.input') if name == '-' else name}:{number}: {document}")
                code = err.Code.FAILED
                continue
            reading = read(document)
            if form == "jsonl":
                out.json_line(answer(document, reading))
            else:
                from tui.cli.analysis import describe

                out.lines(describe(document, reading))
            if name == "-":
                out.flush()
    return code
