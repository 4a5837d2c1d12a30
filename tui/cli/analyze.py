"""``kenwatch analyze``: documents in, what was understood out; no network, no archive."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import click

from tui import words
from tui.cli import err, out
from tui.model import Document
from tui.words import say


class BadLineError(ValueError):
    """A line that holds no document."""


@click.command()
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
    """Read documents (JSON lines with title, text, published and lang; "-" is standard input) and print what each says:
    tags, deals, metrics and events, with the sentence that proves each fact.

    Example: kenwatch analyze news.jsonl --format text
    """
    from tui.reading import answer, read

    code = err.Code.DONE
    for name in files:
        for number, line in _lines(name):
            try:
                document = parse(line)
            except BadLineError as error:
                err.narrate(f"{say('document.input') if name == '-' else name}:{number}: {error}")
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


def parse(line: bytes) -> Document:
    """The document on one line of JSON; what it needs not know (``gold`` and the like) is ignored. Raises BadLineError."""
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadLineError(say("document.not-utf8", why=error.reason, place=error.start)) from error
    except (ValueError, RecursionError) as error:
        raise BadLineError(say("document.not-json", why=error)) from error
    if not isinstance(data, dict):
        raise BadLineError(say("document.object", found=_kind(data)))
    if not ("title" in data or "text" in data):
        raise BadLineError(say("document.fields"))
    return Document(
        title=_text(data, "title"),
        text=_text(data, "text"),
        published=_moment(data.get("published")),
        lang=_text(data, "lang") or None,
        id=str(data.get("id", "")),
    )


def _lines(name: str) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers, blank ones left out."""
    with ExitStack() as stack:
        stream: IO[bytes] = sys.stdin.buffer if name == "-" else stack.enter_context(Path(name).open("rb"))
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield number, line


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadLineError(say("document.text", name=key, found=_kind(value)))
    return value


def _moment(value: object) -> datetime | None:
    if value is None or value == "":
        return None
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None:
        raise BadLineError(say("document.date"))
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _kind(value: object) -> str:
    kinds = {dict: "object", list: "list", str: "text", bool: "flag", type(None): "null"}
    return words.name("json-kind", kinds.get(type(value), "number"))
