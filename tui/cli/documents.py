"""Documents from files, for the commands that read without an archive: JSON lines, or one article as plain text."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from tui import words
from tui.model import Document
from tui.words import say

ARTICLE = ".txt"
HEADLINE = 200
"""Characters: a first line that is longer is the article's first paragraph, and no headline."""


class BadDocumentError(ValueError):
    """Lines that hold no document."""


def documents(name: str) -> Iterator[tuple[int, Document | BadDocumentError]]:
    """The documents of a file ("-" is standard input) with the numbers of their lines, or why a line holds none.

    A file that ends in .txt is one article, its headline on the first line. Raises OSError where it cannot be read.
    """
    with ExitStack() as stack:
        stream: IO[bytes] = sys.stdin.buffer if name == "-" else stack.enter_context(Path(name).open("rb"))
        told = Path(name).suffix.lower() == ARTICLE
        for number, piece in enumerate([stream.read()] if told else stream, 1):
            if not piece.strip():
                continue
            try:
                found: Document | BadDocumentError = article(piece, Path(name).stem) if told else parse(piece)
            except BadDocumentError as error:
                found = error
            yield number, found


def parse(line: bytes) -> Document:
    """The document on one line of JSON; what it needs not know (``gold`` and the like) is ignored.

    Raises BadDocumentError.
    """
    text = _decoded(line)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadDocumentError(say("document.not-json", why=error)) from error
    if not isinstance(data, dict):
        raise BadDocumentError(say("document.object", found=_kind(data)))
    if not ("title" in data or "text" in data):
        raise BadDocumentError(say("document.fields"))
    return Document(
        title=_text(data, "title"),
        text=_text(data, "text"),
        published=_moment(data.get("published")),
        lang=_text(data, "lang") or None,
        id=str(data.get("id", "")),
    )


def article(body: bytes, ident: str = "") -> Document:
    """A plain text as a document: its first line is the headline, if it is as short as one. Raises BadDocumentError."""
    source = _decoded(body).replace("\r\n", "\n").strip()
    headline, _, text = source.partition("\n")
    if len(headline) > HEADLINE:
        headline, text = "", source
    return Document(headline.strip(), text.strip(), None, None, ident)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadDocumentError(say("document.not-utf8", why=error.reason, place=error.start)) from error


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadDocumentError(say("document.text", name=key, found=_kind(value)))
    return value


def _moment(value: object) -> datetime | None:
    if value is None or value == "":
        return None
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None:
        raise BadDocumentError(say("document.date"))
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _kind(value: object) -> str:
    kinds = {dict: "object", list: "list", str: "text", bool: "flag", type(None): "null"}
    return words.name("json-kind", kinds.get(type(value), "number"))
