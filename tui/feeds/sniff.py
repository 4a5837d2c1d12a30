"""Recognising what is served in place of a feed."""

from __future__ import annotations

import re

from tui.feeds.fault import fault
from tui.feeds.parsed import NotAFeedError

_MAGIC = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"RIFF", "riff"),
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\x00\x00\x01\x00", "icon"),
    (b"ID3", "sound"),
    (b"\x7fELF", "program"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
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
        raise NotAFeedError(fault("empty"))
    for magic, name in _MAGIC:
        if body.startswith(magic):
            raise NotAFeedError(fault("serves", name))


def refuse_pages(text: str) -> None:
    """Raises NotAFeedError where the text holds no feed: web pages, pages that ask for a login, plain text."""
    head = text[:_LOOK_AT]
    root = _ROOT.search(head)
    page = _HTML.search(head, 0, root.start()) if root else _HTML.search(head)
    if root and not page:
        return
    if page is None and root is None:
        raise NotAFeedError(fault("no-feed"))
    if _LOGIN.search(head):
        raise NotAFeedError(fault("login"))
    raise NotAFeedError(fault("serves", "page"))
