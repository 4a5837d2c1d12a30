"""Recognising what is served in place of a feed, in words for the feed's status."""

from __future__ import annotations

import re

from tui.feeds.parsed import NotAFeedError

_MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or sound"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"ID3", "a sound file"),
    (b"\x7fELF", "a program"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
)
_ROOT = re.compile(
    r"<(?:[\w.-]{1,20}:)?(rss|feed|rdf|channel|urlset)(?=[\s>/])|<(?:[\w.-]{1,20}:)?(?:item|entry)(?=[\s>])",
    re.IGNORECASE,
)
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_LOGIN = re.compile(r"type\s*=\s*[\"']?password|captcha|challenge-platform|just a moment", re.IGNORECASE)
_LOOK_AT = 200_000


def refuse_binaries(body: bytes) -> None:
    """Raises NotAFeedError for an empty body and for pictures, archives and the like."""
    if not body.strip(b"\x00\t\r\n\x0b\x0c "):
        raise NotAFeedError("The answer is empty.")
    for magic, name in _MAGIC:
        if body.startswith(magic):
            raise NotAFeedError(f"The address serves {name}, not a feed.")


def refuse_pages(text: str) -> None:
    """Raises NotAFeedError where the text holds no feed: web pages, pages that ask for a login, plain text."""
    head = text[:_LOOK_AT]
    root = _ROOT.search(head)
    page = _HTML.search(head)
    if root and not (page and page.start() < root.start()):
        return
    if page is None and root is None:
        raise NotAFeedError("The answer is neither RSS, Atom nor JSON Feed.")
    if _LOGIN.search(head):
        raise NotAFeedError("The address serves a page that asks for a login or a check, not a feed.")
    raise NotAFeedError("The address serves a web page, not a feed.")
