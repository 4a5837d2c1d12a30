"""``kenwatch candidates``: names that the archive's items hold and no vocabulary does, to be adopted with one command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tui.cli import err, out
from tui.cli.session import Session
from tui.cli.verb import Verb
from tui.words import count, say

if TYPE_CHECKING:
    from tui.archive import Archive
    from tui.model import Document, Reading
    from tui.reading.candidates import Candidate

FILE = "adopted.toml"


@click.command(cls=Verb)
@click.option(
    "--limit", type=click.IntRange(min=1), default=40, show_default=True, help="How many, the likeliest first."
)
@click.option("--least", type=click.IntRange(min=1), default=1, show_default=True, help="In how many items at least.")
@click.option("--adopt", metavar="NAME", help="Write this one into your vocabulary folder.")
@click.option(
    "--format", "form", type=click.Choice(("text", "jsonl")), default="text", show_default=True, help="How to print it."
)
@click.pass_obj
def candidates(session: Session, limit: int, least: int, adopt: str | None, form: str) -> None:
    """List the names that items hold and no vocabulary does: how often, in how many items, and where.

    Example: kenwatch candidates --adopt "Kara Tau Minerals"
    """
    from tui import codec
    from tui.reading.candidates import candidates as rank

    found = rank(_readings(session.archive()), least=least)
    if adopt is not None:
        _adopt(session, adopt, found)
        return
    for one in found[:limit]:
        if form == "jsonl":
            out.json_line(codec.encode(one))
        else:
            place = f" ({one.country})" if one.country else ""
            out.lines([f"{one.name}{place} · {one.kind} · {count(one.items, 'item')}", f"    {one.example}"])
    if not found and form == "text":
        out.lines([say("candidates.none")])


def _readings(archive: Archive) -> Iterator[tuple[Document, Reading]]:
    """Every item of the archive with its reading."""
    from tui.model import Document

    for item in archive.outdated(""):
        stored = archive.item(item.id)
        if stored is not None:
            yield Document(item.title, item.text, item.published, item.language), stored.reading


def _adopt(session: Session, name: str, found: list[Candidate]) -> None:
    from tui.reading.candidates import entry

    folder = session.world().config.vocabulary
    if folder is None:
        raise err.FailureError(say("candidates.no-folder"), err.Code.USAGE)
    chosen = next((c for c in found if c.name.casefold() == name.casefold()), None)
    if chosen is None:
        raise err.FailureError(say("candidates.unknown", name=repr(name)), err.Code.USAGE)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{entry(chosen)}")
    out.lines([say("candidates.adopted", name=chosen.name, path=str(path))])
