"""``kenwatch export``: the brief, as a page for people or as data for programs."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli import err, options, out
from tui.cli.session import Session, World
from tui.cli.usage import with_likely
from tui.cli.verb import FILE, Verb
from tui.config.model import BRIEF_FORMATS, BRIEF_GROUPS, BRIEF_SECTIONS, BriefConfig
from tui.words import LANGUAGES, say, speak, trouble

if TYPE_CHECKING:
    from tui.archive import Archive
    from tui.brief.wanted import Wanted
    from tui.ledger.entries import Overview
    from tui.ledger.query import Query

LAST = "last"
FIRST_SPAN = timedelta(days=30)
"""What a brief since the last one covers where there was none."""

NARROW, WIDE = 80, 160
_LONGEST_NOTE = 100_000
_ENDINGS = {form: form for form in BRIEF_FORMATS} | {"": "text", "txt": "text", "htm": "html", "markdown": "md"}
"""By a file's ending, the format that it names."""

_CACHE_KIB = 4_096
"""Whoever reads the archive through once needs little of it twice."""


def _sections(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """The sections of a list with commas between; one that is not known is a mistake, told with the one likely meant."""
    if value is None:
        return None
    words = tuple(word for word in (part.strip() for part in value.split(",")) if word)
    for word in words:
        if word not in BRIEF_SECTIONS:
            told = say("export.no-section", word=word, known=", ".join(BRIEF_SECTIONS))
            raise click.BadParameter(with_likely(told, word, BRIEF_SECTIONS), ctx, param)
    return words


@dataclass(frozen=True, slots=True)
class Asked:
    """What one run of ``export`` was asked for, feeds.toml's and the command line's options together."""

    name: str
    chosen: BriefConfig
    since: date | None
    form: str
    output: str


@click.command(cls=Verb)
@click.argument("name", required=False, default="")
@click.option(
    "--since", metavar="SPAN|DATE|last", help="The first day: 30d, 12w, 6m, 2025-01-01, or the last brief's day."
)
@click.option("--until", metavar="SPAN|DATE", help="The last day.")
@click.option("--query", metavar="Q", help='Only what fits, such as "country:CN copper"; @NAME is a saved view.')
@click.option("--sections", callback=_sections, metavar="A,B…", help=f"Only these: {', '.join(BRIEF_SECTIONS)}.")
@click.option("--group-by", type=click.Choice(BRIEF_GROUPS), help="What deals are grouped by; stage without it.")
@click.option(
    "--top", "--limit", "top", type=click.IntRange(min=1), metavar="N", help="The N that weigh most in each section."
)
@click.option("--title", metavar="TEXT", help="The brief's title.")
@click.option("--note", type=click.Path(path_type=Path), metavar="FILE", help="A text of your own under the headline.")
@click.option("--language", type=click.Choice(LANGUAGES), help="What the brief is written in; else as the desk.")
@click.option(
    "--format", "format_", type=click.Choice(BRIEF_FORMATS), help="How to print it; else as --output ends, or text."
)
@click.option("--output", type=FILE, metavar="FILE|DIR", help='Where to; "-", standard output, without it.')
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the formats json and jsonl, and nothing else.")
@click.pass_obj
def export(session: Session, /, name: str, schema: bool, **given: Any) -> None:
    """Write the brief: what changed, recent deals, disputes and risks, company figures, the cooperation timeline and notable
    items, each with its source.

    NAME is a [brief.NAME] of feeds.toml, whose options hold unless the command line gives others. --since last counts from
    the last brief of that name; those of one day count as one. CSV goes into a folder, one file a table; every other format
    is one file. Pages show 40 rows a section at most, data all.

    Example: kenwatch export --since 30d --format html --output brief.html
    """
    if schema:
        from tui.brief.records import schema as published

        out.text(published())
        return
    from tui.bulk import kept

    world = session.world()
    asked = _asked(world, name, given)
    if asked.chosen.language:
        speak(asked.chosen.language)
    with kept():
        _write(session, asked)
    _remember(world, asked)


def _asked(world: World, name: str, given: dict[str, Any]) -> Asked:
    known = dict(world.config.briefs)
    if name and name not in known:
        raise click.BadParameter(with_likely(say("export.unknown", name=name), name, known), param_hint="NAME")
    kept = known.get(name, BriefConfig())
    given["format"] = given.pop("format_")
    values = {
        field: given[field] if given[field] is not None else getattr(kept, field) for field in BriefConfig.__slots__
    }
    chosen = BriefConfig(**values)
    output = chosen.output or "-"
    form = chosen.format or _named_by(output)
    if form == "csv" and (output == "-" or not chosen.format or Path(output).is_file()):
        raise click.BadParameter(say("export.folder"), param_hint="--output")
    return Asked(name, chosen, _since(world, name, chosen.since), form, output)


def _named_by(output: str) -> str:
    """The format that a file's ending names; without one it is text."""
    ending = Path(output).suffix
    form = _ENDINGS.get(ending.removeprefix(".").lower())
    if form is None:
        told = say("export.no-ending", ending=ending, known=", ".join(BRIEF_FORMATS))
        raise click.BadParameter(told, param_hint="--output")
    return form


def _since(world: World, name: str, since: str) -> date | None:
    from tui.brief import memory

    today = options.today(world)
    if since != LAST:
        return options.day("since", since, today) if since else None
    last = memory.last(memory.beside(world.archive_path), name, today)
    if last is None:
        last = today - FIRST_SPAN
        err.narrate(say("export.first", day=last.isoformat()))
    return last


def _wanted(chosen: BriefConfig) -> Wanted:
    from tui.brief.wanted import GROUPS, ROWS, SECTIONS, Wanted

    return Wanted(
        top=chosen.top or ROWS,
        sections=chosen.sections or SECTIONS,
        group_by=chosen.group_by or GROUPS[0],
        title=chosen.title or "",
        note=_note(chosen.note),
    )


def _note(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        with path.open(encoding="utf-8-sig") as file:
            return file.read(_LONGEST_NOTE)
    except UnicodeDecodeError as error:
        raise click.BadParameter(say("export.not-text", path=path), param_hint="--note") from error
    except OSError as error:
        raise click.BadParameter(f"{path}: {trouble(error)}", param_hint="--note") from error


def _write(session: Session, asked: Asked) -> None:
    """Prints the brief, or writes its file or those of its tables."""
    from tui.brief.files import write

    archive = session.archive(cache=_CACHE_KIB)
    for path, pieces in _files(session.world(), archive, asked).items():
        if path == "-":
            for piece in pieces:
                out.text(piece)
        else:
            write(Path(path), pieces)
            err.narrate(path)


def _files(world: World, archive: Archive, asked: Asked) -> dict[str, Iterable[str]]:
    """What goes where, piece by piece."""
    from tui import brief

    wanted = _wanted(asked.chosen)
    if asked.form in brief.PAGES:
        return {asked.output: [_page(world, archive, asked, wanted)]}
    seen = _data(world, archive, asked, wanted)
    if asked.form == "csv":
        tables = brief.csv_files(seen, wanted)
        return {str(Path(asked.output) / name): lines for name, lines in tables.items()}
    return {asked.output: brief.data(seen, asked.form, wanted)}


def _page(world: World, archive: Archive, asked: Asked, wanted: Wanted) -> str:
    """The brief for people. It needs the newest stories alone."""
    from tui import brief
    from tui.brief.wanted import STORIES
    from tui.config.zone import zone_of

    drawn = asked.output == "-" and sys.stdout.isatty()
    return brief.render(
        _seen(world, archive, asked, stories=STORIES),
        asked.form,
        wanted,
        zone=zone_of(world.config),
        width=_width() if drawn else NARROW,
        colour=drawn and "NO_COLOR" not in os.environ,
    )


def _data(world: World, archive: Archive, asked: Asked, wanted: Wanted) -> Overview:
    """What data is written of; only --top asks what an item's story has."""
    from tui import brief
    from tui.brief.notable import narrowed

    seen = _seen(world, archive, asked, parts=brief.parts(asked.form, wanted), alone=not asked.chosen.top)
    return narrowed(seen, asked.chosen.top) if asked.chosen.top else seen


def _seen(world: World, archive: Archive, asked: Asked, **how: Any) -> Overview:
    from tui.ledger.overview import overview

    return overview(archive, world.config, _query(world, asked), world.clock(), **how)


def _query(world: World, asked: Asked) -> Query:
    since = asked.since.isoformat() if asked.since else None
    query = options.query(world, since, asked.chosen.until or None, asked.chosen.query, None)
    options.check_order(query.since, query.until or options.today(world))
    return query


def _remember(world: World, asked: Asked) -> None:
    """A brief that has a name, or that counts from the last one, is one to count from."""
    from tui.brief import memory

    if asked.name or asked.chosen.since == LAST:
        memory.remember(memory.beside(world.archive_path), asked.name, options.today(world))


def _width() -> int:
    """The terminal's width, within reason."""
    return min(max(shutil.get_terminal_size((NARROW, 24)).columns, NARROW), WIDE)
